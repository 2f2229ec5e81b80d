import fc from 'fast-check'
import {expect, test} from 'vitest'
import {seededRandom} from '../../../shared/base/random.ts'
import type {LinkMessage} from '../../../shared/protocol/link.ts'
import {encodeControl} from '../../../server/federation/control.ts'
import {type Envelope, NO_HASH, seal} from '../../../server/federation/envelope.ts'
import {chainHash, messageIn} from '../../../server/operations/outbox-record.ts'
import {FI, KEYS, receipt, SE, sides} from './sides.ts'

const forgery: Envelope = {
  from: SE,
  to: FI,
  lane: 'urgent',
  run: 'abababababababab',
  seq: 1,
  issuedAt: 1_700_000_000_000,
  heldMs: 0,
  prevHash: NO_HASH,
  payload: new Uint8Array(),
}

type Way = ReturnType<typeof sides>

/** Something that happens while messages are committed: it lasts for `ms`. */
type Turn = {
  readonly what: 'calm' | 'cut' | 'restart SE' | 'restart FI'
  readonly ms: number
  readonly messages: number
}

const turn: fc.Arbitrary<Turn> = fc.record({
  what: fc.constantFrom('calm', 'calm', 'calm', 'cut', 'restart SE', 'restart FI'),
  ms: fc.constantFrom(100, 300, 1_500, 4_000),
  messages: fc.nat(4),
})
const weather = fc.record({
  seed: fc.nat(1_000_000),
  lost: fc.constantFrom(0, 0.1, 0.5),
  doubled: fc.constantFrom(0, 0.3),
  reordered: fc.constantFrom(0, 0.5),
  jitterMs: fc.constantFrom(0, 80, 1_200),
  turns: fc.array(turn, {minLength: 1, maxLength: 8}),
})

test('[LA1] every message arrives exactly once and in order, whatever the carrier does', () => {
  fc.assert(
    fc.property(weather, ({seed, turns, ...faults}) => {
      const way = sides({seed})
      Object.assign(way.pair.faults, faults)
      let written = 0
      for (const each of turns) {
        if (each.what === 'restart SE') way.se.restart()
        if (each.what === 'restart FI') way.fi.restart()
        if (each.what === 'cut') way.pair.cut()
        for (let count = 0; count < each.messages; count++) {
          written++
          for (const one of [way.se, way.fi])
            for (const lane of ['urgent', 'bulk'] as const) one.lanes[lane].add(receipt(written))
        }
        way.pass(each.ms)
        if (each.what === 'cut') way.pair.heal()
      }
      Object.assign(way.pair.faults, {lost: 0, doubled: 0, reordered: 0, jitterMs: 0})
      way.pass(6_000)

      const all = Array.from({length: written}, (_, index) => receipt(index + 1))
      for (const one of [way.se, way.fi]) {
        expect({urgent: messagesOf(one, 'urgent'), bulk: messagesOf(one, 'bulk')}).toEqual({urgent: all, bulk: all})
        expect(one.alarms).toEqual([])
        expect(one.link.status().lanes.urgent).toMatchObject({acknowledged: written, applied: written})
      }
    }),
    {seed: 20_260_101, numRuns: 40},
  )
})

test('[LA1] more than the inbox has room for arrives all the same', async () => {
  const {se, fi, pass} = sides()
  pass(1_000)
  fi.inbox.isHeld = true
  for (let number = 1; number <= 200; number++) se.lanes.bulk.add(receipt(number))
  pass(1_000)
  expect(fi.link.status().refused['bulk:busy']).toBeGreaterThan(0)
  await fi.inbox.commit()
  pass(300)
  expect(fi.inbox.delivered.map(one => one.seq)).toEqual(Array.from({length: 200}, (_, index) => index + 1))
})

test('[LA2] a message counts as acknowledged only when it is committed', async () => {
  const {se, fi, pass} = sides()
  pass(1_000)
  fi.inbox.isHeld = true
  se.lanes.urgent.add(receipt(1))
  pass(5_000)
  expect(se.link.status().lanes.urgent).toMatchObject({sent: 1, acknowledged: 0})
  await fi.inbox.commit()
  pass(100)
  expect(se.link.status().lanes.urgent).toMatchObject({sent: 1, acknowledged: 1})
})

test('[LA3] what is not acknowledged is sent again, more and more seldom', () => {
  const {se, fi, pass} = sides()
  pass(900)
  fi.inbox.isHeld = true
  se.lanes.urgent.add(receipt(1))
  pass(45_000)
  // A tick comes once a second: 1.5 s, 3 s, 6 s and then 10 s after the last, each at the tick that follows.
  expect(se.carrier.of('urgent').map(sent => sent.at)).toEqual([1_000, 3_000, 6_000, 12_000, 22_000, 32_000, 42_000])
})

