import type {AlertId, ContactId, IncidentId, PostId, TaskId, UnitId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'
import type {TaskStatus, TaskType} from './task.ts'

export const INCIDENT_STATUSES = ['REPORTED', 'OPEN', 'ASSIGNED', 'RESPONDING', 'RESOLVED', 'CLOSED'] as const
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number]
export const INCIDENT_CATEGORIES = [
  'distress',
  'unidentified-object',
  'border-crossing',
  'fisheries',
  'smuggling-indication',
  'pollution',
  'infrastructure',
  'other',
] as const
export type IncidentCategory = (typeof INCIDENT_CATEGORIES)[number]

/** One line of the log: a catalogue code under `log.` and its values. */
export type LogLine = {
  readonly at: number
  readonly by: Actor
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
}

export type IncidentOpening = {
  readonly id: IncidentId
  readonly world: World
  /** What people say: `SE-I-4821`. */
  readonly number: string
  readonly category: IncidentCategory
  readonly title: string
  readonly priority: 1 | 2 | 3
  readonly place?: Position | undefined
  readonly contact?: ContactId | undefined
  readonly alert?: AlertId | undefined
}

export type IncidentFile = Omit<IncidentOpening, 'contact' | 'alert'> & {
  readonly status: IncidentStatus
  readonly version: number
  readonly openedAt: number
  readonly openedBy: Actor
  readonly lead?: PostId | undefined
  readonly contacts: readonly ContactId[]
  readonly alerts: readonly AlertId[]
  readonly tasks: readonly TaskId[]
  readonly units: readonly UnitId[]
  readonly log: readonly LogLine[]
  readonly outcome?: string | undefined
}

export type IncidentState = {readonly status: 'NONE'; readonly version: 0} | IncidentFile

export type IncidentCommand = Stamp &
  (
    | ({readonly type: 'open'} & IncidentOpening)
    | {readonly type: 'assign'; readonly unit: UnitId; readonly task: TaskId; readonly taskType: TaskType}
    | {readonly type: 'note'; readonly text: string}
    /** A task of this incident has moved on: in the same turn as the task's event. */
    | {readonly type: 'progress'; readonly task: TaskId; readonly unit: UnitId; readonly status: TaskStatus}
    | {readonly type: 'attach'; readonly alert?: AlertId | undefined; readonly contact?: ContactId | undefined}
    | {readonly type: 'resolve'; readonly outcome: string}
    | {readonly type: 'close'}
  )

export type IncidentEvent = Stamp &
  (
    | ({readonly type: 'opened'; readonly reported: boolean; readonly lead?: PostId | undefined} & IncidentOpening)
    | {
        readonly type: 'assigned'
        readonly unit: UnitId
        readonly task: TaskId
        readonly taskType: TaskType
        readonly lead?: PostId | undefined
      }
    | {readonly type: 'noted'; readonly text: string}
    | {readonly type: 'progressed'; readonly task: TaskId; readonly unit: UnitId; readonly status: TaskStatus}
    | {readonly type: 'attached'; readonly alert?: AlertId | undefined; readonly contact?: ContactId | undefined}
    | {readonly type: 'resolved'; readonly outcome: string}
    | {readonly type: 'closed'}
  )
