import type {TrackId} from '../../shared/base/id.ts'
import {
  ageCode,
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
import type {Names} from '../../shared/protocol/message.ts'
import {emptyMove, type MoveFields, MoveReader, readFields} from '../../shared/protocol/move.ts'
import {rankOf} from '../../shared/protocol/rank.ts'
import {SectionReader} from '../../shared/protocol/section.ts'
import {Seats} from './seats.ts'
import {grown, type NameOnMap, NO_TIME, TrackColumns} from './track-columns.ts'
import type {TrackPatch} from './track-patch.ts'

/** What all are told of a track, and when it was measured there, picture time, ms. */
type Told = {readonly fields: MoveFields; at: number}
type Column = Uint8Array | Uint16Array | Uint32Array | Float32Array | Float64Array

/** Past this distance from its epoch a 32-bit float no longer tells tenths of a second. */
const EPOCH_REACH_MS = 12 * 3_600_000
/** Names in one patch: more would hold a window up. */
const MOST_NAMES = 2_000

/**
 * The live tracks of one window as its frames tell them. Lives where the socket is, and says by patches what the window
 * has to take over.
 */
export class TrackTable extends TrackColumns {
  #hash = new Uint32Array(this.id.length)
  #isChanged = new Uint8Array(this.id.length)
  #changedSlots = new Uint32Array(this.id.length)
  #changedCount = 0
  #toldCount = 0
  /** A window may hold what an earlier table has told it. */
  #isAnew = true
  #untold: NameOnMap[] = []
  readonly #seats = new Seats(this.id.length)
  readonly #fields = emptyMove()
  #focus: ReadonlySet<TrackId> = new Set()
  /** What all are told of the tracks that stand here as they report: moves go on from it, and the digest is of it. */
  readonly #told = new Map<number, Told>()
  #header: FrameHeader | undefined

  /** Header of the last frame taken in. */
  get header(): FrameHeader | undefined {
    return this.#header
  }

  /** The tracks that stay even outside the view; those no longer among them are forgotten there. */
  setFocus(focus: ReadonlySet<TrackId>): void {
    this.#focus = focus
    if (this.#header === undefined) return
    for (const id of this.#told.keys()) if (!focus.has(id as TrackId)) this.#standAsTold(id, this.#header)
    this.#forgetOutside(this.#header)
    this.version++
    this.tellChange()
  }

  /** Takes a frame in; undefined, and nothing done that a CLEAR would not mend, when it is none. */
  apply(bytes: ArrayBuffer): FrameHeader | undefined {
    const view = new DataView(bytes)
    const header = readHeader(view, this.#header)
    if (header === undefined) return undefined

    if (header.flags & FrameFlag.CLEAR) this.#forgetAll()
    for (let index = 0; index < header.gone; index++)
      this.#forget(view.getUint32(header.goneAt + index * GONE_BYTES, true))
    if (this.#header !== undefined && !sameView(this.#header, header)) this.#forgetOutside(header)

    this.#moveEpoch(header.pictureTime)
    const picture = tenths(header.pictureTime)
    for (let index = 0; index < header.records; index++)
      this.#takeRecord(view, header.recordsAt + index * SEATED_BYTES, picture)
    const isWhole = this.#takeMoves(view, header, picture)
    for (let index = 0; index < header.exact; index++)
      this.#takeExact(view, header.exactAt + index * RECORD_BYTES, picture)

    this.#header = header
    this.version++
    this.tellChange()
    return isWhole ? header : undefined
  }

  applyNames(names: Names): void {
    for (const name of names.names) {
      this.nameById.set(name.id, name)
      this.#untold.push(name)
    }
    this.namesVersion++
    this.tellChange()
  }

  clear(): void {
    this.#forgetAll()
    this.#header = undefined
    this.version++
    this.tellChange()
  }

  /** Sum over the tracks that the view of the last frame shows, to compare with the server's. */
  digest(): {digest: number; held: number} {
    let digest = 0
    let held = 0
    if (this.#header === undefined) return {digest, held}
    for (let slot = 0; slot < this.count; slot++) {
      if (!this.#isShown(slot, this.#header)) continue
      digest = (digest + (this.#hash[slot] ?? 0)) >>> 0
      held++
    }
    return {digest, held}
  }

  /** What has changed since the last patch; undefined when nothing has. Many names come over several patches. */
  takePatch(): TrackPatch | undefined {
    if (!this.hasPatch) return undefined
    const slots = this.#changedSlots.slice(0, this.#changedCount).filter(slot => slot < this.count)
    for (let index = 0; index < this.#changedCount; index++) this.#isChanged[this.#changedSlots[index] ?? 0] = 0
    const patch: TrackPatch = {
      count: this.count,
      epoch: this.epoch,
      slots,
      id: gathered(this.id, slots, 1),
      place: gathered(this.place, slots, 2),
      motion: gathered(this.motion, slots, 4),
      look: gathered(this.look, slots, 4),
      time: gathered(this.time, slots, 1),
      altitude: gathered(this.altitude, slots, 1),
      at: gathered(this.at, slots, 1),
      isAnew: this.#isAnew,
      names: this.#untold.splice(0, MOST_NAMES),
    }
    this.#changedCount = 0
    this.#toldCount = this.count
    this.#isAnew = false
    return patch
  }

  get hasPatch(): boolean {
    return this.#changedCount > 0 || this.#toldCount !== this.count || this.#isAnew || this.#untold.length > 0
  }

  #takeRecord(view: DataView, at: number, picture: number): void {
    const id = view.getUint32(at, true)
    let slot = this.slots.get(id)
    if (slot === undefined) {
      if (this.count === this.id.length) this.grow(this.count * 2)
      slot = this.count++
      this.slots.set(id, slot)
      this.id[slot] = id
    }
    const fields = this.#fields
    readFields(view, at, fields)
    this.#seats.sit(
      slot,
      cellOf(fields.x, fields.y),
      view.getUint16(at + RECORD_BYTES + 2, true),
      view.getUint16(at + RECORD_BYTES, true),
    )
    this.#told.delete(id)
    this.#put(slot, fields, picture)
  }

  /** Stands as it reports. What all are told of it is kept; what is newer than this shows again. */
  #takeExact(view: DataView, at: number, picture: number): void {
    const id = view.getUint32(at, true)
    const slot = this.slots.get(id)
    if (slot === undefined || !this.#focus.has(id as TrackId)) return
    if (!this.#told.has(id)) {
      const told: Told = {fields: emptyMove(), at: this.at[slot] ?? NaN}
      this.#fieldsOf(slot, told.fields, picture)
      this.#told.set(id, told)
    }
    readFields(view, at, this.#fields)
    this.#show(slot, this.#fields, picture)
  }

  /** Takes back what it reports: it stands where all are told. */
  #standAsTold(id: number, {pictureTime}: FrameHeader): void {
    const slot = this.slots.get(id)
    const told = this.#told.get(id)
    this.#told.delete(id)
    if (slot === undefined || told === undefined) return
    const picture = tenths(pictureTime)
    told.fields.age = ageCode(tenths(told.at), picture)
    this.#show(slot, told.fields, picture)
  }

  /** False when they do not end where the frame ends, or speak of a track that is not held: the picture is not whole. */
  #takeMoves(bytes: DataView, {sections, sectionsAt, view}: FrameHeader, picture: number): boolean {
    const moves = new MoveReader(bytes, sectionsAt)
    const head = new SectionReader(moves, view)
    const fields = this.#fields
    let isKnown = true
    try {
      for (let section = 0; section < sections; section++) {
        if (!head.next()) return false
        const seats = this.#seats.of(head.cell, head.block)
        for (let left = head.moves; left > 0; left--) {
          const slot = seats?.[moves.seat()] ?? -1
          if (slot < 0) isKnown = false
          else this.#fieldsOf(slot, fields, picture)
          moves.into(fields)
          if (slot >= 0) this.#takeMove(slot, fields, picture, moves.isPredicted)
        }
      }
    } catch (error) {
      if (error instanceof RangeError) return false
      throw error
    }
    return isKnown && moves.at === bytes.byteLength
  }

  /** What has been told of it last; its age, however high, is the one at this picture time. */
  #fieldsOf(slot: number, into: MoveFields, picture: number): void {
    const told = this.#toldIn(slot)
    if (told !== undefined) {
      Object.assign(into, told.fields)
      into.age = picture - tenths(told.at)
      return
    }
    into.x = this.place[slot * 2] ?? 0
    into.y = this.place[slot * 2 + 1] ?? 0
    into.speed = this.motion[slot * 4] ?? 0
    into.course = this.motion[slot * 4 + 1] ?? 0
    into.heading = this.motion[slot * 4 + 2] ?? 0
    into.interval = this.motion[slot * 4 + 3] ?? 0
    into.look = (this.look[slot * 4] ?? 0) | ((this.look[slot * 4 + 1] ?? 0) << 8)
    into.flags = this.flags(slot)
    into.altitude = this.altitude[slot] ?? 0
    into.age = picture - tenths(this.at[slot] ?? NaN)
  }

  /** What stands exactly stays, while nothing newer is told of it than that it has been heard. */
  #takeMove(slot: number, fields: MoveFields, picture: number, isHeard: boolean): void {
    const told = this.#toldIn(slot)
    const measured = measuredAt(fields.age, picture)
    if (told === undefined || !isHeard || measured > (this.at[slot] ?? NaN)) {
      if (told !== undefined) this.#told.delete(this.id[slot] ?? 0)
      this.#put(slot, fields, picture)
      return
    }
    Object.assign(told.fields, fields)
    told.at = measured
    this.#hashOf(slot, fields, picture)
  }

  /** Undefined where it stands as all are told: asked for each move, and hardly ever there. */
  #toldIn(slot: number): Told | undefined {
    return this.#told.size === 0 ? undefined : this.#told.get(this.id[slot] ?? 0)
  }

  #put(slot: number, fields: MoveFields, picture: number): void {
    this.#show(slot, fields, picture)
    this.#hashOf(slot, fields, picture)
  }

  #hashOf(slot: number, fields: MoveFields, picture: number): void {
    const {x, y, speed, course, heading, age, interval, look, flags, altitude} = fields
    this.#hash[slot] = hashOf(
      this.id[slot] ?? 0,
      x,
      y,
      speed | (course << 16),
      heading | (stampOf(age, picture) << 16),
      interval | (look << 16),
      flags | (altitude << 16),
    )
  }

  #show(slot: number, fields: MoveFields, picture: number): void {
    const {x, y, speed, course, heading, age, interval, look, flags, altitude} = fields
    const measured = measuredAt(age, picture)
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
    this.touch(slot)
  }

  #forget(id: number): void {
    const slot = this.slots.get(id)
    if (slot === undefined) return
    this.slots.delete(id)
    this.#told.delete(id)
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
    this.slots.set(this.id[slot] ?? 0, slot)
    this.touch(slot)
  }

  #forgetOutside(header: FrameHeader): void {
    for (let slot = this.count - 1; slot >= 0; slot--) {
      if (!this.#isShown(slot, header) && !this.#focus.has(this.idAt(slot))) this.#forget(this.idAt(slot))
    }
  }

  /** Inside the view, and not below its level. */
  #isShown(slot: number, {view, level}: FrameHeader): boolean {
    const told = this.#toldIn(slot)?.fields
    const x = told?.x ?? this.place[slot * 2] ?? 0
    const y = told?.y ?? this.place[slot * 2 + 1] ?? 0
    if (!isInside(view, x, y)) return false
    if (level === 0) return true
    const look = told?.look ?? (this.look[slot * 4] ?? 0) | ((this.look[slot * 4 + 1] ?? 0) << 8)
    return rankOf(this.id[slot] ?? 0, look, told?.flags ?? this.flags(slot)) >= level
  }

  #forgetAll(): void {
    this.count = 0
    this.slots.clear()
    this.#told.clear()
    this.#seats.clear()
    this.nameById.clear()
    this.#untold = []
    this.#isAnew = true
  }

  #moveEpoch(pictureTime: number): void {
    if (Math.abs(pictureTime - this.epoch) < EPOCH_REACH_MS) return
    this.epoch = pictureTime
    for (let slot = 0; slot < this.count; slot++) {
      const at = this.at[slot] ?? NaN
      this.time[slot] = Number.isNaN(at) ? NO_TIME : (at - pictureTime) / 1_000
      this.touch(slot)
    }
  }

  protected override touch(slot: number): void {
    super.touch(slot)
    if (this.#isChanged[slot] === 1) return
    this.#isChanged[slot] = 1
    this.#changedSlots[this.#changedCount++] = slot
  }

  protected override grow(capacity: number): void {
    super.grow(capacity)
    this.#seats.grow(capacity)
    this.#hash = grown(this.#hash, new Uint32Array(capacity))
    this.#isChanged = grown(this.#isChanged, new Uint8Array(capacity))
    this.#changedSlots = grown(this.#changedSlots, new Uint32Array(capacity))
  }
}

/** Picture time, ms; NaN where none is known. */
function measuredAt(age: number, picture: number): number {
  return age === NOT_AVAILABLE ? NaN : (picture - age) * 100
}

/** The values of some slots, in a column of their own. */
function gathered<T extends Column>(from: T, slots: Uint32Array, perSlot: number): T {
  const to = new (from.constructor as new (length: number) => T)(slots.length * perSlot)
  for (let index = 0; index < slots.length; index++) {
    const at = (slots[index] ?? 0) * perSlot
    for (let part = 0; part < perSlot; part++) to[index * perSlot + part] = from[at + part] ?? 0
  }
  return to
}

function sameView(a: FrameHeader, b: FrameHeader): boolean {
  return (
    a.level === b.level &&
    a.view.west === b.view.west &&
    a.view.north === b.view.north &&
    a.view.width === b.view.width &&
    a.view.height === b.view.height
  )
}
