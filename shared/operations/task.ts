import type {ContactId, HandoffId, IncidentId, TaskId, UnitId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'

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
