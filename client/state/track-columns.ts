import type {Stop} from '../../shared/base/clock.ts'
import {Emitter} from '../../shared/base/emitter.ts'
import type {TrackId} from '../../shared/base/id.ts'
import {latOf, lonOf, mercatorX, mercatorY} from '../../shared/geo/mercator.ts'
import type {Position} from '../../shared/geo/position.ts'
import {deadReckoningLimit, freshness, type Freshness} from '../../shared/model/freshness.ts'
import {available, NOT_AVAILABLE} from '../../shared/protocol/frame.ts'
import type {Names} from '../../shared/protocol/message.ts'

export type NameOnMap = Names['names'][number]

/** Mercator units, as in `shared/geo/mercator.ts`; fractions are kept so that motion is smooth. */
export type MercatorPlace = {x: number; y: number}

/** Seconds that no screen takes for new: what `time` says where no time of measurement is known. */
export const NO_TIME = -1e9
const FIRST_CAPACITY = 4_096
const SPAN = 2 ** 32
const METRES_AROUND = 2 * Math.PI * 6_378_137
const RADIANS = Math.PI / 180

/**
 * Live tracks as columns that can be given to the GPU as they are: slots 0 to `count` − 1 are in use, and the last one
 * moves into a hole, so a slot is good only until the next change (`version`). Columns are replaced when they grow: read
 * them anew after each change. No track ever enters React or a store. Filled from frames where the socket is
 * (`TrackTable`), and from its patches where the window draws (`TrackMirror`).
 */
export abstract class TrackColumns {
  /** Slots in use. */
  count = 0
  /** Rises with each change of any column. */
  version = 0
  /** Rises with each change of any name. */
  namesVersion = 0
  /** Zero of `time`, picture time, ms. */
  epoch = 0
  /** Track id per slot. */
  id = new Uint32Array(FIRST_CAPACITY)
  /** x and y per slot, Mercator, as measured. */
  place = new Uint32Array(FIRST_CAPACITY * 2)
  /** Speed (0.02 m/s), course (0.01°), heading (0.01°), interval (0.1 s) per slot; 65535 is not available. */
  motion = new Uint16Array(FIRST_CAPACITY * 4)
  /** Kind, identity, flags low, flags high per slot. */
  look = new Uint8Array(FIRST_CAPACITY * 4)
  /** Seconds from `epoch` to the measurement; −1e9 where no time is known. */
  time = new Float32Array(FIRST_CAPACITY)
  /** 0.5 m above −1000 m; 65535 is not available. */
  altitude = new Uint16Array(FIRST_CAPACITY)
  /** Time of measurement, picture time, ms; NaN where none is known. */
  at = new Float64Array(FIRST_CAPACITY)
  protected readonly slots = new Map<number, number>()
  protected readonly nameById = new Map<TrackId, NameOnMap>()
  readonly #changed = new Emitter<void>()
  #dirtyFrom = Infinity
  #dirtyTo = 0

  /** Called after each change of tracks or names. Cheap work only: mark, and draw in the next animation frame. */
  onChange(listener: () => void): Stop {
    return this.#changed.on(listener)
  }

  /** −1 when it is not held. */
  slotOf(id: TrackId): number {
    return this.slots.get(id) ?? -1
  }

  idAt(slot: number): TrackId {
    return (this.id[slot] ?? 0) as TrackId
  }

  nameOf(id: TrackId): NameOnMap | undefined {
    return this.nameById.get(id)
  }

  get nameCount(): number {
    return this.nameById.size
  }

  /** All names held, for search; those of tracks that have left the view included. They go with a CLEAR only. */
  names(): IterableIterator<NameOnMap> {
    return this.nameById.values()
  }

  /** Metres per second; NaN when not available. */
  speed(slot: number): number {
    return available(this.motion[slot * 4] ?? NOT_AVAILABLE, 0.02)
  }

  /** Degrees true; NaN when not available. */
  course(slot: number): number {
    return available(this.motion[slot * 4 + 1] ?? NOT_AVAILABLE, 0.01)
  }

  /** Degrees true; NaN when not available. */
  heading(slot: number): number {
    return available(this.motion[slot * 4 + 2] ?? NOT_AVAILABLE, 0.01)
  }

  /** Expected interval T, ms; NaN when not available. */
  interval(slot: number): number {
    return available(this.motion[slot * 4 + 3] ?? NOT_AVAILABLE, 100)
  }

  /** Metres; NaN when not available. */
  altitudeMetres(slot: number): number {
    return available(this.altitude[slot] ?? NOT_AVAILABLE, 0.5) - 1_000
  }

  kind(slot: number): number {
    return this.look[slot * 4] ?? 0
  }

  identity(slot: number): number {
    return this.look[slot * 4 + 1] ?? 0
  }

  /** `ReportFlag` and `TrackFlag` bits. */
  flags(slot: number): number {
    return (this.look[slot * 4 + 2] ?? 0) | ((this.look[slot * 4 + 3] ?? 0) << 8)
  }

