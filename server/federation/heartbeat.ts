import type {Clock} from '../../shared/base/clock.ts'
import type {LinkState} from './ports.ts'

/** Between two beats, ms. */
export const BEAT_MS = 1_000
const LATE_AFTER = 3_000
const DOWN_AFTER = 6_000
/** Beats of which the echo still counts. */
const MOST_OPEN = 30

/** Whether the partner is heard, how long bytes take there and back, and how its clock differs. Measured by beats alone. */
export class Heartbeat {
  readonly #clock: Clock
  readonly #sent = new Map<number, number>()
  #n = 0
  #heardAt: number
  #hasHeard = false
  #theirs: number | undefined
  #roundTrip: number | undefined
  #offset: number | undefined

  constructor(clock: Clock) {
    this.#clock = clock
    this.#heardAt = clock.monotonic()
  }

  get silentMs(): number {
    return this.#clock.monotonic() - this.#heardAt
  }

  get state(): LinkState {
    if (!this.#hasHeard || this.silentMs >= DOWN_AFTER) return 'down'
    return this.silentMs >= LATE_AFTER ? 'late' : 'up'
  }

  /** There and back, ms, smoothed; undefined before the first echo. */
  get roundTripMs(): number | undefined {
    return this.#roundTrip
  }

  get offsetMs(): number | undefined {
    return this.#offset
  }

  /** What the next beat says of this. */
  next(): {n: number; echo?: {n: number; heldMs: number}} {
    const n = ++this.#n
    this.#sent.set(n, this.#clock.monotonic())
    this.#sent.delete(n - MOST_OPEN)
    return this.#theirs === undefined ? {n} : {n, echo: {n: this.#theirs, heldMs: this.silentMs}}
  }

  /** The carrier says that the partner cannot be reached: nobody waits six seconds for that. */
  lost(): void {
    this.#hasHeard = false
  }

  heard(beat: {n: number; wall: number; echo?: {n: number; heldMs: number} | undefined}): void {
    const now = this.#clock.monotonic()
    this.#heardAt = now
    this.#hasHeard = true
    this.#theirs = beat.n
    const sentAt = beat.echo === undefined ? undefined : this.#sent.get(beat.echo.n)
    if (beat.echo === undefined || sentAt === undefined) return
    const measured = now - sentAt - beat.echo.heldMs
    if (measured < 0) return
    this.#roundTrip = this.#roundTrip === undefined ? measured : this.#roundTrip * 0.75 + measured * 0.25
    this.#offset = beat.wall + measured / 2 - this.#clock.wall()
  }
}
