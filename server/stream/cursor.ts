import {createCipheriv, createDecipheriv} from 'node:crypto'
import type {Random} from '../../shared/base/random.ts'

/** Where a reader of durable things stands: it goes on from there only under the policy of that time. */
export type Position = {readonly ledger: number; readonly policy: number}

const NONCE = 12
const TAG = 16
const BODY = 16

/**
 * Seals positions so that a window cannot read, make or lend them: a ledger position tells how busy a nation is.
 * AES-256-GCM; the owner is the additional data, so that somebody else's cursor does not open.
 */
export class CursorSeal {
  readonly #key: Uint8Array
  readonly #random: Random

  /** `key`: 32 bytes, secret of the nation. */
  constructor(key: Uint8Array, random: Random) {
    this.#key = key
    this.#random = random
  }

  seal(position: Position, owner: string): string {
    const nonce = this.#random.bytes(NONCE)
    const cipher = createCipheriv('aes-256-gcm', this.#key, nonce)
    cipher.setAAD(Buffer.from(owner))
    const body = Buffer.alloc(BODY)
    body.writeDoubleLE(position.ledger, 0)
    body.writeDoubleLE(position.policy, 8)
    const sealed = Buffer.concat([nonce, cipher.update(body), cipher.final(), cipher.getAuthTag()])
    return sealed.toString('base64url')
  }

  /** Undefined for anything that this key did not seal for this owner. */
  open(cursor: string, owner: string): Position | undefined {
    const sealed = Buffer.from(cursor, 'base64url')
    if (sealed.length !== NONCE + BODY + TAG) return undefined
    const decipher = createDecipheriv('aes-256-gcm', this.#key, sealed.subarray(0, NONCE))
    decipher.setAAD(Buffer.from(owner))
    decipher.setAuthTag(sealed.subarray(NONCE + BODY))
    try {
      const body = Buffer.concat([decipher.update(sealed.subarray(NONCE, NONCE + BODY)), decipher.final()])
      return {ledger: body.readDoubleLE(0), policy: body.readDoubleLE(8)}
    } catch {
      return undefined // forged, damaged, or another person's: answered by a snapshot
    }
  }
}
