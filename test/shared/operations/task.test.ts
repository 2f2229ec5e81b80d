import {expect, test} from 'vitest'
import type {TaskId, UnitId} from '../../../shared/base/id.ts'
import {cotReply} from '../../../shared/operations/task-codes.ts'
import {CANNOT_CODES, task, type TaskCommand, timersOf} from '../../../shared/operations/task.ts'
import {after, given} from '../../support/given.ts'
import {anna, boat, bo, nodeSE} from './people.ts'

const TASK = 'task-0001' as TaskId
const UNIT = 'SE-KBV1' as UnitId

const send: TaskCommand = {
  ...{type: 'send', id: TASK, world: 'simulated', unit: UNIT, taskType: 'observe', title: 'Look', note: ''},
  ...{readWithinMs: 60_000, at: 0, by: anna},
}
const draft: TaskCommand = {...send, type: 'draft'} as TaskCommand
const say = (
  type: 'delivered' | 'received' | 'wilco' | 'en-route' | 'on-scene' | 'executing' | 'complete' | 'stood-down',
  at = 5,
): TaskCommand => ({type, at, by: boat})
const cancel: TaskCommand = {type: 'cancel', at: 6, by: anna}
const cannot: TaskCommand = {type: 'cannot-comply', code: 'NO_ASSET', at: 7, by: boat}
const abort: TaskCommand = {type: 'abort', code: 'IMPOSSIBLE', text: 'swell', at: 7, by: boat}
const nobodyRead = (version: number, at: number): TaskCommand => ({
  type: 'timer',
  timer: 'read',
  version,
  at,
  by: nodeSE,
})
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
  taskAfter(send, say('executing')).when(say('on-scene')).then()
  taskAfter(send, say('on-scene')).when(say('en-route')).then()
  taskAfter(send, say('on-scene')).when(say('complete')).then({type: 'advanced', status: 'COMPLETE'})
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

test('[TA6] what nobody has read goes out again, once per time, until somebody has', () => {
  expect(timersOf(taskAfter(send, say('delivered')).state)).toEqual([{timer: 'read', dueAt: 60_000, version: 1}])
  taskAfter(send).when(nobodyRead(1, 59_999)).then()
  taskAfter(send).when(nobodyRead(1, 60_000)).then({type: 'resent', sends: 2})
  const again = taskAfter(send, nobodyRead(1, 60_000))
  expect(timersOf(again.state)).toEqual([{timer: 'read', dueAt: 120_000, version: 2}])
  again.when(nobodyRead(1, 120_000)).then()
  again.when(nobodyRead(2, 120_000)).then({type: 'resent', sends: 3})
  taskAfter(send, say('received')).when(nobodyRead(1, 60_000)).then()
})

test('[TA7] a draft is no order: no unit answers it, and sending it sends what is said then', () => {
  taskAfter(draft).is({status: 'DRAFT', sends: 0})
  expect(timersOf(taskAfter(draft).state)).toEqual([])
  taskAfter(draft).when(say('wilco')).refused('not-found')
  taskAfter(draft).when(draft).refused('already-sent')
  taskAfter(draft, {...send, note: 'stay west', at: 9}).is({status: 'SENT', note: 'stay west', sentAt: 9, sends: 1})
  taskAfter(draft, cancel).is({status: 'CANCELLED', stoodDown: 6})
  taskAfter(draft, cancel).when(send).refused('already-sent')
})

test('[TA8] who has promised breaks off; who has not says that it cannot', () => {
  taskAfter(send, say('received'), cannot).is({status: 'CANTCO', reason: {code: 'NO_ASSET'}})
  taskAfter(send, say('on-scene'), cannot).is({status: 'ABORTED', reason: {code: 'NO_ASSET'}})
  taskAfter(send, say('wilco'), abort).is({status: 'ABORTED', reason: {code: 'IMPOSSIBLE', text: 'swell'}})
  taskAfter(send, say('received')).when(abort).refused('answer-first')
  taskAfter(send, say('wilco'), abort).when(abort).then()
})

test('[TA9] what is called off waits until a person of the unit has read that', () => {
  const off = taskAfter(send, say('wilco'), cancel)
  expect(timersOf(off.state)).toEqual([{timer: 'read', dueAt: 60_006, version: 1}])
  off.when(nobodyRead(1, 60_006)).then({type: 'resent', sends: 2})
  off.when({...say('stood-down'), by: anna}).refused('not-your-task')
  const told = taskAfter(send, say('wilco'), cancel, say('stood-down', 80))
  told.is({status: 'CANCELLED', stoodDown: 80})
  expect(timersOf(told.state)).toEqual([])
  told.when(say('stood-down', 90)).then()
  taskAfter(send).when(say('stood-down')).then()
})

test('[TA10] each reply has its code in Cursor on Target', () => {
  expect(CANNOT_CODES.map(code => cotReply('CANTCO', code))).toEqual([
    ...['y-c-f-a', 'y-c-f-i', 'y-c-f-b-v', 'y-c-f-b-a', 'y-c-f-b-p', 'y-c-f-s', 'y-c-f-r', 'y-c-f-r-c', 'y-c-f-r-p'],
    'y-c-f-x',
  ])
  expect(cotReply('DELIVERED', undefined)).toBe(undefined)
  expect(cotReply('RECEIVED', undefined)).toBe('y-a-r')
  expect(cotReply('WILCO', undefined)).toBe('y-a-w')
  expect(cotReply('EXECUTING', undefined)).toBe('y-s-e')
  expect(cotReply('COMPLETE', undefined)).toBe('y-c-s')
})
