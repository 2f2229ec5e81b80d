import type {ContactId, HandoffId, IncidentId, TaskId, UnitId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'

export const TASK_STATUSES = [
  'DRAFT',
  'SENT',
  'DELIVERED',
  'RECEIVED',
  'WILCO',
  'CANTCO',
  'EN_ROUTE',
  'ON_SCENE',
  'EXECUTING',
  'COMPLETE',
  'ABORTED',
  'CANCELLED',
] as const
export type TaskStatus = (typeof TASK_STATUSES)[number]
/** What has ended one way or another. */
export const TASK_ENDS = ['CANTCO', 'COMPLETE', 'ABORTED', 'CANCELLED'] as const satisfies readonly TaskStatus[]

export const TASK_TYPES = ['observe', 'intercept', 'assist', 'search', 'inspect', 'handoff-standby'] as const
export type TaskType = (typeof TASK_TYPES)[number]

/** Why a unit cannot: the leaves of Cursor on Target's `y-c-f` tree. */
export const CANNOT_CODES = [
  'NO_ASSET',
  'NEED_INFO',
  'RULES',
  'NO_AUTH',
  'IMPOSSIBLE',
  'STALE',
  'REJECTED',
  'REJECTED_C2',
  'REJECTED_CREW',
  'CANCELLED',
] as const
export type CannotCode = (typeof CANNOT_CODES)[number]

export type TaskOrder = {
  readonly id: TaskId
  readonly world: World
  readonly unit: UnitId
  readonly taskType: TaskType
  /** 1: with lives at risk. */
  readonly priority?: 1 | 2 | 3 | undefined
  readonly incident?: IncidentId | undefined
  readonly contact?: ContactId | undefined
  readonly handoff?: HandoffId | undefined
  /** Name of the object in the own picture. */
  readonly key?: string | undefined
  readonly title: string
  readonly note: string
  readonly place?: Position | undefined
  /** How soon a person has to have read it before it is sent again and the sender told, ms. */
  readonly readWithinMs: number
  /** How soon before screens show that nobody has, ms. */
  readonly ackWithinMs?: number | undefined
}

/** `pressedAt`: the time of the press by the unit's device, where it waited there. */
export type TaskStep = {
  readonly status: TaskStatus
  readonly at: number
  readonly pressedAt?: number | undefined
  readonly by: Actor
}

export type CannotReason = {readonly code: CannotCode; readonly text?: string | undefined}

export type TaskFile = TaskOrder & {
  readonly status: TaskStatus
  readonly version: number
  /** When it was sent first; of a draft when it was written. */
  readonly sentAt: number
  readonly sentBy: Actor
  /** How often what stands now, the order or its recall, has been sent; and when last. */
  readonly sends: number
  readonly lastSentAt: number
  readonly steps: readonly TaskStep[]
  readonly reason?: CannotReason | undefined
  /** When a person of the unit has read that it is called off. */
  readonly stoodDown?: number | undefined
}

export type TaskState = {readonly status: 'NONE'; readonly version: 0} | TaskFile

/** What the unit says, and the status that holds from then on. */
export type TaskAnswer = 'delivered' | 'received' | 'wilco' | 'en-route' | 'on-scene' | 'executing' | 'complete'
export type Pressed = {readonly pressedAt?: number | undefined}

export type TaskCommand = Stamp &
  (
    | ({readonly type: 'draft'} & TaskOrder)
    | ({readonly type: 'send'} & TaskOrder)
    | ({readonly type: TaskAnswer} & Pressed)
    | ({readonly type: 'cannot-comply' | 'abort'} & CannotReason & Pressed)
    /** A person of the unit has read that it is called off. */
    | ({readonly type: 'stood-down'} & Pressed)
    | {readonly type: 'cancel'}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
  )

export type TaskEvent = Stamp &
  (
    | ({readonly type: 'drafted'} & TaskOrder)
    | ({readonly type: 'sent'} & TaskOrder)
    | ({readonly type: 'advanced'; readonly status: TaskStatus} & Pressed)
    | ({readonly type: 'cannot-comply' | 'aborted'} & CannotReason & Pressed)
    | ({readonly type: 'stood-down'} & Pressed)
    | {readonly type: 'cancelled'}
    /** Nobody on board has read it: it goes out once more, and somebody is told. */
    | {readonly type: 'resent'; readonly sends: number}
  )

/** Done, refused, broken off or called off. */
export function isOver({status}: {readonly status: TaskStatus}): boolean {
  return TASK_ENDS.some(end => end === status)
}

/** Whether a person of the unit still has to read what stands now: the order, or that it is called off. */
export function isUnread({
  status,
  stoodDown,
}: {
  readonly status: TaskStatus
  readonly stoodDown?: number | undefined
}): boolean {
  return status === 'SENT' || status === 'DELIVERED' || (status === 'CANCELLED' && stoodDown === undefined)
}
