import type {ContactId, HandoffId, NationCode, PostId} from '../base/id.ts'
import type {Basis, HandoffTimers} from '../model/agreement.ts'
import type {Confidence} from '../model/finding.ts'
import type {Identity, ObjectKind} from '../model/object.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'
import type {HandoffFunction} from './handoff-state.ts'

/** A passing of control: given by FROM's commit, or held by TO with FROM's signature. */
export type Grant = {
  readonly grant: string
  readonly handoff: HandoffId
  readonly from: NationCode
  readonly to: NationCode
  readonly epoch: number
  readonly at: number
  /** What FROM signed, byte for byte, and the signature: on TO's side only. */
  readonly signed?: {readonly body: string; readonly signature: string} | undefined
  readonly signedAt?: number | undefined
  /** Committed after a telephone call: TO may hold it by the code that FROM has read out, before the signature is there. */
  readonly verbal?: boolean | undefined
  /** When TO said that it holds it: on FROM's side only. */
  readonly receiptAt?: number | undefined
}

/** How far an alarm about a crossing without acceptance has gone. */
export type CrossingStage = 'alarm' | 'commanders' | 'incident'

/** Beyond the line without an acceptance. `timers`: what the two have agreed, at the controller's; absent: the defaults. */
export type OutOfArea = {
  readonly into: NationCode
  readonly since: number
  readonly stage: CrossingStage
  readonly timers?: CrossingTimers | undefined
}
/** How long until the commanders are told, and until it is an incident, ms since the crossing. */
export type CrossingTimers = Pick<HandoffTimers, 'cross' | 'cross2'>

/** What one nation thinks that the object is, beside the shared assessment. */
export type NationalAssessment = {
  readonly nation: NationCode
  readonly identity: Identity
  readonly confidence: Confidence
  readonly at: number
  readonly by: Actor
}

/** A time in which `by` acted as controller without the controller's ledger. */
export type Contest = {
  readonly handoff: HandoffId
  readonly by: NationCode
  /** Who had control when it was told: whose ledger decides whether it stands. */
  readonly against: NationCode
  /** Under which epoch it was begun. */
  readonly epoch: number
  readonly form: 'takeover' | 'claim'
  readonly reason: string
  readonly from: number
  readonly until?: number | undefined
  /** Whether what `by` did stood when the link was back. */
  readonly stands?: boolean | undefined
}

/** Who is responsible for the object. Its home is the controller's ledger and moves with the signed grant. */
export type Custody = {
  readonly controller: NationCode
  readonly post?: PostId | undefined
  /** Fencing token: rises by one with each change. */
  readonly epoch: number
  readonly available: boolean
  readonly contested: boolean
  readonly since: number
  /** Who leads the interception and the case, where that is not the controller. */
  readonly tasking?: NationCode | undefined
  readonly case?: NationCode | undefined
  /** Beyond the line without an acceptance: into whose area, since when, and how far the alarm has gone. */
  readonly outOfArea?: OutOfArea | undefined
  /** Since when nobody of the controller has been on line. */
  readonly unattended?: number | undefined
  readonly identityDifference?: boolean | undefined
  readonly grants: readonly Grant[]
}

/** What the shared file says of the object; the controller alone changes it. */
export type Assessment = {readonly object: ObjectKind; readonly identity: Identity; readonly title: string}

export type ContactNote = {readonly by: Actor; readonly at: number; readonly text: string}

export type ContactFile = Assessment & {
  readonly status: 'OPEN' | 'CLOSED'
  readonly version: number
  readonly id: ContactId
  readonly world: World
  /** Name of the object in the own picture (`mmsi:…`, `plot:…`), where it is known. */
  readonly key?: string | undefined
  readonly openedAt: number
  readonly openedBy: Actor
  readonly notes: readonly ContactNote[]
  readonly custody: Custody
  readonly assessments?: readonly NationalAssessment[] | undefined
  readonly contests?: readonly Contest[] | undefined
  /** The designator under which the object goes on. */
  readonly mergedInto?: ContactId | undefined
  /** The nation and its version from which the shared part was last copied. */
  readonly copied?: {readonly from: NationCode; readonly version: number} | undefined
  readonly live: readonly string[]
  readonly basis?: Basis | undefined
  /** The partner has taken its copy back: no longer shown. */
  readonly withdrawn: boolean
}

export type ContactState = {readonly status: 'NONE'; readonly version: 0} | ContactFile

/** A partner's file as its message tells it, ages turned into own ledger time. */
export type ContactCopy = Assessment & {
  readonly id: ContactId
  readonly version: number
  readonly world: World
  readonly status: 'OPEN' | 'CLOSED'
  readonly openedAt: number
  readonly custody: Omit<Custody, 'grants'>
  readonly mergedInto?: ContactId | undefined
  readonly live: readonly string[]
  readonly basis: Basis
}

type Epoch = {readonly expectedEpoch?: number | undefined}

