import type {Clock} from '../../shared/base/clock.ts'

/** A smaller difference of the two clocks is left as it is, ms. */
const STEP_MS = 100

/**
 * Time of the ledger: at start the later of the wall and the last row, then as the monotonic clock goes. Somebody who
 * sets the time of day moves no deadline.
 */
export class LedgerTime {
  readonly #clock: Clock
  readonly #offset: number
  /** The wall less the ledger, ms: followed in steps, so that one moment is not told anew each time it is asked. */
  #skew = 0

  constructor(clock: Clock, lastAt: number) {
    this.#clock = clock
    this.#offset = Math.max(clock.wall(), lastAt) - clock.monotonic()
  }

  /** Whole ms. */
  now(): number {
    return Math.floor(this.#offset + this.#clock.monotonic())
  }

  /** A moment of the ledger as this node's time of day. */
  toWall(at: number): number {
    const skew = Math.floor(this.#clock.wall()) - this.now()
    if (Math.abs(skew - this.#skew) > STEP_MS) this.#skew = skew
    return at + this.#skew
  }

  /** A moment of the time of day as the ledger's. */
  fromWall(wall: number): number {
    return wall - Math.floor(this.#clock.wall()) + this.now()
  }
}
