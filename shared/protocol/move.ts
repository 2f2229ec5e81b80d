import {predict} from './prediction.ts'

/**
 * A move: what has changed of a track since the reader was last told of it, in the words of the record (`frame.ts`).
 *
 *     seat     7 bits of its number in its block in each byte, the lowest first; the high bit says that more follow
 *     u8       bits 0–1: place 0 as before · 1 two signed 12-bit steps east and south · 2 two signed 16-bit steps
 *              · 3 two u32, x and y · bit 2 speed · bit 3 course · bit 4 heading · bit 5 those three as u16 instead of a
 *              signed byte · bit 6 everything else · bit 7 with place 1: the two steps are signed bytes
 *     place    0, 2, 3, 4 or 8 bytes; a step is 16 units of Mercator
 *     speed    i8: 0.02 m/s faster
 *     course   i8: 0.1° to starboard
 *     heading  i8: 0.1° to starboard
 *     others   8 bytes: interval, kind, identity, flags, altitude as in the record
 *     age      u8: 0.1 s at the picture time of the frame; 255: a u16 as in the record follows
 *
 * Place 0 with bit 7 is one moved on, from the measurement before to this one, by the speed and course told last
 * (`prediction.ts`): the track has been heard, and is about there.
 *
 * Both ends reckon in whole numbers, so that both have the same record afterwards, to the bit.
 */
const EACH = {PLACE: 3, SPEED: 4, COURSE: 8, HEADING: 16, WIDE: 32, OTHERS: 64, CLOSE: 128} as const
const PLACE = {SAME: 0, NEAR: 1, FAR: 2, ANYWHERE: 3} as const
/** Mercator units of one step. */
const STEP_BITS = 4
const LONG_AGE = 0xff
const CIRCLE = 36_000
const NOT_AVAILABLE = 0xffff

/** No move is longer. */
export const LONGEST_MOVE = 3 + 1 + 8 + 6 + 8 + 3

/** The fields of a record that a move may change, as codes of the wire. The caller keeps one and uses it again. */
export type MoveFields = {
  x: number
  y: number
  speed: number
  course: number
  heading: number
  interval: number
  /** Kind in the low byte, identity in the high one. */
  look: number
  flags: number
  altitude: number
  age: number
}

export function emptyMove(): MoveFields {
  return {x: 0, y: 0, speed: 0, course: 0, heading: 0, interval: 0, look: 0, flags: 0, altitude: 0, age: 0}
}

/** All of a record (`frame.ts`) but its id; its age is the one with which it was written. */
export function readFields(view: DataView, at: number, into: MoveFields): void {
  into.x = view.getUint32(at + 4, true)
  into.y = view.getUint32(at + 8, true)
  into.speed = view.getUint16(at + 12, true)
  into.course = view.getUint16(at + 14, true)
  into.heading = view.getUint16(at + 16, true)
  into.age = view.getUint16(at + 18, true)
  into.interval = view.getUint16(at + 20, true)
  into.look = view.getUint16(at + 22, true)
  into.flags = view.getUint16(at + 24, true)
  into.altitude = view.getUint16(at + 26, true)
}

