import {type KeyObject, sign, verify} from 'node:crypto'
import type {NationCode} from '../../shared/base/id.ts'
import {LINK_VERSION} from '../../shared/protocol/link.ts'

/**
 * What every byte between two nations is wrapped in. Big endian.
 *
 *      0  u8   version, LINK_VERSION
 *      1  u8   lane, index in LANES
 *      2  2    from, ASCII
 *      4  2    to, ASCII
 *      6  u16  0
 *      8  8    run of the sender's link
 *     16  f64  number in the lane: rising within a run (control, live) or dense for ever (urgent, bulk)
 *     24  f64  wall time of sending, ms; for people and records, never computed with
 *     32  u32  how long the message was held before it was sent, ms
 *     36  u32  bytes of payload
 *     40  32   hash of the message before it in a durable lane; zeros in the others
 *     72       payload, then 64 bytes of Ed25519 over everything before
 */
export const LANES = ['control', 'live', 'urgent', 'bulk'] as const
export type Lane = (typeof LANES)[number]

export const HASH_BYTES = 32
export const RUN_BYTES = 8
const HEADER_BYTES = 72
const SIGNATURE_BYTES = 64
/** The largest payload. */
export const MOST_PAYLOAD = 512 * 1024
/** The largest envelope. */
export const MOST_BYTES = HEADER_BYTES + MOST_PAYLOAD + SIGNATURE_BYTES
/** Before the first message of a durable lane. */
export const NO_HASH: Uint8Array = new Uint8Array(HASH_BYTES)

export type Envelope = {
  readonly from: NationCode
  readonly to: NationCode
  readonly lane: Lane
  /** Lower-case hex. */
  readonly run: string
  readonly seq: number
  readonly issuedAt: number
  readonly heldMs: number
  readonly prevHash: Uint8Array
  readonly payload: Uint8Array
}

/** Why an envelope is not even looked into. */
export type EnvelopeRefusal = 'size' | 'signature' | 'version' | 'address' | 'form'

/** The bytes of an envelope, signed. The payload is at most {@link MOST_PAYLOAD}. */
export function seal(envelope: Envelope, key: KeyObject): Uint8Array {
  const {payload} = envelope
  if (payload.length > MOST_PAYLOAD) throw new Error(`expected at most ${MOST_PAYLOAD} bytes, got ${payload.length}`)
  const signed = HEADER_BYTES + payload.length
  const bytes = Buffer.alloc(signed + SIGNATURE_BYTES)
  bytes.writeUInt8(LINK_VERSION, 0)
  bytes.writeUInt8(LANES.indexOf(envelope.lane), 1)
  bytes.write(envelope.from, 2, 2, 'latin1')
  bytes.write(envelope.to, 4, 2, 'latin1')
  bytes.write(envelope.run, 8, RUN_BYTES, 'hex')
  bytes.writeDoubleBE(envelope.seq, 16)
  bytes.writeDoubleBE(envelope.issuedAt, 24)
  bytes.writeUInt32BE(Math.min(0xffff_ffff, Math.max(0, Math.round(envelope.heldMs))), 32)
  bytes.writeUInt32BE(payload.length, 36)
  bytes.set(envelope.prevHash, 40)
  bytes.set(payload, HEADER_BYTES)
  bytes.set(sign(null, bytes.subarray(0, signed), key), signed)
  return bytes
}

/** Opens an envelope, cheapest check first: size, signature of the pinned partner, version, address. The payload is a view. */
export function open(
  bytes: Uint8Array,
  expected: {readonly from: NationCode; readonly to: NationCode; readonly key: KeyObject},
): Envelope | {readonly refused: EnvelopeRefusal} {
  if (bytes.length < HEADER_BYTES + SIGNATURE_BYTES || bytes.length > MOST_BYTES) return {refused: 'size'}
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length)
  const signed = bytes.length - SIGNATURE_BYTES
  if (buffer.readUInt32BE(36) !== signed - HEADER_BYTES) return {refused: 'size'}
  if (!verify(null, buffer.subarray(0, signed), expected.key, buffer.subarray(signed))) return {refused: 'signature'}
  if (buffer.readUInt8(0) !== LINK_VERSION) return {refused: 'version'}
  const from = buffer.toString('latin1', 2, 4)
  const to = buffer.toString('latin1', 4, 6)
  if (from !== expected.from || to !== expected.to) return {refused: 'address'}

  const lane = LANES[buffer.readUInt8(1)]
  const seq = buffer.readDoubleBE(16)
  const issuedAt = buffer.readDoubleBE(24)
  if (lane === undefined || !Number.isSafeInteger(seq) || seq < 1 || !Number.isFinite(issuedAt))
    return {refused: 'form'}
  return {
    from: expected.from,
    to: expected.to,
    lane,
    run: buffer.toString('hex', 8, 8 + RUN_BYTES),
    seq,
    issuedAt,
    heldMs: buffer.readUInt32BE(32),
    prevHash: buffer.subarray(40, 40 + HASH_BYTES),
    payload: buffer.subarray(HEADER_BYTES, signed),
  }
}
