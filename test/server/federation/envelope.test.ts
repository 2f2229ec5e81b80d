import {expect, test} from 'vitest'
import {seededRandom} from '../../../shared/base/random.ts'
import type {GrantBody} from '../../../shared/protocol/link-custody.ts'
import {type Envelope, NO_HASH, open, seal} from '../../../server/federation/envelope.ts'
import {chainHash} from '../../../server/operations/outbox-record.ts'
import {partnerKey, signGrant, verifyGrant} from '../../../server/federation/keys.ts'
import {FI, KEYS, receipt, SE, sides} from './sides.ts'

const envelope: Envelope = {
  from: SE,
  to: FI,
  lane: 'urgent',
  run: '0123456789abcdef',
  seq: 7,
  issuedAt: 1_700_000_000_123,
  heldMs: 250,
  prevHash: chainHash(NO_HASH, Buffer.from('before')),
  payload: Buffer.from('{"type":"receipt"}'),
}
const expected = {from: SE, to: FI, key: partnerKey(KEYS.SE.publicKey)}

test('[EN1] what is sealed opens as it was', () => {
  const opened = open(seal(envelope, KEYS.SE.privateKey), expected)
  expect({...opened}).toEqual({...envelope})
})

test('[EN2] every single changed bit is refused', () => {
  const bytes = seal(envelope, KEYS.SE.privateKey)
  for (let at = 0; at < bytes.length; at++)
    for (const bit of [1, 128]) {
      const flipped = Uint8Array.from(bytes)
      flipped[at] = (flipped[at] ?? 0) ^ bit
      expect(open(flipped, expected), `byte ${at}`).toHaveProperty('refused')
    }
  for (const length of [0, 1, 71, 135, bytes.length - 1])
    expect(open(bytes.subarray(0, length), expected)).toEqual({refused: 'size'})
  expect(open(Buffer.concat([bytes, Buffer.from([0])]), expected)).toEqual({refused: 'size'})
})

test('[EN3] another signer, sender or reader is refused', () => {
  expect(open(seal(envelope, KEYS.XX.privateKey), expected)).toEqual({refused: 'signature'})
  expect(open(seal({...envelope, from: FI}, KEYS.SE.privateKey), expected)).toEqual({refused: 'address'})
  expect(open(seal({...envelope, to: 'NO' as never}, KEYS.SE.privateKey), expected)).toEqual({refused: 'address'})
})

test('[EN4] garbage of any size is counted and the link goes on', () => {
  const {se, fi, pass} = sides()
  pass(2_000)
  const random = seededRandom(5)
  fi.link.receive(new Uint8Array(10_000_000))
  for (let count = 0; count < 200; count++) fi.link.receive(random.bytes(Math.floor(random.unit() * 400)))
  fi.link.receive(seal({...envelope, lane: 'live', run: 'aaaaaaaaaaaaaaaa', seq: 1}, KEYS.XX.privateKey))
  const {refused} = fi.link.status()
  expect((refused.size ?? 0) + (refused.signature ?? 0)).toBe(202)
  se.lanes.urgent.add(receipt(1))
  pass(1_000)
  expect(fi.inbox.delivered.map(one => one.message)).toEqual([receipt(1)])
})

test('[EN4] signed nonsense on every lane is counted by reason', () => {
  const {fi, pass} = sides()
  pass(1_000)
  const run = 'bbbbbbbbbbbbbbbb'
  const payload = Buffer.from('nonsense')
  for (const lane of ['control', 'live', 'urgent', 'bulk'] as const)
    fi.link.receive(seal({...envelope, lane, run, seq: 1, prevHash: NO_HASH, payload}, KEYS.SE.privateKey))
  expect(fi.link.status().refused).toEqual({schema: 1, 'live:schema': 1, 'urgent:schema': 1, 'bulk:schema': 1})
})

test('[EN5] a run that another has followed is over', () => {
  const {fi, pass} = sides()
  pass(1_000)
  const old = seal({...envelope, lane: 'control', run: 'cccccccccccccccc', seq: 9}, KEYS.SE.privateKey)
  fi.link.receive(old)
  pass(2_000)
  fi.link.receive(old)
  expect(fi.link.status().refused.run).toBeGreaterThanOrEqual(1)
})

test('[EN6] a flood is not looked at', () => {
  const {fi, pass} = sides()
  pass(1_000)
  for (let count = 0; count < 5_000; count++) fi.link.receive(new Uint8Array(10))
  expect(fi.link.status().refused.flood).toBeGreaterThanOrEqual(900)
  pass(2_000)
  expect(fi.link.state).toBe('up')
})

test('[GR1] a grant says what was signed, and nothing after a change', () => {
  const body: GrantBody = {
    grant: 'grant-000001',
    contact: 'SE-K7QF3M2ABC' as never,
    handoff: 'handoff-1' as never,
    from: SE,
    to: FI,
    epoch: 2,
    world: 'real',
  }
  const grant = signGrant(body, KEYS.SE)
  expect(verifyGrant(grant, partnerKey(KEYS.SE.publicKey))).toEqual(body)
  expect(verifyGrant(grant, partnerKey(KEYS.FI.publicKey))).toBeUndefined()
  expect(
    verifyGrant({...grant, body: grant.body.replace('"epoch":2', '"epoch":3')}, partnerKey(KEYS.SE.publicKey)),
  ).toBeUndefined()
})
