import type {TrackId} from '../base/id.ts'
import {mercatorX, mercatorY} from '../geo/mercator.ts'

/**
 * The binary frame: how a window hears of moving tracks. One per window and tick, only when something changed.
 * Little endian throughout. What has not changed is not said: parts follow the header only where its flags name them.
 *
 * Header, 12 bytes
 *
 *      0  u8   version of this layout, 5
 *      1  u8   flags, `FrameFlag`
 *      2  u16  how many sections of moves stand at the end
 *      4  u32  tick
 *      8  u32  picture time of the tick, 0.1 s since 1970, modulo 2^32
 *
 * VIEW, 18 bytes: it comes with the first frame, and whenever it is another one
 *
 *      0  f64  picture time, 0.1 s since 1970, whole
 *      8  u16  west, north, width, height of the view in cells of level 8 (`CELL_SHIFT`); west + width may pass 256 and wraps
 *     16  u16  level: the view shows only tracks whose rank is this or above (`rank.ts`)
 *
 * DIGEST, 8 bytes
 *
 *      0  u32  the sum of `contentHash` over all tracks that the view shows, modulo 2^32
 *      4  u32  how many tracks that is
 *
 * GONE, 4 bytes and 4 for each: u32 how many, then their ids, to be forgotten *before* the records are read. Tracks
 * that the view does not show and that are not asked for by name (`focus`) are forgotten too: nobody tells of them any more.
 *
 * RECORDS, 4 bytes and 32 for each: u32 how many, then the records, whole. 65535 in a u16 means *not available*; it is
 * never a number.
 *
 *      0  u32  track id
 *      4  u32  x, web Mercator, 0 at 180° W, 2^32 around the globe, in steps of 16 (0.15 m at the equator)
 *      8  u32  y, southward, 0 at 85.05° N, in steps of 16
 *     12  u16  speed over the ground, 0.02 m/s
 *     14  u16  course over the ground, 0.01° true, in steps of 10
 *     16  u16  heading, 0.01° true, in steps of 10
 *     18  u16  age of the measurement at the picture time of the header, 0.1 s; 65534 is that or older; 65535 no time given
 *     20  u16  expected interval T, 0.1 s
 *     22  u8   kind, index in OBJECT_KINDS
 *     23  u8   identity, index in IDENTITIES
 *     24  u16  ReportFlag bits, then TrackFlag bits
 *     26  u16  altitude, 0.5 m above −1000 m
 *     28  u16  seat: its number in its block; 65535 none, it always comes whole
 *     30  u16  block: which of the blocks of its cell
 *
 * EXACT, 4 bytes and 28 for each: u32 how many, then records without seat and block, to be read *after* the moves:
 * tracks that are asked for by name (`focus`) as they report, where all are told only that they are about there. Shown
 * until more is told of them than that they have been heard; not in the digest, and moves do not go on from them.
 *
 * Sections of moves, to the end: a head that says the block of a cell and how many (`section.ts`), then so many moves
 * (`move.ts`): what has changed of a track since the record or move before, found by its seat. Each is about 8 bytes.
 */
export const FRAME_VERSION = 5
export const HEADER_BYTES = 12
export const VIEW_BYTES = 18
export const DIGEST_BYTES = 8
export const RECORD_BYTES = 28
/** With its seat and block. */
export const SEATED_BYTES = 32
export const GONE_BYTES = 4
export const NOT_AVAILABLE = 0xffff
export const NO_SEAT = 0xffff

/** CLEAR: forget every track first. MORE: the picture is not whole yet. The others name the parts that follow. */
export const FrameFlag = {CLEAR: 1, DIGEST: 2, MORE: 4, VIEW: 8, GONE: 16, RECORDS: 32, EXACT: 64} as const

/** What is said of a track beyond `ReportFlag`, in the same 16 bits. Only append. */
export const TrackFlag = {
  /** Somebody of the own nation has opened a contact on it. */
  CONTACT: 128,
  /** Known only through partners. */
  PARTNER: 256,
} as const

const SPAN = 2 ** 32
/** Places stand on steps of 16. */
const STEP = ~15

/** A Mercator coordinate shifted right by this is its cell: 256 × 256 cells around the globe. */
export const CELL_SHIFT = 24
export const CELLS_ACROSS = 256

/** A rectangle of cells. `west` + `width` may pass 256: it wraps. */
export type CellRect = {readonly west: number; readonly north: number; readonly width: number; readonly height: number}

