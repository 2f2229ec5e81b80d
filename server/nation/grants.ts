import {createHmac, diffieHellman, hkdfSync, type KeyObject, sign, verify} from 'node:crypto'
import {crockford} from '../../shared/base/random.ts'
import type {NationCode} from '../../shared/base/id.ts'
import {agreementKey, agreementPublicKey, type NationKey} from '../federation/keys.ts'
import type {Grants} from '../operations/ports.ts'

const CODE_LETTERS = 10

/**
 * The own signature, the pinned keys of partners, and what only a pair of nations can make: their signing keys give each
 * pair one secret by X25519, so that nothing more has to be agreed or kept. An unknown nation has signed nothing.
 */
export function grantsOf(
  own: NationCode,
  key: NationKey,
  partners: ReadonlyMap<NationCode, {readonly key: KeyObject}>,
): Grants {
  const secrets = new Map<NationCode, Buffer>()
  function secretWith(partner: NationCode): Buffer | undefined {
    const pinned = partners.get(partner)?.key
    if (pinned === undefined) return undefined
    const known = secrets.get(partner)
    if (known !== undefined) return known
    const shared = diffieHellman({privateKey: agreementKey(key), publicKey: agreementPublicKey(pinned)})
    const pair = [own, partner].sort().join(' ')
    const secret = Buffer.from(hkdfSync('sha256', shared, '', `tripoint grant by voice ${pair}`, 32))
    secrets.set(partner, secret)
    return secret
  }
  return {
    sign: body => sign(null, Buffer.from(body), key.privateKey).toString('base64'),
    verify(nation, body, signature) {
      const pinned = partners.get(nation)?.key
      return pinned !== undefined && verify(null, Buffer.from(body), pinned, Buffer.from(signature, 'base64'))
    },
    code(text, partner) {
      const secret = secretWith(partner)
      if (secret === undefined) return undefined
      return crockford(createHmac('sha256', secret).update(text).digest()).slice(0, CODE_LETTERS)
    },
  }
}
