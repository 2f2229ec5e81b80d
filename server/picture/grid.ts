/** Cells of one twelfth of a degree of latitude, twice that of longitude: about 9 km at our latitudes. */
const ACROSS = 2_160
const DOWN = 2_160
const PER_LON = ACROSS / 360
const PER_LAT = DOWN / 180

/** Rows by place: a linked list a cell. Moving within a cell costs a comparison. */
export class Grid {
  readonly #head = new Int32Array(ACROSS * DOWN).fill(-1)
  readonly #next: Int32Array
  readonly #before: Int32Array
  readonly #cell: Int32Array

  constructor(capacity: number) {
    this.#next = new Int32Array(capacity).fill(-1)
    this.#before = new Int32Array(capacity).fill(-1)
    this.#cell = new Int32Array(capacity).fill(-1)
  }

  put(row: number, lon: number, lat: number): void {
    const cell = cellOf(lon, lat)
    if (this.#cell[row] === cell) return
    this.remove(row)
    const first = this.#head[cell] ?? -1
    this.#next[row] = first
    this.#before[row] = -1
    if (first >= 0) this.#before[first] = row
    this.#head[cell] = row
    this.#cell[row] = cell
  }

  remove(row: number): void {
    const cell = this.#cell[row] ?? -1
    if (cell < 0) return
    const next = this.#next[row] ?? -1
    const before = this.#before[row] ?? -1
    if (before >= 0) this.#next[before] = next
    else this.#head[cell] = next
    if (next >= 0) this.#before[next] = before
    this.#cell[row] = -1
  }

  /** Every row in the cells that the box touches: the caller compares places. `west` may lie beyond −180, `east` beyond 180. */
  visit(west: number, south: number, east: number, north: number, visit: (row: number) => void): void {
    const bottom = Math.max(0, Math.floor((south + 90) * PER_LAT))
    const top = Math.min(DOWN - 1, Math.floor((north + 90) * PER_LAT))
    const left = Math.floor((west + 180) * PER_LON)
    const right = Math.min(left + ACROSS - 1, Math.floor((east + 180) * PER_LON))
    for (let y = bottom; y <= top; y++) {
      for (let x = left; x <= right; x++) {
        const column = ((x % ACROSS) + ACROSS) % ACROSS
        for (let row = this.#head[y * ACROSS + column] ?? -1; row >= 0; row = this.#next[row] ?? -1) visit(row)
      }
    }
  }
}

function cellOf(lon: number, lat: number): number {
  const x = Math.min(ACROSS - 1, Math.max(0, Math.floor((lon + 180) * PER_LON)))
  const y = Math.min(DOWN - 1, Math.max(0, Math.floor((lat + 90) * PER_LAT)))
  return y * ACROSS + x
}
