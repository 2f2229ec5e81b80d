import {createPrivateKey, createPublicKey, type KeyObject, sign, verify} from 'node:crypto'
import {type GrantBody, grantBody, type LinkGrant} from '../../shared/protocol/link.ts'

const SEED_BYTES = 32
/** What stands before the raw bytes of an Ed25519 key in PKCS #8 and SPKI (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')

/** How many random bytes make a nation's key: what `Accounts.secret` is to be given. */
export const KEY_SEED_BYTES = SEED_BYTES

/** What a nation signs with. `publicKey`: 32 raw bytes, for partners to pin. */
export type NationKey = {readonly privateKey: KeyObject; readonly publicKey: Uint8Array}

/** The key that a seed of 32 bytes stands for. */
export function nationKey(seed: Uint8Array): NationKey {
  if (seed.length !== SEED_BYTES) throw new Error(`expected a seed of ${SEED_BYTES} bytes, got ${seed.length}`)
  const der = Buffer.concat([PRIVATE_PREFIX, seed])
  const privateKey = createPrivateKey({key: der, format: 'der', type: 'pkcs8'})
  const spki = createPublicKey(privateKey).export({format: 'der', type: 'spki'})
  return {privateKey, publicKey: spki.subarray(PUBLIC_PREFIX.length)}
}

/** A partner's pinned key from its 32 raw bytes. */
export function partnerKey(raw: Uint8Array): KeyObject {
  if (raw.length !== SEED_BYTES) throw new Error(`expected a key of ${SEED_BYTES} bytes, got ${raw.length}`)
  return createPublicKey({key: Buffer.concat([PUBLIC_PREFIX, raw]), format: 'der', type: 'spki'})
}

/** What FROM committed, signed so that TO can show it by itself later. */
export function signGrant(body: GrantBody, key: NationKey): LinkGrant {
  const text = canonical(body)
  return {
    type: 'grant',
    body: text,
    signature: sign(null, Buffer.from(text), key.privateKey).toString('base64'),
  }
}

/** What the grant says, or undefined when it is not exactly what the owner of the key signed. */
export function verifyGrant(grant: LinkGrant, publicKey: KeyObject): GrantBody | undefined {
  if (!verify(null, Buffer.from(grant.body), publicKey, Buffer.from(grant.signature, 'base64'))) return undefined
  let raw: unknown
  try {
    raw = JSON.parse(grant.body)
  } catch {
    return undefined
  }
  const checked = grantBody.safeParse(raw)
  return checked.success && canonical(checked.data) === grant.body ? checked.data : undefined
}

/** Flat JSON with its names in order: one text for one value. */
function canonical(body: GrantBody): string {
  const entries = Object.entries(body).filter(([, value]) => value !== undefined)
  return JSON.stringify(Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1))))
}