/** A track as the frame says it: NaN is *not available*. The writer may be given the same object again and again. */
export type TrackRecord = {
  id: TrackId
  /** Degrees. */
  lon: number
  lat: number
  /** Metres per second. */
  speed: number
  /** Degrees true. */
  course: number
  heading: number
  /** Metres. */
  altitude: number
  /** Time of measurement, picture time, ms. */
  at: number
  /** Expected interval, ms. */
  interval: number
  /** Index in `OBJECT_KINDS`. */
  kind: number
  /** Index in `IDENTITIES`. */
  identity: number
  /** `ReportFlag` and `TrackFlag` bits. */
  flags: number
}

export type FrameHeader = {
  readonly flags: number
  readonly tick: number
  /** ms since 1970, in whole tenths of a second. */
  readonly pictureTime: number
  readonly view: CellRect
  readonly level: number
  readonly gone: number
  readonly records: number
  readonly exact: number
  readonly sections: number
  readonly digest: number
  readonly held: number
  /** Where the gone ids, the records, the exact ones and the sections stand. */
  readonly goneAt: number
  readonly recordsAt: number
  readonly exactAt: number
  readonly sectionsAt: number
}

/** What a header says; a part that is undefined is left out, and with the view its level. */
export type FramePlan = {
  readonly flags: number
  readonly tick: number
  readonly pictureTime: number
  readonly view?: CellRect | undefined
  readonly level: number
  readonly digest?: {readonly sum: number; readonly count: number} | undefined
  readonly gone: number
  readonly records: number
  readonly exact: number
  readonly sections: number
}

export function emptyRecord(): TrackRecord {
  return {
    id: 0 as TrackId,
    lon: NaN,
    lat: NaN,
    speed: NaN,
    course: NaN,
    heading: NaN,
    altitude: NaN,
    at: NaN,
    interval: NaN,
    kind: 0,
    identity: 0,
    flags: 0,
  }
}

/** How many bytes stand before the gone ids, with the counts that belong to them. */
export function headBytes({view, digest}: FramePlan): number {
  return HEADER_BYTES + (view === undefined ? 0 : VIEW_BYTES) + (digest === undefined ? 0 : DIGEST_BYTES)
}

/** Bytes of a frame whose sections take `moves` bytes, or room for them. */
export function frameBytes(plan: FramePlan, moves: number): number {
  const gone = plan.gone === 0 ? 0 : 4 + plan.gone * GONE_BYTES
  const records = plan.records === 0 ? 0 : 4 + plan.records * SEATED_BYTES
  const exact = plan.exact === 0 ? 0 : 4 + plan.exact * RECORD_BYTES
  return headBytes(plan) + gone + records + exact + moves
}

/** Writes everything but the gone ids, both kinds of records and the moves, and says where those belong. */
export function writeHeader(
  out: DataView,
  plan: FramePlan,
): {readonly goneAt: number; readonly recordsAt: number; readonly exactAt: number; readonly sectionsAt: number} {
  const {view, digest, gone, records, exact, sections, tick} = plan
  const flags =
    (plan.flags & (FrameFlag.CLEAR | FrameFlag.MORE)) |
    (view === undefined ? 0 : FrameFlag.VIEW) |
    (digest === undefined ? 0 : FrameFlag.DIGEST) |
    (gone === 0 ? 0 : FrameFlag.GONE) |
    (records === 0 ? 0 : FrameFlag.RECORDS) |
    (exact === 0 ? 0 : FrameFlag.EXACT)
  const picture = tenths(plan.pictureTime)
  out.setUint8(0, FRAME_VERSION)
  out.setUint8(1, flags)
  out.setUint16(2, sections, true)
  out.setUint32(4, tick, true)
  out.setUint32(8, picture % SPAN, true)
  let at = HEADER_BYTES
  if (view !== undefined) {
    out.setFloat64(at, picture, true)
    out.setUint16(at + 8, view.west, true)
    out.setUint16(at + 10, view.north, true)
    out.setUint16(at + 12, view.width, true)
    out.setUint16(at + 14, view.height, true)
    out.setUint16(at + 16, plan.level, true)
    at += VIEW_BYTES
  }
  if (digest !== undefined) {
    out.setUint32(at, digest.sum, true)
    out.setUint32(at + 4, digest.count, true)
    at += DIGEST_BYTES
  }
  if (gone > 0) {
    out.setUint32(at, gone, true)
    at += 4
  }
  const goneAt = at
  at += gone * GONE_BYTES
  if (records > 0) {
    out.setUint32(at, records, true)
    at += 4
  }
  const recordsAt = at
  at += records * SEATED_BYTES
  if (exact > 0) {
    out.setUint32(at, exact, true)
    at += 4
  }
  return {goneAt, recordsAt, exactAt: at, sectionsAt: at + exact * RECORD_BYTES}
}

