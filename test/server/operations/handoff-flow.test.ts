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
