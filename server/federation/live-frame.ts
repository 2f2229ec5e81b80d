import {z} from 'zod'
import {WORLDS} from '../../shared/model/world.ts'
import {basisSchema, contactId} from '../../shared/protocol/things.ts'
import {readJson} from './control.ts'
import type {LiveDescriptor, LiveRecord} from './ports.ts'

/**
 * Payload of the live lane. Little endian.
 *
 * Header, 16 bytes: u8 flags, 3 zeros, u32 gone handles, u32 records, u32 bytes of descriptors. Then the gone handles, 4
 * bytes each; the records; the descriptors as a JSON list. Descriptors count before the records beside them.
 *
 * Record, 24 bytes
 *
 *      0  u32  handle
 *      4  i32  longitude, 1e-7°
 *      8  i32  latitude, 1e-7°
 *     12  u16  age of the measurement at sending, 20 ms; with LONG_AGE whole seconds; 65535 is that or older
 *     14  u16  course, 0.01°
 *     16  u16  speed, 0.02 m/s
 *     18  u16  altitude, 0.5 m above −1000 m
 *     20  u8   what is there: 1 course · 2 speed · 4 altitude · 8 status · 16 LONG_AGE
 *     21  u8   kind
 *     22  u8   ReportFlag bits
 *     23  u8   status
 */
export const LIVE_RECORD_BYTES = 24
const HEADER_BYTES = 16
export const LiveFlag = {
  /** A snapshot begins with this frame. */
  BEGIN: 1,
  /** It ends with this frame: what was not mentioned since is not there. */
  END: 2,
} as const
const Has = {COURSE: 1, SPEED: 2, ALTITUDE: 4, STATUS: 8, LONG_AGE: 16} as const
const AGE_UNIT = 20
const MOST = 0xffff

const text = z.string().max(120)
const descriptor = z.strictObject({
  handle: z.number().int().min(1).max(0xffff_ffff),
  world: z.enum(WORLDS),
  intervalMs: z.number().positive().max(3_600_000),
  accuracyMetres: z.number().nonnegative().optional(),
  contact: contactId.optional(),
  details: z
    .strictObject({
      name: text,
      callsign: text,
      mmsi: z.string().regex(/^\d{9}$/),
      imo: z.number().int().nonnegative(),
      hex: z.string().regex(/^[0-9a-f]{6}$/),
      registration: text,
      squawk: z.string().max(8),
      shipType: z.number().int().min(0).max(255),
      category: z.string().max(8),
      destination: text,
      draught: z.number().nonnegative(),
      lengthMetres: z.number().nonnegative(),
      beamMetres: z.number().nonnegative(),
      flag: z.string().max(8),
      device: text,
    })
    .partial(),
  basis: basisSchema,
  obligations: z.strictObject({
    log: z.enum(['full', 'summary']),
    retentionDays: z.number().positive(),
    onward: z.enum(['forbidden', 'consent', 'sar_only', 'allowed']),
  }),
})
const descriptors = z.array(z.unknown())

export type Described = {readonly handle: number; readonly descriptor: LiveDescriptor}

/** Builds one live frame. Used again after {@link take}. */
export class LiveFrameWriter {
  #records = Buffer.alloc(256 * LIVE_RECORD_BYTES)
  #count = 0
  readonly #gone: number[] = []
  readonly #described: string[] = []
  #describedBytes = 0

  /** Roughly how large the frame has become. */
  get bytes(): number {
    return this.#count * LIVE_RECORD_BYTES + this.#gone.length * 4 + this.#describedBytes
  }

  gone(handle: number): void {
    this.#gone.push(handle)
  }

  describe(handle: number, said: LiveDescriptor): void {
    const json = JSON.stringify({handle, ...said})
    this.#described.push(json)
    this.#describedBytes += 1 + Buffer.byteLength(json)
  }

  /** `now`: picture time of sending. */
  record(handle: number, record: LiveRecord, now: number): void {
    const at = this.#count++ * LIVE_RECORD_BYTES
    if (at + LIVE_RECORD_BYTES > this.#records.length) {
      const grown = Buffer.alloc(2 * this.#records.length)
      this.#records.copy(grown)
      this.#records = grown
    }
    const bytes = this.#records
    const age = Math.max(0, now - record.at)
    const isLong = age > AGE_UNIT * (MOST - 1)
    bytes.writeUInt32LE(handle, at)
    bytes.writeInt32LE(Math.round(record.lon * 1e7), at + 4)
    bytes.writeInt32LE(Math.round(record.lat * 1e7), at + 8)
    bytes.writeUInt16LE(Math.min(MOST, Math.floor(age / (isLong ? 1_000 : AGE_UNIT))), at + 12)
    bytes.writeUInt16LE(code((((record.course % 360) + 360) % 360) * 100), at + 14)
    bytes.writeUInt16LE(code(record.speed * 50), at + 16)
    bytes.writeUInt16LE(code((record.altitude + 1_000) * 2), at + 18)
    const has =
      (Number.isFinite(record.course) ? Has.COURSE : 0) |
      (Number.isFinite(record.speed) ? Has.SPEED : 0) |
      (Number.isFinite(record.altitude) ? Has.ALTITUDE : 0) |
      (Number.isFinite(record.status) ? Has.STATUS : 0) |
      (isLong ? Has.LONG_AGE : 0)
    bytes.writeUInt8(has, at + 20)
    bytes.writeUInt8(record.kind & 0xff, at + 21)
    bytes.writeUInt8(record.flags & 0xff, at + 22)
    bytes.writeUInt8(Number.isFinite(record.status) ? record.status & 0xff : 0, at + 23)
  }