/** Writes one record at `at`. A track without a place cannot be written: the caller leaves it out. */
export function writeRecord(view: DataView, at: number, record: TrackRecord, pictureTime: number): void {
  view.setUint32(at, record.id, true)
  view.setUint32(at + 4, mercatorX(record.lon) & STEP, true)
  view.setUint32(at + 8, mercatorY(record.lat) & STEP, true)
  view.setUint16(at + 12, scaled(record.speed, 50), true)
  view.setUint16(at + 14, angle(record.course), true)
  view.setUint16(at + 16, angle(record.heading), true)
  view.setUint16(at + 18, ageCode(tenths(record.at), tenths(pictureTime)), true)
  view.setUint16(at + 20, scaled(record.interval, 0.01), true)
  view.setUint8(at + 22, record.kind)
  view.setUint8(at + 23, record.identity)
  view.setUint16(at + 24, record.flags, true)
  view.setUint16(at + 26, scaled(record.altitude + 1_000, 2), true)
}

/** Whole tenths of a second since 1970; NaN stays NaN. Ages are differences of these, so that they are exact. */
export function tenths(ms: number): number {
  return Math.floor(ms / 100)
}

/** Age on the wire, from {@link tenths} of measurement and picture time. A measurement from the future is new. */
export function ageCode(measured: number, picture: number): number {
  if (!Number.isFinite(measured)) return NOT_AVAILABLE
  return Math.min(NOT_AVAILABLE - 1, Math.max(0, picture - measured))
}

/**
 * The header, or undefined when these bytes are no frame of this version, are shorter than they say, or go on from a
 * frame that is not there: `before` is the header of the frame before.
 */
export function readHeader(frame: DataView, before: FrameHeader | undefined): FrameHeader | undefined {
  if (frame.byteLength < HEADER_BYTES || frame.getUint8(0) !== FRAME_VERSION) return undefined
  const flags = frame.getUint8(1)
  const has = (flag: number) => (flags & flag) !== 0
  let at = HEADER_BYTES
  /** Where so many bytes begin; −1 when they are not there. */
  const take = (bytes: number) => {
    const from = at
    at += bytes
    return at > frame.byteLength ? -1 : from
  }
  const viewAt = has(FrameFlag.VIEW) ? take(VIEW_BYTES) : undefined
  const digestAt = has(FrameFlag.DIGEST) ? take(DIGEST_BYTES) : undefined
  const gone = has(FrameFlag.GONE) ? counted(frame, take(4)) : 0
  const goneAt = take(gone * GONE_BYTES)
  const records = has(FrameFlag.RECORDS) ? counted(frame, take(4)) : 0
  const recordsAt = take(records * SEATED_BYTES)
  const exact = has(FrameFlag.EXACT) ? counted(frame, take(4)) : 0
  const exactAt = take(exact * RECORD_BYTES)
  if (at > frame.byteLength || [viewAt, digestAt, goneAt, recordsAt, exactAt].includes(-1)) return undefined
  const view = viewAt === undefined ? before?.view : rectAt(frame, viewAt + 8)
  if (view === undefined) return undefined
  const low = frame.getUint32(8, true)
  const picture = viewAt === undefined ? near(tenths(before?.pictureTime ?? NaN), low) : frame.getFloat64(viewAt, true)
  if (!Number.isSafeInteger(picture) || picture < 0) return undefined
  return {
    flags,
    tick: frame.getUint32(4, true),
    pictureTime: picture * 100,
    view,
    level: viewAt === undefined ? (before?.level ?? 0) : frame.getUint16(viewAt + 16, true),
    gone,
    records,
    exact,
    sections: frame.getUint16(2, true),
    digest: digestAt === undefined ? 0 : frame.getUint32(digestAt, true),
    held: digestAt === undefined ? 0 : frame.getUint32(digestAt + 4, true),
    goneAt,
    recordsAt,
    exactAt,
    sectionsAt: at,
  }
}

/** A count, or one that no frame can hold where there is none. */
function counted(frame: DataView, at: number): number {
  return at < 0 ? SPAN : frame.getUint32(at, true)
}

function rectAt(frame: DataView, at: number): CellRect {
  return {
    west: frame.getUint16(at, true),
    north: frame.getUint16(at + 2, true),
    width: frame.getUint16(at + 4, true),
    height: frame.getUint16(at + 6, true),
  }
}

/** The number nearest to `known` whose low 32 bits are `low`. */
function near(known: number, low: number): number {
  const step = (((low - (known % SPAN)) % SPAN) + SPAN * 1.5) % SPAN
  return known + step - SPAN / 2
}

/** One record as numbers again, NaN where the wire says *not available*. `x` and `y` stay exact. */
export type ReadRecord = Omit<TrackRecord, 'lon' | 'lat'> & {x: number; y: number}

