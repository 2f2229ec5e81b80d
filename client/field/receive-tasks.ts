import type {Stop} from '../../shared/base/clock.ts'
import {openTasks, type ThingsStore} from '../state/things.ts'
import type {Outbox} from './outbox.ts'
import {isPressed} from './task-life.ts'

/** Tells the post by itself that a new task has arrived on the phone, once, and announces it to who holds it. */
export function receiveTasks(options: {
  things: ThingsStore
  outbox: Pick<Outbox, 'entries' | 'press'>
  announce: () => void
}): Stop {
  const {things, outbox, announce} = options
  const told = new Set<string>()
  function look(): void {
    const state = things.getState()
    if (!state.complete) return
    for (const task of openTasks(state)) {
      if (task.status !== 'SENT' || told.has(task.id)) continue
      told.add(task.id)
      announce()
      if (!isPressed(task, 'task.delivered', outbox.entries.getState()))
        void outbox.press({type: 'task.delivered', task: task.id})
    }
  }
  look()
  return things.subscribe(look)
}
