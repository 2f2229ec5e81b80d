import {expect, test} from 'vitest'
import type {CommandId, TaskId} from '../../../shared/base/id.ts'
import type {OutboxEntry} from '../../../client/field/outbox.ts'
import {currentTask, nextStep, statusWithWaiting} from '../../../client/field/task-life.ts'
import {taskOf} from './samples.ts'

test('the main button is always the next state', () => {
  const steps = (['SENT', 'RECEIVED', 'WILCO', 'EN_ROUTE', 'ON_SCENE', 'COMPLETE', 'CANTCO'] as const).map(nextStep)
  expect(steps).toEqual(['WILCO', 'WILCO', 'EN_ROUTE', 'ON_SCENE', 'COMPLETE', undefined, undefined])
})

test('without a link the button goes on by what waits on the phone, not by what was refused', () => {
  expect(statusWithWaiting(taskOf({id: 'task-0001', status: 'WILCO'}), [pressed('task.en-route', 'kept')])).toBe(
    'EN_ROUTE',
  )
  expect(statusWithWaiting(taskOf({id: 'task-0001', status: 'WILCO'}), [pressed('task.en-route', 'refused')])).toBe(
    'WILCO',
  )
})

test('a task nobody has answered stands before the one under way; what is over is not shown', () => {
  const tasks = [
    taskOf({id: 'task-0003', status: 'COMPLETE'}),
    taskOf({id: 'task-0001', status: 'EN_ROUTE'}),
    taskOf({id: 'task-0002', status: 'SENT'}),
  ]
  expect(currentTask(tasks, [])?.id).toBe('task-0002')
  expect(currentTask([taskOf({id: 'task-0003', status: 'COMPLETE'})], [])).toBeUndefined()
})

function pressed(type: 'task.en-route', status: OutboxEntry['status']): OutboxEntry {
  return {id: 'a' as CommandId, command: {type, task: 'task-0001' as TaskId}, pressedAt: 0, status}
}
