const KEPT = 12
const PAGE = 4_096
/** Of each dot but the newest: how far the next lies from it, east, north and in seconds. */
const FIELDS = 3
const STEPS = KEPT - 1
const EVERY_MS = 60_000
/** For tracks that somebody watches: a dot every ten seconds, for an hour. */
const WATCHED_KEPT = 360
const WATCHED_EVERY_MS = 10_000
/** About two metres; a step of sixteen bits then reaches two thirds of a degree. */
const UNITS_PER_DEGREE = 50_000
const LONGEST_STEP = 0x7fff
const LONGEST_SECONDS = 0xffff

/** A place and its picture time, ms. */
export type Dot = readonly [lon: number, lat: number, at: number]

/**
 * Where each track has been: the last twelve minutes of all, as the newest dot and the steps between the others, in pages
 * made when first needed (74 bytes a track); the last hour, finer, of those that somebody watches.
 */
export class Trails {
  readonly #pages: (Int16Array | undefined)[] = []
  /** Steps taken, of which the last eleven are kept. */
  readonly #steps: Uint8Array
  /** The newest dot: in units, and ms; −Infinity for none. */
  readonly #lon: Int32Array
  readonly #lat: Int32Array
  readonly #at: Float64Array
  readonly #watched = new Map<number, {watchers: number; dots: Dot[]}>()

  constructor(capacity: number) {
    this.#steps = new Uint8Array(capacity)
    this.#lon = new Int32Array(capacity)
    this.#lat = new Int32Array(capacity)
    this.#at = new Float64Array(capacity).fill(-Infinity)
  }

  reset(row: number): void {
    this.#steps[row] = 0
    this.#at[row] = -Infinity
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
    const before = this.#at[row] ?? -Infinity
    if (at - before < EVERY_MS) return
    const x = Math.round(lon * UNITS_PER_DEGREE)
    const y = Math.round(lat * UNITS_PER_DEGREE)
    this.#step(row, x - (this.#lon[row] ?? 0), y - (this.#lat[row] ?? 0), seconds(at) - seconds(before))
    this.#lon[row] = x
    this.#lat[row] = y
    this.#at[row] = at
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

  /** What is too far or too long ago for a step ends the trail: it begins anew. */
  #step(row: number, east: number, north: number, after: number): void {
    if (!(Math.abs(east) <= LONGEST_STEP && Math.abs(north) <= LONGEST_STEP && after <= LONGEST_SECONDS)) {
      this.#steps[row] = 0
      return
    }
    const steps = this.#steps[row] ?? 0
    const page = this.#page(row)
    const place = this.#placeOf(row, steps)
    page[place] = east
    page[place + 1] = north
    page[place + 2] = after
    this.#steps[row] = steps === 2 * STEPS - 1 ? STEPS : steps + 1
  }

  #coarse(row: number): Dot[] {
    let at = this.#at[row] ?? -Infinity
    if (at === -Infinity) return []
    let [x, y] = [this.#lon[row] ?? 0, this.#lat[row] ?? 0]
    const dots: Dot[] = [[x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE, at]]
    const page = this.#pages[Math.floor(row / PAGE)]
    const steps = this.#steps[row] ?? 0
    for (let step = steps - 1; page !== undefined && step >= Math.max(0, steps - STEPS); step--) {
      const place = this.#placeOf(row, step)
      x -= page[place] ?? 0
      y -= page[place + 1] ?? 0
      at -= ((page[place + 2] ?? 0) & LONGEST_SECONDS) * 1_000
      dots.push([x / UNITS_PER_DEGREE, y / UNITS_PER_DEGREE, at])
    }
    return dots.reverse()
  }

  #placeOf(row: number, step: number): number {
    return ((row % PAGE) * STEPS + (step % STEPS)) * FIELDS
  }

  #page(row: number): Int16Array {
    const number = Math.floor(row / PAGE)
    const page = this.#pages[number] ?? new Int16Array(PAGE * STEPS * FIELDS)
    this.#pages[number] = page
    return page
  }
}

function seconds(ms: number): number {
  return Math.floor(ms / 1_000)
}
