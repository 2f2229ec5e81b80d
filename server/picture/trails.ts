const KEPT = 24
const PAGE = 4_096
const FIELDS = 3
/** A dot every half minute, and only where it has moved. */
const EVERY_MS = 30_000
const MOVED_DEGREES = 0.0003

/** Where each track has been of late: a short ring a row, kept in pages that are made when first needed. */
export class Trails {
  readonly #pages: (Float64Array | undefined)[] = []
  readonly #count: Uint16Array
  readonly #lastAt: Float64Array

  constructor(capacity: number) {
    this.#count = new Uint16Array(capacity)
    this.#lastAt = new Float64Array(capacity)
  }

  reset(row: number): void {
    this.#count[row] = 0
    this.#lastAt[row] = 0
  }

  add(row: number, lon: number, lat: number, at: number): void {
    if (at - (this.#lastAt[row] ?? 0) < EVERY_MS) return
    const count = this.#count[row] ?? 0
    const page = this.#page(row)
    const last = this.#at(row, count - 1)
    if (
      count > 0 &&
      Math.abs(lon - (page[last] ?? 0)) < MOVED_DEGREES &&
      Math.abs(lat - (page[last + 1] ?? 0)) < MOVED_DEGREES
    )
      return
    const place = this.#at(row, count)
    page[place] = lon
    page[place + 1] = lat
    page[place + 2] = at
    this.#lastAt[row] = at
    this.#count[row] = count >= 60_000 ? (count % KEPT) + KEPT : count + 1
  }

  /** Places and times, the oldest first. */
  of(row: number): [number, number, number][] {
    const count = this.#count[row] ?? 0
    const page = this.#pages[Math.floor(row / PAGE)]
    const points: [number, number, number][] = []
    for (let index = Math.max(0, count - KEPT); page !== undefined && index < count; index++) {
      const place = this.#at(row, index)
      points.push([page[place] ?? NaN, page[place + 1] ?? NaN, page[place + 2] ?? NaN])
    }
    return points
  }

  #at(row: number, index: number): number {
    return ((row % PAGE) * KEPT + ((index + KEPT) % KEPT)) * FIELDS
  }

  #page(row: number): Float64Array {
    const number = Math.floor(row / PAGE)
    const page = this.#pages[number] ?? new Float64Array(PAGE * KEPT * FIELDS)
    this.#pages[number] = page
    return page
  }
}
