import type {TrackId} from '../base/id.ts'
import {mercatorX, mercatorY} from '../geo/mercator.ts'

/**
 * The binary frame: how a window hears of moving tracks. One per window and tick, only when something changed.
 * Little endian throughout; everything stands on its natural boundary, so that a reader may lay arrays over it.
 *
 * Header, 40 bytes
 *
 *      0  u8   version of this layout, 1
 *      1  u8   flags: 1 CLEAR forget every track first · 2 DIGEST the digest is set · 4 MORE the picture is not whole yet
 *      2  u16  0
 *      4  u32  tick
 *      8  f64  picture time of the tick, ms since 1970
 *     16  u16  west, north, width, height of the view in cells of level 8 (`CELL_SHIFT`); west + width may pass 256 and wraps
 *     24  u32  how many gone ids follow
 *     28  u32  how many records follow them
 *     32  u32  digest: the sum of `contentHash` over all tracks inside the view, modulo 2^32
 *     36  u32  how many tracks that is
 *
 * Gone ids, 4 bytes each: to be forgotten *before* the records are read. Tracks outside the view and not asked for by
 * name (`focus`) are forgotten too: nobody tells of them any more.
 *
 * Record, 28 bytes. 65535 in a u16 means *not available*; it is never a number.
 *
 *      0  u32  track id
 *      4  u32  x, web Mercator, 0 at 180° W, 2^32 around the globe
 *      8  u32  y, southward, 0 at 85.05° N
 *     12  u16  speed over the ground, 0.02 m/s
 *     14  u16  course over the ground, 0.01° true
 *     16  u16  heading, 0.01° true
 *     18  u16  age of the measurement at the picture time of the header, 0.1 s; 65534 is that or older; 65535 no time given
 *     20  u16  expected interval T, 0.1 s
 *     22  u8   kind, index in OBJECT_KINDS
 *     23  u8   identity, index in IDENTITIES
 *     24  u16  ReportFlag bits, then TrackFlag bits
 *     26  u16  altitude, 0.5 m above −1000 m
 */
export const FRAME_VERSION = 1
export const HEADER_BYTES = 40
export const RECORD_BYTES = 28
export const GONE_BYTES = 4
export const NOT_AVAILABLE = 0xffff

export const FrameFlag = {CLEAR: 1, DIGEST: 2, MORE: 4} as const

/** What is said of a track beyond `ReportFlag`, in the same 16 bits. Only append. */
export const TrackFlag = {
  /** Somebody of the own nation has opened a contact on it. */
  CONTACT: 128,
  /** Known only through partners. */
  PARTNER: 256,
} as const

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
  /** ms since 1970. */
  readonly pictureTime: number
  readonly view: CellRect
  readonly gone: number
  readonly records: number
  readonly digest: number
  readonly held: number
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

export function writeHeader(view: DataView, header: FrameHeader): void {
  view.setUint8(0, FRAME_VERSION)
  view.setUint8(1, header.flags)
  view.setUint16(2, 0, true)
  view.setUint32(4, header.tick, true)
  view.setFloat64(8, header.pictureTime, true)
  view.setUint16(16, header.view.west, true)
  view.setUint16(18, header.view.north, true)
  view.setUint16(20, header.view.width, true)
  view.setUint16(22, header.view.height, true)
  view.setUint32(24, header.gone, true)
  view.setUint32(28, header.records, true)
  view.setUint32(32, header.digest, true)
  view.setUint32(36, header.held, true)
}

/** Writes one record at `at`. A track without a place cannot be written: the caller leaves it out. */
export function writeRecord(view: DataView, at: number, record: TrackRecord, pictureTime: number): void {
  view.setUint32(at, record.id, true)
  view.setUint32(at + 4, mercatorX(record.lon), true)
  view.setUint32(at + 8, mercatorY(record.lat), true)
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

/** The header, or undefined when these bytes are no frame of this version or not as long as they say. */
export function readHeader(view: DataView): FrameHeader | undefined {
  if (view.byteLength < HEADER_BYTES || view.getUint8(0) !== FRAME_VERSION) return undefined
  const gone = view.getUint32(24, true)
  const records = view.getUint32(28, true)
  if (view.byteLength !== frameBytes(gone, records)) return undefined
  return {
    flags: view.getUint8(1),
    tick: view.getUint32(4, true),
    pictureTime: view.getFloat64(8, true),
    view: {
      west: view.getUint16(16, true),
      north: view.getUint16(18, true),
      width: view.getUint16(20, true),
      height: view.getUint16(22, true),
    },
    gone,
    records,
    digest: view.getUint32(32, true),
    held: view.getUint32(36, true),
  }
}

export function frameBytes(gone: number, records: number): number {
  return HEADER_BYTES + gone * GONE_BYTES + records * RECORD_BYTES
}

/** Where the first record stands. */
export function recordsAt(gone: number): number {
  return HEADER_BYTES + gone * GONE_BYTES
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
  const stamp = age >= NOT_AVAILABLE - 1 ? NOT_AVAILABLE : (pictureTenths - age) % 0xffff
  let hash = mix(0x9e3779b9, view.getUint32(at, true))
  hash = mix(hash, view.getUint32(at + 4, true))
  hash = mix(hash, view.getUint32(at + 8, true))
  hash = mix(hash, view.getUint32(at + 12, true))
  hash = mix(hash, view.getUint16(at + 16, true) | (stamp << 16))
  hash = mix(hash, view.getUint32(at + 20, true))
  hash = mix(hash, view.getUint32(at + 24, true))
  hash ^= hash >>> 16
  hash = Math.imul(hash, 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}

export function cellOf(x: number, y: number): number {
  return (y >>> CELL_SHIFT) * CELLS_ACROSS + (x >>> CELL_SHIFT)
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
  return ((Math.round(degrees * 100) % 36_000) + 36_000) % 36_000
}

/** A code of the wire in its unit, NaN where it says *not available*. */
export function available(code: number, unit: number): number {
  return code === NOT_AVAILABLE ? NaN : code * unit
}
