import {expect, test} from 'vitest'
import type {PursuitId, UnitId} from '../../../shared/base/id.ts'
import {
  isOpenPursuit,
  pursuit,
  type PursuitEvent,
  type PursuitFile,
  timersOf,
} from '../../../shared/operations/pursuit.ts'
import {refusedBeyond} from '../../../shared/operations/pursuit-rights.ts'
import type {PursuitCommand, PursuitOrder} from '../../../shared/operations/pursuit-state.ts'
import {given} from '../../support/given.ts'
import {anna, astrid, birgit, bo, boat, carl, CONTACT, DK, nodeDK, nodeSE, SE} from './people.ts'

const HOUR = 3_600_000
const past = given(pursuit)

const order: PursuitOrder = {
  id: 'pursuit-0001' as PursuitId,
  world: 'real',
  contact: CONTACT,
  object: 'vessel',
  label: 'ODIN',
  from: SE,
  host: DK,
  unit: 'SE-KBV1' as UnitId,
  unitName: 'KBV 1',
  terms: 'SE-DK-41',
  basis: 'SCHENGEN_41',
  citation: 'art. 41',
  example: true,
  limits: {maxMetres: 10_000, maxMs: 2 * HOUR, warnMs: [], noticeMs: 10_000, longestMs: 24 * HOUR},
  mayDetain: true,
  acts: ['observe', 'pursue', 'stop'],
  signalNeeded: false,
  endsInTerritorialSea: false,
  startedIn: 'territorial-sea',
  note: 'seen to throw packages overboard',
}
const observation: PursuitOrder = {
  ...order,
  basis: 'SCHENGEN_40_2',
  limits: {
    ...order.limits,
    maxMetres: undefined,
    maxMs: undefined,
    authorisationMs: 5 * HOUR,
    warnMs: [4 * HOUR, 4.75 * HOUR],
  },
}
const atSea: PursuitOrder = {
  ...order,
  basis: 'UNCLOS_111',
  limits: {warnMs: [], noticeMs: 10_000, longestMs: 24 * HOUR},
  signalNeeded: true,
  endsInTerritorialSea: true,
}
const facts = {isController: true, isPursued: false, mayBeginHere: true}
const notice = {body: '{"pursuit":"pursuit-0001"}', signature: 'signed', hash: 'abc'}

const started = (of: PursuitOrder = order): PursuitEvent => ({type: 'started', ...of, at: 0, by: astrid})
const crossed: PursuitEvent = {type: 'crossed', measured: true, notice, at: 1_000, by: nodeSE}
const cross: PursuitCommand = {type: 'cross', measured: true, notice, at: 1_000, by: nodeSE}
const end = (why: string, at: number) => ({type: 'ended', why, at})

function timer(name: string, at: number): PursuitCommand {
  return {type: 'timer', timer: name, version: 1, at, by: nodeSE}
}

test('[PU1] a commander of FROM starts it, on a contact that FROM controls, where its terms may begin', () => {
  const start = (by = astrid, change = {}): PursuitCommand => ({
    type: 'start',
    ...order,
    facts: {...facts, ...change},
    at: 0,
    by,
  })
  past().when(start()).then({type: 'started', unit: 'SE-KBV1', at: 0})
  past().when(start(anna)).refused('commander-only')
  past().when(start(birgit)).refused('commander-only')
  past()
    .when(start(astrid, {isController: false}))
    .refused('not-controller')
  past()
    .when(start(astrid, {isPursued: true}))
    .refused('pursuit-open')
  past()
    .when(start(astrid, {mayBeginHere: false}))
    .refused('no-basis-here', {citation: 'art. 41'})
  past(started()).when(start()).refused('exists')
})

test('[PU2] the crossing carries the notice; measured again it is nothing, said again it is refused', () => {
  past(started()).when(cross).then({type: 'crossed', notice, at: 1_000})
  past(started(), crossed).is({status: 'ACROSS', crossed: {at: 1_000, notice}})
  past(started(), crossed).when(cross).then()
  past(started(), crossed)
    .when({...cross, measured: false, by: boat})
    .refused('crossed-already')
})

