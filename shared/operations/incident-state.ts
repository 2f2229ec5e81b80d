import type {AlertId, ContactId, IncidentId, NationCode, PostId, TaskId, UnitId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {Basis} from '../model/agreement.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'
import type {ChecklistItem} from './incident-checklist.ts'
import type {
  CloseReason,
  Credibility,
  Criterion,
  Impact,
  IncidentCategory,
  IncidentClock,
  IncidentStatus,
  Outcome,
  Reliability,
  SarPhase,
  Validation,
} from './incident-codes.ts'
import type {TaskStatus, TaskType} from './task.ts'

/** One line of the log: a catalogue code under `evidence.` and its values. */
export type LogLine = Stamp & {
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
}

/** What points to distress; the fields are those of the wire. */
export type DistressFacts = Readonly<Partial<Record<DistressNumber, number>> & Partial<Record<DistressAnswer, boolean>>>
export type DistressNumber =
  'personsOnBoard' | 'capacity' | 'children' | 'pregnant' | 'medical' | 'missing' | 'deceased' | 'wind'
export type DistressAnswer = 'helpRequested' | 'seaworthy' | 'makesWay' | 'supplies' | 'lifejackets' | 'crew'

/** Which nation leads: one at every moment, a new epoch with every change. Its ledger alone passes the lead on. */
export type Lead = {
  readonly nation: NationCode
  readonly epoch: number
  readonly since: number
  /** As the nation that leads has told it; in that nation itself the desk is the lead. */
  readonly post?: PostId | undefined
}

/** What passes the lead to another nation, signed by the one that led. */
export type LeadGrant = {
  readonly grant: string
  readonly from: NationCode
  readonly to: NationCode
  readonly epoch: number
  readonly at: number
  readonly receivedAt?: number | undefined
  readonly signed?: {readonly body: string; readonly signature: string} | undefined
}

export type SarStep = Stamp & {readonly phase: SarPhase | 'ended'; readonly because?: string | undefined}
/** A coordination centre that was told at once, and who there has acknowledged it. */
export type Informed = {
  readonly nation: NationCode
  readonly post?: PostId | undefined
  readonly at: number
  readonly acknowledged?: Stamp | undefined
}
/** The rescue that runs beside whatever else the incident is. */
export type Sar = {
  readonly phase: SarPhase
  readonly since: number
  readonly steps: readonly [SarStep, ...SarStep[]]
  readonly informed: readonly Informed[]
  readonly ended?: (Stamp & {readonly because: string}) | undefined
}

/** What another nation tells of its own part. */
export type Told = {
  /** Of the sender's state; an older one is ignored. */
  readonly version: number
  readonly at: number
  readonly status?: IncidentStatus | undefined
  readonly post?: PostId | undefined
  readonly impact?: Impact | undefined
  readonly category?: IncidentCategory | undefined
  readonly outcome?: Outcome | undefined
  readonly closed?: CloseReason | undefined
  readonly sar?: SarPhase | undefined
  readonly lines: readonly LogLine[]
  readonly live: readonly string[]
  readonly basis: Basis
  readonly withheld: readonly string[]
  readonly withdrawn: boolean
}
export type Party = {
  readonly nation: NationCode
  /** A commander here has shared the own part with it. */
  readonly shared?: Stamp | undefined
  readonly told?: Told | undefined
}

export type Assessment = Stamp & {
  readonly step: 'proposed' | 'decided'
  readonly category: IncidentCategory
  readonly criterion: Criterion
  readonly impact: Impact
}

/** The own post that works on it. */
export type Desk = Stamp & {readonly post: PostId; readonly acknowledged?: Stamp | undefined}

export type IncidentOpening = {
  readonly id: IncidentId
  readonly world: World
  /** What people say: `SE-I-4821`. */
  readonly number: string
  readonly category: IncidentCategory
  readonly criterion: Criterion
  readonly title: string
  readonly priority: 1 | 2 | 3
  readonly place?: Position | undefined
  readonly contact?: ContactId | undefined
  readonly alert?: AlertId | undefined
}

/** What a partner tells when it shares an incident, or of its own part later. */
export type Telling = {
  readonly from: NationCode
  readonly world: World
  readonly number: string
  readonly title: string
  readonly priority: 1 | 2 | 3
  readonly category: IncidentCategory
  readonly criterion: Criterion
  readonly place?: Position | undefined
  readonly contacts: readonly ContactId[]
  readonly lead: Lead
  readonly leadOffer?: {readonly to: NationCode; readonly until: number} | undefined
  /** The rescue phase that runs there, or that it has ended there and who decided so. */
  readonly sar?:
    | {
        readonly phase: SarPhase
        readonly since: number
        readonly by: Actor
        readonly ended?: (Stamp & {readonly because: string}) | undefined
      }
    | undefined
  readonly distress?: DistressFacts | undefined
  readonly told: Told
}

/** What of an incident goes over into the one that it is merged with. */
export type Absorbed = Pick<
  IncidentFile,
  'id' | 'number' | 'contacts' | 'alerts' | 'tasks' | 'units' | 'files' | 'distress'
> & {
  /** The rescue phase that ran there. */
  readonly phase?: SarPhase | undefined
}

/** One nation's part of an incident. */
export type IncidentFile = Omit<IncidentOpening, 'contact' | 'alert'> & {
  readonly status: IncidentStatus
  readonly version: number
  /** Whose part this is. */
  readonly nation: NationCode
  /** The partner that shared it; absent where it was opened here. */
  readonly origin?: NationCode | undefined
  readonly openedAt: number
  readonly openedBy: Actor
  readonly impact: Impact
  readonly assessments: readonly [Assessment, ...Assessment[]]
  readonly confidence: {readonly credibility: Credibility; readonly reliability: Reliability}
  readonly validation: {readonly status: Validation; readonly at?: number | undefined; readonly by?: Actor | undefined}
  readonly lead: Lead
  readonly leadOffer?: {readonly to: NationCode; readonly until: number; readonly by: Actor} | undefined
  readonly grants: readonly LeadGrant[]
  readonly desk?: Desk | undefined
  readonly taken?: Stamp | undefined
  readonly parties: readonly Party[]
  readonly contacts: readonly ContactId[]
  readonly alerts: readonly AlertId[]
  readonly tasks: readonly TaskId[]
  readonly units: readonly UnitId[]
  readonly files: readonly (Stamp & {readonly file: string})[]
  readonly checklist: readonly (Stamp & {readonly item: ChecklistItem})[]
  readonly sar?: Sar | undefined
  readonly distress?: DistressFacts | undefined
  /** Clocks that ran out before what they wait for was done. */
  readonly late: readonly IncidentClock[]
  readonly reported?: (Stamp & {readonly reference?: string | undefined}) | undefined
  readonly outcome?: (Stamp & {readonly code: Outcome; readonly response: string}) | undefined
  readonly closed?: (Stamp & {readonly reason: CloseReason; readonly text?: string | undefined}) | undefined
  readonly mergedInto?: IncidentId | undefined
  readonly merged: readonly IncidentId[]
  readonly log: readonly LogLine[]
}
export type IncidentState = {readonly status: 'NONE'; readonly version: 0} | IncidentFile

/** What the rest of the house knows and the incident does not. */
type RunningTasks = {readonly running: readonly TaskId[]}
/** The post that coordinates rescue in this nation. */
type Coordinator = {readonly mrcc: PostId | undefined}

export type IncidentCommand = Stamp &
  (
    | ({readonly type: 'open'; readonly reported: boolean} & IncidentOpening)
    | {readonly type: 'take'}
    | {readonly type: 'validate'; readonly credibility: Credibility; readonly reliability: Reliability}
    | {readonly type: 'assess'; readonly category: IncidentCategory; readonly criterion: Criterion}
    | {
        readonly type: 'assign'
        readonly unit: UnitId
        /** The unit's own post: it leads where nobody does yet. */
        readonly unitPost: PostId
        readonly task: TaskId
        readonly taskType: TaskType
      }
    | {readonly type: 'assign-lead'; readonly post: PostId}
    | {readonly type: 'acknowledge-lead'}
    | {readonly type: 'contain'}
    | ({readonly type: 'resolve'; readonly outcome: Outcome; readonly response: string} & RunningTasks)
    | ({readonly type: 'close'; readonly reason: CloseReason; readonly text?: string | undefined} & RunningTasks)
    | {readonly type: 'reopen'; readonly because: string}
    /** It goes into another one, which is open. */
    | {readonly type: 'merge'; readonly into: IncidentId; readonly intoOpen: boolean}
    /** Another one has come into it. */
    | {readonly type: 'absorb'; readonly from: Absorbed}
    | {readonly type: 'note'; readonly text: string}
    /** A task of this incident has moved on: in the same turn as the task's event. */
    | {readonly type: 'progress'; readonly task: TaskId; readonly unit: UnitId; readonly status: TaskStatus}
    | {
        readonly type: 'attach'
        readonly alert?: AlertId | undefined
        readonly contact?: ContactId | undefined
        /** The alert tells of people in distress. */
        readonly distress?: boolean | undefined
      }
    | {readonly type: 'attach-file'; readonly file: string}
    | {readonly type: 'tick'; readonly item: ChecklistItem; readonly done: boolean}
    | {readonly type: 'report-sent'; readonly reference?: string | undefined}
    | {readonly type: 'sar-raise'; readonly phase: SarPhase}
    | ({
        readonly type: 'sar-lower'
        readonly from: SarPhase
        readonly phase: SarPhase
        readonly because: string
      } & Coordinator)
    | ({readonly type: 'sar-end'; readonly from: SarPhase; readonly because: string} & Coordinator)
    | {readonly type: 'sar-facts'; readonly facts: DistressFacts}
    /** A coordination centre has been told; its people have acknowledged it. */
    | {readonly type: 'inform'; readonly nation: NationCode; readonly post?: PostId | undefined}
    | {readonly type: 'informed'; readonly nation: NationCode; readonly who: Stamp}
    | {readonly type: 'share'; readonly nation: NationCode; readonly permitted: boolean}
    | {readonly type: 'unshare'; readonly nation: NationCode}
    | {readonly type: 'tell'; readonly id: IncidentId; readonly nation: NationCode; readonly telling: Telling}
    | {readonly type: 'withdraw'; readonly from: NationCode}
    | {readonly type: 'offer-lead'; readonly to: NationCode}
    | {readonly type: 'withdraw-lead'}
    | {readonly type: 'accept-lead'; readonly epoch: number; readonly grant: string}
    | {readonly type: 'decline-lead'; readonly epoch: number}
    | {readonly type: 'receive-lead'; readonly grant: LeadGrant}
    | {readonly type: 'receipt'; readonly grant: string}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
  )

export type IncidentEvent = Stamp &
  (
    | ({
        readonly type: 'opened'
        readonly reported: boolean
        readonly nation: NationCode
        readonly desk?: PostId | undefined
      } & IncidentOpening)
    | {readonly type: 'taken'; readonly post: PostId; readonly validating: boolean}
    | {
        readonly type: 'validated'
        readonly credibility: Credibility
        readonly reliability: Reliability
        readonly confirmed: boolean
      }
    | {
        readonly type: 'assessed'
        readonly step: 'proposed' | 'decided'
        readonly category: IncidentCategory
        readonly criterion: Criterion
        readonly impact: Impact
      }
    | {
        readonly type: 'assigned'
        readonly unit: UnitId
        readonly task: TaskId
        readonly taskType: TaskType
      }
    | {readonly type: 'lead-assigned'; readonly post: PostId; readonly acknowledged: boolean}
    | {readonly type: 'lead-acknowledged'}
    | {readonly type: 'contained'}
    | {readonly type: 'resolved'; readonly outcome: Outcome; readonly response: string}
    | {readonly type: 'closed'; readonly reason: CloseReason; readonly text?: string | undefined}
    | {readonly type: 'reopened'; readonly because: string}
    | {readonly type: 'merged'; readonly into: IncidentId}
    | {readonly type: 'absorbed'; readonly from: Absorbed}
    | {readonly type: 'noted'; readonly text: string}
    | {readonly type: 'progressed'; readonly task: TaskId; readonly unit: UnitId; readonly status: TaskStatus}
    | {readonly type: 'attached'; readonly alert?: AlertId | undefined; readonly contact?: ContactId | undefined}
    | {readonly type: 'file-attached'; readonly file: string}
    | {readonly type: 'ticked'; readonly item: ChecklistItem; readonly done: boolean}
    | {readonly type: 'report-sent'; readonly reference?: string | undefined}
    | {readonly type: 'sar-raised'; readonly phase: SarPhase}
    | {readonly type: 'sar-lowered'; readonly phase: SarPhase; readonly because: string}
    | {readonly type: 'sar-ended'; readonly because: string}
    | {readonly type: 'distress-noted'; readonly facts: DistressFacts}
    | {readonly type: 'mrcc-informed'; readonly nation: NationCode; readonly post?: PostId | undefined}
    | {readonly type: 'mrcc-acknowledged'; readonly nation: NationCode; readonly who: Stamp}
    | {readonly type: 'shared'; readonly nation: NationCode}
    | {readonly type: 'unshared'; readonly nation: NationCode}
    | {
        readonly type: 'told'
        readonly nation: NationCode
        readonly id: IncidentId
        readonly title: string
        readonly telling: Omit<Telling, 'title'>
      }
    | {readonly type: 'withdrawn'; readonly from: NationCode}
    | {readonly type: 'lead-offered'; readonly to: NationCode; readonly until: number}
    | {
        readonly type: 'lead-offer-ended'
        readonly to: NationCode
        readonly how: 'withdrawn' | 'declined' | 'unanswered'
      }
    | {readonly type: 'lead-passed'; readonly grant: LeadGrant}
    | {readonly type: 'lead-received'; readonly grant: LeadGrant}
    | {readonly type: 'lead-receipt'; readonly grant: string}
    | {readonly type: 'clock-late'; readonly clock: IncidentClock}
  )

/** How long an offer of the lead waits for an answer, ms. */
export const LEAD_OFFER_MS = 600_000

export function isOver(state: IncidentFile): boolean {
  return state.status === 'CLOSED' || state.status === 'MERGED'
}

/** A phase of search and rescue runs. */
export function isRescue(state: IncidentFile): boolean {
  return state.sar !== undefined && state.sar.ended === undefined
}

export function leads(state: IncidentFile): boolean {
  return state.lead.nation === state.nation
}
