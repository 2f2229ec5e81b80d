import {assert, unreachable} from '../base/assert.ts'
import {type Decider, type Refusal, refuse, type Stamp, type Timer} from './decider.ts'
import {
  isOver,
  isUnread,
  type Pressed,
  type TaskAnswer,
  type TaskCommand,
  type TaskEvent,
  type TaskFile,
  type TaskState,
  type TaskStatus,
  type TaskStep,
} from './task-state.ts'

export {CANNOT_CODES, isOver, isUnread, TASK_ENDS, TASK_STATUSES, TASK_TYPES} from './task-state.ts'
export type {
  CannotCode,
  TaskAnswer,
  TaskCommand,
  TaskEvent,
  TaskFile,
  TaskOrder,
  TaskState,
  TaskStatus,
  TaskStep,
  TaskType,
} from './task-state.ts'

/** After so many nobody is helped by one more: people have been told. */
export const MOST_SENDS = 10

/** What a unit is asked to do, and how it answers, however late its words arrive. SPEC.md, TA. */
export const task: Decider<TaskState, TaskCommand, TaskEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    const {at, by} = command
    if (command.type === 'draft' || command.type === 'send') return order(state, command)
    if (state.status === 'NONE') return refuse('not-found')

    switch (command.type) {
      case 'cancel':
        return isOver(state) ? refuse('task-over', {status: state.status}) : [{type: 'cancelled', at, by}]
      case 'timer': {
        const [due] = timersOf(state)
        const isDue = due?.timer === command.timer && due.version === command.version && at >= due.dueAt
        return isDue ? [{type: 'resent', sends: state.sends + 1, at, by}] : []
      }
      case 'cannot-comply':
      case 'abort':
        return cannot(state, command)
      case 'stood-down':
        if (by.unit !== state.unit) return refuse('not-your-task')
        if (state.status !== 'CANCELLED' || state.stoodDown !== undefined) return []
        return [{type: 'stood-down', pressedAt: command.pressedAt, at, by}]
      default:
        return answer(state, command)
    }
  },

  evolve(state, event) {
    if (event.type === 'drafted') return begun(state, event, 'DRAFT')
    if (event.type === 'sent') return begun(state, event, 'SENT')
    assert(state.status !== 'NONE', `a task before ${event.type}`)
    return {...state, ...changed(state, event), version: state.version + 1}
  },
}

/** Until a person on board has read it, it goes out again and again; each time somebody more is told. */
export function timersOf(state: TaskState): readonly Timer[] {
  if (state.status === 'NONE' || !isUnread(state) || state.sends >= MOST_SENDS) return []
  return [{timer: 'read', dueAt: state.lastSentAt + state.readWithinMs, version: state.sends}]
}

/** How far it is: a later word implies the earlier ones. */
const RANK: Readonly<Record<TaskStatus, number>> = {
  DRAFT: -1,
  SENT: 0,
  DELIVERED: 1,
  RECEIVED: 2,
  WILCO: 3,
  EN_ROUTE: 4,
  ON_SCENE: 5,
  EXECUTING: 6,
  COMPLETE: 7,
  CANTCO: 7,
  ABORTED: 7,
  CANCELLED: 7,
}

const LEADS_TO = {
  delivered: 'DELIVERED',
  received: 'RECEIVED',
  wilco: 'WILCO',
  'en-route': 'EN_ROUTE',
  'on-scene': 'ON_SCENE',
  executing: 'EXECUTING',
  complete: 'COMPLETE',
} as const satisfies Readonly<Record<TaskAnswer, TaskStatus>>

type Of<Type extends TaskCommand['type']> = Extract<TaskCommand, {type: Type}>

/** A draft is written once and sent once; what is sent may differ from what was drafted. */
function order(state: TaskState, command: Of<'draft' | 'send'>): readonly TaskEvent[] | Refusal {
  const {type, ...rest} = command
  if (type === 'draft') return state.status === 'NONE' ? [{type: 'drafted', ...rest}] : refuse('already-sent')
  return state.status === 'NONE' || state.status === 'DRAFT' ? [{type: 'sent', ...rest}] : refuse('already-sent')
}

/** Before it has promised a unit says that it cannot; afterwards it breaks off. */
function cannot(state: TaskFile, command: Of<'cannot-comply' | 'abort'>): readonly TaskEvent[] | Refusal {
  const {type, code, text, pressedAt, at, by} = command
  if (by.unit !== state.unit) return refuse('not-your-task')
  if (isOver(state))
    return state.status === 'CANTCO' || state.status === 'ABORTED' ? [] : refuse('task-over', {status: state.status})
  if (state.status === 'DRAFT') return refuse('not-found')
  const promised = RANK[state.status] >= RANK.WILCO
  if (type === 'abort' && !promised) return refuse('answer-first')
  return [{type: promised ? 'aborted' : 'cannot-comply', code, text, pressedAt, at, by}]
}

/** What the phone says that is known already changes nothing; after the end a person is told what holds instead. */
function answer(state: TaskFile, command: Of<TaskAnswer>): readonly TaskEvent[] | Refusal {
  const {at, by, pressedAt} = command
  const status = LEADS_TO[command.type]
  if (by.unit !== state.unit) return refuse('not-your-task')
  if (state.status === 'DRAFT') return refuse('not-found')
  if (isOver(state)) {
    const receipt = command.type === 'delivered' || command.type === 'received'
    const repeated = state.status === 'COMPLETE'
    return receipt || repeated ? [] : refuse('task-over', {status: state.status})
  }
  if (RANK[status] <= RANK[state.status]) return []
  if (command.type === 'complete' && RANK[state.status] < RANK.WILCO) return refuse('answer-first')
  return [{type: 'advanced', status, pressedAt, at, by}]
}

function begun(
  state: TaskState,
  event: Extract<TaskEvent, {type: 'drafted' | 'sent'}>,
  status: 'DRAFT' | 'SENT',
): TaskFile {
  const {type: _type, at, by, ...ordered} = event
  return {
    ...ordered,
    status,
    version: state.version + 1,
    sentAt: at,
    sentBy: by,
    sends: status === 'DRAFT' ? 0 : 1,
    lastSentAt: at,
    steps: [...(state.status === 'NONE' ? [] : state.steps), {status, at, by}],
  }
}

function changed(state: TaskFile, event: Exclude<TaskEvent, {type: 'drafted' | 'sent'}>): Partial<TaskFile> {
  const withStep = (status: TaskStatus, pressed: Pressed = {}) => ({
    status,
    steps: [...state.steps, stepOf({...pressed, at: event.at, by: event.by}, status)],
  })
  switch (event.type) {
    case 'advanced':
      return withStep(event.status, event)
    case 'cannot-comply':
      return {...withStep('CANTCO', event), reason: {code: event.code, text: event.text}}
    case 'aborted':
      return {...withStep('ABORTED', event), reason: {code: event.code, text: event.text}}
    case 'cancelled':
      // Nobody has heard of a draft, so nobody has to be told that it is off.
      return state.status === 'DRAFT'
        ? {...withStep('CANCELLED'), stoodDown: event.at}
        : {...withStep('CANCELLED'), sends: 1, lastSentAt: event.at}
    case 'stood-down':
      return {stoodDown: event.at}
    case 'resent':
      return {sends: event.sends, lastSentAt: event.at}
    default:
      return unreachable(event)
  }
}

function stepOf(event: Stamp & Pressed, status: TaskStatus): TaskStep {
  const {at, by, pressedAt} = event
  return pressedAt === undefined ? {status, at, by} : {status, at, pressedAt, by}
}
