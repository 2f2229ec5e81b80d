/**
 * Finds a row by two of its columns, as a source track by feed and identity: open addressing on plain arrays, no object
 * per entry.
 */
export class PairIndex {
  readonly #first: Uint16Array
  readonly #second: Uint32Array
  /** Row + 1, 0 for an empty place. */
  readonly #place: Int32Array
  readonly #mask: number

  /** The columns are filled by the caller before {@link add}, and not changed until after {@link remove}. */
  constructor(columns: {first: Uint16Array; second: Uint32Array}) {
    this.#first = columns.first
    this.#second = columns.second
    const size = 2 ** Math.ceil(Math.log2(columns.first.length * 2))
    this.#place = new Int32Array(size)
    this.#mask = size - 1
  }

  /** The row, or −1. */
  find(first: number, second: number): number {
    for (let at = this.#home(first, second); ; at = (at + 1) & this.#mask) {
      const row = (this.#place[at] ?? 0) - 1
      if (row < 0) return -1
      if (this.#second[row] === second && this.#first[row] === first) return row
    }
  }

  add(row: number): void {
    let at = this.#home(this.#first[row] ?? 0, this.#second[row] ?? 0)
    while (this.#place[at] !== 0) at = (at + 1) & this.#mask
    this.#place[at] = row + 1
  }

  /** Takes the row out and closes the gap that it leaves. */
  remove(row: number): void {
    let hole = this.#home(this.#first[row] ?? 0, this.#second[row] ?? 0)
    while (this.#place[hole] !== row + 1) {
      if (this.#place[hole] === 0) return
      hole = (hole + 1) & this.#mask
    }
    this.#place[hole] = 0
    for (let at = (hole + 1) & this.#mask; this.#place[at] !== 0; at = (at + 1) & this.#mask) {
      const other = (this.#place[at] ?? 0) - 1
      const home = this.#home(this.#first[other] ?? 0, this.#second[other] ?? 0)
      // It may move back only if its home does not lie between the hole and it.
      if (((at - home) & this.#mask) >= ((at - hole) & this.#mask)) {
        this.#place[hole] = other + 1
        this.#place[at] = 0
        hole = at
      }
    }
  }

  #home(first: number, second: number): number {
    let mixed = Math.imul(second ^ Math.imul(first + 1, 0x9e3779b1), 0x85ebca6b)
    mixed ^= mixed >>> 15
    return (Math.imul(mixed, 0xc2b2ae35) >>> 8) & this.#mask
  }
}
