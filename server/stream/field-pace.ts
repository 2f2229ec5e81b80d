import type {Clock} from '../../shared/base/clock.ts'

/** How good a phone's line is, by the time that a beat takes there and back. */
export const LINE_QUALITIES = ['good', 'fair', 'poor', 'bad'] as const
export type LineQuality = (typeof LINE_QUALITIES)[number]

type Allowance = {
  /** The picture is brought up to date so often, ms. */
  readonly everyMs: number
  /** On average, once the first picture is there. */
  readonly bytesPerSecond: number
  /** In any one second: the rest of the line is for answers. */
  readonly peakBytesPerSecond: number
}

/** At 64 kbit/s a line carries 8,000 bytes a second; a phone's steady share of it is a quarter. */
const ALLOWANCES: Readonly<Record<LineQuality, Allowance>> = {
  good: {everyMs: 5_000, bytesPerSecond: 20_000, peakBytesPerSecond: 200_000},
  fair: {everyMs: 15_000, bytesPerSecond: 1_300, peakBytesPerSecond: 5_000},
  poor: {everyMs: 30_000, bytesPerSecond: 1_000, peakBytesPerSecond: 4_000},
  bad: {everyMs: 60_000, bytesPerSecond: 600, peakBytesPerSecond: 2_000},
}
/** Round trips up to so long, ms. */
const GOOD_MS = 150
const FAIR_MS = 1_000
const POOR_MS = 3_000
/** How much the newest round trip counts. */
const NEWEST = 0.3
/** What a new connection has for its first picture: two hundred objects with their names. */
const FIRST_BYTES = 36_000
/** What may go at once. */
const PEAK_SECONDS = 1

/**
 * How fast a phone is told: its picture every five seconds on a good line to every minute on a bad one, and never more
 * bytes than its share. What people wait for (answers, tasks, alerts) is counted and not held back.
 */
export class FieldPace {
  readonly #clock: Clock
  #roundTripMs: number | undefined
  #saved = FIRST_BYTES
  #peak = 0
  #at: number
  #dueAt = 0
  #thingsDueAt = 0

  constructor(clock: Clock) {
    this.#clock = clock
    this.#at = clock.monotonic()
    this.#peak = this.#allowance.peakBytesPerSecond * PEAK_SECONDS
  }

  /** A line that has not been measured yet is taken for a fair one. */
  get quality(): LineQuality {
    const trip = this.#roundTripMs
    if (trip === undefined) return 'fair'
    if (trip <= GOOD_MS) return 'good'
    if (trip <= FAIR_MS) return 'fair'
    return trip <= POOR_MS ? 'poor' : 'bad'
  }

  get everyMs(): number {
    return this.#allowance.everyMs
  }

  /** Whether more of the picture may go now. `isOwed`: the phone has not had all of its view yet. */
  mayGo(isOwed: boolean): boolean {
    return this.mayAdd() && (isOwed || this.#clock.monotonic() >= this.#dueAt)
  }

  /** Whether there are bytes left for names, which come with the picture and after it. */
  mayAdd(): boolean {
    this.#refill()
    return this.#saved > 0 && this.#peak > 0
  }

  /** Whether places of units and the like may go now: what nobody waits for. */
  mayTellQuietThings(): boolean {
    if (!this.mayAdd() || this.#clock.monotonic() < this.#thingsDueAt) return false
    this.#thingsDueAt = this.#clock.monotonic() + this.everyMs
    return true
  }

  /** A part of the picture has gone; the next is due after the interval. */
  pictured(): void {
    this.#dueAt = this.#clock.monotonic() + this.everyMs
  }

  /** So many bytes have been handed to the socket, of whatever kind. */
  spent(bytes: number): void {
    this.#refill()
    this.#saved -= bytes
    this.#peak -= bytes
  }

  /** A beat has been answered so long after it was sent. */
  answered(roundTripMs: number): void {
    const before = this.#roundTripMs
    this.#roundTripMs = before === undefined ? roundTripMs : before + NEWEST * (roundTripMs - before)
    this.#dueAt = Math.min(this.#dueAt, this.#clock.monotonic() + this.everyMs)
    this.#thingsDueAt = Math.min(this.#thingsDueAt, this.#clock.monotonic() + this.everyMs)
  }

  get #allowance(): Allowance {
    return ALLOWANCES[this.quality]
  }

  #refill(): void {
    const now = this.#clock.monotonic()
    const seconds = (now - this.#at) / 1_000
    const {bytesPerSecond, peakBytesPerSecond} = this.#allowance
    this.#at = now
    this.#saved = Math.min(Math.max(FIRST_BYTES, bytesPerSecond * 5), this.#saved + seconds * bytesPerSecond)
    this.#peak = Math.min(peakBytesPerSecond * PEAK_SECONDS, this.#peak + seconds * peakBytesPerSecond)
  }
}