  /** Age of the measurement at this picture time, ms; NaN where no time is known. */
  age(slot: number, pictureNow: number): number {
    return Math.max(0, pictureNow - (this.at[slot] ?? NaN))
  }

  /** Without a known time or interval it is *late*, never *live*. */
  freshness(slot: number, pictureNow: number): Freshness {
    const state = freshness(this.age(slot, pictureNow), this.interval(slot))
    return Number.isNaN(this.age(slot, pictureNow)) || Number.isNaN(this.interval(slot)) ? 'late' : state
  }

  /** Where it is drawn: the last fix moved on by speed and course for at most 2T. Fills and returns `out`. */
  drawnAt(slot: number, pictureNow: number, out: MercatorPlace): MercatorPlace {
    out.x = this.place[slot * 2] ?? 0
    out.y = this.place[slot * 2 + 1] ?? 0
    const course = this.course(slot)
    const reach = this.speed(slot) * Math.min(this.age(slot, pictureNow), deadReckoningLimit(this.interval(slot)))
    if (Number.isNaN(reach) || Number.isNaN(course)) return out
    // One metre is cosh(π(1 − 2y)) times as long on the map as at the equator.
    const units = (reach / 1_000) * (SPAN / METRES_AROUND) * Math.cosh(Math.PI * (1 - (2 * out.y) / SPAN))
    out.x = (out.x + units * Math.sin(course * RADIANS) + SPAN) % SPAN
    out.y -= units * Math.cos(course * RADIANS)
    return out
  }

  /** The drawn place in degrees. */
  positionOf(slot: number, pictureNow: number): Position {
    const {x, y} = this.drawnAt(slot, pictureNow, {x: 0, y: 0})
    return {lon: lonOf(x), lat: latOf(y)}
  }

  /**
   * The slot drawn nearest to a place, at most `radius` Mercator units away; −1 when there is none.
   * At zoom z one CSS pixel is 2^32 / (512 · 2^z) units.
   */
  nearest(place: Position, radius: number, pictureNow: number, accept?: (slot: number) => boolean): number {
    const x = mercatorX(place.lon)
    const y = mercatorY(place.lat)
    const drawn: MercatorPlace = {x: 0, y: 0}
    let best = -1
    let bestSquare = radius * radius
    for (let slot = 0; slot < this.count; slot++) {
      this.drawnAt(slot, pictureNow, drawn)
      const across = Math.abs(drawn.x - x)
      const east = Math.min(across, SPAN - across)
      const south = drawn.y - y
      const square = east * east + south * south
      if (square > bestSquare || (accept !== undefined && !accept(slot))) continue
      bestSquare = square
      best = slot
    }
    return best
  }

  /** Visits the slots measured inside a box of degrees; `west` > `east` spans the antimeridian. */
  within(
    box: {readonly west: number; readonly south: number; readonly east: number; readonly north: number},
    visit: (slot: number) => void,
  ): void {
    const west = mercatorX(box.west)
    const across = box.east - box.west >= 360 ? SPAN : (mercatorX(box.east) - west + SPAN) % SPAN
    const top = mercatorY(box.north)
    const bottom = mercatorY(box.south)
    for (let slot = 0; slot < this.count; slot++) {
      const y = this.place[slot * 2 + 1] ?? 0
      if (y < top || y > bottom) continue
      if (((this.place[slot * 2] ?? 0) - west + SPAN) % SPAN <= across) visit(slot)
    }
  }

  /** The slots changed since the last call, as a range for a partial upload; undefined when none. */
  takeDirty(): {from: number; to: number} | undefined {
    const range = this.#dirtyFrom < this.#dirtyTo ? {from: this.#dirtyFrom, to: this.#dirtyTo} : undefined
    this.#dirtyFrom = Infinity
    this.#dirtyTo = 0
    return range
  }

  protected tellChange(): void {
    this.#changed.emit()
  }

  protected touch(slot: number): void {
    if (slot < this.#dirtyFrom) this.#dirtyFrom = slot
    if (slot >= this.#dirtyTo) this.#dirtyTo = slot + 1
  }

  protected grow(capacity: number): void {
    this.id = grown(this.id, new Uint32Array(capacity))
    this.place = grown(this.place, new Uint32Array(capacity * 2))
    this.motion = grown(this.motion, new Uint16Array(capacity * 4))
    this.look = grown(this.look, new Uint8Array(capacity * 4))
    this.time = grown(this.time, new Float32Array(capacity))
    this.altitude = grown(this.altitude, new Uint16Array(capacity))
    this.at = grown(this.at, new Float64Array(capacity))
    this.#dirtyFrom = 0
    this.#dirtyTo = this.count
  }
}

/** The longer column with what the shorter one held. */
export function grown<T extends {set(from: T): void}>(from: T, to: T): T {
  to.set(from)
  return to
}
