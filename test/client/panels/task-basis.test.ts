import {expect, test} from 'vitest'
import type {TrackId, UnitId} from '../../../shared/base/id.ts'
import {TASK_TYPES} from '../../../shared/protocol/things.ts'
import type {Jurisdiction} from '../../../shared/protocol/jurisdiction.ts'
import type {PursuitThing} from '../../../shared/protocol/things.ts'
import {commandOf} from '../../../client/panels/forms.ts'
import {groundOf, lackOf} from '../../../client/panels/task-basis.ts'
import {contactId, DK, SE, storesWith} from './samples.ts'

const right = {right: 'r', citation: 'UNCLOS art. 73', example: true, conditions: []}
const lacking = {code: 'not-your-waters', values: {nation: 'DK', waters: 'territorial-sea'}}
const answer = {
  acts: [
    {act: 'observe', bases: [right]},
    {act: 'hail', bases: [right]},
    {act: 'stop', bases: [], why: lacking},
    {act: 'board', bases: [], why: lacking},
    {act: 'arrest', bases: [], why: lacking},
    {act: 'pursue', bases: [], why: lacking},
    {act: 'inspect-fishing', bases: [right]},
    {act: 'customs-control', bases: [], why: lacking},
  ],
} as unknown as Jurisdiction
const ground = {answer, pursuit: undefined, nation: SE}
const form = {
  type: 'task',
  subject: {track: 7 as TrackId},
  incident: undefined,
  unit: 'SE-KBV312' as UnitId,
  taskType: 'intercept',
  note: '',
} as const

test('an order lacks a basis where none of the acts that it asks for has one; what disturbs nobody never does', () => {
  expect(TASK_TYPES.filter(type => lackOf(type, ground) !== undefined)).toEqual(['intercept'])
  expect(lackOf('intercept', ground)).toEqual(lacking)
})

test('nothing known of the place hinders nothing: people decide', () => {
  expect(TASK_TYPES.filter(type => lackOf(type, {...ground, answer: undefined}) !== undefined)).toEqual([])
})

test('a pursuit beyond the line gives the basis while it goes on, and takes it back when it ends', () => {
  const pursuit = {
    id: 'pursuit-0001',
    status: 'ACROSS',
    from: SE,
    host: DK,
    basis: 'SCHENGEN_41',
    citation: 'art. 41',
    acts: ['pursue', 'stop'],
    mayDetain: false,
    signalNeeded: false,
  } as unknown as PursuitThing
  expect(lackOf('intercept', {...ground, pursuit})).toBe(undefined)
  expect(lackOf('intercept', {...ground, pursuit: {...pursuit, status: 'ENDED'} as PursuitThing})).toEqual({
    code: 'pursuit-ended',
    values: {nation: DK},
  })
})

test('the law of the place selected says nothing of an order about something else', () => {
  const stores = storesWith([])
  stores.selection.setState({selected: {type: 'track', id: 7 as TrackId}, track: 7 as TrackId})
  const [things, selection] = [stores.things.getState(), stores.selection.getState()]
  const of = {things, selection, answer, nation: SE}
  expect(groundOf(form, of).answer).toBe(answer)
  expect(groundOf({...form, subject: {contact: contactId}}, of).answer).toBe(undefined)
})

test('Enter does not send an order without a basis either', () => {
  const filling = {makeId: () => 'new-id-00', contact: undefined}
  expect(commandOf(form, {...filling, hasBasis: () => false})).toBe('no-basis')
  expect(commandOf(form, {...filling, hasBasis: () => true})).toMatchObject({type: 'task.send', taskType: 'intercept'})
})