export function readRecord(view: DataView, at: number, pictureTime: number): ReadRecord {
  const age = view.getUint16(at + 18, true)
  return {
    id: view.getUint32(at, true) as TrackId,
    x: view.getUint32(at + 4, true),
    y: view.getUint32(at + 8, true),
    speed: available(view.getUint16(at + 12, true), 0.02),
    course: available(view.getUint16(at + 14, true), 0.01),
    heading: available(view.getUint16(at + 16, true), 0.01),
    altitude: available(view.getUint16(at + 26, true), 0.5) - 1_000,
    at: age === NOT_AVAILABLE ? NaN : (tenths(pictureTime) - age) * 100,
    interval: available(view.getUint16(at + 20, true), 100),
    kind: view.getUint8(at + 22),
    identity: view.getUint8(at + 23),
    flags: view.getUint16(at + 24, true),
  }
}

/**
 * What both ends add up to see that they hold the same: all of a record but its age, which is replaced by the
 * low bits of the time of measurement, so that it does not matter with which frame the record came.
 */
export function contentHash(view: DataView, at: number, pictureTenths: number): number {
  const age = view.getUint16(at + 18, true)
  return hashOf(
    view.getUint32(at, true),
    view.getUint32(at + 4, true),
    view.getUint32(at + 8, true),
    view.getUint32(at + 12, true),
    view.getUint16(at + 16, true) | (stampOf(age, pictureTenths) << 16),
    view.getUint32(at + 20, true),
    view.getUint32(at + 24, true),
  )
}

/** The low bits of the time of measurement that an age means in a frame of this picture time. */
export function stampOf(age: number, pictureTenths: number): number {
  return age >= NOT_AVAILABLE - 1 ? NOT_AVAILABLE : (pictureTenths - age) % 0xffff
}

/** The hash of a record by its words: id, x, y, speed and course, heading and stamp, interval to identity, flags and altitude. */
export function hashOf(
  id: number,
  x: number,
  y: number,
  speedCourse: number,
  headingStamp: number,
  intervalLook: number,
  flagsAltitude: number,
): number {
  let hash = mix(0x9e3779b9, id)
  hash = mix(hash, x)
  hash = mix(hash, y)
  hash = mix(hash, speedCourse)
  hash = mix(hash, headingStamp)
  hash = mix(hash, intervalLook)
  hash = mix(hash, flagsAltitude)
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

export function cellOf(x: number, y: number): number {
  return (y >>> CELL_SHIFT) * CELLS_ACROSS + (x >>> CELL_SHIFT)
}

/** Where a cell of a rectangle stands in it, row by row from the north-west. */
export function placeOf(rect: CellRect, cell: number): number {
  const row = Math.floor(cell / CELLS_ACROSS) - rect.north
  return row * rect.width + (((cell % CELLS_ACROSS) - rect.west + CELLS_ACROSS) % CELLS_ACROSS)
}

/** The cell that stands there in a rectangle. */
export function cellAt(rect: CellRect, place: number): number {
  const row = Math.floor(place / rect.width)
  return (rect.north + row) * CELLS_ACROSS + ((rect.west + place - row * rect.width) % CELLS_ACROSS)
}

/** Whether a Mercator place lies in a rectangle of cells. */
export function isInside(rect: CellRect, x: number, y: number): boolean {
  const row = (y >>> CELL_SHIFT) - rect.north
  const column = ((x >>> CELL_SHIFT) - rect.west + CELLS_ACROSS) % CELLS_ACROSS
  return row >= 0 && row < rect.height && column < rect.width
}

/** The step of MurmurHash3 (Appleby, public domain). */
function mix(hash: number, word: number): number {
  let mixed = Math.imul(word, 0xcc9e2d51)
  mixed = Math.imul((mixed << 15) | (mixed >>> 17), 0x1b873593) ^ hash
  mixed = (mixed << 13) | (mixed >>> 19)
  return (Math.imul(mixed, 5) + 0xe6546b64) | 0
}

function scaled(value: number, factor: number): number {
  if (!Number.isFinite(value)) return NOT_AVAILABLE
  return Math.min(NOT_AVAILABLE - 1, Math.max(0, Math.round(value * factor)))
}

function angle(degrees: number): number {
  if (!Number.isFinite(degrees)) return NOT_AVAILABLE
  return (((Math.round(degrees * 10) % 3_600) + 3_600) % 3_600) * 10
}

/** A code of the wire in its unit, NaN where it says *not available*. */
export function available(code: number, unit: number): number {
  return code === NOT_AVAILABLE ? NaN : code * unit
}
