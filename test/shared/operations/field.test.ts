import {expect, test} from 'vitest'
import type {IncidentId, TaskId, UnitId} from '../../../shared/base/id.ts'
import {incident, type IncidentCommand} from '../../../shared/operations/incident.ts'
import {task, type TaskCommand, timersOf} from '../../../shared/operations/task.ts'
import {unit, type UnitCommand, unitStatus} from '../../../shared/operations/unit.ts'
import {after, given} from '../../support/given.ts'
import {anna, astrid, boat, bo, nodeSE} from './people.ts'

const TASK = 'task-0001' as TaskId
const UNIT = 'SE-KBV1' as UnitId

const open: IncidentCommand = {
  ...{type: 'open', id: 'incident-01' as IncidentId, world: 'simulated', number: 'SE-I-4821', category: 'other'},
  ...{title: 'Boat', priority: 2, at: 0, by: anna},
}
const assign: IncidentCommand = {type: 'assign', unit: UNIT, task: TASK, taskType: 'observe', at: 1, by: astrid}
const moving: IncidentCommand = {type: 'progress', task: TASK, unit: UNIT, status: 'EN_ROUTE', at: 2, by: boat}
const resolve: IncidentCommand = {type: 'resolve', outcome: 'all well', at: 3, by: anna}
const close: IncidentCommand = {type: 'close', at: 4, by: astrid}
const incidentAfter = (...commands: IncidentCommand[]) => given(incident)(...after(incident, ...commands))

test('[IN1] opened at a desk its post leads; from the field it is reported', () => {
  incidentAfter(open).is({status: 'OPEN', lead: 'SE-01'})
  incidentAfter({...open, by: boat}).is({status: 'REPORTED', lead: undefined})
  incidentAfter({...open, by: boat}, assign).is({status: 'ASSIGNED', lead: 'SE-00'})
  incidentAfter(open).when(open).refused('already-open')
  incidentAfter().when(resolve).refused('not-found')
})

test('[IN2] a unit is assigned, then responds', () => {
  incidentAfter(open, assign).is({status: 'ASSIGNED', lead: 'SE-01', tasks: [TASK], units: [UNIT]})
  incidentAfter(open, assign, moving).is({status: 'RESPONDING'})
  incidentAfter(open, assign).when(assign).refused('already-sent')
  incidentAfter(open).when(moving).then()
})

test('[IN3] a commander closes what is resolved', () => {
  incidentAfter(open).when(close).refused('resolve-first')
  incidentAfter(open, resolve)
    .when({...close, by: anna})
    .refused('commander-only')
  incidentAfter(open, resolve).when(assign).refused('incident-resolved')
  incidentAfter(open, resolve).when(resolve).refused('incident-resolved')
  incidentAfter(open, resolve, close).is({status: 'CLOSED', outcome: 'all well'})
  incidentAfter(open, resolve, close).when(resolve).refused('incident-closed')
})

test('[IN4] every change is a line of the log', () => {
  const {state} = incidentAfter(open, assign, moving, resolve, close)
  const codes = state.status === 'NONE' ? [] : state.log.map(line => line.code)
  expect(codes).toEqual(['incident-opened', 'unit-assigned', 'task-progress', 'incident-resolved', 'incident-closed'])
})

const send: TaskCommand = {
  ...{type: 'send', id: TASK, world: 'simulated', unit: UNIT, taskType: 'observe', title: 'Look', note: ''},
  ...{readWithinMs: 60_000, at: 0, by: anna},
}
const say = (type: 'delivered' | 'received' | 'wilco' | 'en-route' | 'on-scene' | 'complete'): TaskCommand => ({
  ...{type, at: 5, by: boat},
})
const cancel: TaskCommand = {type: 'cancel', at: 6, by: anna}
const cannot: TaskCommand = {type: 'cannot-comply', code: 'NO_ASSET', at: 7, by: boat}
const taskAfter = (...commands: TaskCommand[]) => given(task)(...after(task, ...commands))