/** Writes the way from one record to the next; returns where the next move may begin. */
export function writeMove(out: Uint8Array, from: number, seat: number, before: MoveFields, after: MoveFields): number {
  let at = writeNumber(out, from, seat)
  const maskAt = at++
  const east = (after.x - before.x) >> STEP_BITS
  const south = (after.y - before.y) >> STEP_BITS
  const place = placeCode(before, after, east, south)
  let mask: number = place
  if (place === PLACE.NEAR && fits(east, 8) && fits(south, 8)) {
    mask |= EACH.CLOSE
    at = put8(out, at, east)
    at = put8(out, at, south)
  } else if (place === PLACE.NEAR) {
    const packed = (east & 0xfff) | ((south & 0xfff) << 12)
    out[at++] = packed
    out[at++] = packed >>> 8
    out[at++] = packed >>> 16
  } else if (place === PLACE.FAR) {
    at = put16(out, at, east)
    at = put16(out, at, south)
  } else if (place === PLACE.ANYWHERE) {
    at = put32(out, at, after.x)
    at = put32(out, at, after.y)
  }
  const faster = after.speed - before.speed
  const turn = turnOf(before.course, after.course)
  const swing = turnOf(before.heading, after.heading)
  const isWide =
    !isSmall(faster, before.speed, after.speed) ||
    !isSmall(turn, before.course, after.course) ||
    !isSmall(swing, before.heading, after.heading)
  if (isWide) mask |= EACH.WIDE
  if (before.speed !== after.speed) {
    mask |= EACH.SPEED
    at = isWide ? put16(out, at, after.speed) : put8(out, at, faster)
  }
  if (before.course !== after.course) {
    mask |= EACH.COURSE
    at = isWide ? put16(out, at, after.course) : put8(out, at, turn)
  }
  if (before.heading !== after.heading) {
    mask |= EACH.HEADING
    at = isWide ? put16(out, at, after.heading) : put8(out, at, swing)
  }
  if (
    before.interval !== after.interval ||
    before.look !== after.look ||
    before.flags !== after.flags ||
    before.altitude !== after.altitude
  ) {
    mask |= EACH.OTHERS
    at = put16(out, at, after.interval)
    at = put16(out, at, after.look)
    at = put16(out, at, after.flags)
    at = put16(out, at, after.altitude)
  }
  out[maskAt] = mask
  return writeAge(out, at, after.age)
}

/** Writes that a track was heard so long ago and has moved as predicted; returns where the next move may begin. */
export function writePredicted(out: Uint8Array, from: number, seat: number, age: number): number {
  const at = writeNumber(out, from, seat)
  out[at] = PLACE.SAME | EACH.CLOSE
  return writeAge(out, at + 1, age)
}

/** Writes a whole number below 2^21: 7 bits in each byte, the lowest first; the high bit says that more follow. */
export function writeNumber(out: Uint8Array, from: number, value: number): number {
  let at = from
  for (let rest = value; ; rest >>>= 7) {
    out[at++] = rest > 0x7f ? (rest & 0x7f) | 0x80 : rest
    if (rest <= 0x7f) return at
  }
}

/** Reads moves one after the other. */
export class MoveReader {
  at: number
  /** Whether the last move only said that the track was heard. */
  isPredicted = false
  readonly #bytes: DataView

  constructor(bytes: DataView, at: number) {
    this.#bytes = bytes
    this.at = at
  }

  /** Whether there are so many bytes left. */
  has(bytes: number): boolean {
    return this.at + bytes <= this.#bytes.byteLength
  }

  u16(): number {
    this.at += 2
    return this.#bytes.getUint16(this.at - 2, true)
  }

