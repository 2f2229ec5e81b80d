import type {Stop} from '../../shared/base/clock.ts'
import {Emitter} from '../../shared/base/emitter.ts'
import type {TrackId} from '../../shared/base/id.ts'
import {latOf, lonOf, mercatorX, mercatorY} from '../../shared/geo/mercator.ts'
import type {Position} from '../../shared/geo/position.ts'
import {deadReckoningLimit, freshness, type Freshness} from '../../shared/model/freshness.ts'
import {
  available,
  cellOf,
  FrameFlag,
  type FrameHeader,
  GONE_BYTES,
  hashOf,
  isInside,
  NOT_AVAILABLE,
  readHeader,
  RECORD_BYTES,
  SEATED_BYTES,
  stampOf,
  tenths,
} from '../../shared/protocol/frame.ts'
import {emptyMove, type MoveFields, MoveReader} from '../../shared/protocol/move.ts'
import {Seats} from './seats.ts'
import type {Names} from '../../shared/protocol/message.ts'

export type NameOnMap = Names['names'][number]

/** Mercator units, as in `shared/geo/mercator.ts`; fractions are kept so that motion is smooth. */
export type MercatorPlace = {x: number; y: number}

const FIRST_CAPACITY = 4_096
const SPAN = 2 ** 32
const METRES_AROUND = 2 * Math.PI * 6_378_137
const RADIANS = Math.PI / 180
/** Seconds that no screen takes for new: what `time` says where no time of measurement is known. */
const NO_TIME = -1e9
/** Past this distance from its epoch a 32-bit float no longer tells tenths of a second. */
const EPOCH_REACH_MS = 12 * 3_600_000

/**
 * The live tracks of this window, as columns that can be given to the GPU as they are: slots 0 to `count` − 1 are in
 * use, and the last one moves into a hole, so a slot is good only until the next change (`version`). Columns are
 * replaced when the table grows: read them anew after each change. No track ever enters React or a store.
 */
export class TrackTable {
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
  #hash = new Uint32Array(FIRST_CAPACITY)
  readonly #seats = new Seats(FIRST_CAPACITY)
  readonly #fields = emptyMove()
  readonly #slots = new Map<number, number>()
  readonly #names = new Map<TrackId, NameOnMap>()
  readonly #changed = new Emitter<void>()
  #focus: ReadonlySet<TrackId> = new Set()
  #header: FrameHeader | undefined
  #dirtyFrom = Infinity
  #dirtyTo = 0

  /** Header of the last frame taken in. */
  get header(): FrameHeader | undefined {
    return this.#header
  }

  /** Called after each frame, names batch or clearing. Cheap work only: mark, and draw in the next animation frame. */
  onChange(listener: () => void): Stop {
    return this.#changed.on(listener)
  }

