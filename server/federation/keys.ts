import {createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify} from 'node:crypto'
import {type GrantBody, grantBody, type LinkGrant} from '../../shared/protocol/link-custody.ts'

const SEED_BYTES = 32
/** What stands before the raw bytes of an Ed25519 key in PKCS #8 and SPKI (RFC 8410). */
const PRIVATE_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const PUBLIC_PREFIX = Buffer.from('302a300506032b6570032100', 'hex')
const AGREEMENT_PRIVATE_PREFIX = Buffer.from('302e020100300506032b656e04220420', 'hex')
const AGREEMENT_PUBLIC_PREFIX = Buffer.from('302a300506032b656e032100', 'hex')
/** Both curves are over this field. */
const FIELD = 2n ** 255n - 19n

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

/**
 * The key with which the nation agrees on a secret with a partner: the signing key's own scalar, as RFC 8032 derives it,
 * read as one of X25519 (RFC 7748).
 */
export function agreementKey({privateKey}: NationKey): KeyObject {
  const seed = privateKey.export({format: 'der', type: 'pkcs8'}).subarray(PRIVATE_PREFIX.length)
  const scalar = createHash('sha512').update(seed).digest().subarray(0, SEED_BYTES)
  return createPrivateKey({key: Buffer.concat([AGREEMENT_PRIVATE_PREFIX, scalar]), format: 'der', type: 'pkcs8'})
}

/** A partner's signing key as one of X25519: the same point in the other form, u = (1 + y) / (1 − y). */
export function agreementPublicKey(key: KeyObject): KeyObject {
  const raw = key.export({format: 'der', type: 'spki'}).subarray(PUBLIC_PREFIX.length)
  const little = Buffer.from(raw)
  little.writeUInt8(little.readUInt8(SEED_BYTES - 1) & 0x7f, SEED_BYTES - 1)
  const y = BigInt(`0x${Buffer.from(little).reverse().toString('hex')}`)
  const u = modulo((1n + y) * inverse(modulo(1n - y)))
  const bytes = Buffer.from(u.toString(16).padStart(2 * SEED_BYTES, '0'), 'hex').reverse()
  return createPublicKey({key: Buffer.concat([AGREEMENT_PUBLIC_PREFIX, bytes]), format: 'der', type: 'spki'})
}

function modulo(value: bigint): bigint {
  const rest = value % FIELD
  return rest < 0n ? rest + FIELD : rest
}

/** By Fermat: the power of p − 2. */
function inverse(value: bigint): bigint {
  let result = 1n
  let base = value
  for (let power = FIELD - 2n; power > 0n; power >>= 1n) {
    if ((power & 1n) === 1n) result = (result * base) % FIELD
    base = (base * base) % FIELD
  }
  return result
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