test('[LA3] progress takes the wait back to 1.5 s', async () => {
  const {se, fi, pass} = sides()
  pass(900)
  fi.inbox.isHeld = true
  se.lanes.urgent.add(receipt(1))
  pass(12_000)
  await fi.inbox.commit()
  pass(1_000)
  fi.inbox.isHeld = true
  se.lanes.urgent.add(receipt(2))
  pass(5_000)
  const second = se.carrier.of('urgent').filter(sent => sent.seq === 2)
  expect(second.map(sent => sent.at)).toEqual([14_000, 16_000])
})

test('[LA3] a gap is answered at once, wherever it is', () => {
  for (const missing of [1, 2, 3]) {
    const {se, fi, pass} = sides()
    pass(2_000)
    let left = 1
    se.carrier.loses = ({lane, seq}) => lane === 'urgent' && seq === missing && left-- > 0
    for (let number = 1; number <= 4; number++) se.lanes.urgent.add(receipt(number))
    pass(300)
    expect(messagesOf(fi, 'urgent'), `without ${missing}`).toEqual([1, 2, 3, 4].map(receipt))
  }
})

test('[LA3] after a cut what was under way goes again with the first beat', () => {
  const {se, fi, pair, pass} = sides()
  pass(2_000)
  se.lanes.urgent.add(receipt(1))
  se.link.wake()
  pair.cut()
  pass(5_300)
  pair.heal()
  pass(100)
  expect(messagesOf(fi, 'urgent')).toEqual([receipt(1)])
})

test('[LA3] a lost message that no other follows is sent again after two beats', () => {
  const {se, fi, pass} = sides()
  pass(2_000)
  let left = 1
  se.carrier.loses = ({lane}) => lane === 'urgent' && left-- > 0
  se.lanes.urgent.add(receipt(1))
  pass(2_100)
  expect(messagesOf(fi, 'urgent')).toEqual([receipt(1)])
})

test('[LA4] what is not understood is recorded as rejected, and the lane goes on', () => {
  const {se, fi, pass} = sides()
  pass(1_000)
  const poison = ['', 'no JSON', '{"type":"unknown"}', '{"type":"receipt","grant":7}', '[['.repeat(50_000)]
  for (const body of poison) se.lanes.bulk.add(body)
  se.lanes.bulk.add(receipt(1))
  pass(1_000)
  expect(fi.inbox.rejected.map(one => ({seq: one.seq, reason: one.reason, body: Buffer.from(one.body).toString()}))) //
    .toEqual(poison.map((body, index) => ({seq: index + 1, reason: 'schema', body})))
  expect(messagesOf(fi, 'bulk')).toEqual([receipt(1)])
  expect(fi.link.status().refused['bulk:schema']).toBe(poison.length)
  expect(se.link.status().lanes.bulk.acknowledged).toBe(poison.length + 1)
})

test('[LA4] a message on which the inbox fails is recorded as rejected, and the lane goes on', () => {
  const {se, fi, pass} = sides()
  pass(1_000)
  fi.inbox.faultOf = ({seq}) => (seq === 1 ? 'a fault of our own' : undefined)
  se.lanes.urgent.add(receipt(1))
  se.lanes.urgent.add(receipt(2))
  pass(1_000)
  expect(fi.inbox.rejected.map(one => [one.seq, one.reason])).toEqual([[1, 'fault']])
  expect(messagesOf(fi, 'urgent')).toEqual([receipt(2)])
})

test('[LA4] an inbox that can record nothing stops its lane alone, with an alarm', () => {
  const {se, fi, pass} = sides()
  pass(1_000)
  const error = new Error('the disk is full')
  fi.inbox.reject = () => {
    throw error
  }
  se.lanes.urgent.add('no JSON')
  se.lanes.urgent.add(receipt(1))
  se.lanes.bulk.add(receipt(2))
  pass(1_000)
  expect(fi.alarms).toEqual([{type: 'fault', lane: 'urgent', seq: 1, error}])
  expect(fi.inbox.delivered.map(one => [one.lane, one.seq])).toEqual([['bulk', 1]])
  expect(fi.link.status().lanes).toMatchObject({urgent: {isHalted: true, applied: 0}, bulk: {isHalted: false}})
})

test('[LA5] a second message of one number is refused with one alarm, and the first stands', () => {
  const {fi} = sides()
  fi.link.receive(forged({seq: 1, message: receipt(1)}))
  for (let count = 0; count < 3; count++) fi.link.receive(forged({seq: 1, message: receipt(9)}))
  expect(messagesOf(fi, 'urgent')).toEqual([receipt(1)])
  expect(fi.link.status().refused).toEqual({'urgent:equivocation': 3})
  expect(fi.alarms).toEqual([{type: 'equivocation', lane: 'urgent', seq: 1, evidence: bodyOf(receipt(9))}])
})

