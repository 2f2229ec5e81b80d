import {expect, test} from 'vitest'
import type {HandoffId} from '../../../shared/base/id.ts'
import {DK, SE, TRACK, twoNations} from './two-nations.ts'

const handoff = 'handoff-0001' as HandoffId
const propose = {type: 'handoff.propose', handoff, subject: {track: TRACK}, to: DK, why: 'heading'} as const

test('[OF1] on-accept: one answer moves control, the grant is held, the receiving unit is told once', async () => {
  const {of, carry, order, person, thing} = twoNations()
  expect(await order(SE, propose)).toMatchObject({outcome: 'done'})
  carry()
  expect(thing(DK, 'handoff')).toMatchObject({status: 'PROPOSED', delivered: false})
  of(DK).operations.presented(handoff, person(DK))
  carry()
  expect(thing(SE, 'handoff')).toMatchObject({status: 'PROPOSED', delivered: true})
  expect(await order(DK, {type: 'handoff.accept', handoff})).toMatchObject({outcome: 'forwarded'})
  carry()
  for (const code of [SE, DK]) {
    expect(thing(code, 'handoff')).toMatchObject({status: 'COMPLETED'})
    expect(thing(code, 'contact')).toMatchObject({custody: {controller: 'DK', epoch: 2}})
  }
  expect([...of(DK).operations.things()].filter(one => one.kind === 'task')).toMatchObject([
    {type: 'handoff-standby', unit: 'DK-1', handoff},
  ])
})

test('[OF2] a command that comes again gets the same answer and happens once', async () => {
  const {of, order} = twoNations()
  const id = '00000000-0000-7000-8000-000000000001'
  const first = await order(SE, propose, id)
  const rows = of(SE).ledger.position
  expect(await order(SE, propose, id)).toEqual(first)
  expect(of(SE).ledger.position).toBe(rows)
})

test('[OF3] recall and accept race: one of them happens, both sides agree which', async () => {
  for (const first of ['recall', 'accept'] as const) {
    const {of, carry, order, person, thing} = twoNations()
    await order(SE, propose)
    carry()
    of(DK).operations.presented(handoff, person(DK))
    carry()
    if (first === 'recall') await order(SE, {type: 'handoff.recall', handoff})
    await order(DK, {type: 'handoff.accept', handoff})
    carry()
    if (first === 'accept')
      expect(await order(SE, {type: 'handoff.recall', handoff})).toMatchObject({outcome: 'refused'})
    carry()
    const status = first === 'recall' ? 'CANCELLED' : 'COMPLETED'
    expect(thing(SE, 'handoff')).toMatchObject({status})
    expect(thing(DK, 'handoff')).toMatchObject({status})
    expect(thing(SE, 'contact')).toMatchObject({custody: {controller: first === 'recall' ? 'SE' : 'DK'}})
  }
})

test('[OF4] an offer that nobody answers expires, also when the time of day is set', async () => {
  const {of, carry, clock, order, person, thing} = twoNations()
  await order(SE, propose)
  carry()
  of(DK).operations.presented(handoff, person(DK))
  carry()
  clock.stepWall(3_600_000)
  of(SE).operations.tick()
  carry()
  expect(thing(SE, 'handoff')).toMatchObject({status: 'PROPOSED'})
  clock.advance(130_000)
  of(SE).operations.tick()
  carry()
  expect(thing(SE, 'handoff')).toMatchObject({status: 'EXPIRED'})
  expect(thing(DK, 'handoff')).toMatchObject({status: 'EXPIRED'})
})

test('[OF5] at-line: released when the object has crossed, then assumed; the unit is told at acceptance', async () => {
  const {of, world, carry, order, person, thing} = twoNations('at-line')
  await order(SE, propose)
  carry()
  of(DK).operations.presented(handoff, person(DK))
  carry()
  await order(DK, {type: 'handoff.accept', handoff})
  carry()
  expect(thing(DK, 'handoff')).toMatchObject({status: 'ACCEPTED'})
  expect(thing(DK, 'task')).toMatchObject({type: 'handoff-standby', status: 'SENT'})
  world.crossed = true
  of(SE).operations.tick()
  carry()
  expect(thing(SE, 'handoff')).toMatchObject({status: 'RELEASED'})
  await order(DK, {type: 'handoff.assume', handoff})
  carry()
  expect(thing(SE, 'contact')).toMatchObject({custody: {controller: 'DK', epoch: 2}})
})

test('[OF6] when it ends after acceptance the unit is stood down', async () => {
  const {of, carry, order, person, thing} = twoNations('on-release')
  await order(SE, propose)
  carry()
  of(DK).operations.presented(handoff, person(DK))
  carry()
  await order(DK, {type: 'handoff.accept', handoff})
  carry()
  await order(SE, {type: 'handoff.recall', handoff})
  carry()
  expect(thing(DK, 'task')).toMatchObject({status: 'CANCELLED'})
})

test('[OF7] an alert is shared, and acknowledged by each nation for itself', async () => {
  const {of, carry, order, thing} = twoNations()
  of(SE).operations.triage({
    rule: 'silence',
    situation: 'silence:1',
    phase: 'begins',
    rows: [1],
    at: 0,
    since: 0,
    priority: 2,
    confidence: 'medium',
    evidence: [],
    alert: true,
  })
  carry()
  const alert = thing(DK, 'alert')
  expect(alert).toMatchObject({origin: 'SE', status: 'UNACK'})
  if (alert?.kind !== 'alert') throw new Error('an alert')
  await order(DK, {type: 'alert.acknowledge', alert: alert.id})
  carry()
  expect(thing(DK, 'alert')).toMatchObject({status: 'ACK'})
  expect(thing(SE, 'alert')).toMatchObject({status: 'UNACK'})
})
