import {Grid} from './grid.ts'
import {Table} from './table.ts'
import {Trails} from './trails.ts'

/** The node's own tracks, a row each: one symbol, several sources. Columns beside the table say of what they are made. */
export class TrackRows {
  readonly table: Table
  /** First of its sources (`SourceRows.next` has the others), or −1. */
  readonly first: Int32Array
  /** The source whose measurement it shows, or −1. */
  readonly leader: Int32Array
  /** 1 until enough measurements have confirmed it: no reader is told. */
  readonly tentative: Uint8Array
  /** 1 when one of its sources says who it is. */
  readonly named: Uint8Array
  /** Index in `IDENTITIES`. */
  readonly regard: Uint8Array
  /** Index in `WORLDS`. */
  readonly world: Uint8Array
  /** Picture time of its first measurement. */
  readonly begunAt: Float64Array
  readonly grid: Grid
  readonly trails: Trails

  constructor(capacity: number) {
    this.table = new Table(capacity)
    this.first = new Int32Array(capacity).fill(-1)
    this.leader = new Int32Array(capacity).fill(-1)
    this.tentative = new Uint8Array(capacity)
    this.named = new Uint8Array(capacity)
    this.regard = new Uint8Array(capacity)
    this.world = new Uint8Array(capacity)
    this.begunAt = new Float64Array(capacity)
    this.grid = new Grid(capacity)
    this.trails = new Trails(capacity)
  }

  /** A fresh row, or −1 when the table is full. */
  begin(world: number, at: number): number {
    const row = this.table.allocate()
    if (row < 0) return -1
    this.first[row] = this.leader[row] = -1
    this.tentative[row] = this.named[row] = this.regard[row] = 0
    this.world[row] = world
    this.begunAt[row] = at
    this.trails.reset(row)
    return row
  }

  end(row: number): void {
    this.grid.remove(row)
    this.trails.reset(row)
    this.table.release(row)
  }
}
