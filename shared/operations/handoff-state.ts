import type {AgreementId, ContactId, HandoffId, NationCode, PostId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {Basis, HandoffTimers, TransferMode} from '../model/agreement.ts'
import type {Identity, ObjectKind} from '../model/object.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'

export const HANDOFF_OPEN = [
  'NOTIFIED',
  'REQUESTED',
  'PROPOSED',
  'STANDBY',
  'COUNTERED',
  'ACCEPTED',
  'RELEASED',
] as const
export const HANDOFF_ENDS = ['COMPLETED', 'REJECTED', 'CANCELLED', 'EXPIRED', 'FAILED', 'LAPSED', 'SUPERSEDED'] as const
export const HANDOFF_STATUSES = [...HANDOFF_OPEN, ...HANDOFF_ENDS] as const
export type HandoffStatus = (typeof HANDOFF_STATUSES)[number]
export type HandoffEnd = (typeof HANDOFF_ENDS)[number]

export const REJECT_CODES = [
  'NOT_MY_AREA',
  'CAPACITY',
  'NO_ASSET',
  'NO_LEGAL_BASIS',
  'OTHER',
  'IDENTITY_DOUBT',
  'TRACK_QUALITY',
  'DUPLICATE',
  'TERMS',
  'SYSTEM',
] as const
export type RejectCode = (typeof REJECT_CODES)[number]

/**
 * What kind of transfer it is. The others are ended in the transaction that opens them, except `merge`, which is offered
 * or asked for like an ordinary one.
 */
export const HANDOFF_FORMS = ['transfer', 'merge', 'takeover', 'claim', 'compensation'] as const
export type HandoffForm = (typeof HANDOFF_FORMS)[number]

/** What goes with an object: each has one holder. */
export const FUNCTIONS = ['custody', 'tasking', 'case'] as const
export type HandoffFunction = (typeof FUNCTIONS)[number]

/** What two nations agree on: how and when control passes, what of it, and who of the receiver has to accept. */
export type Terms = {
  readonly transfer: TransferMode
  readonly requiresCommander?: boolean | undefined
  /** Conditions, in words. */
  readonly note?: string | undefined
  /** Control passes when the object has reached this place. */
  readonly point?: Position | undefined
  /** Control passes so long after the acceptance at the earliest, seconds. */
  readonly afterS?: number | undefined
  /** Released by itself when what the terms name has come: the place, the time, else the line. */
  readonly autoRelease?: boolean | undefined
  /** What passes; absent: everything. */
  readonly functions?: readonly HandoffFunction[] | undefined
  /** Fields that the offer leaves out though policy would release them. */
  readonly withhold?: readonly string[] | undefined
  /** Units of FROM that stay with the object for TO, by name. */
  readonly assets?: readonly string[] | undefined
}

/** What the offer says of the object: released fields only, as they were when it was last sent. */
export type HandoffSubject = {
  readonly label: string
  readonly place?: Position | undefined
  readonly speed?: number | undefined
  readonly course?: number | undefined
  readonly fields: readonly string[]
  readonly withheld: readonly string[]
}

/** The timer that ends each open status. Beside it `release` says when a time comes that agreed terms name. */
export type HandoffTimer = 'notify' | 'lam' | 'reply' | 'standby' | 'counter' | 'hold' | 'assume'

/** What FROM wrote down of a telephone call: who spoke for TO, the number that was called back, and what was read back. */
export type Call = {
  readonly who: string
  readonly callback: string
  readonly readBack: string
  readonly at: number
  readonly by: Actor
}

/** What was agreed by voice instead of over the link. */
export type Verbal = {
  readonly accept?: Call | undefined
  readonly assume?: Call | undefined
  readonly countersigned?: {readonly by: Actor; readonly at: number} | undefined
  /** What FROM reads out so that TO can hold control before the grant arrives; never in a copy. */
  readonly code?: string | undefined
  readonly isConfirmed: boolean
}

/** The running timer: due at `at` (ledger ms), of `length` ms, set at `version` of the handoff. */
export type Deadline = {
  readonly timer: HandoffTimer
  readonly at: number
  readonly length: number
  readonly version: number
}

export type HandoffStep = {
  readonly status: HandoffStatus | 'DELIVERED' | 'SEEN' | 'CROSSED' | 'REVERTED' | 'VERBAL' | 'CONFIRMED'
  readonly at: number
  readonly by: Actor
}

/** What does not change while it is open. */
export type HandoffParties = {
  readonly id: HandoffId
  readonly world: World
  readonly contact: ContactId
  readonly object: ObjectKind
  readonly from: NationCode
  readonly fromPost?: PostId | undefined
  readonly to: NationCode
  readonly toPost?: PostId | undefined
  /** Custody epoch under which it was opened: completing it is a compare-and-swap on this number. */
  readonly epoch: number
  readonly why: string
  /** Absent: an ordinary transfer. */
  readonly form?: HandoffForm | undefined
  /** MERGE: the designator that goes on. */
  readonly successor?: ContactId | undefined
  /** Several offers made as one share it. */
  readonly convoy?: string | undefined
  readonly agreement?: AgreementId | undefined
  /** Lengths for this kind of object under this agreement, ms. */
  readonly timers: HandoffTimers
  /** What the link's round trip adds before FROM calls an answer late, ms. */
  readonly graceMs: number
}

/** A handoff as the ledger has it: FROM's own, or TO's copy (`copy`), which FROM's messages alone change. */
export type HandoffFile = HandoffParties & {
  readonly status: HandoffStatus
  readonly version: number
  /** Version at which status or terms last changed: who saw this one or a later one saw what stands. */
  readonly settled: number
  readonly copy: boolean
  readonly delivered: boolean
  readonly seen: boolean
  /** Known to be beyond the agreed line, and since when. */
  readonly crossed: boolean
  readonly crossedAt?: number | undefined
  /** Has been at the agreed transfer point. */
  readonly reached?: boolean | undefined
  /** What the agreed terms name has come, and FROM has to release. */
  readonly releaseDue?: boolean | undefined
  /** No longer heading for the line. */
  readonly turnedBack?: boolean | undefined
  /** Offered later before the crossing than was agreed. */
  readonly shortNotice?: boolean | undefined
  /** When it is expected at the line, ledger ms. */
  readonly crossingAt?: number | undefined
  readonly terms: Terms
  readonly counter?: Terms | undefined
  /** What was agreed, until other terms are; with the time that is left of it. */
  readonly standing?: {readonly terms: Terms; readonly acceptedAt: number; readonly deadline: Deadline} | undefined
  /** What the terms were before they were last changed. */
  readonly previous?: Terms | undefined
  readonly acceptedAt?: number | undefined
  /** Accepted under an agreement's standard conditions, by no person. */
  readonly automatic?: Automatic | undefined
  readonly verbal?: Verbal | undefined
  readonly rounds: number
  readonly reason?: {readonly code: string; readonly text?: string | undefined} | undefined
  readonly deadline?: Deadline | undefined
  readonly steps: readonly HandoffStep[]
  readonly subject: HandoffSubject
  /** Live references of the link, in a copy: opaque strings that federation turns into subject keys. */
  readonly live: readonly string[]
  readonly identity?: Identity | undefined
  /** In a copy: under what it was released. */
  readonly basis?: Basis | undefined
}

/** The agreement whose standard conditions were met. */
export type Automatic = {readonly agreement: AgreementId; readonly title: string}

export type HandoffState = {readonly status: 'NONE'; readonly version: 0} | HandoffFile

/** Who has the contact, read from its file in the same turn. */
export type CustodyFact = {readonly controller: NationCode; readonly epoch: number}

/** What the home ledger finds out before a handoff can be opened. */
export type OpeningFacts = {
  readonly custody: CustodyFact
  readonly contactOpen: boolean
  /** The other open handoff of this contact, if there is one. */
  readonly openHandoff?: HandoffId | undefined
  /** Policy: an agreement in force between the two lets this pass, and lets the receiver see what the offer says. */
  readonly permitted: boolean
  readonly crossingAt?: number | undefined
  /** `takeover`: the object is inside TO's territory, as the two agree on it. `claim`: it is to be had. */
  readonly mayTake?: boolean | undefined
}

/** What was said on the telephone. */
type Spoken = {readonly who: string; readonly callback: string; readonly readBack: string}
type Saw = {readonly expectedVersion?: number | undefined}
type Because = {readonly code: RejectCode; readonly text?: string | undefined}
type Opening = {
  readonly parties: HandoffParties
  readonly terms: Terms
  readonly subject: HandoffSubject
  readonly facts: OpeningFacts
}
/** Acts that may move control carry who has it at that moment. */
type MayComplete = Saw & {readonly custody: CustodyFact}

export type HandoffCommand = Stamp &
  (
    | ({readonly type: 'notify'} & Opening)
    | ({readonly type: 'propose'} & Opening)
    | ({readonly type: 'request'} & Opening)
    /**
     * Control passes without an offer: inside TO's own territory (`takeover`), because it was to be had (`claim`), or back
     * after a transfer that was never agreed (`compensation`). `since`: when TO began to act, where that was before.
     */
    | ({
        readonly type: 'take'
        readonly form: 'takeover' | 'claim' | 'compensation'
        readonly reason: string
        readonly since?: number | undefined
      } & Opening)
    /**
     * TO's node has put it before a person; `seen`: it stood there for a second. `standard`: the agreement whose standard
     * conditions it meets.
     */
    | {
        readonly type: 'presented'
        readonly seen: boolean
        readonly standard?: Automatic | undefined
        readonly custody?: CustodyFact | undefined
      }
    | ({readonly type: 'accept'} & MayComplete)
    | ({readonly type: 'reject'} & Saw & Because)
    | ({readonly type: 'standby'} & Saw)
    | ({readonly type: 'counter'; readonly terms: Terms} & Saw)
    | ({readonly type: 'accept-counter'} & MayComplete)
    | ({readonly type: 'reject-counter'} & Saw & Because)
    | ({readonly type: 'repropose'; readonly terms: Terms; readonly subject?: HandoffSubject | undefined} & Saw)
    | ({readonly type: 'grant'} & MayComplete)
    | ({readonly type: 'deny'} & Saw & Because)
    | ({readonly type: 'withdraw'} & Saw)
    | ({readonly type: 'release'} & Saw)
    | ({readonly type: 'assume'} & MayComplete)
    | ({readonly type: 'refuse'} & Saw & Because)
    | ({readonly type: 'recall'} & Saw)
    | ({readonly type: 'verbal-accept'} & Saw & Spoken)
    | ({readonly type: 'confirm'} & MayComplete)
    /** `isLinkDown`: TO cannot be reached over the link. */
    | ({readonly type: 'verbal-assume'; readonly isLinkDown: boolean} & Saw & Spoken)
    | ({readonly type: 'countersign'; readonly isLinkDown: boolean; readonly code: string} & MayComplete)
    /**
     * Picture: the object is beyond the agreed line, at the agreed point, has turned away from the line (or to it again),
     * or (`lapse`) will not reach what it was announced for.
     */
    | {readonly type: 'crossed' | 'reached'}
    | {readonly type: 'turned'; readonly back: boolean}
    | {readonly type: 'lapse'}
    /** The contact was closed, dropped or merged. */
    | {readonly type: 'supersede'; readonly successor?: ContactId | undefined}
    /** Policy: the agreement has ended, or the contact may no longer be shared with TO. */
    | {readonly type: 'cease'; readonly code: 'AGREEMENT' | 'NOT_RELEASABLE'}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
    /** FROM's message, its ages turned into own ledger time; `version` and `settled` are FROM's. */
    | {readonly type: 'copy'; readonly copy: HandoffFile}
  )

type Opened = {
  readonly parties: HandoffParties
  readonly terms: Terms
  readonly subject: HandoffSubject
  readonly crossingAt?: number | undefined
}

export type HandoffEvent = Stamp &
  (
    | ({readonly type: 'notified' | 'requested' | 'proposed'} & Opened)
    | ({readonly type: 'taken'; readonly reason: string; readonly since: number} & Opened)
    | {readonly type: 'delivered' | 'seen' | 'referred' | 'crossed' | 'reached' | 'confirmed'}
    /** The place or time that the agreed terms name has come, and they leave the release to FROM's people. */
    | {readonly type: 'release-due'}
    | {readonly type: 'turned'; readonly back: boolean}
    | {readonly type: 'countered'; readonly terms: Terms}
    | {readonly type: 'accepted'; readonly terms: Terms; readonly automatic?: Automatic | undefined}
    | ({readonly type: 'verbally-accepted' | 'verbally-assumed'} & Spoken)
    | {readonly type: 'countersigned'; readonly code: string}
    /** Other terms were not agreed: the old ones stand. */
    | {
        readonly type: 'reverted'
        readonly code?: RejectCode | undefined
        readonly text?: string | undefined
        readonly timer?: HandoffTimer | undefined
      }
    | {readonly type: 'released'}
    /** Control passes: `epoch` is the one that begins. */
    | {
        readonly type: 'completed'
        readonly controller: NationCode
        readonly post?: PostId | undefined
        readonly epoch: number
        /** When TO began to act, where that was before. */
        readonly since?: number | undefined
      }
    | {readonly type: 'rejected'; readonly code: RejectCode; readonly text?: string | undefined}
    | {readonly type: 'cancelled'; readonly code?: 'AGREEMENT' | 'NOT_RELEASABLE' | undefined}
    | {readonly type: 'expired' | 'failed' | 'lapsed'; readonly timer?: HandoffTimer | undefined}
    | {readonly type: 'superseded'; readonly successor?: ContactId | undefined}
    | {readonly type: 'copied'; readonly copy: HandoffFile}
  )
