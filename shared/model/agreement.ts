import type {AgreementId, NationCode, RuleId, ZoneId} from '../base/id.ts'
import type {Centres, LegalRight, PursuitTerms} from './law.ts'
import type {Identity, ObjectClass, ObjectKind} from './object.ts'

/** What may be done with a thing under a rule. */
export type SharingAction =
  'notify' | 'view' | 'subscribe' | 'receive_alert' | 'handoff' | 'export' | 'task' | 'retransmit' | 'search'

/** CISE's names for what somebody wants it for. Declared by the reader, never assumed. */
export type Purpose =
  | 'BorderMonitoring'
  | 'BorderOperation'
  | 'SAR'
  | 'Safety'
  | 'CustomsMonitoring'
  | 'CustomsOperation'
  | 'FisheriesMonitoring'
  | 'FisheriesOperation'
  | 'LawEnforcementMonitoring'
  | 'LawEnforcementOperation'

/** Lowest first. */
export const CLASSIFICATIONS = ['UNCLASSIFIED', 'RESTRICTED', 'CONFIDENTIAL', 'SECRET'] as const
export type Classification = (typeof CLASSIFICATIONS)[number]

/** How a handoff's control passes (domain §1.2.2). */
export type TransferMode = 'on-accept' | 'at-line' | 'on-release'

/** Deadlines of a handoff, ms (domain §1.2.4). */
export type HandoffTimers = {
  /** A notice is given so long before the predicted crossing; an offer made later than `proposeLatest` is short notice. */
  readonly notify: number
  readonly proposeLatest: number
  readonly lam: number
  readonly reply: number
  readonly standby: number
  readonly counter: number
  readonly hold: number
  readonly assume: number
  /** Crossed without an acceptance: both commanders are told, then it is an incident. */
  readonly cross: number
  readonly cross2: number
  /** Nobody of the controller on line for so long. */
  readonly unattended: number
  /** What was agreed by voice may be denied for so long after the link is back. */
  readonly confirm: number
}

/** How fast such an object crosses a line: the classes that timers are agreed for. */
export const PACES = ['sea', 'land', 'air'] as const
export type Pace = (typeof PACES)[number]

/** An offer that meets all of one of these is accepted by TO's node as soon as a person has it on screen. Absent: any. */
export type StandardConditions = {
  /** As people quote it: `§ 4.2`. */
  readonly title: string
  readonly from?: readonly NationCode[]
  readonly objects?: readonly ObjectKind[]
  readonly identities?: readonly Identity[]
  /** The object is in one of these areas. */
  readonly zones?: readonly ZoneId[]
  readonly transfers?: readonly TransferMode[]
  /** Not faster than this, knots. */
  readonly maxKnots?: number
}

export type AgreementRule = {
  readonly id: RuleId
  readonly effect: 'permit' | 'prohibit'
  readonly from: readonly NationCode[] | '*'
  readonly to: readonly NationCode[] | '*'
  readonly actions: readonly SharingAction[] | '*'
  readonly purposes: readonly Purpose[] | '*'
  readonly classes: readonly ObjectClass[] | '*'
  readonly when?: {
    readonly zones?: readonly ZoneId[]
    /** Also this far outside the zones. */
    readonly bufferNm?: number
    /** Hours of the day, UTC; may span midnight. */
    readonly timeOfDay?: readonly [number, number]
    readonly ownAsset?: boolean
    readonly livesAtRisk?: boolean
  }
  readonly disclose?: {
    readonly level: 'HIT' | 'COARSE' | 'STANDARD' | 'FULL'
    readonly fields: readonly string[]
    readonly precisionM: number
    readonly delayS: number
    readonly historyS: number
  }
  readonly obligations?: {
    readonly log: 'full' | 'summary'
    readonly retentionDays: number
    readonly onward: 'forbidden' | 'consent' | 'sar_only' | 'allowed'
  }
  /** Prevails over a prohibition where lives are at risk, for its own fields only. */
  readonly safetyOfLife?: boolean
}

/** A treaty or arrangement, as data (domain §3.3). */
export type Agreement = {
  readonly id: AgreementId
  readonly title: string
  readonly version: number
  readonly type: 'bilateral' | 'multilateral' | 'operational_plan' | 'ad_hoc'
  readonly parties: readonly NationCode[] | '*'
  readonly status: 'draft' | 'in_force' | 'suspended' | 'terminated'
  readonly inForce: {readonly from: string; readonly to?: string | undefined}
  readonly maxLevel: Classification
  /** It is an example and binds nobody; every screen that names it says so. */
  readonly example: boolean
  readonly handoff?: {
    readonly allowed: boolean
    readonly transfer: TransferMode
    readonly timers?: Readonly<Partial<HandoffTimers>>
    /** Other lengths for one class of objects. */
    readonly timersOf?: Readonly<Partial<Record<Pace, Readonly<Partial<HandoffTimers>>>>>
    readonly standardConditions?: readonly StandardConditions[]
    /** A neighbour's commander may claim what the controller has left unattended. */
    readonly claimOnUnattended?: boolean
    /** Whether notices of contacts are sent by themselves; else a person sends each. */
    readonly notices?: 'automatic' | 'by-person'
    /** What the parties declare of going on beyond the line. */
    readonly pursuit?: readonly PursuitTerms[]
  }
  /** What was signed. */
  readonly instrument?: {readonly citation: string; readonly url?: string; readonly signedAt?: string}
  /** Whom to call, by nation. */
  readonly contacts?: Readonly<Partial<Record<NationCode, Centres>>>
  /** What it lets the parties do in each other's waters or on each other's land. */
  readonly rights?: readonly LegalRight[]
  readonly rules: readonly AgreementRule[]
}

/** Under what a value was released: said with the value. */
export type Basis = {readonly agreement: AgreementId; readonly rule: RuleId}
