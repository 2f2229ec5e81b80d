import type {Clock} from '../../shared/base/clock.ts'

/**
 * Time of the ledger: at start the later of the wall and the last row, then as the monotonic clock goes. Somebody who
 * sets the time of day moves no deadline.
 */
export class LedgerTime {
  readonly #clock: Clock
  readonly #offset: number

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
    return at - this.now() + Math.floor(this.#clock.wall())
  }

  /** A moment of the time of day as the ledger's. */
  fromWall(wall: number): number {
    return wall - Math.floor(this.#clock.wall()) + this.now()
  }
}
