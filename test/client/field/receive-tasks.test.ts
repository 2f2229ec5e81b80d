import {expect, test} from 'vitest'
import {createStore} from 'zustand/vanilla'
import type {CommandId, TaskId} from '../../../shared/base/id.ts'
import type {Command} from '../../../shared/protocol/command.ts'
import type {OutboxEntry} from '../../../client/field/outbox.ts'
import {receiveTasks, type Ringing} from '../../../client/field/receive-tasks.ts'
import {createStores} from '../../../client/state/stores.ts'
import {NO_THINGS, withThings} from '../../../client/state/things.ts'
import {boat, taskOf, tell} from './samples.ts'

test('a new task is announced and told to the post once, however often it is looked at', () => {
  const {stores, pressed, heard} = phone()
  tell(stores, [taskOf({id: 'a'})])
  tell(stores, [taskOf({id: 'a', version: 2})])
  expect(pressed).toEqual([{type: 'task.delivered', task: 'a'}])
  expect(heard.times).toBe(1)
})

test('what was delivered, answered or ended before is neither announced nor told', () => {
  const {stores, pressed, heard} = phone()
  tell(stores, [taskOf({id: 'a', status: 'DELIVERED'}), taskOf({id: 'b', status: 'CANCELLED', stoodDown: 1})])
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

test('what is sent again rings again, what is called off once, and the question whether all is well twice when it is late', () => {
  const {stores, rung} = phone()
  tell(stores, [taskOf({id: 'a'})])
  tell(stores, [taskOf({id: 'a', version: 2, status: 'DELIVERED', sends: 2})])
  tell(stores, [taskOf({id: 'a', version: 3, status: 'CANCELLED', sends: 2})])
  tell(stores, [taskOf({id: 'a', version: 4, status: 'CANCELLED', sends: 2, stoodDown: 9})])
  const safety = {dueAt: 1, askedAt: 1, late: false}
  tell(stores, [{...boat, version: 2, safety}])
  tell(stores, [{...boat, version: 3, safety}])
  tell(stores, [{...boat, version: 4, safety: {...safety, late: true}}])
  expect(rung).toEqual(['task', 'task', 'called-off', 'safety', 'safety'])
})

test('off duty nothing rings, and the post still learns that the task has arrived', () => {
  const {stores, rung, pressed, duty} = phone()
  duty.isOn = false
  tell(stores, [taskOf({id: 'a'})])
  expect([rung, pressed.length]).toEqual([[], 1])
})

function phone(waiting: readonly OutboxEntry[] = []) {
  const stores = createStores()
  const pressed: Command[] = []
  const heard = {times: 0}
  const rung: Ringing[] = []
  const duty = {isOn: true}
  const outbox = {
    entries: createStore<readonly OutboxEntry[]>(() => waiting),
    press: (command: Command) => Promise.resolve(String(pressed.push(command)) as CommandId),
  }
  receiveTasks({
    ...{things: stores.things, unit: 'SE-B1', outbox, mayRing: () => duty.isOn},
    ring: what => {
      heard.times++
      rung.push(what)
    },
  })
  return {stores, pressed, heard, rung, duty}
}
