import type {AlertId, ContactId, IncidentId, NationCode} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {Basis} from '../model/agreement.ts'
import type {Confidence, Evidence, FindingRule, Priority} from '../model/finding.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'

export const ALERT_STATUSES = ['UNACK', 'ACK', 'CLEARED_UNACK', 'CLEARED', 'SHELVED', 'TRANSFERRED'] as const
export type AlertStatus = (typeof ALERT_STATUSES)[number]

/** What a finding, or a partner's message, says of the situation: the part that updates replace. */
export type Situation = {
  readonly priority: Priority
  readonly confidence: Confidence
  readonly evidence: readonly Evidence[]
  readonly place?: Position | undefined
  /** Picture time since when it has lasted. */
  readonly since: number
  readonly from?: NationCode | undefined
  readonly to?: NationCode | undefined
  readonly contact?: ContactId | undefined
  /** Names of the objects in the own picture. */
  readonly keys: readonly string[]
}

/** Which situation it is: does not change. */
export type AlertOrigin = {
  readonly id: AlertId
  readonly world: World
  readonly origin: NationCode
  readonly rule: FindingRule
  /** The rule's own name of the situation; empty in a copy. */
  readonly situation: string
}

export type AlertFile = AlertOrigin &
  Situation & {
    readonly status: 'OPEN'
    readonly version: number
    /** Whether the condition still holds. Independent of whether somebody has acknowledged it or put it aside. */
    readonly active: boolean
    readonly count: number
    readonly raisedAt: number
    readonly updatedAt: number
    readonly acknowledged?: {readonly by: Actor; readonly at: number} | undefined
    readonly shelved?:
      {readonly by: Actor; readonly until: number; readonly reason: string; readonly version: number} | undefined
    readonly incident?: IncidentId | undefined
    readonly notes: readonly {readonly by: Actor; readonly at: number; readonly text: string}[]
    /** Why it rings again. */
    readonly again?: Evidence | undefined
    /** Nations that have a copy, and under what. */
    readonly sharedWith: readonly {readonly nation: NationCode; readonly basis: Basis}[]
    /** Set in a copy of a partner's alert. */
    readonly copied?: AlertRelease | undefined
  }

/** What comes with a partner's alert besides the situation. */
export type AlertRelease = {
  /** The home's version. */
  readonly version: number
  readonly basis: Basis
  readonly withheld: readonly string[]
  /** What the home may tell the objects' names as. */
  readonly subjects: readonly string[]
  readonly live: readonly string[]
  readonly homeClosed: boolean
  /** The home has taken it back: no longer shown. */
  readonly withdrawn: boolean
}

export type AlertState = {readonly status: 'NONE'; readonly version: 0} | AlertFile

export type AlertCommand = Stamp &
  (
    | ({readonly type: 'raise'} & AlertOrigin & Situation)
    /** The same situation is found again: `begins` or `continues`. */
    | ({readonly type: 'again'} & Situation)
    /** The condition is over; `evidence` says why, where the rule does. */
    | {readonly type: 'clear'; readonly evidence?: readonly Evidence[] | undefined}
    | {readonly type: 'acknowledge'}
    | {readonly type: 'shelve'; readonly minutes: number; readonly reason: string}
    | {readonly type: 'unshelve'}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
    | {readonly type: 'note'; readonly text: string}
    | {readonly type: 'transfer'; readonly incident: IncidentId}
    | {readonly type: 'share'; readonly nation: NationCode; readonly basis: Basis}
    | {readonly type: 'unshare'; readonly nation: NationCode}
    | ({
        readonly type: 'copy'
        readonly active: boolean
        readonly count: number
        readonly raisedAt: number
        readonly updatedAt: number
        readonly release: AlertRelease
      } & AlertOrigin &
        Situation)
    | {readonly type: 'withdraw'}
  )

export type AlertEvent = Stamp &
  (
    | ({readonly type: 'raised'} & AlertOrigin & Situation)
    /** `rings`: why it has to be acknowledged again. */
    | ({readonly type: 'found-again'; readonly rings?: Evidence | undefined} & Situation)
    | {readonly type: 'cleared'; readonly evidence?: readonly Evidence[] | undefined}
    | {readonly type: 'acknowledged'}
    | {readonly type: 'shelved'; readonly until: number; readonly reason: string}
    | {readonly type: 'unshelved'; readonly why: 'person' | 'time' | 'priority'}
    | {readonly type: 'noted'; readonly text: string}
    | {readonly type: 'transferred'; readonly incident: IncidentId}
    | {readonly type: 'shared'; readonly nation: NationCode; readonly basis: Basis}
    | {readonly type: 'unshared'; readonly nation: NationCode}
    | ({
        readonly type: 'copied'
        readonly active: boolean
        readonly count: number
        readonly raisedAt: number
        readonly updatedAt: number
        readonly release: AlertRelease
        readonly rings?: Evidence | undefined
      } & AlertOrigin &
        Situation)
    | {readonly type: 'withdrawn'}
  )
