import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import {Sharing} from '../../../server/operations/sharing.ts'
import type {Exporter, Offered} from '../../../server/operations/ports.ts'

const [SE, DK] = ['SE', 'DK'] as NationCode[] as [NationCode, NationCode]
type Answer = ReturnType<Exporter['release']>

/** One alert of Sweden, told to Denmark as the gate answers; what was asked and what was sent. */
function sharing() {
  const asked: Offered[] = []
  const gate: {answer: (offered: Offered) => Answer} = {answer: () => undefined}
  const acts: string[] = []
  const release = (offered: Offered) => {
    asked.push(offered)
    return gate.answer(offered)
  }
  const rooms = {exporter: {partners: [DK], release}, picture: {subjectOf: () => undefined}}
  const shares = new Sharing({own: SE, ...rooms, system: {}, sent: []} as never)
  const alert = {status: 'UNACK', id: 'a1', keys: ['mmsi:1'], evidence: [], active: true}
  const turn = {
    at: 0,
    things: new Set(['alert/a1']),
    get: () => alert,
    act: (_kind: string, _id: string, _by: object, {type}: {type: string}) => acts.push(type),
  }
  const tell = () => shares.after(turn as never).outbox.map(({body}) => JSON.parse(body) as {type: string})
  return {tell, gate, asked, acts}
}

const told = ({message}: Offered) => ({...message, live: [], basis: {}, withheld: []}) as never as Answer

test('[OF8] an object that is out of the picture leaves the partner’s copy as it is', () => {
  const {tell, gate, acts} = sharing()
  gate.answer = () => 'unknown'
  expect(tell()).toEqual([])
  gate.answer = told
  expect(tell()).toMatchObject([{type: 'alert'}])
  gate.answer = () => 'unknown'
  expect(tell()).toEqual([])
  gate.answer = told
  expect(tell()).toEqual([])
  expect(acts).toEqual(['share'])
})

test('[OF8] what a partner may not have any more is taken back once, and the gate knows who holds a copy', () => {
  const {tell, gate, asked, acts} = sharing()
  gate.answer = told
  tell()
  gate.answer = () => undefined
  expect(tell()).toEqual([{type: 'withdrawn', kind: 'alert', id: 'a1'}])
  expect(tell()).toEqual([])
  expect(asked.map(offered => offered.told)).toEqual([false, true, false])
  expect(acts).toEqual(['share', 'unshare'])
})
