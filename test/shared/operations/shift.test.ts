import {expect, test} from 'vitest'
import type {ActorId, PostId, ShiftId} from '../../../shared/base/id.ts'
import type {Actor} from '../../../shared/operations/actor.ts'
import {
  shift,
  type ShiftCommand,
  shiftContent,
  type ShiftEvent,
  type ShiftFile,
  type ShiftItem,
  timersOf,
} from '../../../shared/operations/shift.ts'
import {given} from '../../support/given.ts'
import {anna, astrid, nodeSE, SE} from './people.ts'

const past = given(shift)
const sven: Actor = {nation: SE, actor: 'a3' as ActorId, role: 'operator', post: 'SE-01' as PostId}
const olle: Actor = {nation: SE, actor: 'a5' as ActorId, role: 'operator', post: 'SE-02' as PostId}
const id = 'shift-0001' as ShiftId
const post = 'SE-01' as PostId
const incident: ShiftItem = {key: 'incident/1', section: 'incidents', code: 'incident', values: {status: 'OPEN'}}
const handoff: ShiftItem = {key: 'handoff/1', section: 'handoffs', code: 'handoff-waits', values: {}, blocks: 'handoff'}
const alarm: ShiftItem = {key: 'alert/1', section: 'alarms', code: 'alarm', values: {}, blocks: 'alarm'}
const HASH = 'a'.repeat(64)

const prepared = (...items: ShiftItem[]): ShiftEvent => ({
  type: 'prepared',
  id,
  world: 'real',
  post,
  items,
  at: 0,
  by: anna,
})
const joined: ShiftEvent = {type: 'joined', at: 1, by: sven}
const read: ShiftEvent = {type: 'read', items: ['incident/1'], at: 2, by: sven}
const outSigned: ShiftEvent = {type: 'signed', side: 'out', hash: HASH, at: 3, by: anna}
const inSigned: ShiftEvent = {type: 'signed', side: 'in', hash: HASH, at: 4, by: sven}
const sign = (by: Actor, hash = HASH): ShiftCommand => ({type: 'sign', hash, present: HASH, at: 3, by})
const after = (...events: ShiftEvent[]) => events.reduce(shift.evolve, shift.initial) as ShiftFile
const decide = (command: ShiftCommand, ...events: ShiftEvent[]) => shift.decide(after(...events), command)

test('[SH1] the holder alone prepares, and one at a time', () => {
  const order = {type: 'prepare', id, world: 'real', post, items: [incident], at: 0} as const
  past()
    .when({...order, holder: anna, running: false, by: anna})
    .then(prepared(incident))
  past()
    .when({...order, holder: anna, running: false, by: sven})
    .refused('not-holder')
  past()
    .when({...order, holder: undefined, running: false, by: anna})
    .refused('post-not-held')
  past()
    .when({...order, holder: anna, running: true, by: anna})
    .refused('shift-runs')
  past(prepared())
    .when({...order, holder: anna, running: false, by: anna})
    .refused('already-open')
})

test('[SH2] another watch-keeper of the post comes, or a commander; before that nobody signs', () => {
  past(prepared()).when({type: 'join', at: 1, by: anna}).refused('not-both')
  past(prepared()).when({type: 'join', at: 1, by: olle}).refused('other-post')
  past(prepared()).when({type: 'join', at: 1, by: sven}).then(joined)
  past(prepared()).when({type: 'join', at: 1, by: astrid}).then({type: 'joined', at: 1, by: astrid})
  past(prepared()).when(sign(anna)).refused('nobody-has-come')
  past(prepared(), joined).when({type: 'join', at: 2, by: sven}).then()
  past(prepared(), joined, outSigned).when({type: 'join', at: 4, by: astrid}).refused('somebody-has-come')
})

test('[SH2] who comes instead has read nothing yet', () => {
  const state = after(prepared(incident), joined, read, {type: 'joined', at: 5, by: astrid})
  expect(state).toMatchObject({status: 'TOGETHER', incoming: {by: astrid}})
  expect(state.entries[0]?.read).toBe(undefined)
})