test('[PU3] a notice that the host’s node has not in the declared time is said once; the receipt names it by its hash', () => {
  const across = past(started(), crossed)
  across.when(timer('notice', 10_999)).then()
  across.when(timer('notice', 11_000)).then({type: 'notice-late'})
  past(started(), crossed, {type: 'notice-late', at: 11_000, by: nodeSE}).when(timer('notice', 12_000)).then()
  across.when({type: 'receipt', hash: 'abd', at: 2_000, by: nodeDK}).refused('unknown-notice')
  across.when({type: 'receipt', hash: 'abc', at: 2_000, by: nodeDK}).then({type: 'notice-received', at: 2_000})
  const received = past(started(), crossed, {type: 'notice-received', at: 2_000, by: nodeDK})
  received.when({type: 'receipt', hash: 'abc', at: 3_000, by: nodeDK}).then()
  received.when(timer('notice', 11_000)).then()
})

test('[PU4] urgent observation: warned at four hours and at four and three quarters, over at five without authorisation', () => {
  const across = [started(observation), crossed]
  past(...across)
    .when(timer(`warn-${4 * HOUR}`, 4 * HOUR + 1_000))
    .then({type: 'warned', afterMs: 4 * HOUR})
  past(...across)
    .when(timer(`warn-${4.75 * HOUR}`, 4.75 * HOUR + 999))
    .then()
  past(...across)
    .when(timer('authorisation', 5 * HOUR + 999))
    .then()
  past(...across)
    .when(timer('authorisation', 5 * HOUR + 1_000))
    .then(end('not-authorised', 5 * HOUR + 1_000))
  past(...across)
    .when({type: 'authorise', at: HOUR, by: anna})
    .refused('not-the-host')
  past(...across)
    .when({type: 'authorise', at: HOUR, by: bo})
    .then({type: 'authorised'})
  const authorised = past(...across, {type: 'authorised', at: HOUR, by: bo})
  authorised.when(timer('authorisation', 6 * HOUR)).then()
  expect(timersOf(authorised.state).map(one => one.timer)).toEqual(['longest', 'notice'])
  past(started(), crossed).when({type: 'authorise', at: HOUR, by: bo}).refused('needs-no-authorisation')
})

test('[PU5] the host’s request ends it at once; nobody else’s does', () => {
  for (const state of [past(started()), past(started(), crossed)]) {
    state.when({type: 'request-stop', at: 5_000, by: bo}).then(end('stop-requested', 5_000))
    state.when({type: 'request-stop', at: 5_000, by: birgit}).then(end('stop-requested', 5_000))
    state.when({type: 'request-stop', at: 5_000, by: carl}).refused('not-the-host')
    state.when({type: 'request-stop', at: 5_000, by: astrid}).refused('not-the-host')
  }
})

test('[PU6] it ends when the declared distance or time is reached', () => {
  const across = past(started(), crossed)
  across.when({type: 'moved', metres: 10_000, at: 9_000, by: nodeSE}).then({type: 'moved', metres: 10_000})
  across
    .when({type: 'moved', metres: 10_001, at: 9_000, by: nodeSE})
    .then({type: 'moved'}, end('limit-distance', 9_000))
  across.when(timer('limit', 2 * HOUR + 999)).then()
  across.when(timer('limit', 2 * HOUR + 1_000)).then(end('limit-time', 2 * HOUR + 1_000))
  past(started()).when({type: 'moved', metres: 20_000, at: 9_000, by: nodeSE}).then()
})

test('[PU7] at sea it ends when the object enters a territorial sea that is not FROM’s, its own or another', () => {
  const signal: PursuitEvent = {type: 'signalled', means: 'both', at: 100, by: boat}
  const enter = {type: 'entered', isObject: true, isHost: true, at: 2_000, by: nodeSE} as const
  past(started(atSea), signal)
    .when({...enter, isFlag: true})
    .then(end('own-territorial-sea', 2_000))
  past(started(atSea), signal, crossed)
    .when({...enter, isFlag: false})
    .then(end('third-state', 2_000))
  past(started(), crossed)
    .when({...enter, isFlag: false})
    .then()
})

test('[PU7] on other grounds it ends when the own unit enters the territory of a nation that is not the host', () => {
  const enter = {type: 'entered', isObject: false, isFlag: false, at: 2_000, by: nodeSE} as const
  past(started(), crossed)
    .when({...enter, isHost: false})
    .then(end('third-state', 2_000))
  past(started(), crossed)
    .when({...enter, isHost: true})
    .then()
})

