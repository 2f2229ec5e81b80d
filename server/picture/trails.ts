const KEPT = 12
const PAGE = 4_096
const FIELDS = 3
const EVERY_MS = 60_000
/** For tracks that somebody watches: a dot every ten seconds, for an hour. */
const WATCHED_KEPT = 360
const WATCHED_EVERY_MS = 10_000
const UNITS_PER_DEGREE = 1e7
/** Seconds are kept from 2020 on, so that 31 bits last. */
const EPOCH = Date.UTC(2020, 0, 1)

/** A place and its picture time, ms. */
export type Dot = readonly [lon: number, lat: number, at: number]

/**
 * Where each track has been: the last twelve minutes of all, in pages of integers made when first needed (144 bytes a
 * track); the last hour, finer, of those that somebody watches.
 */
export class Trails {
  readonly #pages: (Int32Array | undefined)[] = []
  readonly #count: Uint8Array
  readonly #lastAt: Float64Array
  readonly #watched = new Map<number, {watchers: number; dots: Dot[]}>()

  constructor(capacity: number) {
    this.#count = new Uint8Array(capacity)
    this.#lastAt = new Float64Array(capacity)
  }

  reset(row: number): void {
    this.#count[row] = 0
    this.#lastAt[row] = -Infinity
    this.#watched.delete(row)
  }

  /** From now on finer; each call needs its own {@link unwatch}. */
  watch(row: number): void {
    const held = this.#watched.get(row)
    if (held === undefined) this.#watched.set(row, {watchers: 1, dots: this.#coarse(row)})
    else held.watchers++
  }

  unwatch(row: number): void {
    const held = this.#watched.get(row)
    if (held !== undefined && --held.watchers <= 0) this.#watched.delete(row)
  }

  add(row: number, lon: number, lat: number, at: number): void {
    if (this.#watched.size > 0) this.#addWatched(row, lon, lat, at)
    if (at - (this.#lastAt[row] ?? 0) < EVERY_MS) return
    const count = this.#count[row] ?? 0
    const page = this.#page(row)
    const place = this.#at(row, count)
    page[place] = Math.round(lon * UNITS_PER_DEGREE)
    page[place + 1] = Math.round(lat * UNITS_PER_DEGREE)
    page[place + 2] = Math.floor((at - EPOCH) / 1_000)
    this.#lastAt[row] = at
    this.#count[row] = count === 2 * KEPT - 1 ? KEPT : count + 1
  }

  /** Places and times, the oldest first. */
  of(row: number): readonly Dot[] {
    return this.#watched.get(row)?.dots ?? this.#coarse(row)
  }

  #addWatched(row: number, lon: number, lat: number, at: number): void {
    const dots = this.#watched.get(row)?.dots
    if (dots === undefined) return
    const last = dots.at(-1)
    if (last !== undefined && at - last[2] < WATCHED_EVERY_MS) return
    dots.push([lon, lat, at])
    if (dots.length > WATCHED_KEPT) dots.shift()
  }

  #coarse(row: number): Dot[] {
    const count = this.#count[row] ?? 0
    const page = this.#pages[Math.floor(row / PAGE)]
    const dots: Dot[] = []
    for (let index = Math.max(0, count - KEPT); page !== undefined && index < count; index++) {
      const place = this.#at(row, index)
      const [lon, lat, seconds] = [page[place] ?? NaN, page[place + 1] ?? NaN, page[place + 2] ?? NaN]
      dots.push([lon / UNITS_PER_DEGREE, lat / UNITS_PER_DEGREE, EPOCH + seconds * 1_000])
    }
    return dots
  }

  #at(row: number, index: number): number {
    return ((row % PAGE) * KEPT + (index % KEPT)) * FIELDS
  }

  #page(row: number): Int32Array {
    const number = Math.floor(row / PAGE)
    const page = this.#pages[number] ?? new Int32Array(PAGE * KEPT * FIELDS)
    this.#pages[number] = page
    return page
  }
}
