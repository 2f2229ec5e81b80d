import type {Stop} from '../../shared/base/clock.ts'
import {needsStandDown, openTasks, type ThingsStore} from '../state/things.ts'
import type {Outbox} from './outbox.ts'
import {isPressed} from './task-life.ts'

/** What the phone rings for, each with its own pattern: something to do, something called off, "are you safe?". */
export type Ringing = 'task' | 'called-off' | 'safety'

/**
 * Tells the post by itself that a new task has arrived on the phone, once, and rings for who holds it: once for each time
 * that the task is sent, once when it is called off, and when the post asks whether all is well. Off duty nothing rings.
 */
export function receiveTasks(options: {
  things: ThingsStore
  unit: string | undefined
  outbox: Pick<Outbox, 'entries' | 'press'>
  mayRing: () => boolean
  ring: (what: Ringing) => void
}): Stop {
  const {things, unit, outbox, mayRing, ring} = options
  const rung = new Set<string>()
  const told = new Set<string>()
  function ringOnce(what: Ringing, occasion: string): void {
    if (rung.has(occasion)) return
    rung.add(occasion)
    if (mayRing()) ring(what)
  }
  function look(): void {
    const state = things.getState()
    if (!state.complete) return
    for (const task of openTasks(state)) {
      if (task.status !== 'SENT' && task.status !== 'DELIVERED') continue
      // What arrived in an earlier run has rung; what is sent again rings again.
      if (task.status === 'SENT' || task.sends > 1) ringOnce('task', `${task.id} ${task.sends}`)
      if (task.status !== 'SENT' || told.has(task.id)) continue
      told.add(task.id)
      if (!isPressed(task, 'task.delivered', outbox.entries.getState()))
        void outbox.press({type: 'task.delivered', task: task.id})
    }
    for (const task of state.task.values()) {
      if (needsStandDown(task) && !isPressed(task, 'task.stood-down', outbox.entries.getState()))
        ringOnce('called-off', `${task.id} called off`)
    }
    const safety = state.unit.get(unit ?? '')?.safety
    if (safety?.askedAt !== undefined) ringOnce('safety', `safety ${safety.askedAt} ${safety.late}`)
  }
  look()
  return things.subscribe(look)
}
