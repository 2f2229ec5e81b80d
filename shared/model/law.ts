import type {AgreementId, NationCode} from '../base/id.ts'
import type {WatersKind} from './waters.ts'

/** What somebody may want to do about an object. */
export const ACTS = [
  'observe',
  'hail',
  'stop',
  'board',
  'arrest',
  'pursue',
  'search-and-rescue',
  'inspect-fishing',
  'customs-control',
] as const
export type Act = (typeof ACTS)[number]

/** Whose waters or land, seen from the nation that acts. */
export type Whose = 'own' | 'other' | 'nobodys'

/** Whose flag the object shows, seen from the nation that acts; `unknown`: it tells none. */
export type FlagSide = 'own' | 'coastal' | 'other' | 'stateless' | 'unknown'

/**
 * One right that a law or an agreement gives, as data: which acts, in which waters, over which flags. What no right
 * covers lacks a basis. `conditions` are codes of what has to be true besides and only a person can know.
 */
export type LegalRight = {
  readonly id: string
  /** As people quote it: `UNCLOS art. 33`. */
  readonly citation: string
  readonly acts: readonly Act[]
  readonly waters: readonly WatersKind[]
  readonly whose: readonly Whose[]
  /** Absent: whatever the flag. */
  readonly flags?: readonly FlagSide[]
  readonly conditions?: readonly string[]
}

/** On what a pursuit or an observation goes on beyond the line. */
export const PURSUIT_BASES = [
  'SCHENGEN_40',
  'SCHENGEN_40_2',
  'SCHENGEN_41',
  'NAPLES_20',
  'UNCLOS_111',
  'AGREEMENT',
] as const
export type PursuitBasis = (typeof PURSUIT_BASES)[number]

export const CENTRE_ROLES = ['ncc', 'mrcc', 'pccc'] as const
/** National co-ordination centre, maritime rescue co-ordination centre, police and customs co-operation centre. */
export type CentreRole = (typeof CENTRE_ROLES)[number]
export type Centre = {readonly name: string; readonly phone: string}
export type Centres = Readonly<Partial<Record<CentreRole, Centre>>>

/** What a pair of nations (or the law of the sea) declares of going on beyond the line. Numbers are theirs, never ours. */
export type PursuitTerms = {
  readonly id: string
  readonly basis: PursuitBasis
  readonly citation: string
  /** Whose officers may go on, and where to. */
  readonly from: readonly NationCode[] | '*'
  readonly to: readonly NationCode[] | '*'
  /** Where it may begin. */
  readonly startsIn: readonly WatersKind[]
  /** Farthest beyond the line, metres; absent: no limit by distance. */
  readonly maxDistanceM?: number
  /** Longest beyond the line, seconds; absent: no limit by time. */
  readonly maxDurationS?: number
  /** The host has to authorise it within so long of the crossing, and warnings before that; seconds. */
  readonly authorisationWithinS?: number
  readonly warnAtS?: readonly number[]
  /** So soon the host's node has to have the notice of the crossing, else somebody calls; seconds. */
  readonly noticeWithinS: number
  /** Nothing more is known of it after so long: it is over; seconds. */
  readonly longestS: number
  /** Hold until the host's people arrive. */
  readonly mayDetain: boolean
  /** What may be done while it goes on beyond the line. */
  readonly acts: readonly Act[]
  /** The ordered signal to stop has to have been given before. */
  readonly signalNeeded: boolean
  /** It is over as soon as the object enters a territorial sea that is not the pursuer's. */
  readonly endsInTerritorialSea: boolean
  /** Whom to tell. */
  readonly contact: CentreRole
}

/** Law that holds without an agreement, as data. */
export type LawBook = {
  /** It is an example: shortened, and no advice. */
  readonly example: boolean
  /** Distances from the coast, nautical miles, where no area is drawn; absent: nothing is computed. */
  readonly limits?: {
    readonly territorialSeaNm: number
    readonly contiguousZoneNm: number
    readonly exclusiveEconomicZoneNm: number
  }
  readonly rights: readonly LegalRight[]
  readonly pursuits: readonly PursuitTerms[]
}

/** A right or terms with where they come from. */
export type From<T> = T & {readonly agreement?: AgreementId | undefined; readonly example: boolean}

export const NO_LAW: LawBook = {example: false, rights: [], pursuits: []}
