/** A bid raises a price by at least this, so that the auction ends; the result is within this of the best, per plot. */
const STEP = 0.02

/**
 * Who gets what, once each, so that the sum of worths is greatest: an auction (Bertsekas 1979) of which the bidders are
 * plots and the goods are tracks. Only pairs that were added can come about; nobody has to get anything.
 */
export class Assignment {
  readonly #bidders: number[] = []
  readonly #goods: number[] = []
  readonly #worths: number[] = []
  /** First pair of each bidder; pairs of one bidder are added together. */
  readonly #first: number[] = []
  readonly #price = new Map<number, number>()
  readonly #holder = new Map<number, number>()
  readonly #open: number[] = []

  clear(): void {
    this.#bidders.length = this.#goods.length = this.#worths.length = this.#first.length = 0
    this.#price.clear()
    this.#holder.clear()
  }

  /** `worth` above 0: what the pair is worth more than none. Bidders come in rising order. */
  add(bidder: number, good: number, worth: number): void {
    if (worth <= 0) return
    if (this.#bidders.at(-1) !== bidder) this.#first.push(this.#bidders.length)
    this.#bidders.push(bidder)
    this.#goods.push(good)
    this.#worths.push(worth)
  }

  /** Calls back with each pair that comes about. */
  settle(visit: (bidder: number, good: number) => void): void {
    for (let group = this.#first.length - 1; group >= 0; group--) this.#open.push(group)
    for (let group = this.#open.pop(); group !== undefined; group = this.#open.pop()) this.#bid(group)
    for (const [good, group] of this.#holder) visit(this.#bidders[this.#first[group] ?? 0] ?? -1, good)
  }

  #bid(group: number): void {
    const from = this.#first[group] ?? 0
    const to = this.#first[group + 1] ?? this.#bidders.length
    let best = 0
    let second = 0
    let wanted = -1
    for (let pair = from; pair < to; pair++) {
      const good = this.#goods[pair] ?? -1
      const gain = (this.#worths[pair] ?? 0) - (this.#price.get(good) ?? 0)
      if (gain > best) {
        second = best
        best = gain
        wanted = good
      } else if (gain > second) second = gain
    }
    if (wanted < 0) return
    const loser = this.#holder.get(wanted)
    this.#price.set(wanted, (this.#price.get(wanted) ?? 0) + best - second + STEP)
    this.#holder.set(wanted, group)
    if (loser !== undefined) this.#open.push(loser)
  }
}
