import type {MercatorPlace, TrackColumns} from '../state/track-columns.ts'

/** A new fix is reached within this, ms. */
export const SETTLE_MS = 500
const SPAN = 2 ** 32
const METRES_AROUND = 2 * Math.PI * 6_378_137
const RADIANS = Math.PI / 180
/** Values per slot: the way still to go in x and y, and when it has been gone, s of this window's monotonic clock. */
export const SHIFT_VALUES = 4

/**
 * Moves a symbol between two reports. Dead reckoning itself is a pure function of the columns and of time, so the GPU
 * does it (`TrackColumns.drawnAt` says the same to the CPU). When a new fix disagrees with what was drawn, the difference
 * is kept here and taken back evenly within half a second, so that nothing jumps. The fourth value is a mark of the
 * map's own: 1 while what is known of a track came over a link that is down.
 */
export class Motion {
  /** x and y in Mercator units, end in seconds, mark; per slot. */
  shift = new Float32Array(0)
  /** Monotonic time at which the last symbol has settled, ms. */
  settledAt = -Infinity
  #id = new Uint32Array(0)
  #place = new Uint32Array(0)
  #way = new Float64Array(0)
  readonly #old: MercatorPlace = {x: 0, y: 0}
  readonly #new: MercatorPlace = {x: 0, y: 0}

  /** Takes in the changed slots. `isNear` says which are worth the trouble; the others are simply where they are. */
  take(
    table: TrackColumns,
    range: {readonly from: number; readonly to: number},
    at: {readonly picture: number; readonly monotonic: number; readonly isNear: (x: number, y: number) => boolean},
  ): void {
    this.#fit(table.id.length)
    for (let slot = range.from; slot < range.to; slot++) this.#takeSlot(table, slot, at)
  }

  /** The place at which a slot is drawn, with what is left of its correction. Fills and returns `out`. */
  drawnAt(table: TrackColumns, slot: number, picture: number, monotonic: number, out: MercatorPlace): MercatorPlace {
    table.drawnAt(slot, picture, out)
    const left = this.#left(slot, monotonic)
    if (left === 0) return out
    out.x = (out.x + (this.shift[slot * SHIFT_VALUES] ?? 0) * left + SPAN) % SPAN
    out.y += (this.shift[slot * SHIFT_VALUES + 1] ?? 0) * left
    return out
  }

  #takeSlot(
    table: TrackColumns,
    slot: number,
    at: {readonly picture: number; readonly monotonic: number; readonly isNear: (x: number, y: number) => boolean},
  ): void {
    const x = table.place[slot * 2] ?? 0
    const y = table.place[slot * 2 + 1] ?? 0
    const isSame = this.#id[slot] === table.id[slot]
    const isMoved = this.#way[slot * 4 + 2] !== table.at[slot]
    if (isSame && !isMoved) return

    if (isSame && at.isNear(x, y)) {
      this.#wasDrawnAt(slot, at.picture, at.monotonic)
      table.drawnAt(slot, at.picture, this.#new)
      this.shift[slot * SHIFT_VALUES] = nearest(this.#old.x - this.#new.x)
      this.shift[slot * SHIFT_VALUES + 1] = this.#old.y - this.#new.y
      this.shift[slot * SHIFT_VALUES + 2] = (at.monotonic + SETTLE_MS) / 1_000
      this.settledAt = Math.max(this.settledAt, at.monotonic + SETTLE_MS)
    } else {
      this.shift.fill(0, slot * SHIFT_VALUES, slot * SHIFT_VALUES + 3)
    }
    this.#id[slot] = table.id[slot] ?? 0
    this.#place[slot * 2] = x
    this.#place[slot * 2 + 1] = y
    this.#way[slot * 4] = table.speed(slot)
    this.#way[slot * 4 + 1] = table.course(slot)
    this.#way[slot * 4 + 2] = table.at[slot] ?? NaN
    this.#way[slot * 4 + 3] = table.interval(slot)
  }

  /** Where the fix before this one would be drawn now; the same formula as `TrackColumns.drawnAt`. */
  #wasDrawnAt(slot: number, picture: number, monotonic: number): void {
    const y = this.#place[slot * 2 + 1] ?? 0
    const speed = this.#way[slot * 4] ?? NaN
    const course = (this.#way[slot * 4 + 1] ?? NaN) * RADIANS
    const age = Math.max(0, picture - (this.#way[slot * 4 + 2] ?? NaN))
    const reach = (speed * Math.min(age, 2 * (this.#way[slot * 4 + 3] ?? NaN))) / 1_000
    const units = Number.isNaN(reach * course)
      ? 0
      : reach * (SPAN / METRES_AROUND) * Math.cosh(Math.PI * (1 - (2 * y) / SPAN))
    const left = this.#left(slot, monotonic)
    const turn = Number.isNaN(course) ? 0 : course
    this.#old.x = (this.#place[slot * 2] ?? 0) + units * Math.sin(turn) + (this.shift[slot * SHIFT_VALUES] ?? 0) * left
    this.#old.y = y - units * Math.cos(turn) + (this.shift[slot * SHIFT_VALUES + 1] ?? 0) * left
  }

  /** What share of a correction is left: 1 at the new fix, 0 half a second later. */
  #left(slot: number, monotonic: number): number {
    const end = (this.shift[slot * SHIFT_VALUES + 2] ?? 0) * 1_000
    return Math.min(1, Math.max(0, (end - monotonic) / SETTLE_MS))
  }

  #fit(capacity: number): void {
    if (this.#id.length >= capacity) return
    this.shift = copied(this.shift, new Float32Array(capacity * SHIFT_VALUES))
    this.#id = copied(this.#id, new Uint32Array(capacity))
    this.#place = copied(this.#place, new Uint32Array(capacity * 2))
    this.#way = copied(this.#way, new Float64Array(capacity * 4))
  }
}

function nearest(across: number): number {
  if (across > SPAN / 2) return across - SPAN
  return across < -SPAN / 2 ? across + SPAN : across
}

function copied<T extends {set(from: T): void}>(from: T, to: T): T {
  to.set(from)
  return to
}
