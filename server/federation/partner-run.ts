/** Earlier runs of the partner that are remembered. */
const MOST_RUNS = 64

/** Which run of the partner speaks. One that another has followed is over: its envelopes are repeats by somebody else. */
export class PartnerRun {
  #now = ''
  readonly #over = new Set<string>()

  /** `begins`: the partner has started anew with this envelope. */
  heard(run: string): 'goes-on' | 'begins' | 'over' {
    if (run === this.#now) return 'goes-on'
    if (this.#over.has(run)) return 'over'
    this.#over.add(this.#now)
    for (const oldest of this.#over) {
      if (this.#over.size <= MOST_RUNS) break
      this.#over.delete(oldest)
    }
    this.#now = run
    return 'begins'
  }
}
