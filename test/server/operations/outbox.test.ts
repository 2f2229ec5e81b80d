import {expect, test} from 'vitest'
import type {HandoffId} from '../../../shared/base/id.ts'
import {chainHash} from '../../../server/operations/outbox-record.ts'
import {DK, SE, TRACK, twoNations} from './two-nations.ts'

const handoff = 'handoff-0001' as HandoffId
const propose = {type: 'handoff.propose', handoff, subject: {track: TRACK}, to: DK, why: 'heading'} as const

type Together = ReturnType<typeof twoNations>

/** What would leave for Denmark now. */
function leaving({of}: Together) {
  return of(SE)
    .operations.outboxAfter(DK, 'urgent', 0, 100)
    .map(row => JSON.parse(row.body.toString()) as {type: string; subject?: {place?: unknown}})
}

test('[OF10] what was written while the line was down does not leave after its basis has gone', async () => {
  const together = twoNations()
  const {world, order, carry, of, thing} = together
  world.cut.add('DK-SE')
  await order(SE, propose)
  expect(leaving(together).map(({type}) => type)).toEqual(['contact', 'handoff'])
  world.hidden = ['contact', 'handoff']
  expect(leaving(together)).toEqual([{type: 'void'}, {type: 'void'}])
  of(SE).operations.reshare(DK)
  world.cut.clear()
  carry()
  expect([thing(DK, 'contact'), thing(DK, 'handoff')]).toEqual([undefined, undefined])
  const rows = of(SE).ledger.outboxAfter(DK, 'urgent', 0, 100)
  expect(of(DK).operations.inboxPosition(SE, 'urgent').seq).toBe(rows.length)
})

test('[OF10] a field that may not be told any more is left out of what waits', async () => {
  const together = twoNations()
  const {world, order, carry, thing} = together
  world.cut.add('DK-SE')
  await order(SE, propose)
  world.released = ['name']
  expect(leaving(together)[1]?.subject).not.toHaveProperty('place')
  world.cut.clear()
  carry()
  expect(thing(DK, 'handoff')).toMatchObject({status: 'PROPOSED', subject: {label: 'ODIN'}})
  expect(thing(DK, 'handoff')).not.toHaveProperty('subject.place')
})

test('[OF10] what could not leave is told when it may be told again, though it has not changed', async () => {
  const together = twoNations()
  const {world, order, carry, of, thing} = together
  world.cut.add('DK-SE')
  await order(SE, propose)
  world.hidden = ['handoff']
  world.cut.clear()
  carry()
  expect([thing(DK, 'contact')?.kind, thing(DK, 'handoff')]).toEqual(['contact', undefined])
  world.hidden = []
  of(SE).operations.reshare(DK)
  carry()
  expect(thing(DK, 'handoff')).toMatchObject({status: 'PROPOSED'})
})

test('[OF10] struck out, cut or as it was written: number and chain are the same', async () => {
  const together = twoNations()
  const {world, order, of} = together
  await order(SE, propose)
  const rows = () => of(SE).operations.outboxAfter(DK, 'urgent', 0, 100)
  const before = rows()
  world.hidden = ['contact', 'handoff']
  const after = rows()
  expect(after.map(({seq, hash}) => ({seq, hash}))).toEqual(before.map(({seq, hash}) => ({seq, hash})))
  for (const {prevHash, hash, record} of [...before, ...after]) expect(chainHash(prevHash, record)).toEqual(hash)
  for (const {record} of after) expect(record.toString('latin1')).not.toMatch(/ODIN|handoff/)
})
