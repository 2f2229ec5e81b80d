import type {Clock} from '../../shared/base/clock.ts'

/** Of each tick, whoever waits, ms. */
const LEAST_MS = 10
/** More for each window that waits, ms. */
const PER_WINDOW_MS = 0.25
/** Of the time from tick to tick at most: the rest is the feeds', the rules' and everybody else's. */
const MOST_OF_TICK = 0.75

/**
 * Time for windows that have to catch up. While few do, the others hardly notice; when a centre's windows all come back at
 * once, most of the node's time is theirs, since nobody there sees anything before they have been served. Only what they
 * take counts, and it is given out in the goes in which windows are served, so that no go holds up the rest of the node.
 */
export class CatchUpTime {
  readonly #clock: Clock
  #tickAt: number
  /** Of the tick, and of the go. */
  #leftMs = 0
  #goMs = 0
  #from = 0

  constructor(clock: Clock) {
    this.#clock = clock
    this.#tickAt = clock.monotonic()
  }

  /** A tick begins, with so many windows that are owed something. */
  tick(owed: number): void {
    const now = this.#clock.monotonic()
    const most = Math.max(LEAST_MS, MOST_OF_TICK * (now - this.#tickAt))
    this.#leftMs = Math.min(most, LEAST_MS + owed * PER_WINDOW_MS)
    this.#tickAt = now
  }

  /** A go begins; so many follow it in this tick. */
  go(following: number): void {
    this.#goMs = this.#leftMs / (following + 1)
  }

  /** Serves a window that has to catch up. `serve` asks before each cell whether there is time for one more. */
  spend(serve: (isLeft: () => boolean) => void): void {
    this.#from = this.#clock.monotonic()
    serve(this.#isLeft)
    const took = this.#clock.monotonic() - this.#from
    this.#goMs -= took
    this.#leftMs -= took
  }

  readonly #isLeft = (): boolean => this.#clock.monotonic() - this.#from < this.#goMs
}