test('[SH3] the outgoing person writes, remarks and answers; the incoming one reads, asks and refuses', () => {
  const at = 2
  past(prepared(incident), joined)
    .when({type: 'write', text: 'x', language: 'en', at, by: sven})
    .refused('outgoing-only')
  past(prepared(incident), joined)
    .when({type: 'remark', item: 'incident/1', text: 'x', at, by: sven})
    .refused('outgoing-only')
  past(prepared(incident), joined)
    .when({type: 'answer', item: 'incident/1', text: 'x', at, by: sven})
    .refused('outgoing-only')
  past(prepared(incident), joined)
    .when({type: 'read', items: ['incident/1'], seen: 9, at, by: anna})
    .refused('incoming-only')
  past(prepared(incident), joined)
    .when({type: 'ask', item: 'incident/1', text: '?', at, by: anna})
    .refused('incoming-only')
  past(prepared(incident), joined).when({type: 'refuse', text: 'x', at, by: anna}).refused('incoming-only')
  past(prepared(incident), joined)
    .when({type: 'read', items: ['incident/1'], seen: 2, at, by: sven})
    .then(read)
  past(prepared(incident), joined).when({type: 'ask', item: 'gone', text: '?', at, by: sven}).refused('item-gone')
})

test('[SH4] what comes or becomes another while the two are at it is new and unread; what is over leaves', () => {
  const moved: ShiftItem = {...incident, values: {status: 'RESOLVED'}}
  const refreshed: ShiftEvent = {type: 'refreshed', items: [moved, alarm], gone: ['handoff/1'], at: 5, by: nodeSE}
  past(prepared(incident, handoff), joined, read)
    .when({type: 'refresh', items: [moved, alarm], at: 5, by: nodeSE})
    .then(refreshed)
  const state = after(prepared(incident, handoff), joined, read, refreshed)
  expect(state.entries.map(({key, isNew, read: seen}) => [key, isNew, seen])).toEqual([
    ['alert/1', true, undefined],
    ['incident/1', true, undefined],
  ])
  expect(
    decide({type: 'refresh', items: [alarm, moved], at: 6, by: nodeSE}, prepared(incident), joined, refreshed),
  ).toEqual([])
})

test('[SH4] before anybody has come nothing is new', () => {
  const refreshed: ShiftEvent = {type: 'refreshed', items: [alarm], gone: [], at: 5, by: nodeSE}
  expect(after(prepared(incident), refreshed).entries.map(({isNew}) => isNew)).toEqual([false, false])
})

test('[SH4] a press on what stood there before does not read what stands there now', () => {
  const moved: ShiftItem = {...incident, values: {status: 'RESOLVED'}}
  const refreshed: ShiftEvent = {type: 'refreshed', items: [moved], gone: [], at: 2, by: nodeSE}
  const press = {type: 'read', items: ['incident/1'], at: 3, by: sven} as const
  expect(decide({...press, seen: 2}, prepared(incident), joined, refreshed)).toEqual([])
  expect(decide({...press, seen: 3}, prepared(incident), joined, refreshed)).toEqual([{...press}])
})

test('[SH5] a question makes an item unread until it is answered and read again', () => {
  const asked: ShiftEvent = {type: 'asked', item: 'incident/1', text: 'Who is on scene?', at: 3, by: sven}
  const answered: ShiftEvent = {type: 'answered', item: 'incident/1', text: 'KBV 901', at: 4, by: anna}
  const press = {type: 'read', items: ['incident/1'], at: 5, by: sven} as const
  const before = [prepared(incident), joined, read, asked] as const
  expect(after(...before).entries[0]?.read).toBe(undefined)
  expect(decide({...press, seen: 99}, ...before)).toEqual([])
  expect(decide(sign(anna), ...before)).toEqual({refused: 'question-open', values: {count: 1}})
  expect(decide({...press, seen: 99}, ...before, answered)).toEqual([{...press}])
  expect(after(...before, answered).entries[0]?.questions).toEqual([
    {by: sven, at: 3, text: 'Who is on scene?', answer: {by: anna, at: 4, text: 'KBV 901'}},
  ])
  expect(decide({type: 'answer', item: 'incident/1', text: 'again', at: 6, by: anna}, ...before, answered)).toEqual({
    refused: 'nothing-asked',
  })
})

test('[SH6] nobody signs while an alarm is unacknowledged or a handoff waits', () => {
  expect(decide(sign(anna), prepared(alarm, handoff), joined)).toEqual({
    refused: 'alarm-unacknowledged',
    values: {count: 1},
  })
  expect(decide(sign(anna), prepared(handoff), joined)).toEqual({refused: 'handoff-waits', values: {count: 1}})
  const gone: ShiftEvent = {type: 'refreshed', items: [], gone: ['handoff/1'], at: 2, by: nodeSE}
  expect(decide(sign(anna), prepared(handoff), joined, gone)).toEqual([outSigned])
})

