import type {Clock} from '../../shared/base/clock.ts'

type Bucket = {tokens: number; at: number}

/** How often one window may say what: so many at once, refilled at so many a second (a token bucket per event). */
export const EVENT_BUDGETS: Readonly<Record<string, {readonly burst: number; readonly perSecond: number}>> = {
  view: {burst: 40, perSecond: 10},
  drawn: {burst: 80, perSecond: 30},
  resync: {burst: 4, perSecond: 0.2},
  ask: {burst: 40, perSecond: 10},
  fix: {burst: 3, perSecond: 0.25},
  command: {burst: 60, perSecond: 20},
}

/** What one window may say. */
export class Budget {
  readonly #clock: Clock
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Whether the event is known and may be said once more now. */
  allows(event: string): boolean {
    const budget = Object.hasOwn(EVENT_BUDGETS, event) ? EVENT_BUDGETS[event] : undefined
    if (budget === undefined) return false
    const bucket = this.#buckets.get(event) ?? {tokens: budget.burst, at: this.#clock.monotonic()}
    this.#buckets.set(event, bucket)
    return take(bucket, budget, this.#clock.monotonic())
  }
}

/** Handshakes of one address: enough for a centre behind one address whose windows all come back at once. */
const HANDSHAKES = {burst: 1_500, perSecond: 100}
const MOST_ADDRESSES = 10_000

/** How often one address may knock. */
export class HandshakeBudget {
  readonly #clock: Clock
  readonly #buckets = new Map<string, Bucket>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  allows(address: string): boolean {
    const now = this.#clock.monotonic()
    if (this.#buckets.size > MOST_ADDRESSES) this.#buckets.clear()
    const bucket = this.#buckets.get(address) ?? {tokens: HANDSHAKES.burst, at: now}
    this.#buckets.set(address, bucket)
    return take(bucket, HANDSHAKES, now)
  }
}

function take(bucket: Bucket, rate: {readonly burst: number; readonly perSecond: number}, now: number): boolean {
  bucket.tokens = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1_000) * rate.perSecond)
  bucket.at = now
  if (bucket.tokens < 1) return false
  bucket.tokens--
  return true
}
