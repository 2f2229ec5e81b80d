/** Rows that wait for their turn, each once, oldest first. A row that is put back goes to the end: all turn at one rate. */
export class RowQueue {
  readonly #waiting = new Set<number>()

  get size(): number {
    return this.#waiting.size
  }

  has(row: number): boolean {
    return this.#waiting.has(row)
  }

  add(row: number): void {
    this.#waiting.add(row)
  }

  remove(row: number): void {
    this.#waiting.delete(row)
  }

  /**
   * Offers each row that waits now once, in turn, until `serve` says stop. `done`: served; `later`: keeps its turn, the
   * next is asked; `stop`: this row and all after it wait.
   */
  serve(serve: (row: number) => 'done' | 'later' | 'stop'): void {
    for (const row of this.#waiting) {
      const outcome = serve(row)
      if (outcome === 'stop') return
      if (outcome === 'done') this.#waiting.delete(row)
    }
  }
}