export type ContactCommand = Stamp &
  (
    | ({
        readonly type: 'open'
        readonly id: ContactId
        readonly world: World
        readonly key?: string | undefined
        readonly post?: PostId | undefined
      } & Assessment)
    | {readonly type: 'note'; readonly text: string}
    /** `openHandoff`: the handoff of this contact that is open, if there is one; `drop`: which ends with it. */
    | ({readonly type: 'close'; readonly openHandoff?: HandoffId | undefined; readonly drop?: boolean} & Epoch)
    | ({readonly type: 'assess'} & Partial<Assessment> & Epoch)
    /** The picture has another name for the object now. */
    | {readonly type: 'follow'; readonly key: string}
    /** In the same turn as the handoff's `completed`: control goes to `to`, and `epoch` begins. */
    | {
        readonly type: 'pass'
        readonly handoff: HandoffId
        readonly grant: string
        readonly to: NationCode
        readonly post?: PostId | undefined
        readonly epoch: number
        /** When TO began to act, where that was before. */
        readonly since?: number | undefined
        /** Absent: with everything that goes with it. */
        readonly functions?: readonly HandoffFunction[] | undefined
        readonly verbal?: boolean | undefined
      }
    /** Commander of the controller: to be had by who claims it first, or no longer. */
    | ({readonly type: 'relinquish'; readonly available: boolean} & Epoch)
    /** The object goes on under another designator, which is told by its controller. */
    | {readonly type: 'merge'; readonly into: ContactId}
    /** Two objects after all: the ended designator is back, controlled here. */
    | {readonly type: 'separate'}
    /** What a nation thinks that it is. */
    | {
        readonly type: 'national'
        readonly nation: NationCode
        readonly identity: Identity
        readonly confidence: Confidence
        readonly since?: number | undefined
      }
    /** Picture: it has crossed into another nation's area without an acceptance, or is back. */
    | {
        readonly type: 'out-of-area'
        readonly into: NationCode | undefined
        readonly timers?: CrossingTimers | undefined
      }
    | {readonly type: 'attended'; readonly isAttended: boolean}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
    /** `contest.by` acts as controller without the controller's ledger. */
    | {readonly type: 'contest'; readonly contest: Contest}
    | {readonly type: 'settle'; readonly handoff: HandoffId; readonly stands: boolean}
    /** FROM's grant, signature already verified. `file` opens the contact where no copy of it is held. */
    | {
        readonly type: 'receive-grant'
        readonly id: ContactId
        readonly grant: Grant
        readonly post?: PostId | undefined
        readonly functions?: readonly HandoffFunction[] | undefined
        readonly file: {readonly world: World; readonly key?: string | undefined} & Assessment
      }
    /** TO says that it holds the grant. */
    | {readonly type: 'receipt'; readonly grant: string}
    | {readonly type: 'copy'; readonly from: NationCode; readonly copy: ContactCopy}
    | {readonly type: 'withdraw'; readonly from: NationCode}
  )

export type ContactEvent = Stamp &
  (
    | ({
        readonly type: 'opened'
        readonly id: ContactId
        readonly world: World
        readonly key?: string | undefined
        readonly post?: PostId | undefined
      } & Assessment)
    | {readonly type: 'noted'; readonly text: string}
    | {readonly type: 'closed' | 'separated'}
    | {readonly type: 'merged'; readonly into: ContactId}
    | {readonly type: 'relinquished'; readonly available: boolean}
    | {readonly type: 'nationally-assessed'; readonly assessment: NationalAssessment}
    | {readonly type: 'identity-differs'; readonly differs: boolean}
    | {
        readonly type: 'went-out-of-area'
        readonly into: NationCode
        readonly stage: CrossingStage
        readonly timers?: CrossingTimers | undefined
      }
    | {readonly type: 'came-back'}
    | {readonly type: 'left-unattended' | 'attended-again'}
    | {readonly type: 'contested'; readonly contest: Contest}
    | {readonly type: 'settled'; readonly handoff: HandoffId; readonly stands: boolean}
    /** FROM's signature on what was held by its code. */
    | {readonly type: 'grant-signed'; readonly grant: string; readonly signed: NonNullable<Grant['signed']>}
    | ({readonly type: 'assessed'} & Assessment)
    | {readonly type: 'followed'; readonly key: string}
    | {
        readonly type: 'passed'
        readonly grant: Grant
        readonly post?: PostId | undefined
        readonly since?: number | undefined
        readonly functions?: readonly HandoffFunction[] | undefined
      }
    | {
        readonly type: 'granted'
        readonly id: ContactId
        readonly grant: Grant
        readonly post?: PostId | undefined
        readonly functions?: readonly HandoffFunction[] | undefined
        readonly file: {readonly world: World; readonly key?: string | undefined} & Assessment
      }
    | {readonly type: 'receipted'; readonly grant: string}
    | {readonly type: 'copied'; readonly from: NationCode; readonly copy: ContactCopy}
    | {readonly type: 'withdrawn'}
  )
