import type {TaskId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {UnitStatus} from '../model/unit.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'

/** What a unit says of itself; the rest follows from its tasks. */
export type OwnStatus = 'available' | 'returning' | 'limited' | 'out-of-service'
export type TaskingStatus = Exclude<UnitStatus, OwnStatus>
export type ReportCategory = 'boat' | 'persons' | 'drone' | 'vehicle' | 'all-clear' | 'other'

/** What changes of a unit; name, kind and post are the configuration's. Every unit starts as `initial`. */
export type UnitState = {
  readonly version: number
  readonly own: OwnStatus
  readonly tasks: readonly {readonly task: TaskId; readonly status: TaskingStatus}[]
  readonly sos?: {readonly at: number; readonly place?: Position | undefined; readonly by: Actor} | undefined
  readonly report?:
    | {
        readonly at: number
        readonly category: ReportCategory
        readonly text?: string | undefined
        readonly place?: Position | undefined
      }
    | undefined
}

export type UnitCommand = Stamp &
  (
    | {readonly type: 'status'; readonly status: OwnStatus}
    | {readonly type: 'sos'; readonly place?: Position | undefined}
    | {readonly type: 'sos-end'}
    | {
        readonly type: 'report'
        readonly category: ReportCategory
        readonly text?: string | undefined
        readonly place?: Position | undefined
      }
    /** One of its tasks stands so now; `over`: is no longer its task. In the same turn as the task's event. */
    | {readonly type: 'tasked'; readonly task: TaskId; readonly status: TaskingStatus | 'over'}
  )

export type UnitEvent = Stamp &
  (
    | {readonly type: 'status-set'; readonly status: OwnStatus}
    | {readonly type: 'sos-raised'; readonly place?: Position | undefined}
    | {readonly type: 'sos-ended'}
    | {
        readonly type: 'reported'
        readonly category: ReportCategory
        readonly text?: string | undefined
        readonly place?: Position | undefined
      }
    | {readonly type: 'tasked'; readonly task: TaskId; readonly status: TaskingStatus | 'over'}
  )