  /** The payload, and an empty writer. */
  take(flags: number): Uint8Array {
    const said = Buffer.from(`[${this.#described.join(',')}]`)
    const header = Buffer.alloc(HEADER_BYTES + 4 * this.#gone.length)
    header.writeUInt8(flags, 0)
    header.writeUInt32LE(this.#gone.length, 4)
    header.writeUInt32LE(this.#count, 8)
    header.writeUInt32LE(said.length, 12)
    this.#gone.forEach((handle, index) => header.writeUInt32LE(handle, HEADER_BYTES + 4 * index))
    const payload = Buffer.concat([header, this.#records.subarray(0, this.#count * LIVE_RECORD_BYTES), said])
    this.#count = this.#describedBytes = this.#gone.length = this.#described.length = 0
    return payload
  }
}

export type LiveFrame = {
  readonly flags: number
  readonly gone: readonly number[]
  readonly described: readonly Described[]
  /** Descriptors that were not understood. */
  readonly rejected: number
  readonly records: number
  /** Fills `into` with a record and gives its handle; `at` is `now` minus its age. */
  read(index: number, now: number, into: LiveRecord): number
}

/** Undefined when these bytes are no live frame. */
export function readLiveFrame(payload: Uint8Array): LiveFrame | undefined {
  if (payload.length < HEADER_BYTES) return undefined
  const bytes = Buffer.from(payload.buffer, payload.byteOffset, payload.length)
  const goneCount = bytes.readUInt32LE(4)
  const records = bytes.readUInt32LE(8)
  const saidBytes = bytes.readUInt32LE(12)
  const recordsAt = HEADER_BYTES + 4 * goneCount
  const saidAt = recordsAt + LIVE_RECORD_BYTES * records
  if (saidAt + saidBytes !== payload.length) return undefined
  const list = descriptors.safeParse(readJson(bytes.subarray(saidAt)))
  if (!list.success) return undefined

  const gone = Array.from({length: goneCount}, (_, index) => bytes.readUInt32LE(HEADER_BYTES + 4 * index))
  const described: Described[] = []
  for (const each of list.data) {
    const checked = descriptor.safeParse(each)
    if (!checked.success) continue
    const {handle, details, ...rest} = checked.data
    described.push({handle, descriptor: {...rest, details: withoutUndefined(details)}})
  }
  return {
    flags: bytes.readUInt8(0),
    gone,
    described,
    rejected: list.data.length - described.length,
    records,
    read(index, now, into) {
      const at = recordsAt + index * LIVE_RECORD_BYTES
      const has = bytes.readUInt8(at + 20)
      into.lon = bytes.readInt32LE(at + 4) / 1e7
      into.lat = bytes.readInt32LE(at + 8) / 1e7
      into.at = now - bytes.readUInt16LE(at + 12) * ((has & Has.LONG_AGE) === 0 ? AGE_UNIT : 1_000)
      into.course = (has & Has.COURSE) === 0 ? NaN : bytes.readUInt16LE(at + 14) / 100
      into.speed = (has & Has.SPEED) === 0 ? NaN : bytes.readUInt16LE(at + 16) / 50
      into.altitude = (has & Has.ALTITUDE) === 0 ? NaN : bytes.readUInt16LE(at + 18) / 2 - 1_000
      into.status = (has & Has.STATUS) === 0 ? NaN : bytes.readUInt8(at + 23)
      into.kind = bytes.readUInt8(at + 21)
      into.flags = bytes.readUInt8(at + 22)
      return bytes.readUInt32LE(at)
    },
  }
}

export function emptyLiveRecord(): LiveRecord {
  return {at: NaN, lon: NaN, lat: NaN, speed: NaN, course: NaN, altitude: NaN, status: NaN, kind: 0, flags: 0}
}

function code(value: number): number {
  return Number.isFinite(value) ? Math.min(MOST, Math.max(0, Math.round(value))) : 0
}

/** `exactOptionalPropertyTypes`: a field that is not there is absent. */
function withoutUndefined(details: z.infer<typeof descriptor>['details']): LiveDescriptor['details'] {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}
