import {type Stop, systemClock} from '../../../shared/base/clock.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {latOf, mercatorY} from '../../../shared/geo/mercator.ts'
import {Table} from '../../../server/picture/table.ts'

const FEED_MS = 10
/** 1 is public, 70 % of the tracks; the rest is of one of seven nations each. */
const NATIONS = 7

/** A picture's columns: tracks of which 60 % stand in hot spots, each of which now and then moves a little. */
export class MovingTable {
  readonly table: Table
  readonly size: number
  readonly #random = seededRandom(7)
  readonly #dirty: Set<number>

  constructor(size: number) {
    this.size = size
    this.table = new Table(size)
    this.#dirty = new Set(Array.from({length: size}, (_, row) => row))
    for (let index = 0; index < size; index++) this.#place(index)
  }

  /** Rows that have changed since it was asked last. */
  drain(): Int32Array {
    const rows = Int32Array.from(this.#dirty)
    this.#dirty.clear()
    return rows
  }

  /** So many updates a second, of any track. */
  move(perSecond: number): Stop {
    const {table} = this
    let owed = 0
    let last = systemClock.monotonic()
    return systemClock.every(FEED_MS, () => {
      const now = systemClock.monotonic()
      owed += ((now - last) / 1_000) * perSecond
      last = now
      for (; owed >= 1; owed--) {
        const row = Math.floor(this.#random.unit() * this.size)
        const wall = systemClock.wall()
        table.lon[row] = (table.lon[row] ?? 0) + 0.0001
        table.lat[row] = stamped(table.lat[row] ?? 0, wall)
        table.at[row] = wall
        this.#dirty.add(row)
      }
    })
  }

  #place(index: number): void {
    const {table} = this
    const unit = this.#random.unit
    const row = table.allocate()
    const isHot = unit() < 0.6
    const spot = Math.floor(unit() * 40)
    table.lon[row] = isHot ? ((spot * 53) % 340) - 170 + unit() * 4 : unit() * 340 - 170
    table.lat[row] = isHot ? ((spot * 29) % 100) - 40 + unit() * 3 : unit() * 120 - 55
    table.at[row] = systemClock.wall()
    table.speed[row] = unit() * 15
    table.course[row] = unit() * 360
    table.kind[row] = 1
    table.audience[row] = index % 10 < 7 ? 1 : 2 + (index % NATIONS)
  }
}

/** Whose windows they are: everybody sees what is public and what is of the own nation. */
export function audiencesOf(window: number): readonly number[] {
  return [1, 2 + (window % NATIONS)]
}

/**
 * The place that also says in which millisecond of its tenth of a second it was updated, so that the window can tell how
 * long it took: in seven bits of the steps of `y`, 15 m at most.
 */
function stamped(lat: number, wall: number): number {
  return latOf((((mercatorY(lat) & ~0x7ff) | ((wall % 100) << 4)) >>> 0) + 8)
}
