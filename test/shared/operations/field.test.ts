import {expect, test} from 'vitest'
import type {IncidentId, TaskId, UnitId} from '../../../shared/base/id.ts'
import {incident, type IncidentCommand} from '../../../shared/operations/incident.ts'
import {after, given} from '../../support/given.ts'
import {anna, astrid, boat} from './people.ts'

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