test('[TA1] only its unit answers', () => {
  taskAfter(send)
    .when({...say('wilco'), by: bo})
    .refused('not-your-task')
  taskAfter(send)
    .when({...cannot, by: anna})
    .refused('not-your-task')
  taskAfter(send).when(send).refused('already-sent')
})

test('[TA2] a later word implies the earlier ones', () => {
  taskAfter(send, say('wilco')).is({status: 'WILCO'})
  taskAfter(send, say('wilco')).when(say('received')).then()
  taskAfter(send, say('on-scene')).when(say('en-route')).then()
  taskAfter(send, say('on-scene'), cannot).is({status: 'CANTCO', reason: {code: 'NO_ASSET'}})
})

test('[TA3] done only after somebody has said so', () => {
  taskAfter(send, say('received')).when(say('complete')).refused('answer-first')
  taskAfter(send, say('wilco')).when(say('complete')).then({type: 'advanced', status: 'COMPLETE'})
})

test('[TA4] after the end a late word is told what holds', () => {
  taskAfter(send, cancel).when(say('wilco')).refused('task-over', {status: 'CANCELLED'})
  taskAfter(send, cancel).when(say('delivered')).then()
  taskAfter(send, cancel).when(cancel).refused('task-over', {status: 'CANCELLED'})
  taskAfter(send, cancel).when(cannot).refused('task-over', {status: 'CANCELLED'})
  taskAfter(send, cannot).when(cannot).then()
})

test('[TA5] the time of the press is kept', () => {
  taskAfter(send, {...say('wilco'), pressedAt: 2} as TaskCommand).is({steps: [{at: 0}, {at: 5, pressedAt: 2}]})
})

test('[TA6] that nobody has read it is said once', () => {
  const timer: TaskCommand = {type: 'timer', timer: 'read', version: 1, at: 60_000, by: nodeSE}
  expect(timersOf(taskAfter(send, say('delivered')).state)).toEqual([{timer: 'read', dueAt: 60_000, version: 1}])
  taskAfter(send)
    .when({...timer, at: 59_999})
    .then()
  taskAfter(send).when(timer).then({type: 'unread'})
  taskAfter(send, timer).when(timer).then()
  taskAfter(send, say('received')).when(timer).then()
})

const tasked = (status: 'assigned' | 'on-scene' | 'over'): UnitCommand => ({
  type: 'tasked',
  task: TASK,
  status,
  at: 1,
  by: boat,
})
const free: UnitCommand = {type: 'status', status: 'returning', at: 2, by: boat}
const out: UnitCommand = {type: 'status', status: 'out-of-service', at: 2, by: boat}
const unitAfter = (...commands: UnitCommand[]) => given(unit)(...after(unit, ...commands))

test('[UN1] its status follows its task, and being out of service comes first', () => {
  const word = (...commands: UnitCommand[]) => unitStatus(unitAfter(...commands).state)
  expect(word()).toBe('available')
  expect(word(tasked('assigned'))).toBe('assigned')
  expect(word(tasked('assigned'), tasked('on-scene'))).toBe('on-scene')
  expect(word(tasked('on-scene'), out)).toBe('out-of-service')
  expect(word(tasked('on-scene'), tasked('over'), free)).toBe('returning')
})

test('[UN2] with a task running it is not free', () => {
  unitAfter(tasked('assigned')).when(free).refused('task-running')
  unitAfter(tasked('assigned')).when(tasked('assigned')).then()
  unitAfter().when(tasked('over')).then()
})

test('[UN3] one emergency, which a newer place moves', () => {
  const sos: UnitCommand = {type: 'sos', at: 1, by: boat}
  const moved: UnitCommand = {type: 'sos', place: {lon: 12, lat: 55}, at: 9, by: boat}
  const end: UnitCommand = {type: 'sos-end', at: 10, by: anna}
  unitAfter(sos).when(sos).then()
  unitAfter(sos, moved).is({sos: {at: 1, place: {lon: 12, lat: 55}}})
  unitAfter(sos, end).is({sos: undefined})
  unitAfter().when(end).then()
})