test('[SH7] the outgoing person signs first, the incoming one when all is read', () => {
  expect(decide(sign(sven), prepared(incident), joined)).toEqual({refused: 'not-all-read', values: {count: 1}})
  past(prepared(incident), joined, read).when(sign(sven)).refused('outgoing-signs-first')
  expect(decide(sign(sven), prepared(incident), joined, outSigned)).toEqual({
    refused: 'not-all-read',
    values: {count: 1},
  })
  past(prepared(incident), joined, read, outSigned)
    .when({...sign(sven), at: 4})
    .then(inSigned)
  past(prepared(incident), joined, read, outSigned).when(sign(anna)).refused('signed-already')
  past(prepared(incident), joined).when(sign(olle)).refused('not-of-this-shift')
  expect(after(prepared(incident), joined, read, outSigned, inSigned).status).toBe('COMPLETED')
})

test('[SH8] a signature is over what the person saw', () => {
  past(prepared(incident), joined)
    .when(sign(anna, 'b'.repeat(64)))
    .refused('shift-changed')
})

test.each<ShiftEvent>([
  {type: 'refreshed', items: [alarm], gone: [], at: 4, by: nodeSE},
  {type: 'written', text: 'fog after four', language: 'en', at: 4, by: anna},
  {type: 'remarked', item: 'incident/1', text: 'three persons', at: 4, by: anna},
  {type: 'asked', item: 'incident/1', text: 'where?', at: 4, by: sven},
])('[SH8] $type after the first signature makes it none', event => {
  expect(after(prepared(incident), joined, outSigned, event)).toMatchObject({status: 'TOGETHER', signatures: []})
})

test('[SH8] what is written is an item to be read, and all of it is in the content', () => {
  const written: ShiftEvent = {type: 'written', text: 'fog after four', language: 'en', at: 1, by: anna}
  const state = after(prepared(incident), joined, written)
  expect(state.entries.map(({key, isNew}) => [key, isNew])).toEqual([
    ['incident/1', false],
    ['words', true],
  ])
  expect(shiftContent(state)).toEqual({
    id,
    world: 'real',
    post,
    startedAt: 0,
    outgoing: 'a1',
    incoming: 'a3',
    words: {text: 'fog after four', language: 'en'},
    items: [
      {key: 'incident/1', section: 'incidents', code: 'incident', values: {status: 'OPEN'}, questions: []},
      {key: 'words', section: 'words', code: 'words', values: {text: 'fog after four', language: 'en'}, questions: []},
    ],
  })
})

test('[SH9] a refusal waits for the commander, who lets it go on or ends it', () => {
  const refused: ShiftEvent = {type: 'refused', text: 'two contacts are not listed', at: 4, by: sven}
  past(prepared(incident), joined)
    .when({type: 'refuse', text: 'two contacts are not listed', at: 4, by: sven})
    .then(refused)
  const before = [prepared(incident), joined, refused] as const
  past(...before)
    .when(sign(anna))
    .refused('commander-decides')
  past(...before)
    .when({type: 'decide', goOn: true, text: 'list them', at: 5, by: anna})
    .refused('commander-only')
  expect(after(...before, {type: 'decided', goOn: true, text: 'list them', at: 5, by: astrid}).status).toBe('TOGETHER')
  expect(after(...before, {type: 'decided', goOn: false, text: 'stay on', at: 5, by: astrid}).status).toBe('CANCELLED')
  past(prepared(incident), joined)
    .when({type: 'decide', goOn: true, text: '', at: 5, by: astrid})
    .refused('nothing-to-decide')
})

test('[SH10] what is over changes no more', () => {
  const over = [prepared(incident), joined, read, outSigned, inSigned] as const
  past(...over)
    .when({type: 'write', text: 'late', language: 'en', at: 9, by: anna})
    .refused('shift-over')
  past(...over)
    .when({type: 'refresh', items: [alarm], at: 9, by: nodeSE})
    .then()
  past(...over)
    .when({type: 'cancel', at: 9, by: anna})
    .refused('shift-over')
  past(prepared(), joined).when({type: 'cancel', at: 9, by: sven}).refused('outgoing-only')
  past(prepared(), {type: 'cancelled', at: 2, by: anna}).when({type: 'join', at: 9, by: sven}).refused('shift-over')
})

test('[SH11] a handover that nobody touches for two hours is over; a timer of an older state does nothing', () => {
  const state = after(prepared(incident), joined)
  expect(timersOf(state)).toEqual([{timer: 'lapse', dueAt: 7_200_001, version: 2}])
  past(prepared(incident), joined)
    .when({type: 'timer', timer: 'lapse', version: 2, at: 7_200_001, by: nodeSE})
    .then({type: 'lapsed', at: 7_200_001, by: nodeSE})
  past(prepared(incident), joined).when({type: 'timer', timer: 'lapse', version: 1, at: 7_200_001, by: nodeSE}).then()
  expect(timersOf(after(prepared(), {type: 'lapsed', at: 9, by: nodeSE}))).toEqual([])
})
