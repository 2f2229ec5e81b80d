import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import type {TaskThing} from '../../shared/protocol/things.ts'
import {needsStandDown} from '../state/things.ts'
import type {OutboxEntry} from './outbox.ts'

export type CannotCode = CommandOf<'task.cannot-comply'>['code']
export const CANNOT_CODES: readonly CannotCode[] = [
  'NO_ASSET',
  'NEED_INFO',
  'RULES',
  'NO_AUTH',
  'IMPOSSIBLE',
  'STALE',
  'REJECTED',
]
/** States that the unit itself presses, in their order. */
export type Step = 'WILCO' | 'EN_ROUTE' | 'ON_SCENE' | 'EXECUTING' | 'COMPLETE' | 'STOOD_DOWN'

/** What the one main button does next; undefined when there is nothing left to do. A task that was called off is read first. */
export function nextStep(status: TaskThing['status']): Step | undefined {
  switch (status) {
    case 'SENT':
    case 'DELIVERED':
    case 'RECEIVED':
      return 'WILCO'
    case 'WILCO':
      return 'EN_ROUTE'
    case 'EN_ROUTE':
      return 'ON_SCENE'
    case 'ON_SCENE':
      return 'EXECUTING'
    case 'EXECUTING':
      return 'COMPLETE'
    case 'DRAFT':
    case 'ABORTED':
    case 'COMPLETE':
    case 'CANCELLED':
    case 'CANTCO':
      return undefined
  }
}

export function stepCommand(task: TaskThing, step: Step): Command {
  switch (step) {
    case 'WILCO':
      return {type: 'task.wilco', task: task.id}
    case 'EN_ROUTE':
      return {type: 'task.en-route', task: task.id}
    case 'ON_SCENE':
      return {type: 'task.on-scene', task: task.id}
    case 'EXECUTING':
      return {type: 'task.executing', task: task.id}
    case 'STOOD_DOWN':
      return {type: 'task.stood-down', task: task.id}
    case 'COMPLETE':
      return {type: 'task.complete', task: task.id}
  }
}

/**
 * Where the task stands once what waits on the phone has been received: the button goes on without a link, and the
 * screen says beside it that it has not been sent.
 */
export function statusWithWaiting(task: TaskThing, entries: readonly OutboxEntry[]): TaskThing['status'] {
  let status = task.status
  for (const {command, status: sent} of entries) {
    if (sent !== 'kept' || !('task' in command) || command.task !== task.id) continue
    status = AFTER[command.type] ?? status
  }
  return status
}

/** Whether anything of this kind has already been pressed for the task. */
export function isPressed(task: TaskThing, type: Command['type'], entries: readonly OutboxEntry[]): boolean {
  return entries.some(({command}) => command.type === type && 'task' in command && command.task === task.id)
}

/** What the main button does for this task: its next step, or that a person has read that it was called off. */
export function stepOf(task: TaskThing, entries: readonly OutboxEntry[]): Step | undefined {
  if (needsStandDown(task)) return isPressed(task, 'task.stood-down', entries) ? undefined : 'STOOD_DOWN'
  return nextStep(statusWithWaiting(task, entries))
}

/** Before it has promised a unit says that it cannot; afterwards it breaks off. */
export function hasPromised(status: TaskThing['status']): boolean {
  return status === 'WILCO' || status === 'EN_ROUTE' || status === 'ON_SCENE' || status === 'EXECUTING'
}

/** The task to show: one that was called off and not read, then a new one, then the newest that is not over. */
export function currentTask(tasks: readonly TaskThing[], entries: readonly OutboxEntry[]): TaskThing | undefined {
  const off = tasks.find(task => stepOf(task, entries) === 'STOOD_DOWN')
  if (off !== undefined) return off
  const open = tasks.filter(task => stepOf(task, entries) !== undefined)
  const fresh = open.find(task => nextStep(statusWithWaiting(task, entries)) === 'WILCO')
  return fresh ?? open[0]
}

const AFTER: Readonly<Partial<Record<Command['type'], TaskThing['status']>>> = {
  'task.wilco': 'WILCO',
  'task.cannot-comply': 'CANTCO',
  'task.en-route': 'EN_ROUTE',
  'task.on-scene': 'ON_SCENE',
  'task.executing': 'EXECUTING',
  'task.abort': 'ABORTED',
  'task.complete': 'COMPLETE',
}