test('[LA5] the same message again is a repeat and no alarm', () => {
  const {fi} = sides()
  for (let count = 0; count < 3; count++) fi.link.receive(forged({seq: 1, message: receipt(1)}))
  expect(fi.link.status().refused).toEqual({'urgent:duplicate': 2})
  expect(fi.alarms).toEqual([])
})

test('[LA5] a message that does not follow its predecessor is refused with one alarm; the one that does is taken', () => {
  const {fi} = sides()
  const first = chainHash(NO_HASH, bodyOf(receipt(1)))
  fi.link.receive(forged({seq: 1, message: receipt(1)}))
  const other = chainHash(NO_HASH, bodyOf(receipt(8)))
  for (let count = 0; count < 3; count++) fi.link.receive(forged({seq: 2, message: receipt(2), prevHash: other}))
  expect(fi.alarms).toEqual([{type: 'equivocation', lane: 'urgent', seq: 2, evidence: bodyOf(receipt(2))}])
  fi.link.receive(forged({seq: 2, message: receipt(2), prevHash: first}))
  expect(messagesOf(fi, 'urgent')).toEqual([receipt(1), receipt(2)])
  expect(fi.link.status().refused).toEqual({'urgent:chain': 3})
})

test('[LA6] a partner that has more than was ever sent raises an alarm, and that lane sends nothing', () => {
  const {se, fi, pass} = sides()
  for (let number = 1; number <= 3; number++) se.lanes.urgent.add(receipt(number))
  pass(1_000)
  // SE comes back from an older copy of its ledger, and writes on.
  se.lanes.urgent.rows.splice(1)
  se.restart()
  pass(2_000)
  se.lanes.urgent.add(receipt(9))
  se.lanes.bulk.add(receipt(10))
  pass(15_000)
  expect(se.alarms).toEqual([{type: 'restored', lane: 'urgent', seq: 3}])
  expect(messagesOf(fi, 'urgent')).toEqual([receipt(1), receipt(2), receipt(3)])
  expect(messagesOf(fi, 'bulk')).toEqual([receipt(10)])
  expect(se.link.status().lanes).toMatchObject({urgent: {isHalted: true}, bulk: {isHalted: false}})
})

test('[LA6] a partner that has other messages than were sent raises an alarm, though there are as many', () => {
  const {se, pass} = sides()
  for (let number = 1; number <= 3; number++) se.lanes.urgent.add(receipt(number))
  pass(1_000)
  se.lanes.urgent.rows.splice(1)
  for (let number = 7; number <= 9; number++) se.lanes.urgent.add(receipt(number))
  const before = se.carrier.of('urgent').length
  se.restart()
  pass(15_000)
  expect(se.alarms).toEqual([{type: 'restored', lane: 'urgent', seq: 3}])
  expect(se.carrier.of('urgent')).toHaveLength(before)
})

test('[LA6] where to begin is not learnt from an acknowledgement, which says no hash', () => {
  const {fi} = sides()
  fi.lanes.urgent.add(receipt(1))
  const payload = encodeControl({type: 'ack', lane: 'urgent', applied: 1, gap: false})
  fi.link.receive(seal({...forgery, lane: 'control', seq: 1, payload}, KEYS.SE.privateKey))
  expect(fi.link.status().lanes.urgent).toMatchObject({acknowledged: 0})
})

test('[LA6] a partner that comes back with less is sent what it lacks', () => {
  const {se, fi, pass} = sides()
  for (let number = 1; number <= 3; number++) se.lanes.urgent.add(receipt(number))
  pass(1_000)
  const [first] = se.lanes.urgent.rows
  fi.lanes.urgent.applied = {seq: 1, hash: first?.hash ?? NO_HASH}
  fi.restart()
  pass(2_000)
  expect(fi.inbox.delivered.map(one => one.seq)).toEqual([1, 2, 3, 2, 3])
  expect(se.alarms).toEqual([])
})

test('[LA6] messages that are no longer kept are not skipped: an alarm says so', () => {
  const {se, fi, pass} = sides()
  for (let number = 1; number <= 3; number++) se.lanes.bulk.add(receipt(number))
  se.lanes.bulk.after = (seq, most) => se.lanes.bulk.rows.filter(row => row.seq > Math.max(seq, 2)).slice(0, most)
  pass(2_000)
  expect(se.alarms).toEqual([{type: 'forgotten', lane: 'bulk', seq: 1}])
  expect(messagesOf(fi, 'bulk')).toEqual([])
})

