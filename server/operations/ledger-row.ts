import {createCipheriv, createDecipheriv, createHash} from 'node:crypto'
import type {JsonObject} from './ledger.ts'

/** Field of a payload that holds the sealed personal part, base64. */
const SEALED = 'sealed'
const ALGORITHM = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

/** SHA-256(0x00 ‖ canonical(seq, at, thing, type, SHA-256(salt ‖ payload))): what the tree keeps of a row. */
export function leafOf(row: {
  readonly seq: number
  readonly at: number
  readonly thing: string
  readonly type: string
  readonly payload: Buffer
  readonly salt: Buffer
}): Buffer {
  const commitment = createHash('sha256').update(row.salt).update(row.payload).digest('hex')
  const canonical = JSON.stringify([row.seq, row.at, row.thing, row.type, commitment])
  return createHash('sha256').update(Buffer.of(0)).update(canonical).digest()
}

/** The bytes of a payload; the personal part only as ciphertext, so that destroying the key erases it for good. */
export function payloadBytes(payload: JsonObject, sealed: Buffer | undefined): Buffer {
  return Buffer.from(JSON.stringify(sealed === undefined ? payload : {...payload, [SEALED]: sealed.toString('base64')}))
}

/** The other way round. Without the key the personal part is undefined. */
export function readPayload(
  bytes: Buffer,
  key: Buffer | undefined,
): {payload: JsonObject; personal: JsonObject | undefined} {
  const {[SEALED]: sealed, ...payload} = JSON.parse(bytes.toString('utf8')) as JsonObject
  if (typeof sealed !== 'string' || key === undefined) return {payload, personal: undefined}
  const personal = unsealBytes(Buffer.from(sealed, 'base64'), key).toString('utf8')
  return {payload, personal: JSON.parse(personal) as JsonObject}
}

export function seal(personal: JsonObject, key: Uint8Array, nonce: Uint8Array): Buffer {
  return sealBytes(Buffer.from(JSON.stringify(personal)), key, nonce)
}

/** AES-256-GCM: nonce, text, tag. */
export function sealBytes(content: Uint8Array, key: Uint8Array, nonce: Uint8Array): Buffer {
  const cipher = createCipheriv(ALGORITHM, key, nonce)
  const text = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([nonce, text, cipher.getAuthTag()])
}

export const SEAL_NONCE_BYTES = NONCE_BYTES

/** Throws where it has been tampered with. */
export function unsealBytes(sealed: Buffer, key: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE_BYTES))
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES))
  const text = sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES)
  return Buffer.concat([decipher.update(text), decipher.final()])
}
