import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import type {TaskThing} from '../../shared/protocol/things.ts'
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
export type Step = 'WILCO' | 'EN_ROUTE' | 'ON_SCENE' | 'COMPLETE'

/** What the one main button does next; undefined when there is nothing left to do. */
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

/** The task to show: the newest one that is not over, else nothing. */
export function currentTask(tasks: readonly TaskThing[], entries: readonly OutboxEntry[]): TaskThing | undefined {
  const open = tasks.filter(task => nextStep(statusWithWaiting(task, entries)) !== undefined)
  const fresh = open.find(task => nextStep(statusWithWaiting(task, entries)) === 'WILCO')
  return fresh ?? open[0]
}

const AFTER: Readonly<Partial<Record<Command['type'], TaskThing['status']>>> = {
  'task.wilco': 'WILCO',
  'task.cannot-comply': 'CANTCO',
  'task.en-route': 'EN_ROUTE',
  'task.on-scene': 'ON_SCENE',
  'task.complete': 'COMPLETE',
}
