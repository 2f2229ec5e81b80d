import {expect, test} from 'vitest'
import type {CommandId, TaskId} from '../../../shared/base/id.ts'
import type {OutboxEntry} from '../../../client/field/outbox.ts'
import {currentTask, nextStep, statusWithWaiting, stepOf} from '../../../client/field/task-life.ts'
import {taskOf} from './samples.ts'

test('the main button is always the next state', () => {
  const steps = (['SENT', 'RECEIVED', 'WILCO', 'EN_ROUTE', 'ON_SCENE', 'EXECUTING', 'COMPLETE', 'CANTCO'] as const).map(
    nextStep,
  )
  expect(steps).toEqual(['WILCO', 'WILCO', 'EN_ROUTE', 'ON_SCENE', 'EXECUTING', 'COMPLETE', undefined, undefined])
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

test('a task that was called off stands before all others until a person has read it', () => {
  const off = taskOf({id: 'task-0001', status: 'CANCELLED'})
  expect(currentTask([taskOf({id: 'task-0002'}), off], [])?.id).toBe('task-0001')
  expect(stepOf(off, [])).toBe('STOOD_DOWN')
  expect(currentTask([{...off, stoodDown: 5}], [])).toBeUndefined()
})

function pressed(type: 'task.en-route', status: OutboxEntry['status']): OutboxEntry {
  return {id: 'a' as CommandId, command: {type, task: 'task-0001' as TaskId}, pressedAt: 0, status}
}