test('[PU8] where the signal to stop is a condition, crossing without it ends it', () => {
  past(started(atSea)).when(cross).then({type: 'crossed'}, end('no-signal', 1_000))
  past(started(atSea)).when({type: 'signal', means: 'auditory', at: 500, by: boat}).then({type: 'signalled'})
  past(started(atSea), {type: 'signalled', means: 'auditory', at: 500, by: boat}).when(cross).then({type: 'crossed'})
})

test('[PU9] interruption, calling off and coming home end it', () => {
  const across = past(started(), crossed)
  across.when({type: 'interrupt', at: 2_000, by: boat}).then(end('interrupted', 2_000))
  across.when({type: 'call-off', at: 2_000, by: astrid}).then(end('called-off', 2_000))
  across.when({type: 'returned', at: 2_000, by: nodeSE}).then(end('returned', 2_000))
  past(started()).when({type: 'returned', at: 2_000, by: nodeSE}).then()
  across.when({type: 'cease', why: 'taken-over', at: 2_000, by: nodeSE}).then(end('taken-over', 2_000))
})

test('[PU10] what has ended stays so: a person is told why, the node’s own words do nothing, a telephone call is still kept', () => {
  const over = past(started(), crossed, {type: 'ended', why: 'stop-requested', at: 5_000, by: bo})
  over.when({type: 'call-off', at: 6_000, by: astrid}).refused('pursuit-over', {why: 'stop-requested'})
  over.when({type: 'moved', metres: 99_999, at: 6_000, by: nodeSE}).then()
  over.when(timer('limit', 9 * HOUR)).then()
  over.when({type: 'told', who: 'duty officer', number: '+45 1', at: 6_000, by: anna}).then({type: 'told'})
  expect([timersOf(over.state), isOpenPursuit(over.state)]).toEqual([[], false])
})

test('[PU11] a copy follows its home’s versions, keeps when its own notice came, and decides nothing', () => {
  const home = past(started(), crossed).state as PursuitFile
  const copied: PursuitEvent = {type: 'copied', copy: home, at: 1_200, by: nodeSE}
  const host = past(copied, {type: 'notice-received', at: 1_250, by: nodeDK})
  host.is({copy: true, status: 'ACROSS', receivedAt: 1_250, version: home.version})
  host.when({type: 'copy', copy: home, at: 1_300, by: nodeSE}).then()
  past(copied, {type: 'notice-received', at: 1_250, by: nodeDK}, {...copied, copy: {...home, version: 9}}).is({
    receivedAt: 1_250,
    version: 9,
  })
  host.when({type: 'call-off', at: 2_000, by: birgit}).refused('not-yours')
  expect(timersOf(host.state)).toEqual([])
})

test('[PU12] every open state has an end by time', () => {
  for (const state of [past(started()).state, past(started(), crossed).state])
    expect(timersOf(state).some(one => one.timer === 'longest')).toBe(true)
  past(started())
    .when(timer('longest', 24 * HOUR))
    .then(end('lapsed', 24 * HOUR))
  past(started())
    .when(timer('limit', 24 * HOUR))
    .then()
})

test('[PU13] beyond the line only what the terms give may be done, and after the end nothing but watching', () => {
  const view = (status: 'STARTED' | 'ACROSS' | 'ENDED', of: PursuitOrder = order) => ({...of, status})
  expect(refusedBeyond(view('ACROSS'), 'stop')).toBeUndefined()
  expect(refusedBeyond(view('ACROSS'), 'board')).toBe('not-in-terms')
  expect(refusedBeyond(view('ACROSS'), 'arrest')).toBe('may-not-arrest')
  expect(refusedBeyond(view('STARTED'), 'stop')).toBe('not-across')
  expect(refusedBeyond(view('ENDED'), 'stop')).toBe('pursuit-ended')
  expect(refusedBeyond(view('ENDED'), 'observe')).toBeUndefined()
  expect(refusedBeyond(view('ACROSS', observation), 'stop')).toBe('observation-only')
  expect(refusedBeyond(view('ACROSS', atSea), 'stop')).toBe('signal-first')
})

test('[PU14] a field user speaks for the own unit only', () => {
  const other = {...boat, unit: 'SE-KBV2' as UnitId}
  past(started()).when({type: 'interrupt', at: 2_000, by: other}).refused('not-your-task')
})