  /** The tracks that stay even outside the view; those no longer among them are forgotten there. */
  setFocus(focus: ReadonlySet<TrackId>): void {
    this.#focus = focus
    if (this.#header === undefined) return
    this.#forgetOutside(this.#header)
    this.version++
    this.#changed.emit()
  }

  /** Takes a frame in; undefined, and nothing done that a CLEAR would not mend, when it is none. */
  apply(bytes: ArrayBuffer): FrameHeader | undefined {
    const view = new DataView(bytes)
    const header = readHeader(view, this.#header)
    if (header === undefined) return undefined

    if (header.flags & FrameFlag.CLEAR) this.#forgetAll()
    for (let index = 0; index < header.gone; index++)
      this.#forget(view.getUint32(header.goneAt + index * GONE_BYTES, true))
    if (this.#header !== undefined && !sameRect(this.#header, header)) this.#forgetOutside(header)

    this.#moveEpoch(header.pictureTime)
    const picture = tenths(header.pictureTime)
    for (let index = 0; index < header.records; index++)
      this.#takeRecord(view, header.recordsAt + index * SEATED_BYTES, picture)
    const isWhole = this.#takeMoves(view, header, picture)

    this.#header = header
    this.version++
    this.#changed.emit()
    return isWhole ? header : undefined
  }

  applyNames(names: Names): void {
    for (const name of names.names) this.#names.set(name.id, name)
    this.namesVersion++
    this.#changed.emit()
  }

  clear(): void {
    this.#forgetAll()
    this.#header = undefined
    this.version++
    this.#changed.emit()
  }

  /** −1 when it is not held. */
  slotOf(id: TrackId): number {
    return this.#slots.get(id) ?? -1
  }

  idAt(slot: number): TrackId {
    return (this.id[slot] ?? 0) as TrackId
  }

  nameOf(id: TrackId): NameOnMap | undefined {
    return this.#names.get(id)
  }

  get nameCount(): number {
    return this.#names.size
  }

  /** All names held, for search; those of tracks that have left the view included. They go with a CLEAR only. */
  names(): IterableIterator<NameOnMap> {
    return this.#names.values()
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

  /** Sum over the tracks inside the view of the last frame, to compare with the server's. */
  digest(): {digest: number; held: number} {
    let digest = 0
    let held = 0
    if (this.#header === undefined) return {digest, held}
    for (let slot = 0; slot < this.count; slot++) {
      if (!isInside(this.#header.view, this.place[slot * 2] ?? 0, this.place[slot * 2 + 1] ?? 0)) continue
      digest = (digest + (this.#hash[slot] ?? 0)) >>> 0
      held++
    }
    return {digest, held}
  }

  #takeRecord(view: DataView, at: number, picture: number): void {
    const id = view.getUint32(at, true)
    let slot = this.#slots.get(id)
    if (slot === undefined) {
      if (this.count === this.id.length) this.#grow()
      slot = this.count++
      this.#slots.set(id, slot)
      this.id[slot] = id
    }
    const fields = this.#fields
    fields.x = view.getUint32(at + 4, true)
    fields.y = view.getUint32(at + 8, true)
    fields.speed = view.getUint16(at + 12, true)
    fields.course = view.getUint16(at + 14, true)
    fields.heading = view.getUint16(at + 16, true)
    fields.age = view.getUint16(at + 18, true)
    fields.interval = view.getUint16(at + 20, true)
    fields.look = view.getUint16(at + 22, true)
    fields.flags = view.getUint16(at + 24, true)
    fields.altitude = view.getUint16(at + 26, true)
    this.#seats.sit(
      slot,
      cellOf(fields.x, fields.y),
      view.getUint16(at + RECORD_BYTES + 2, true),
      view.getUint16(at + RECORD_BYTES, true),
    )
    this.#put(slot, fields, picture)
  }

  /** False when they do not end where the frame ends, or speak of a track that is not held: the picture is not whole. */
  #takeMoves(view: DataView, {sections, sectionsAt}: FrameHeader, picture: number): boolean {
    const moves = new MoveReader(view, sectionsAt)
    const fields = this.#fields
    let isKnown = true
    try {
      for (let section = 0; section < sections; section++) {
        const seats = this.#seats.of(moves.u16(), moves.u16())
        for (let left = moves.u16(); left > 0; left--) {
          const slot = seats?.[moves.seat()] ?? -1
          if (slot >= 0) this.#fieldsOf(slot, fields)
          else isKnown = false
          moves.into(fields)
          if (slot >= 0) this.#put(slot, fields, picture)
        }
      }
    } catch (error) {
      if (error instanceof RangeError) return false
      throw error
    }
    return isKnown && moves.at === view.byteLength
  }

  #fieldsOf(slot: number, into: MoveFields): void {
    into.x = this.place[slot * 2] ?? 0
    into.y = this.place[slot * 2 + 1] ?? 0
    into.speed = this.motion[slot * 4] ?? 0
    into.course = this.motion[slot * 4 + 1] ?? 0
    into.heading = this.motion[slot * 4 + 2] ?? 0
    into.interval = this.motion[slot * 4 + 3] ?? 0
    into.look = (this.look[slot * 4] ?? 0) | ((this.look[slot * 4 + 1] ?? 0) << 8)
    into.flags = this.flags(slot)
    into.altitude = this.altitude[slot] ?? 0
  }

  #put(slot: number, fields: MoveFields, picture: number): void {
    const {x, y, speed, course, heading, age, interval, look, flags, altitude} = fields
    const measured = age === NOT_AVAILABLE ? NaN : (picture - age) * 100
    this.place[slot * 2] = x
    this.place[slot * 2 + 1] = y
    this.motion[slot * 4] = speed
    this.motion[slot * 4 + 1] = course
    this.motion[slot * 4 + 2] = heading
    this.motion[slot * 4 + 3] = interval
    this.look[slot * 4] = look
    this.look[slot * 4 + 1] = look >>> 8
    this.look[slot * 4 + 2] = flags
    this.look[slot * 4 + 3] = flags >>> 8
    this.altitude[slot] = altitude
    this.at[slot] = measured
    this.time[slot] = Number.isNaN(measured) ? NO_TIME : (measured - this.epoch) / 1_000
    this.#hash[slot] = hashOf(
      this.id[slot] ?? 0,
      x,
      y,
      speed | (course << 16),
      heading | (stampOf(age, picture) << 16),
      interval | (look << 16),
      flags | (altitude << 16),
    )
    this.#touch(slot)
  }

  #forget(id: number): void {
    const slot = this.#slots.get(id)
    if (slot === undefined) return
    this.#slots.delete(id)
    this.#seats.leave(slot)
    const last = --this.count
    if (slot === last) return
    this.#seats.moveTo(last, slot)
    this.id[slot] = this.id[last] ?? 0
    this.place.copyWithin(slot * 2, last * 2, last * 2 + 2)
    this.motion.copyWithin(slot * 4, last * 4, last * 4 + 4)
    this.look.copyWithin(slot * 4, last * 4, last * 4 + 4)
    this.time[slot] = this.time[last] ?? 0
    this.altitude[slot] = this.altitude[last] ?? 0
    this.at[slot] = this.at[last] ?? NaN
    this.#hash[slot] = this.#hash[last] ?? 0
    this.#slots.set(this.id[slot] ?? 0, slot)
    this.#touch(slot)
  }

  #forgetOutside(header: FrameHeader): void {
    for (let slot = this.count - 1; slot >= 0; slot--) {
      const inside = isInside(header.view, this.place[slot * 2] ?? 0, this.place[slot * 2 + 1] ?? 0)
      if (!inside && !this.#focus.has(this.idAt(slot))) this.#forget(this.idAt(slot))
    }
  }

  #forgetAll(): void {
    this.count = 0
    this.#slots.clear()
    this.#seats.clear()
    this.#names.clear()
  }

  #touch(slot: number): void {
    if (slot < this.#dirtyFrom) this.#dirtyFrom = slot
    if (slot >= this.#dirtyTo) this.#dirtyTo = slot + 1
  }

  #moveEpoch(pictureTime: number): void {
    if (Math.abs(pictureTime - this.epoch) < EPOCH_REACH_MS) return
    this.epoch = pictureTime
    for (let slot = 0; slot < this.count; slot++) {
      const at = this.at[slot] ?? NaN
      this.time[slot] = Number.isNaN(at) ? NO_TIME : (at - pictureTime) / 1_000
      this.#touch(slot)
    }
  }

  #grow(): void {
    const capacity = this.id.length * 2
    this.#seats.grow(capacity)
    this.id = grown(this.id, new Uint32Array(capacity))
    this.place = grown(this.place, new Uint32Array(capacity * 2))
    this.motion = grown(this.motion, new Uint16Array(capacity * 4))
    this.look = grown(this.look, new Uint8Array(capacity * 4))
    this.time = grown(this.time, new Float32Array(capacity))
    this.altitude = grown(this.altitude, new Uint16Array(capacity))
    this.at = grown(this.at, new Float64Array(capacity))
    this.#hash = grown(this.#hash, new Uint32Array(capacity))
    this.#dirtyFrom = 0
    this.#dirtyTo = this.count
  }
}

function grown<T extends {set(from: T): void}>(from: T, to: T): T {
  to.set(from)
  return to
}

function sameRect(a: FrameHeader, b: FrameHeader): boolean {
  return (
    a.view.west === b.view.west &&
    a.view.north === b.view.north &&
    a.view.width === b.view.width &&
    a.view.height === b.view.height
  )
}
