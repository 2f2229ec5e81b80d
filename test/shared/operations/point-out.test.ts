import {expect, test} from 'vitest'
import type {PointOutId} from '../../../shared/base/id.ts'
import {isRefusal} from '../../../shared/operations/decider.ts'
import {pointOut, type PointOutCommand, type PointOutState, timersOf} from '../../../shared/operations/point-out.ts'
import {anna, birgit, CONTACT, DK, nodeSE, SE} from './people.ts'

const parties = {
  ...({
    id: 'point-out-1' as PointOutId,
    world: 'simulated',
    contact: CONTACT,
    object: 'vessel',
    from: SE,
    to: DK,
  } as const),
  ...{text: 'slow, near your line', label: 'ODIN', replyMs: 120_000, graceMs: 500},
}

function after(...commands: readonly PointOutCommand[]) {
  let state: PointOutState = pointOut.initial
  let outcome: ReturnType<typeof pointOut.decide> = []
  for (const command of commands) {
    outcome = pointOut.decide(state, command)
    if (!isRefusal(outcome)) state = outcome.reduce((before, event) => pointOut.evolve(before, event), state)
  }
  return {state, outcome}
}

const offer = {type: 'offer', parties, permitted: true, at: 0, by: anna} as const

test('[PO1] only the nation that offers it withdraws it; only the other approves or says that it cannot', () => {
  expect(after(offer, {type: 'approve', at: 10, by: birgit}).state).toMatchObject({status: 'APPROVED'})
  expect(after(offer, {type: 'unable', code: 'CAPACITY', at: 10, by: birgit}).state).toMatchObject({
    status: 'UNABLE',
    reason: {code: 'CAPACITY'},
  })
  expect(after(offer, {type: 'withdraw', at: 10, by: anna}).state).toMatchObject({status: 'WITHDRAWN'})
  expect(after(offer, {type: 'approve', at: 10, by: anna}).outcome).toEqual({
    refused: 'other-side',
    values: {nation: DK},
  })
  expect(after(offer, {type: 'withdraw', at: 10, by: birgit}).outcome).toMatchObject({refused: 'other-side'})
})

test('[PO2] one that nobody answers expires, after the round trip; an answer after that is too late', () => {
  const [due] = timersOf(after(offer).state)
  expect(due).toMatchObject({dueAt: 120_500})
  const timer = {type: 'timer', timer: 'reply', version: 1, by: nodeSE} as const
  expect(after(offer, {...timer, at: 120_499}).state).toMatchObject({status: 'OFFERED'})
  const expired = after(offer, {...timer, at: 120_500}).state
  expect(expired).toMatchObject({status: 'EXPIRED'})
  expect(timersOf(expired)).toEqual([])
  expect(after(offer, {type: 'approve', at: 120_501, by: birgit}).outcome).toMatchObject({refused: 'point-out-over'})
})

test('[PO3] it is offered only where policy lets the receiver be told of the object', () => {
  expect(after({...offer, permitted: false}).outcome).toEqual({refused: 'no-agreement', values: {nation: DK}})
})

test('[PO4] what has ended never changes; a copy follows its home and decides nothing', () => {
  const approved = after(offer, {type: 'approve', at: 10, by: birgit}).state
  if (approved.status === 'NONE') throw new Error('an approval')
  expect(pointOut.decide(approved, {type: 'withdraw', at: 20, by: anna})).toMatchObject({refused: 'point-out-over'})
  const copied = after({type: 'copy', copy: approved, at: 30, by: nodeSE}).state
  expect(copied).toMatchObject({status: 'APPROVED', copy: true})
  expect(pointOut.decide(copied, {type: 'approve', at: 40, by: birgit})).toMatchObject({refused: 'not-home'})
})
