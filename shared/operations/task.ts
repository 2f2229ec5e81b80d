import {assert, unreachable} from '../base/assert.ts'
import type {ContactId, HandoffId, IncidentId, TaskId, UnitId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import {type Decider, type Refusal, refuse, type Stamp, type Timer} from './decider.ts'

export const TASK_STATUSES = [
  'SENT',
  'DELIVERED',
  'RECEIVED',
  'WILCO',
  'CANTCO',
  'EN_ROUTE',
  'ON_SCENE',
  'COMPLETE',
  'CANCELLED',
] as const
export type TaskStatus = (typeof TASK_STATUSES)[number]
export const TASK_TYPES = ['observe', 'intercept', 'assist', 'search', 'inspect', 'handoff-standby'] as const
export type TaskType = (typeof TASK_TYPES)[number]
export type CannotCode = 'NO_ASSET' | 'NEED_INFO' | 'RULES' | 'NO_AUTH' | 'IMPOSSIBLE' | 'STALE' | 'REJECTED'

export type TaskOrder = {
  readonly id: TaskId
  readonly world: World
  readonly unit: UnitId
  readonly taskType: TaskType
  readonly incident?: IncidentId | undefined
  readonly contact?: ContactId | undefined
  readonly handoff?: HandoffId | undefined
  /** Name of the object in the own picture. */
  readonly key?: string | undefined
  readonly title: string
  readonly note: string
  readonly place?: Position | undefined
  /** How soon a person has to have read it before the sender is told, ms. */
  readonly readWithinMs: number
}

/** `pressedAt`: the time of the press by the unit's device, where it waited there. */
export type TaskStep = {
  readonly status: TaskStatus
  readonly at: number
  readonly pressedAt?: number | undefined
  readonly by: Actor
}

export type TaskFile = TaskOrder & {
  readonly status: TaskStatus
  readonly version: number
  readonly sentAt: number
  readonly sentBy: Actor
  readonly steps: readonly TaskStep[]
  readonly reason?: {readonly code: CannotCode; readonly text?: string | undefined} | undefined
  /** Nobody had read it in time. */
  readonly unread: boolean
}

export type TaskState = {readonly status: 'NONE'; readonly version: 0} | TaskFile

/** What the unit says, and the status that holds from then on. */
export type TaskAnswer = 'delivered' | 'received' | 'wilco' | 'en-route' | 'on-scene' | 'complete'
type Pressed = {readonly pressedAt?: number | undefined}

export type TaskCommand = Stamp &
  (
    | ({readonly type: 'send'} & TaskOrder)
    | ({readonly type: TaskAnswer} & Pressed)
    | ({readonly type: 'cannot-comply'; readonly code: CannotCode; readonly text?: string | undefined} & Pressed)
    | {readonly type: 'cancel'}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
  )

export type TaskEvent = Stamp &
  (
    | ({readonly type: 'sent'} & TaskOrder)
    | ({readonly type: 'advanced'; readonly status: TaskStatus} & Pressed)
    | ({readonly type: 'cannot-comply'; readonly code: CannotCode; readonly text?: string | undefined} & Pressed)
    | {readonly type: 'cancelled'}
    | {readonly type: 'unread'}
  )

/** What a unit is asked to do, and how it answers, however late its words arrive. SPEC.md, TA. */
export const task: Decider<TaskState, TaskCommand, TaskEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    const {at, by} = command
    if (command.type === 'send') {
      if (state.status !== 'NONE') return refuse('already-sent')
      const {id, world, unit, taskType, incident, contact, handoff, key, title, note, place, readWithinMs} = command
      const order = {id, world, unit, taskType, incident, contact, handoff, key, title, note, place, readWithinMs}
      return [{type: 'sent', ...order, at, by}]
    }
    if (state.status === 'NONE') return refuse('not-found')

    switch (command.type) {
      case 'cancel':
        return isOver(state) ? refuse('task-over', {status: state.status}) : [{type: 'cancelled', at, by}]
      case 'timer': {
        const [due] = timersOf(state)
        return due?.timer === command.timer && at >= due.dueAt ? [{type: 'unread', at, by}] : []
      }
      case 'cannot-comply': {
        if (by.unit !== state.unit) return refuse('not-your-task')
        if (isOver(state)) return state.status === 'CANTCO' ? [] : refuse('task-over', {status: state.status})
        const {code, text, pressedAt} = command
        return [{type: 'cannot-comply', code, text, pressedAt, at, by}]
      }
      default:
        return answer(state, command)
    }
  },

  evolve(state, event) {
    if (event.type === 'sent') return sent(event)
    assert(state.status !== 'NONE', `a task before ${event.type}`)
    const version = state.version + 1
    switch (event.type) {
      case 'advanced':
        return {...state, version, status: event.status, steps: [...state.steps, stepOf(event, event.status)]}
      case 'cannot-comply': {
        const reason = {code: event.code, text: event.text}
        return {...state, version, status: 'CANTCO', reason, steps: [...state.steps, stepOf(event, 'CANTCO')]}
      }
      case 'cancelled':
        return {...state, version, status: 'CANCELLED', steps: [...state.steps, stepOf(event, 'CANCELLED')]}
      case 'unread':
        return {...state, version, unread: true}
      default:
        return unreachable(event)
    }
  },
}

