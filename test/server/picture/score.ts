/** Scores which track each plot went to against what is true: shares and changes as in CLEAR MOT (Bernardin, Stiefelhagen 2008). */
export class Score {
  readonly #votes = new Map<number, Map<string, number>>()
  readonly #last = new Map<string, number>()
  readonly #taken = new Map<string, Map<number, number>>()
  readonly #seconds = new Map<number, {from: number; to: number}>()
  plots = 0
  lost = 0
  switches = 0

  /** A plot of `object` went to `track` (an id that is never used again), or to none. */
  plot(object: string, track: number | undefined, at: number): void {
    this.plots++
    if (track === undefined) {
      this.lost++
      return
    }
    const votes = this.#votes.get(track) ?? new Map<string, number>()
    this.#votes.set(track, votes.set(object, (votes.get(object) ?? 0) + 1))
    const before = this.#last.get(object)
    if (before !== undefined && before !== track) this.switches++
    this.#last.set(object, track)
    const taken = this.#taken.get(object) ?? new Map<number, number>()
    this.#taken.set(object, taken.set(track, (taken.get(track) ?? 0) + 1))
    const span = this.#seconds.get(track)
    if (span === undefined) this.#seconds.set(track, {from: at, to: at})
    else span.to = at
  }

  /** Two tracks were found to be one object: what was of the one is of the other. */
  merge(from: number, into: number): void {
    for (const [object, track] of this.#last) if (track === from) this.#last.set(object, into)
  }

  /** Share of plots on a track of which most plots are of the same object. */
  get share(): number {
    let right = 0
    for (const votes of this.#votes.values()) right += Math.max(...votes.values())
    return right / this.plots
  }

  /** How often an object's plots went over to another track, per hour of track. */
  get switchesPerTrackHour(): number {
    let hours = 0
    for (const {from, to} of this.#seconds.values()) hours += (to - from) / 3_600_000
    return this.switches / hours
  }

  get tracks(): number {
    return this.#votes.size
  }
}
