/** Named counts by reason. Whoever has them to show reads `all`; nothing is ever lost silently. */
export class Counts {
  readonly #counts = new Map<string, number>()

  add(reason: string, by = 1): void {
    this.#counts.set(reason, (this.#counts.get(reason) ?? 0) + by)
  }

  get(reason: string): number {
    return this.#counts.get(reason) ?? 0
  }

  get total(): number {
    let sum = 0
    for (const count of this.#counts.values()) sum += count
    return sum
  }

  all(): Record<string, number> {
    return Object.fromEntries(this.#counts)
  }
}
