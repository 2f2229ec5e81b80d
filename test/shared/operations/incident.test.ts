import {expect, test} from 'vitest'
import type {IncidentId, PostId, TaskId, UnitId} from '../../../shared/base/id.ts'
import {clocksOf, incident, type IncidentCommand, timersOf} from '../../../shared/operations/incident.ts'
import {checklistOf} from '../../../shared/operations/incident-checklist.ts'
import {after, given} from '../../support/given.ts'
import {anna, astrid, boat, nodeSE, SE} from './people.ts'

const TASK = 'task-0001' as TaskId
const UNIT = 'SE-KBV1' as UnitId
const POST = 'SE-02' as PostId
const MINUTE = 60_000
const HOUR = 60 * MINUTE

const open: IncidentCommand = {
  ...{type: 'open', id: 'incident-01' as IncidentId, world: 'simulated', number: 'SE-I-4821', category: 'other'},
  ...{criterion: 'own-means-suffice', title: 'Boat', priority: 2, reported: false, at: 0, by: anna},
}
const grave: IncidentCommand = {...open, criterion: 'serious-crime'}
const reported: IncidentCommand = {...open, reported: true}
const erik = {...anna, actor: 'a3' as never, post: POST}
const take: IncidentCommand = {type: 'take', at: 1, by: anna}
const validate: IncidentCommand = {type: 'validate', credibility: 2, reliability: 'B', at: 2, by: anna}
const assign: IncidentCommand = {
  ...{type: 'assign', unit: UNIT, unitPost: POST, task: TASK, taskType: 'observe', at: 3, by: astrid},
}
const moving: IncidentCommand = {type: 'progress', task: TASK, unit: UNIT, status: 'EN_ROUTE', at: 4, by: boat}
const contain: IncidentCommand = {type: 'contain', at: 5, by: anna}
const resolve: IncidentCommand = {
  ...{type: 'resolve', outcome: 'identified', response: 'Spoke to it', running: [], at: 6, by: anna},
}
const close: IncidentCommand = {type: 'close', reason: 'ended', running: [], at: 7, by: astrid}
const reopen: IncidentCommand = {type: 'reopen', because: 'It came back', at: 8, by: astrid}
const incidentAfter = (...commands: IncidentCommand[]) => given(incident)(...after(incident, ...commands))

test('[IN1] opened at a desk its post leads; opened by a commander it waits for a post; reported, for somebody', () => {
  incidentAfter(open).is({
    status: 'OPEN',
    lead: {nation: SE, epoch: 1},
    desk: {post: 'SE-01', acknowledged: {by: anna}},
  })
  for (const [command, status] of [
    [{...open, by: astrid}, 'OPEN'],
    [{...open, by: boat}, 'REPORTED'],
    [reported, 'REPORTED'],
  ] as const) {
    incidentAfter(command).is({status})
    expect(incidentAfter(command).state).not.toHaveProperty('desk')
  }
  incidentAfter(open).when(open).refused('already-open')
  incidentAfter().when(resolve).refused('not-found')
})

test('[IN2] a unit is assigned, then responds, then it is contained', () => {
  incidentAfter(open, assign).is({status: 'ASSIGNED', desk: {post: 'SE-01'}, tasks: [TASK], units: [UNIT]})
  incidentAfter(open, assign, moving).is({status: 'RESPONDING'})
  incidentAfter(open, assign, moving, contain).is({status: 'CONTAINED'})
  incidentAfter(open, assign).when(assign).refused('already-sent')
  incidentAfter(open).when(moving).then()
})

test('[IN3] a commander who does not lead closes what is resolved; a closed one changes no more', () => {
  incidentAfter(open).when(close).refused('resolve-first')
  incidentAfter(open, resolve)
    .when({...close, by: anna})
    .refused('commander-only')
  incidentAfter(open, resolve)
    .when({...close, by: {...astrid, post: 'SE-01' as PostId}})
    .refused('lead-cannot-close')
  incidentAfter(open, resolve)
    .when({...close, by: {...astrid, actor: anna.actor}})
    .refused('lead-cannot-close')
  incidentAfter(open, resolve).when(assign).refused('incident-resolved')
  incidentAfter(open, resolve).when(resolve).refused('incident-resolved')
  incidentAfter(open, resolve, close).is({status: 'CLOSED', outcome: {code: 'identified'}, closed: {reason: 'ended'}})
  incidentAfter(open, resolve, close).when(resolve).refused('incident-closed')
  incidentAfter(open, resolve, close).when(moving).then()
})

