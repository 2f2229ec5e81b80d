const KEPT = 600

/** What telling windows has taken: sums since the start, and how long each of the last ticks took. */
export class ToldFigures {
  frames = 0
  frameBytes = 0
  nameBytes = 0
  densityBytes = 0
  /** Rows that were told to the world, once for all windows. */
  rows = 0
  /** Of those the ones that only were where they had been said to be going: told together, as heard. */
  suppressed = 0
  ticks = 0
  readonly #took = new Float64Array(KEPT)

  /** The working time of one tick: publishing, and all windows. */
  ticked(ms: number): void {
    this.#took[this.ticks++ % KEPT] = ms
  }

  /** ms, of the last minute or so; 0 before the first tick. */
  tookMs(share: number): number {
    const count = Math.min(this.ticks, KEPT)
    const sorted = this.#took.slice(0, count).sort()
    return sorted[Math.min(count - 1, Math.floor(count * share))] ?? 0
  }
}
