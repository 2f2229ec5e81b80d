/** How old things were, by the millisecond up to a minute: their number and quantiles. */
export class Ages {
  readonly #counts = new Uint32Array(65_536)
  #count = 0

  get count(): number {
    return this.#count
  }

  clear(): void {
    this.#counts.fill(0)
    this.#count = 0
  }

  add(ms: number): void {
    const age = Math.min(this.#counts.length - 1, Math.max(0, Math.round(ms)))
    this.#counts[age] = (this.#counts[age] ?? 0) + 1
    this.#count++
  }

  /** NaN of none. */
  quantile(share: number): number {
    let left = this.#count * share
    if (this.#count > 0)
      for (let age = 0; age < this.#counts.length; age++) {
        left -= this.#counts[age] ?? 0
        if (left <= 0) return age
      }
    return NaN
  }
}