test('[IN4] every change is a line of the log', () => {
  const {state} = incidentAfter(open, assign, moving, contain, resolve, close)
  const codes = state.status === 'NONE' ? [] : state.log.map(line => line.code)
  expect(codes).toEqual([
    'incident-opened',
    'unit-assigned',
    'task-progress',
    'incident-contained',
    'incident-resolved',
    'incident-closed',
  ])
})

test('[IN5] a report is taken, rated and thereby open; grave ones wait for a commander', () => {
  incidentAfter(reported, take).is({status: 'VALIDATING', desk: {post: 'SE-01'}})
  incidentAfter(reported, take)
    .when({...take, by: erik})
    .refused('taken', {post: 'SE-01'})
  incidentAfter(reported, take, validate).is({
    status: 'OPEN',
    confidence: {credibility: 2, reliability: 'B'},
    validation: {status: 'validated'},
  })
  const graveReport: IncidentCommand = {...grave, reported: true}
  incidentAfter(graveReport, take, validate).is({status: 'VALIDATING', validation: {status: 'proposed'}})
  incidentAfter(graveReport, take, validate, {...validate, by: astrid}).is({
    status: 'OPEN',
    validation: {status: 'validated', by: astrid},
  })
  incidentAfter(reported, take).when(resolve).refused('validate-first')
})

test('[IN6] whoever assesses names a criterion; operators propose, a commander decides, all of it is kept', () => {
  const higher: IncidentCommand = {
    type: 'assess',
    category: 'smuggling-indication',
    criterion: 'serious-crime',
    at: 1,
    by: anna,
  }
  const decided: IncidentCommand = {...higher, criterion: 'usual-control', by: astrid, at: 2}
  incidentAfter(open, higher).is({impact: 'high', category: 'smuggling-indication'})
  incidentAfter(open, higher, decided).is({
    impact: 'low',
    assessments: [
      {step: 'proposed'},
      {step: 'proposed', impact: 'high', by: anna},
      {step: 'decided', impact: 'low', by: astrid},
    ],
  })
  incidentAfter(open, decided, higher).is({impact: 'low', assessments: [{}, {}, {step: 'proposed', impact: 'high'}]})
  incidentAfter(open, validate, higher).is({validation: {status: 'proposed'}})
})

test('[IN7] one post leads; who is given the lead acknowledges it, and only the lead contains and resolves', () => {
  const toErik: IncidentCommand = {type: 'assign-lead', post: POST, at: 1, by: astrid}
  incidentAfter(open, toErik).is({status: 'ASSIGNED', desk: {post: POST}})
  incidentAfter(open, toErik)
    .when({...toErik, by: anna})
    .refused('commander-only')
  const acknowledge: IncidentCommand = {type: 'acknowledge-lead', at: 2, by: erik}
  incidentAfter(open, toErik)
    .when({...acknowledge, by: anna})
    .refused('not-lead-post')
  incidentAfter(open, toErik, acknowledge).is({desk: {post: POST, acknowledged: {by: erik}}})
  incidentAfter(open, toErik).when(resolve).refused('lead-only', {post: POST})
  incidentAfter(open, toErik).when(contain).refused('lead-only', {post: POST})
  incidentAfter({...open, by: astrid})
    .when(contain)
    .refused('lead-first')
  incidentAfter({...open, by: astrid}, assign).is({desk: {post: POST}})
  const {state} = incidentAfter({...open, by: astrid}, assign)
  expect(state.status !== 'NONE' && state.desk?.acknowledged).toBeUndefined()
})

test('[IN8] with tasks running it is neither resolved nor closed', () => {
  incidentAfter(open, assign)
    .when({...resolve, running: [TASK]})
    .refused('tasks-running', {count: 1})
  incidentAfter(open, resolve)
    .when({...close, running: [TASK]})
    .refused('tasks-running', {count: 1})
})

test('[IN9] what did not take place is closed at once; a grave one only rated and reported, and not as too slight', () => {
  const wrong: IncidentCommand = {...close, reason: 'did-not-take-place'}
  incidentAfter(reported, wrong).is({status: 'CLOSED', closed: {reason: 'did-not-take-place'}})
  incidentAfter(open, {...close, reason: 'impact-does-not-justify'}).is({status: 'CLOSED'})
  incidentAfter(grave, resolve)
    .when({...close, reason: 'impact-does-not-justify'})
    .refused('impact-justifies')
  incidentAfter(grave, resolve).when(close).refused('validate-first')
  const confirmed: IncidentCommand = {...validate, by: astrid}
  incidentAfter(grave, confirmed, resolve).when(close).refused('report-first')
  const sent: IncidentCommand = {type: 'report-sent', reference: 'NCC 12', at: 6, by: anna}
  incidentAfter(grave, confirmed, sent, resolve, close).is({status: 'CLOSED', reported: {reference: 'NCC 12'}})
  incidentAfter(open).when(sent).refused('not-reportable')
  incidentAfter(grave, sent).when(sent).refused('already-sent')
})

