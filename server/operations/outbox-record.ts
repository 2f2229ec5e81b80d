import {createHash} from 'node:crypto'
import type {Random} from '../../shared/base/random.ts'

/**
 * A durable message as it lies in the outbox and crosses the border. The chain of a lane runs over a digest of it, which
 * nobody can guess at because of the salt. So what may not leave any more when its turn comes is left out or cut anew
 * without a hole in the numbers or a break in the chain: the digest then goes in place of what was written.
 *
 *     0, 15 of salt, message     as it was written
 *     1, 32 of digest, message   what may be told of it now
 *     {…}                        without salt: as an earlier version wrote it, and never other than that
 */
const WRITTEN = 0
const CUT = 1
const SALT_BYTES = 16
const CUT_BYTES = 33

export function writtenRecord(message: Uint8Array, random: Random): Buffer {
  const salt = Buffer.from(random.bytes(SALT_BYTES))
  salt[0] = WRITTEN
  return Buffer.concat([salt, message])
}

/** Another message in the place of a record. Undefined for one without salt: its digest would tell what it is not to. */
export function cutRecord(record: Uint8Array, message: string): Buffer | undefined {
  if (record[0] !== WRITTEN) return undefined
  return Buffer.concat([Buffer.of(CUT), digestOf(record), Buffer.from(message)])
}

/** The message in a record. */
export function messageIn(record: Uint8Array): Uint8Array {
  if (record[0] === WRITTEN) return record.subarray(SALT_BYTES)
  return record[0] === CUT ? record.subarray(CUT_BYTES) : record
}

/** The link of the chain: SHA-256(hash before ‖ digest), the same at both ends and for both forms of a record. */
export function chainHash(prevHash: Uint8Array, record: Uint8Array): Buffer {
  return createHash('sha256').update(prevHash).update(digestOf(record)).digest()
}

function digestOf(record: Uint8Array): Uint8Array {
  if (record[0] === WRITTEN) return createHash('sha256').update(record).digest()
  return record[0] === CUT ? record.subarray(1, CUT_BYTES) : record
}
