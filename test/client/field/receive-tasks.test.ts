import {expect, test} from 'vitest'
import {createStore} from 'zustand/vanilla'
import type {CommandId, TaskId} from '../../../shared/base/id.ts'
import type {Command} from '../../../shared/protocol/command.ts'
import type {OutboxEntry} from '../../../client/field/outbox.ts'
import {receiveTasks} from '../../../client/field/receive-tasks.ts'
import {createStores} from '../../../client/state/stores.ts'
import {NO_THINGS, withThings} from '../../../client/state/things.ts'
import {taskOf, tell} from './samples.ts'

test('a new task is announced and told to the post once, however often it is looked at', () => {
  const {stores, pressed, heard} = phone()
  tell(stores, [taskOf({id: 'a'})])
  tell(stores, [taskOf({id: 'a', version: 2})])
  expect(pressed).toEqual([{type: 'task.delivered', task: 'a'}])
  expect(heard.times).toBe(1)
})

test('what was delivered, answered or ended before is neither announced nor told', () => {
  const {stores, pressed, heard} = phone()
  tell(stores, [taskOf({id: 'a', status: 'DELIVERED'}), taskOf({id: 'b', status: 'CANCELLED'})])
  expect([pressed, heard.times]).toEqual([[], 0])
})

test('a task whose arrival waits on the phone from an earlier run is announced, and not told twice', () => {
  const command = {type: 'task.delivered', task: 'a' as TaskId} as const
  const {stores, pressed, heard} = phone([{id: 'x' as CommandId, command, pressedAt: 0, status: 'kept'}])
  tell(stores, [taskOf({id: 'a'})])
  expect([pressed, heard.times]).toEqual([[], 1])
})

test('tasks kept from an earlier run tell nothing before the node’s own have come', () => {
  const {stores, pressed} = phone()
  const kept = withThings(NO_THINGS, {snapshot: true, upserts: [taskOf({id: 'a'})], removed: []})
  stores.things.setState({...kept, complete: false}, true)
  expect(pressed).toEqual([])
})

function phone(waiting: readonly OutboxEntry[] = []) {
  const stores = createStores()
  const pressed: Command[] = []
  const heard = {times: 0}
  const outbox = {
    entries: createStore<readonly OutboxEntry[]>(() => waiting),
    press: (command: Command) => Promise.resolve(void pressed.push(command)),
  }
  receiveTasks({things: stores.things, outbox, announce: () => heard.times++})
  return {stores, pressed, heard}
}