  /** What {@link writeNumber} wrote; throws a RangeError past the end, as each of these does. */
  number(): number {
    let value = 0
    for (let shift = 0; shift < 21; shift += 7) {
      const byte = this.#u8()
      value |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    return value
  }

  /** The seat of the next move. */
  seat(): number {
    return this.number()
  }

  /**
   * Takes the rest of the move in: `fields` are what was known before, their age at the picture time of this frame, and
   * afterwards what is.
   */
  into(fields: MoveFields): void {
    const mask = this.#u8()
    this.isPredicted = (mask & (EACH.PLACE | EACH.CLOSE)) === EACH.CLOSE
    switch (mask & EACH.PLACE) {
      case PLACE.NEAR: {
        if ((mask & EACH.CLOSE) !== 0) {
          fields.x = (fields.x + (this.#i8() << STEP_BITS)) >>> 0
          fields.y = (fields.y + (this.#i8() << STEP_BITS)) >>> 0
          break
        }
        const packed = this.#u8() | (this.#u8() << 8) | (this.#u8() << 16)
        fields.x = (fields.x + (((packed << 20) >> 20) << STEP_BITS)) >>> 0
        fields.y = (fields.y + (((packed << 8) >> 20) << STEP_BITS)) >>> 0
        break
      }
      case PLACE.FAR:
        fields.x = (fields.x + (this.#i16() << STEP_BITS)) >>> 0
        fields.y = (fields.y + (this.#i16() << STEP_BITS)) >>> 0
        break
      case PLACE.ANYWHERE:
        fields.x = this.#u32()
        fields.y = this.#u32()
        break
    }
    const isWide = (mask & EACH.WIDE) !== 0
    if (mask & EACH.SPEED) fields.speed = isWide ? this.u16() : (fields.speed + this.#i8()) & 0xffff
    if (mask & EACH.COURSE) fields.course = isWide ? this.u16() : turned(fields.course, this.#i8())
    if (mask & EACH.HEADING) fields.heading = isWide ? this.u16() : turned(fields.heading, this.#i8())
    if (mask & EACH.OTHERS) {
      fields.interval = this.u16()
      fields.look = this.u16()
      fields.flags = this.u16()
      fields.altitude = this.u16()
    }
    const code = this.#u8()
    const age = code === LONG_AGE ? this.u16() : code
    if (this.isPredicted) predict(fields, fields.age - age)
    fields.age = age
  }

  #u8(): number {
    return this.#bytes.getUint8(this.at++)
  }

  #i8(): number {
    return this.#bytes.getInt8(this.at++)
  }

  #i16(): number {
    this.at += 2
    return this.#bytes.getInt16(this.at - 2, true)
  }

  #u32(): number {
    this.at += 4
    return this.#bytes.getUint32(this.at - 4, true)
  }
}

function writeAge(out: Uint8Array, at: number, age: number): number {
  if (age < LONG_AGE) return put8(out, at, age)
  return put16(out, put8(out, at, LONG_AGE), age)
}

function placeCode(before: MoveFields, after: MoveFields, east: number, south: number): number {
  if (before.x === after.x && before.y === after.y) return PLACE.SAME
  // The shift above keeps 32 bits: across the antimeridian it may look short, and is short.
  const isExact =
    (before.x + (east << STEP_BITS)) >>> 0 === after.x && (before.y + (south << STEP_BITS)) >>> 0 === after.y
  if (isExact && fits(east, 12) && fits(south, 12)) return PLACE.NEAR
  return isExact && fits(east, 16) && fits(south, 16) ? PLACE.FAR : PLACE.ANYWHERE
}

function fits(value: number, bits: number): boolean {
  const most = 2 ** (bits - 1)
  return value >= -most && value < most
}

/** Tenths of a degree to starboard, the short way. */
function turnOf(before: number, after: number): number {
  return (((((after - before) % CIRCLE) + 1.5 * CIRCLE) % CIRCLE) - CIRCLE / 2) / 10
}

function turned(course: number, by: number): number {
  return (((course + by * 10) % CIRCLE) + CIRCLE) % CIRCLE
}

/** Whether a change goes into a signed byte; one from or to *not available* never does. */
function isSmall(change: number, before: number, after: number): boolean {
  if (before === after) return true
  return before !== NOT_AVAILABLE && after !== NOT_AVAILABLE && Number.isInteger(change) && fits(change, 8)
}

function put8(out: Uint8Array, at: number, value: number): number {
  out[at] = value
  return at + 1
}

function put16(out: Uint8Array, at: number, value: number): number {
  out[at] = value
  out[at + 1] = value >>> 8
  return at + 2
}

function put32(out: Uint8Array, at: number, value: number): number {
  out[at] = value
  out[at + 1] = value >>> 8
  out[at + 2] = value >>> 16
  out[at + 3] = value >>> 24
  return at + 4
}