/** Whoever sent it is told once when nobody on board has read it in time. */
export function timersOf(state: TaskState): readonly Timer[] {
  if (state.status === 'NONE' || state.unread || isOver(state) || RANK[state.status] >= RANK.RECEIVED) return []
  return [{timer: 'read', dueAt: state.sentAt + state.readWithinMs, version: 1}]
}

/** Done, refused or called off. */
export function isOver(state: TaskFile): boolean {
  return state.status === 'COMPLETE' || state.status === 'CANTCO' || state.status === 'CANCELLED'
}

/** How far it is: a later word implies the earlier ones. */
const RANK: Readonly<Record<TaskStatus, number>> = {
  SENT: 0,
  DELIVERED: 1,
  RECEIVED: 2,
  WILCO: 3,
  EN_ROUTE: 4,
  ON_SCENE: 5,
  COMPLETE: 6,
  CANTCO: 6,
  CANCELLED: 6,
}

const LEADS_TO = {
  delivered: 'DELIVERED',
  received: 'RECEIVED',
  wilco: 'WILCO',
  'en-route': 'EN_ROUTE',
  'on-scene': 'ON_SCENE',
  complete: 'COMPLETE',
} as const satisfies Readonly<Record<TaskAnswer, TaskStatus>>

type Answer = Extract<TaskCommand, {type: TaskAnswer}>

/** What the phone says that is known already changes nothing; after the end a person is told what holds instead. */
function answer(state: TaskFile, command: Answer): readonly TaskEvent[] | Refusal {
  const {at, by, pressedAt} = command
  const status = LEADS_TO[command.type]
  if (by.unit !== state.unit) return refuse('not-your-task')
  if (isOver(state)) {
    const receipt = command.type === 'delivered' || command.type === 'received'
    const repeated = state.status === 'COMPLETE'
    return receipt || repeated ? [] : refuse('task-over', {status: state.status})
  }
  if (RANK[status] <= RANK[state.status]) return []
  if (command.type === 'complete' && RANK[state.status] < RANK.WILCO) return refuse('answer-first')
  return [{type: 'advanced', status, pressedAt, at, by}]
}

function sent(event: Extract<TaskEvent, {type: 'sent'}>): TaskFile {
  const {type: _type, at, by, ...order} = event
  return {
    ...order,
    status: 'SENT',
    version: 1,
    sentAt: at,
    sentBy: by,
    steps: [{status: 'SENT', at, by}],
    unread: false,
  }
}

function stepOf(event: Stamp & Pressed, status: TaskStatus): TaskStep {
  const {at, by, pressedAt} = event
  return pressedAt === undefined ? {status, at, by} : {status, at, pressedAt, by}
}
