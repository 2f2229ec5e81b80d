/** Metres of a degree of latitude. */
const METRES = 111_000
/** Columns of a band; no band has more. */
const COLUMNS = 65_536
const LEAST_REACH = 310
const FEWEST_BUCKETS = 1_024

/**
 * Tracks that hardly move, by where they are: kept in cells twice as wide as the reach of the question, so that each is held
 * against those of four cells only, however many others lie within the same degree. Cells are found by hash: the world has
 * hundreds of millions of them.
 */
export class SlowTracks {
  readonly #bandDegrees: number
  /** Per row: its cell, −1 while it is not held; who follows and precedes it in its bucket; its place in the list. */
  readonly #cell: Int32Array
  readonly #next: Int32Array
  readonly #previous: Int32Array
  readonly #at: Int32Array
  readonly #rows: Int32Array
  readonly #heads: Int32Array
  #count = 0

  /** `reach`: metres; at least 310 is reckoned with, so that a cell has its number. */
  constructor(capacity: number, reach: number) {
    this.#bandDegrees = (2 * Math.max(reach, LEAST_REACH)) / METRES
    this.#cell = new Int32Array(capacity).fill(-1)
    this.#next = new Int32Array(capacity)
    this.#previous = new Int32Array(capacity)
    this.#at = new Int32Array(capacity)
    this.#rows = new Int32Array(capacity)
    let buckets = FEWEST_BUCKETS
    while (buckets < capacity / 8) buckets *= 2
    this.#heads = new Int32Array(buckets).fill(-1)
  }

  get count(): number {
    return this.#count
  }

  /** The one in that place of the list, from 0 to `count` − 1. */
  rowAt(place: number): number {
    return this.#rows[place] ?? -1
  }

  /** Holds it where it is now. */
  put(row: number, lon: number, lat: number): void {
    const band = this.#bandOf(lat)
    const cell = band * COLUMNS + Math.floor(columnAt(lon, this.#columnsOf(band)))
    const held = this.#cell[row] ?? -1
    if (held === cell) return
    if (held < 0) {
      this.#at[row] = this.#count
      this.#rows[this.#count++] = row
    } else this.#unlink(row, held)
    this.#link(row, cell)
  }

  drop(row: number): void {
    const held = this.#cell[row] ?? -1
    if (held < 0) return
    this.#unlink(row, held)
    this.#cell[row] = -1
    const last = this.#rows[--this.#count] ?? -1
    const place = this.#at[row] ?? 0
    this.#rows[place] = last
    this.#at[last] = place
  }

  /** Adds to `into` those held in the cells around a place that come after `row`: everything within the reach is among them. */
  near(row: number, lon: number, lat: number, into: number[]): void {
    const bands = this.#bandAt(lat)
    const band = Math.floor(bands)
    this.#nearIn(band, row, lon, into)
    this.#nearIn(bands - band < 0.5 ? band - 1 : band + 1, row, lon, into)
  }

  #nearIn(band: number, row: number, lon: number, into: number[]): void {
    const columns = this.#columnsOf(band)
    const at = columnAt(lon, columns)
    const column = Math.floor(at)
    const beside = (column + (at - column < 0.5 ? -1 : 1) + columns) % columns
    this.#listOf(band * COLUMNS + column, row, into)
    if (beside !== column) this.#listOf(band * COLUMNS + beside, row, into)
  }

  #listOf(cell: number, row: number, into: number[]): void {
    for (let other = this.#heads[this.#bucketOf(cell)] ?? -1; other >= 0; other = this.#next[other] ?? -1)
      if (other > row && this.#cell[other] === cell) into.push(other)
  }

  #bandOf(lat: number): number {
    return Math.floor(this.#bandAt(lat))
  }

  #bandAt(lat: number): number {
    return (lat + 90) / this.#bandDegrees + 1
  }

  /** So few that each is as wide as a band is high, also where the band is shortest. */
  #columnsOf(band: number): number {
    const south = (band - 1) * this.#bandDegrees - 90
    const farthest = Math.min(90, Math.max(Math.abs(south), Math.abs(south + this.#bandDegrees)))
    return Math.max(1, Math.floor((360 * Math.cos((farthest * Math.PI) / 180)) / this.#bandDegrees))
  }

  #bucketOf(cell: number): number {
    return (Math.imul(cell ^ (cell >>> 15), 0x2c1b_3c6d) >>> 8) & (this.#heads.length - 1)
  }

  #link(row: number, cell: number): void {
    const bucket = this.#bucketOf(cell)
    const head = this.#heads[bucket] ?? -1
    this.#cell[row] = cell
    this.#next[row] = head
    this.#previous[row] = -1
    if (head >= 0) this.#previous[head] = row
    this.#heads[bucket] = row
  }

  #unlink(row: number, cell: number): void {
    const before = this.#previous[row] ?? -1
    const after = this.#next[row] ?? -1
    if (before >= 0) this.#next[before] = after
    else this.#heads[this.#bucketOf(cell)] = after
    if (after >= 0) this.#previous[after] = before
  }
}

/** The column and how far into it. */
function columnAt(lon: number, columns: number): number {
  const turned = ((((lon + 180) % 360) + 360) % 360) / 360
  return Math.min(turned * columns, columns - 1e-9)
}
