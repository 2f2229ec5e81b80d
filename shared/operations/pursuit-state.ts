import type {AgreementId, ContactId, HandoffId, NationCode, PostId, PursuitId, UnitId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {Act, CentreRole, PursuitBasis} from '../model/law.ts'
import type {ObjectKind} from '../model/object.ts'
import type {WatersKind} from '../model/waters.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import type {Stamp} from './decider.ts'

/** `STARTED` on the own side; `ACROSS` beyond the line, clocks running; `ENDED`: may be watched, not acted on. */
export const PURSUIT_STATUSES = ['STARTED', 'ACROSS', 'ENDED'] as const
export type PursuitStatus = (typeof PURSUIT_STATUSES)[number]

export const PURSUIT_ENDS = [
  'stop-requested',
  'interrupted',
  'called-off',
  'returned',
  'limit-distance',
  'limit-time',
  'not-authorised',
  'own-territorial-sea',
  'third-state',
  'no-signal',
  'taken-over',
  'closed',
  'agreement',
  'lapsed',
] as const
export type PursuitEnd = (typeof PURSUIT_ENDS)[number]

export const SIGNAL_MEANS = ['visual', 'auditory', 'both'] as const
export type SignalMeans = (typeof SIGNAL_MEANS)[number]

/** What the pair has declared, as it was when the pursuit began; ms and metres. */
export type PursuitLimits = {
  readonly maxMetres?: number | undefined
  readonly maxMs?: number | undefined
  readonly authorisationMs?: number | undefined
  readonly warnMs: readonly number[]
  readonly noticeMs: number
  readonly longestMs: number
}

/** What does not change while it lasts. */
export type PursuitOrder = {
  readonly id: PursuitId
  readonly world: World
  readonly contact: ContactId
  readonly object: ObjectKind
  readonly label: string
  readonly from: NationCode
  readonly fromPost?: PostId | undefined
  /** The nation beyond the line. */
  readonly host: NationCode
  readonly unit: UnitId
  readonly unitName: string
  readonly terms: string
  readonly basis: PursuitBasis
  readonly citation: string
  readonly agreement?: AgreementId | undefined
  /** The terms are an example and bind nobody. */
  readonly example: boolean
  readonly limits: PursuitLimits
  readonly mayDetain: boolean
  readonly acts: readonly Act[]
  readonly signalNeeded: boolean
  readonly endsInTerritorialSea: boolean
  /** Whom of the host to tell. */
  readonly centre?: {readonly role: CentreRole; readonly name: string; readonly phone: string} | undefined
  readonly startedIn: WatersKind
  /** What was seen that gives the ground for it. */
  readonly note: string
}

/** The notice to the host, committed with the crossing: what FROM's node signed, and its SHA-256. */
export type CrossingNotice = {readonly body: string; readonly signature: string; readonly hash: string}

export type PursuitStep = {readonly code: string; readonly at: number; readonly by: Actor}

/** A pursuit or an observation beyond the line, as FROM's ledger has it; the host has a copy. */
export type PursuitFile = PursuitOrder & {
  readonly status: PursuitStatus
  readonly version: number
  readonly copy: boolean
  readonly startedAt: number
  readonly startedBy: Actor
  readonly signal?: {readonly at: number; readonly by: Actor; readonly means: SignalMeans} | undefined
  /** `measured`: by the picture; else as a person said. */
  readonly crossed?:
    | {
        readonly at: number
        readonly by: Actor
        readonly place?: Position | undefined
        readonly measured: boolean
        readonly notice: CrossingNotice
      }
    | undefined
  /** When the host's node had the notice: at FROM when its receipt came, at the host when it was taken in. */
  readonly receivedAt?: number | undefined
  /** Nobody at the host's node had it in time: somebody calls. */
  readonly noticeLate: boolean
  /** Told by voice: to whom, at which number. */
  readonly told?: {readonly at: number; readonly by: Actor; readonly who: string; readonly number: string} | undefined
  readonly authorised?: {readonly at: number; readonly by: Actor} | undefined
  /** How far beyond the line, metres, when it was last told. */
  readonly beyond?: {readonly at: number; readonly metres: number; readonly place?: Position | undefined} | undefined
  /** Warnings of the authorisation clock that have been given, ms after the crossing. */
  readonly warned: readonly number[]
  /** The urgent offer to the host that the crossing made, or why there was none. */
  readonly offer?: {readonly handoff: HandoffId} | {readonly refused: string} | undefined
  readonly ended?: {readonly at: number; readonly by: Actor; readonly why: PursuitEnd} | undefined
  readonly steps: readonly PursuitStep[]
}
export type PursuitState = {readonly status: 'NONE'; readonly version: 0} | PursuitFile

export type PursuitCommand = Stamp &
  (
    | ({readonly type: 'start'} & PursuitOrder & {
          readonly facts: {
            /** FROM controls the contact, which is open. */
            readonly isController: boolean
            /** Another pursuit of the same contact goes on. */
            readonly isPursued: boolean
            /** The terms may begin where the object is. */
            readonly mayBeginHere: boolean
          }
        })
    | {readonly type: 'signal'; readonly means: SignalMeans}
    | {
        readonly type: 'cross'
        readonly place?: Position | undefined
        readonly measured: boolean
        readonly notice: CrossingNotice
      }
    | {readonly type: 'moved'; readonly metres: number; readonly place?: Position | undefined}
    /** The object has entered a territorial sea, or the unit a territory, that is not FROM's; `isHost`: the host's. */
    | {readonly type: 'entered'; readonly isObject: boolean; readonly isHost: boolean; readonly isFlag: boolean}
    | {readonly type: 'receipt'; readonly hash: string}
    | {readonly type: 'told'; readonly who: string; readonly number: string}
    | {readonly type: 'authorise'}
    | {readonly type: 'request-stop'}
    | {readonly type: 'interrupt'}
    | {readonly type: 'call-off'}
    | {readonly type: 'returned'}
    | {readonly type: 'offered'; readonly offer: NonNullable<PursuitFile['offer']>}
    /** What else ends it: the contact has passed or is closed, or the agreement has ended. */
    | {readonly type: 'cease'; readonly why: Extract<PursuitEnd, 'taken-over' | 'closed' | 'agreement'>}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
    | {readonly type: 'copy'; readonly copy: PursuitFile}
  )

export type PursuitEvent = Stamp &
  (
    | ({readonly type: 'started'} & PursuitOrder)
    | {readonly type: 'signalled'; readonly means: SignalMeans}
    | {
        readonly type: 'crossed'
        readonly place?: Position | undefined
        readonly measured: boolean
        readonly notice: CrossingNotice
      }
    | {readonly type: 'moved'; readonly metres: number; readonly place?: Position | undefined}
    | {readonly type: 'notice-received'}
    | {readonly type: 'notice-late'}
    | {readonly type: 'told'; readonly who: string; readonly number: string}
    | {readonly type: 'authorised'}
    | {readonly type: 'warned'; readonly afterMs: number}
    | {readonly type: 'offered'; readonly offer: NonNullable<PursuitFile['offer']>}
    | {readonly type: 'ended'; readonly why: PursuitEnd}
    | {readonly type: 'copied'; readonly copy: PursuitFile}
  )