test('[LA6] a message too large to be sent stops its lane there, with an alarm', () => {
  const {se, fi, pass} = sides()
  se.lanes.bulk.add(receipt(1))
  se.lanes.bulk.add('x'.repeat(512 * 1024 + 1))
  se.lanes.bulk.add(receipt(3))
  se.lanes.urgent.add(receipt(4))
  pass(2_000)
  expect(se.alarms).toEqual([{type: 'oversize', lane: 'bulk', seq: 2}])
  expect(fi.inbox.delivered.map(one => [one.lane, one.seq])).toEqual([
    ['urgent', 1],
    ['bulk', 1],
  ])
})

test('[LA7] an urgent message goes ahead of bulk and of live records', () => {
  const {se, pass} = sides()
  pass(2_000)
  const before = se.carrier.sent.length
  se.source.put(1, {})
  se.lanes.bulk.add(receipt(1))
  se.lanes.urgent.add(receipt(2))
  pass(100)
  const lanes = se.carrier.sent.slice(before).map(sent => sent.lane)
  expect(lanes.filter(lane => lane !== 'control')).toEqual(['urgent', 'bulk', 'live'])
})

test('[LA7] while a long backlog is paid an urgent message takes one way, not its turn', () => {
  const {clock, se, fi, pass} = sides({delayMs: 300})
  pass(2_000)
  for (let number = 1; number <= 2_000; number++) se.lanes.bulk.add(receipt(number))
  pass(1_000)
  se.lanes.urgent.add(receipt(0))
  se.link.wake()
  clock.advance(300)
  expect(messagesOf(fi, 'urgent')).toEqual([receipt(0)])
  expect(messagesOf(fi, 'bulk').length).toBeLessThan(1_000)
  pass(10_000)
  expect(messagesOf(fi, 'bulk')).toHaveLength(2_000)
})

test('[LA8] after a restart of either side nothing comes twice and nothing is missing', () => {
  const {se, fi, pass} = sides()
  let number = 0
  for (const restarted of [se, fi, se, fi]) {
    se.lanes.urgent.add(receipt(++number))
    pass(1_000)
    restarted.restart()
    se.lanes.urgent.add(receipt(++number))
    pass(2_000)
  }
  expect(messagesOf(fi, 'urgent')).toEqual(Array.from({length: 8}, (_, index) => receipt(index + 1)))
  expect(se.link.status().lanes.urgent).toMatchObject({acknowledged: 8, isHalted: false})
})

test('[LA9] the receiver learns how long a message was held', () => {
  const {se, fi, pass} = sides()
  se.lanes.urgent.add(receipt(1), 0)
  se.lanes.urgent.add(receipt(2), 86_400_000)
  pass(1_000)
  expect(fi.inbox.delivered.map(one => one.heldMs)).toEqual([0, 86_400_000])
})

test('[LA10] a message that is struck out while it waits or was lost on the way leaves no hole, and the lane goes on', () => {
  const {se, fi, pass} = sides()
  const random = seededRandom(5)
  const {urgent} = se.lanes
  let isLossy = true
  se.carrier.loses = ({lane, seq}) => lane === 'urgent' && seq === 2 && isLossy
  pass(1_000)
  for (const count of [1, 2, 3]) urgent.write(receipt(count), random)
  se.link.wake()
  pass(50)
  isLossy = false
  urgent.struck.add(1).add(2).add(4)
  for (const count of [4, 5]) urgent.write(receipt(count), random)
  pass(5_000)
  const nothing = {type: 'void'}
  expect(messagesOf(fi, 'urgent')).toEqual([receipt(1), nothing, receipt(3), nothing, receipt(5)])
  expect([fi.alarms, fi.link.status().lanes.urgent.applied]).toEqual([[], 5])
})

test('[LA10] a record that is cut off in the middle is no message, and its lane goes on after it', () => {
  const {fi} = sides()
  for (const bytes of [[0], [1, 7], [0, 1, 2, 3]].map(each => Uint8Array.from(each)))
    expect([...messageIn(bytes)]).toEqual([])
  fi.link.receive(seal({...forgery, seq: 1, prevHash: NO_HASH, payload: Uint8Array.of(1, 7)}, KEYS.SE.privateKey))
  expect(fi.inbox.rejected).toMatchObject([{reason: 'schema'}])
})

function messagesOf(side: Way['fi'], lane: 'urgent' | 'bulk'): LinkMessage[] {
  return side.inbox.delivered.filter(one => one.lane === lane).map(one => one.message)
}

function bodyOf(message: LinkMessage): Uint8Array {
  return Uint8Array.from(Buffer.from(JSON.stringify(message)))
}

/** What SE could sign, whether its ledger holds it or not. */
function forged({seq, message, prevHash}: {seq: number; message: LinkMessage; prevHash?: Uint8Array}): Uint8Array {
  const envelope = {...forgery, seq, prevHash: prevHash ?? NO_HASH, payload: bodyOf(message)}
  return seal(envelope, KEYS.SE.privateKey)
}