test('[IN10] it is to be taken within 2 min, led within 5 min, reported within 24 h with a warning at 20 h; each is late once', () => {
  const timers = (...commands: IncidentCommand[]) =>
    timersOf(incidentAfter(...commands).state).map(({timer, dueAt}) => [timer, dueAt])
  expect(timers(reported)).toEqual([
    ['ack', 2 * MINUTE],
    ['assign', 5 * MINUTE],
  ])
  expect(timers(open)).toEqual([])
  expect(timers(grave)).toEqual([
    ['report', 24 * HOUR],
    ['report-soon', 20 * HOUR],
  ])
  const due: IncidentCommand = {type: 'timer', timer: 'ack', version: 1, at: 2 * MINUTE, by: nodeSE}
  incidentAfter(reported)
    .when({...due, at: 2 * MINUTE - 1})
    .then()
  incidentAfter(reported, due).is({late: ['ack']})
  incidentAfter(reported, due).when(due).then()
  incidentAfter(reported, due, take).is({late: []})
  const toErik: IncidentCommand = {type: 'assign-lead', post: POST, at: HOUR, by: astrid}
  expect(timers(open, toErik)).toEqual([['ack', HOUR + 2 * MINUTE]])
  const {state} = incidentAfter({...grave, by: astrid})
  expect(state.status === 'NONE' ? [] : clocksOf(state)).toEqual([
    {clock: 'assign', dueAt: 5 * MINUTE},
    {clock: 'report', dueAt: 24 * HOUR},
  ])
  expect(timers(grave, {...validate, by: astrid}, {...close, reason: 'did-not-take-place'})).toEqual([])
})

test('[IN11] a commander opens again what is resolved or closed, and says why', () => {
  incidentAfter(open, resolve, close, reopen).is({status: 'REOPENED', closed: undefined, outcome: undefined})
  incidentAfter(open, resolve, reopen, assign).is({status: 'ASSIGNED'})
  incidentAfter(open, resolve, close)
    .when({...reopen, by: anna})
    .refused('commander-only')
  incidentAfter(open).when(reopen).refused('not-closed')
})

test('[IN12] one incident goes into another with what it has; it changes no more', () => {
  const other = 'incident-02' as IncidentId
  const merge: IncidentCommand = {type: 'merge', into: other, intoOpen: true, at: 5, by: anna}
  incidentAfter(open, assign, merge).is({status: 'MERGED', mergedInto: other})
  incidentAfter(open, merge).when(validate).refused('incident-closed')
  incidentAfter(open)
    .when({...merge, intoOpen: false})
    .refused('incident-closed')
  incidentAfter(open)
    .when({...merge, into: 'incident-01' as IncidentId})
    .refused('not-itself')
  const absorb: IncidentCommand = {
    type: 'absorb',
    from: {
      id: other,
      number: 'SE-I-0002',
      contacts: [],
      alerts: [],
      tasks: [TASK],
      units: [UNIT],
      files: [],
      phase: 'ALERT',
    },
    ...{at: 5, by: anna},
  }
  incidentAfter(open, absorb).is({merged: [other], tasks: [TASK], units: [UNIT], sar: {phase: 'ALERT'}})
  incidentAfter(open, absorb, {...moving, status: 'ON_SCENE'}).is({status: 'OPEN'})
})

test('[IN13] items of the checklist are ticked by persons, with time, and each tick and its undoing is in the log', () => {
  const tick: IncidentCommand = {type: 'tick', item: 'authority-told', done: true, at: 5, by: anna}
  incidentAfter(open, tick).is({checklist: [{item: 'authority-told', at: 5, by: anna}]})
  incidentAfter(open, tick).when(tick).then()
  incidentAfter(open, tick, {...tick, done: false}).is({checklist: []})
  expect(checklistOf('fisheries', false)).toEqual(['licence-checked', 'gear-noted', 'inspector-told'])
  expect(checklistOf('fisheries', true)).toEqual([
    'position-confirmed',
    ...checklistOf('distress', true).slice(1),
    ...checklistOf('fisheries', false),
  ])
})

test('[IN14] files and contacts are attached once', () => {
  const file: IncidentCommand = {type: 'attach-file', file: 'file-0001', at: 5, by: boat}
  incidentAfter(open, file).is({files: [{file: 'file-0001', by: boat}]})
  incidentAfter(open, file).when(file).then()
  incidentAfter(open, resolve, close, file).is({status: 'CLOSED', files: [{file: 'file-0001'}]})
})
