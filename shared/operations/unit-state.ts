import type {TaskId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {LimitedWhat, OutReason, UnitStatus} from '../model/unit.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'

/** What a unit says of itself; the rest follows from its tasks. */
export const OWN_STATUSES = ['available', 'returning', 'limited', 'out-of-service'] as const satisfies UnitStatus[]
export type OwnStatus = (typeof OWN_STATUSES)[number]
export type TaskingStatus = Exclude<UnitStatus, OwnStatus>
export type ReportCategory = 'boat' | 'persons' | 'drone' | 'vehicle' | 'all-clear' | 'other'

type Text = {readonly text?: string | undefined}
/** A value and when it was said, ledger time: on a phone without a link that is the time of the press. */
type Said<T> = T & {readonly at: number}

/** How long a unit is left alone, ms; told with each change of its tasking. */
export type WatchTimes = {readonly safetyMs: number; readonly safetyAnswerMs: number; readonly silentMs: number}

/** On scene: asked at `dueAt` whether all is well; `late`: no answer came in `answerMs`. */
export type Safety = {
  readonly dueAt: number
  readonly everyMs: number
  readonly answerMs: number
  readonly askedAt?: number | undefined
  readonly late: boolean
}

/** While it is tasked its place has to be heard of; `since`: it has not been for longer than `silentMs`. */
export type Hearing = {readonly heardAt: number; readonly silentMs: number; readonly since?: number | undefined}

/** What changes of a unit; name, kind and post are the configuration's. Every unit starts as `initial`. */
export type UnitState = {
  readonly version: number
  readonly own: OwnStatus
  /** When it said so; and when that or a task last changed what it does. */
  readonly ownAt?: number | undefined
  readonly statusAt?: number | undefined
  readonly limited?: Said<{readonly what: LimitedWhat} & Text> | undefined
  readonly outOfService?: Said<{readonly reason: OutReason; readonly until?: number | undefined} & Text> | undefined
  readonly duty?:
    Said<{readonly on: boolean; readonly until?: number | undefined; readonly from: 'phone' | 'desk'}> | undefined
  readonly crew?: Said<{readonly count: number}> | undefined
  readonly fuel?: Said<{readonly percent: number}> | undefined
  readonly battery?: Said<{readonly percent: number}> | undefined
  readonly readiness?: Said<{readonly minutes: number}> | undefined
  readonly tasks: readonly {readonly task: TaskId; readonly status: TaskingStatus}[]
  readonly safety?: Safety | undefined
  readonly hearing?: Hearing | undefined
  readonly sos?: {readonly at: number; readonly place?: Position | undefined; readonly by: Actor} | undefined
  readonly report?: Said<{readonly category: ReportCategory; readonly place?: Position | undefined} & Text> | undefined
}

/** `report`: its id, made by the phone, so that photos can belong to it. `pressedAt`: wall time on the phone, ms. */
type Reported = {
  readonly category: ReportCategory
  readonly place?: Position | undefined
  readonly report?: string | undefined
  readonly pressedAt?: number | undefined
} & Text
/** `saidAt`: ledger time at which it held, not later than the command's. */
type SaidAt = {readonly saidAt: number}
export type StatusSaid = SaidAt &
  Text & {
    readonly status: OwnStatus
    readonly what?: LimitedWhat | undefined
    readonly reason?: OutReason | undefined
    readonly until?: number | undefined
  }
export type DutySaid = SaidAt & {
  readonly on: boolean
  readonly until?: number | undefined
  readonly crew?: number | undefined
  readonly from: 'phone' | 'desk'
}
export type ResourcesSaid = SaidAt & {
  readonly fuelPercent?: number | undefined
  readonly batteryPercent?: number | undefined
  readonly crew?: number | undefined
  readonly readyInMinutes?: number | undefined
}
/** `heardAt`: when its place was measured last, ledger time. */
type Tasked = {
  readonly task: TaskId
  readonly status: TaskingStatus | 'over'
  readonly heardAt?: number | undefined
  readonly watch?: WatchTimes | undefined
}

export type UnitCommand = Stamp &
  (
    | ({readonly type: 'status'} & StatusSaid)
    | ({readonly type: 'duty'} & DutySaid)
    | ({readonly type: 'resources'} & ResourcesSaid)
    /** It is well. */
    | {readonly type: 'safe'}
    | {readonly type: 'sos'; readonly place?: Position | undefined; readonly pressedAt?: number | undefined}
    | {readonly type: 'sos-end'}
    | ({readonly type: 'report'} & Reported)
    /** One of its tasks stands so now; `over`: is no longer its task. In the same turn as the task's event. */
    | ({readonly type: 'tasked'} & Tasked)
    /** Its place has been heard of again. */
    | {readonly type: 'heard'; readonly heardAt: number}
    | {
        readonly type: 'timer'
        readonly timer: string
        readonly version: number
        readonly heardAt?: number | undefined
      }
  )

export type UnitEvent = Stamp &
  (
    | ({readonly type: 'status-set'} & StatusSaid)
    | ({readonly type: 'duty-set'} & DutySaid)
    | ({readonly type: 'resources-set'} & ResourcesSaid)
    | {readonly type: 'safe'}
    | {readonly type: 'safety-asked'}
    | {readonly type: 'safety-late'}
    | {readonly type: 'silent'}
    | {readonly type: 'heard'; readonly heardAt: number}
    | {readonly type: 'sos-raised'; readonly place?: Position | undefined; readonly pressedAt?: number | undefined}
    | {readonly type: 'sos-ended'}
    | ({readonly type: 'reported'} & Reported)
    | ({readonly type: 'tasked'} & Tasked)
  )
