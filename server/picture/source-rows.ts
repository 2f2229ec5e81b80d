import {NO_DETAILS, type Details} from './details.ts'
import {Intervals} from './intervals.ts'
import {Kalman} from './kalman.ts'
import {PairIndex} from './pair-index.ts'
import {Table} from './table.ts'

/**
 * What one feed says of one object, a row each. Never mixed: the unit of release. Columns beside the table say where it
 * comes from and to which track it belongs; the sources of a track are a linked list.
 */
export class SourceRows {
  readonly table: Table
  readonly feed: Uint16Array
  /** Identity within the feed; 0 for a row that anonymous plots built. */
  readonly id: Uint32Array
  /** −1 while it has no place. */
  readonly track: Int32Array
  /** Next source of the same track, or −1. */
  readonly next: Int32Array
  /** Next row of the same feed and identity, far away from this one; or −1. */
  readonly twin: Int32Array
  /** 1: it says who the object is (MMSI, ICAO address, a unit); 0: it only measures. */
  readonly named: Uint8Array
  /** 1: a unit of the own nation. */
  readonly unit: Uint8Array
  /** Picture time of its last word of any kind, with or without a place. */
  readonly heardAt: Float64Array
  /** When its details last changed, picture time. */
  readonly saidAt: Float64Array
  /** The last eight scans, newest in bit 0: 1 where it had a plot. */
  readonly hits: Uint8Array
  /** How often in a row it lay beside its track. */
  readonly astray: Uint8Array
  readonly kalman: Kalman
  readonly intervals: Intervals
  readonly #details: (Details | undefined)[] = []
  readonly #index: PairIndex

  constructor(capacity: number) {
    this.table = new Table(capacity)
    this.feed = new Uint16Array(capacity)
    this.id = new Uint32Array(capacity)
    this.track = new Int32Array(capacity).fill(-1)
    this.next = new Int32Array(capacity).fill(-1)
    this.twin = new Int32Array(capacity).fill(-1)
    this.named = new Uint8Array(capacity)
    this.unit = new Uint8Array(capacity)
    this.heardAt = new Float64Array(capacity)
    this.saidAt = new Float64Array(capacity)
    this.hits = new Uint8Array(capacity)
    this.astray = new Uint8Array(capacity)
    this.kalman = new Kalman(capacity)
    this.intervals = new Intervals(capacity)
    this.#index = new PairIndex({first: this.feed, second: this.id})
  }

  /** The first row of a feed's identity, or −1; others of it hang on `twin`. */
  find(feed: number, id: number): number {
    return this.#index.find(feed, id)
  }

  /** A fresh row, or −1 when the table is full. With `twinOf` it joins the rows of the same identity. */
  begin(options: {feed: number; id: number; kind: number; twinOf: number}): number {
    const row = this.table.allocate()
    if (row < 0) return -1
    const {feed, id, kind, twinOf} = options
    this.feed[row] = feed
    this.id[row] = id
    this.track[row] = this.next[row] = this.twin[row] = -1
    this.named[row] = this.unit[row] = this.hits[row] = this.astray[row] = 0
    this.heardAt[row] = this.saidAt[row] = NaN
    this.#details[row] = undefined
    this.intervals.reset(row)
    this.table.kind[row] = kind
    if (twinOf >= 0) {
      this.twin[row] = this.twin[twinOf] ?? -1
      this.twin[twinOf] = row
      this.#details[row] = this.#details[twinOf]
      this.saidAt[row] = this.saidAt[twinOf] ?? NaN
    } else if (id !== 0) this.#index.add(row)
    return row
  }

  end(row: number): void {
    if (this.id[row] !== 0) this.#unlink(row)
    this.#details[row] = undefined
    this.table.release(row)
  }

  details(row: number): Details {
    return this.#details[row] ?? NO_DETAILS
  }

  setDetails(row: number, details: Details): void {
    this.#details[row] = details
  }

  /** The row that a feed's anonymous plots built, among the sources that hang on `first`; −1 for none. */
  plotsOf(first: number, feed: number): number {
    for (let row = first; row >= 0; row = this.next[row] ?? -1)
      if (this.id[row] === 0 && this.feed[row] === feed) return row
    return -1
  }

  isPlaced(row: number): boolean {
    return !Number.isNaN(this.table.lon[row] ?? NaN)
  }

  #unlink(row: number): void {
    const first = this.find(this.feed[row] ?? 0, this.id[row] ?? 0)
    const next = this.twin[row] ?? -1
    if (first === row) {
      this.#index.remove(row)
      if (next >= 0) this.#index.add(next)
      return
    }
    let before = first
    while (before >= 0 && this.twin[before] !== row) before = this.twin[before] ?? -1
    if (before >= 0) this.twin[before] = next
  }
}
