import {expect, test} from 'vitest'
import type {CommandId, NationCode, TaskId, UnitId} from '../../../shared/base/id.ts'
import type {TaskThing} from '../../../shared/protocol/things.ts'
import type {OutboxEntry} from '../../../client/field/outbox.ts'
import {currentTask, nextStep, statusWithWaiting} from '../../../client/field/task-life.ts'

test('the main button is always the next state', () => {
  const steps = (['SENT', 'RECEIVED', 'WILCO', 'EN_ROUTE', 'ON_SCENE', 'COMPLETE', 'CANTCO'] as const).map(nextStep)
  expect(steps).toEqual(['WILCO', 'WILCO', 'EN_ROUTE', 'ON_SCENE', 'COMPLETE', undefined, undefined])
})

test('without a link the button goes on by what waits on the phone, not by what was refused', () => {
  expect(statusWithWaiting(task('task-0001', 'WILCO'), [pressed('task.en-route', 'kept')])).toBe('EN_ROUTE')
  expect(statusWithWaiting(task('task-0001', 'WILCO'), [pressed('task.en-route', 'refused')])).toBe('WILCO')
})

test('a task nobody has answered stands before the one under way; what is over is not shown', () => {
  const tasks = [task('task-0003', 'COMPLETE'), task('task-0001', 'EN_ROUTE'), task('task-0002', 'SENT')]
  expect(currentTask(tasks, [])?.id).toBe('task-0002')
  expect(currentTask([task('task-0003', 'COMPLETE')], [])).toBeUndefined()
})

function task(id: string, status: TaskThing['status']): TaskThing {
  return {
    ...{kind: 'task', id: id as TaskId, version: 1, world: 'simulated', unit: 'u1' as UnitId, type: 'observe', status},
    ...{title: 'SE-K7QF', note: '', sentAt: 0, sentBy: {nation: 'SE' as NationCode, role: 'operator'}, steps: []},
  }
}

function pressed(type: 'task.en-route', status: OutboxEntry['status']): OutboxEntry {
  return {id: 'a' as CommandId, command: {type, task: 'task-0001' as TaskId}, pressedAt: 0, status}
}
