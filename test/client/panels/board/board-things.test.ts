import {expect, test} from 'vitest'
import {cardsOf, unitsByBase} from '../../../../client/panels/board/board-things.ts'
import {shiftLog} from '../../../../client/panels/board/shift-log.ts'
import {alertOf, anna, handoffOf, incidentOf, NOW, storesWith, taskOf, unitOf} from '../samples.ts'

test('[BO7] cards stand in columns fixed to states, by priority and then the oldest', () => {
  const {things} = storesWith([
    incidentOf({id: 'incident-1', status: 'OPEN', priority: 2, tasks: []}),
    incidentOf({id: 'incident-2', status: 'OPEN', priority: 1, tasks: []}),
    incidentOf({id: 'incident-3', status: 'ASSIGNED', tasks: ['task-0001' as never]}),
    incidentOf({id: 'incident-4', status: 'RESPONDING', tasks: ['task-0002' as never]}),
    incidentOf({id: 'incident-5', status: 'RESOLVED', tasks: []}),
    incidentOf({id: 'incident-6', status: 'CLOSED', tasks: []}),
    taskOf({id: 'task-0001'}),
    taskOf({id: 'task-0002', status: 'EN_ROUTE'}),
  ])
  expect(cardsOf(things.getState()).map(({incident, column}) => [incident.id, column])).toEqual([
    ['incident-2', 'new'],
    ['incident-1', 'new'],
    ['incident-3', 'assigned'],
    ['incident-4', 'en-route'],
    ['incident-5', 'closing'],
  ])
})

test('[BO8] units are grouped by base, those without one last', () => {
  const groups = unitsByBase([
    unitOf({id: 'SE-3', name: 'UAV 3'}),
    unitOf({id: 'SE-2', name: 'KBV 2', base: 'Ystad'}),
    unitOf({id: 'SE-1', name: 'KBV 1', base: 'Ystad'}),
    unitOf({id: 'SE-4', name: 'KBV 4', base: 'Malmö'}),
  ])
  expect(groups.map(({base, units}) => [base, ...units.map(({name}) => name)])).toEqual([
    ['Malmö', 'KBV 4'],
    ['Ystad', 'KBV 1', 'KBV 2'],
    ['', 'UAV 3'],
  ])
})

test('[BO9] the shift log has every step of the watch, the newest first', () => {
  const {things} = storesWith([
    alertOf({id: 'a1', acknowledged: {by: anna, at: NOW - 30_000}}),
    handoffOf({id: 'handoff-01'}),
    taskOf({id: 'task-0001'}),
    incidentOf({id: 'incident-1'}),
  ])
  const log = shiftLog(things.getState(), 10)
  expect(log.map(({code, at}) => [code, NOW - at])).toEqual([
    ['handoff', 13_000],
    ['alert-ack', 30_000],
    ['task', 70_000],
    ['alert', 100_000],
    ['incident', 500_000],
  ])
  expect(shiftLog(things.getState(), 2)).toHaveLength(2)
})
