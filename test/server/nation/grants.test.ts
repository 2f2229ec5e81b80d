import {diffieHellman} from 'node:crypto'
import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import {crockfordSaid} from '../../../shared/base/random.ts'
import {agreementKey, agreementPublicKey, nationKey, partnerKey} from '../../../server/federation/keys.ts'
import {grantsOf} from '../../../server/nation/grants.ts'

const [SE, DK, DE] = ['SE', 'DK', 'DE'] as NationCode[] as [NationCode, NationCode, NationCode]
const keys = new Map([SE, DK, DE].map((code, index) => [code, nationKey(new Uint8Array(32).fill(index + 1))]))

function grants(own: NationCode) {
  const key = keys.get(own)
  if (key === undefined) throw new Error(own)
  const partners = [...keys].filter(([code]) => code !== own)
  return grantsOf(own, key, new Map(partners.map(([code, {publicKey}]) => [code, {key: partnerKey(publicKey)}])))
}

test('two nations make the same ten letters of a text, and no other pair does', () => {
  const code = grants(SE).code('a grant', DK)
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/)
  expect(grants(DK).code('a grant', SE)).toBe(code)
  expect(grants(DE).code('a grant', SE)).not.toBe(code)
  expect(grants(SE).code('another grant', DK)).not.toBe(code)
  expect(grants(SE).code('a grant', 'FI' as NationCode)).toBeUndefined()
})

test('signing keys give a pair one secret: the two forms of a key are of one point', () => {
  const [one, other] = [...keys.values()]
  if (one === undefined || other === undefined) throw new Error('two keys')
  const secret = (mine: typeof one, theirs: typeof one) =>
    diffieHellman({
      privateKey: agreementKey(mine),
      publicKey: agreementPublicKey(partnerKey(theirs.publicKey)),
    }).toString('hex')
  expect(secret(one, other)).toBe(secret(other, one))
})

test('letters are taken as people type them', () => {
  expect(crockfordSaid(' k7qf-3m2abo ')).toBe('K7QF3M2AB0')
  expect(crockfordSaid('il1')).toBe('111')
})
