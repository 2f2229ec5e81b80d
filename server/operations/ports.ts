import type {ActorId, ContactId, NationCode, TrackId, UnitId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {HandoffTimers, TransferMode} from '../../shared/model/agreement.ts'
import type {AgreementId, PostId} from '../../shared/base/id.ts'
import type {Identity, ObjectKind} from '../../shared/model/object.ts'
import type {World} from '../../shared/model/world.ts'
import type {Refusal} from '../../shared/operations/decider.ts'
import type {Automatic, HandoffFile, HandoffSubject} from '../../shared/operations/handoff.ts'
import type {AgreedTimers} from '../../shared/operations/handoff-timers.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {LinkContact, LinkHandoff, LinkPointOut} from '../../shared/protocol/link-custody.ts'
import type {LinkIncident} from '../../shared/protocol/link-incident.ts'
import type {LinkAlert, LinkPost} from '../../shared/protocol/link.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import type {LinkPursuit} from '../../shared/protocol/link-pursuit.ts'
import type {LawFacts} from './law-facts.ts'

/** An object as the own picture knows it now. `key` is its name that outlives rows: `mmsi:…`, `plot:…`. */
export type Subject = {
  readonly key: string
  readonly label: string
  readonly kind: ObjectKind
  readonly identity: Identity
  readonly world: World
  readonly place?: Position | undefined
  /** How long ago it was measured there, ms. */
  readonly ageMs?: number | undefined
  /** Metres per second, degrees true. */
  readonly speed?: number | undefined
  readonly course?: number | undefined
}

/** What operations asks of the picture. */
export interface PictureFacts {
  /** Of a row of the track table, while a finding about it is told. */
  subjectOfRow(row: number): Subject | undefined
  subjectOfTrack(track: TrackId): Subject | undefined
  subjectOf(key: string): Subject | undefined
  /** The live track of this name; undefined while the picture does not hold it. */
  trackOf(key: string): TrackId | undefined
}

/** May this person give this command. `undefined`: yes. Asked before anything else; deciders ask only whether it fits. */
export interface Authority {
  refuse(person: Person, command: Command): Refusal | undefined
}

/** What agreement and geometry say of handing an object to a nation. */
export type OfferFacts = {
  readonly permitted: boolean
  readonly agreement?: AgreementId | undefined
  readonly transfer: TransferMode
  readonly timers: HandoffTimers
  /** What the link's round trip adds before an answer is late, ms. */
  readonly graceMs: number
  /** What the offer may say of the object. */
  readonly subject: HandoffSubject
  /** When it is expected at the line, by *wall* time, ms. */
  readonly crossingAt?: number | undefined
}

export interface HandoffFacts {
  /** `subject`: undefined while the picture does not hold the object. */
  offer(of: {
    readonly contact: ContactFile
    readonly subject: Subject | undefined
    readonly from: NationCode
    readonly to: NationCode
  }): OfferFacts
  /** What policy and the link say of showing an object to a nation. */
  pointOut(of: {readonly contact: ContactFile; readonly subject: Subject | undefined; readonly to: NationCode}): {
    readonly permitted: boolean
    readonly replyMs: number
    readonly graceMs: number
  }
  /** The agreement whose standard conditions an offer meets, if there is one. Asked when it is put before a person. */
  standard(handoff: HandoffFile, subject: Subject | undefined): Automatic | undefined
  /** Whether a place is a nation's own land, internal waters or territorial sea, as the agreed areas draw them. */
  isTerritoryOf(nation: NationCode, place: Position): boolean
  /** Whose area of responsibility a place is. */
  areaOf(place: Position): NationCode | undefined
  /** Whether the partner's node can be reached over the link. */
  isLinkUp(partner: NationCode): boolean
  /** Whether an agreement between the two lets each claim what the other has left unattended. */
  mayClaimUnattended(partner: NationCode): boolean
  /** Lengths that an agreement in force between the two sets; undefined where there is none. */
  agreedTimers(partner: NationCode): AgreedTimers | undefined
  /** Known to be beyond the line that the two agreed on. Asked each second of what waits for it. */
  hasCrossed(handoff: HandoffFile, subject: Subject): boolean
  /** Still heading for the line. Asked each second of notifications. */
  isHeading(handoff: HandoffFile, subject: Subject): boolean
  /** Why an open handoff has to end: its agreement has ceased, or TO may no longer have the contact. Each second. */
  ceased(handoff: HandoffFile, subject: Subject | undefined): 'AGREEMENT' | 'NOT_RELEASABLE' | undefined
  /** The unit that the post of TO sends, where one fits: on its roster, available, nearest. */
  nearestUnit(near: {
    readonly post: PostId | undefined
    readonly place: Position | undefined
    readonly world: World
    /** Those that have nothing to do. */
    readonly free: readonly UnitId[]
  }): UnitId | undefined
}

type Cut<Message> = Omit<Message, 'live' | 'basis' | 'withheld'>
/**
 * A message as it would be if everything were released. `keys`: names of the objects it is about, for live references.
 * Ages count from now.
 */
export type Draft = {
  readonly keys: readonly string[]
  /** Nations that have had a contact in hand. */
  readonly holders?: readonly NationCode[]
} & (
  | {readonly message: Cut<LinkAlert>}
  | {readonly message: Cut<LinkContact>}
  | {readonly message: Cut<LinkHandoff>}
  | {readonly message: LinkPursuit}
  | {readonly message: Cut<LinkIncident>}
  | {readonly message: LinkPost}
  | {readonly message: Cut<LinkPointOut>}
)

/** `told`: the partner has a copy from earlier, so that an end may be told where nothing else may. */
export type Offered = Draft & {readonly told: boolean}

/** Policy's gate at export, with the live references of federation. */
export interface Exporter {
  readonly partners: readonly NationCode[]
  /**
   * The message cut to what the partner may have; undefined: it may not even know of it; `unknown`: what it is about is
   * not in the picture now, and the partner's copy, if any, stays as it is.
   */
  release(
    offered: Offered,
    partner: NationCode,
  ):
    LinkAlert | LinkContact | LinkHandoff | LinkPursuit | LinkIncident | LinkPost | LinkPointOut | 'unknown' | undefined
}

/** What came over a link and means something only to that link. */
export interface LiveRefs {
  /** The name in the own picture of what a partner calls `<run>:<handle>`. */
  keyOf(ref: string, partner: NationCode): string | undefined
}

/** The nation's signature on grants, and its partners'. */
export interface Grants {
  sign(body: string): string
  verify(nation: NationCode, body: string, signature: string): boolean
  /** Ten letters that only the two nations can make of a text; undefined for a nation that is no partner. */
  code(text: string, partner: NationCode): string | undefined
}

/** What operations asks of the units' phones. */
export interface UnitFacts {
  /** Whether somebody has the unit's phone open. */
  isReachable(unit: UnitId): boolean
}

/** What is not as it should be around a post: told when the post is handed over. */
export interface Surroundings {
  /** Feeds that do not live. */
  feeds(): readonly {readonly name: string; readonly status: string}[]
  /** Links that are not up. */
  links(): readonly {readonly nation: NationCode; readonly status: string}[]
  /** Agreements of this nation that are not in force. */
  agreements(): readonly {readonly id: string; readonly title: string; readonly status: string}[]
}

/** Names of own people, which never leave the nation. */
export interface Names {
  nameOf(actor: ActorId): string | undefined
}

/** A contact on an object, as the picture keeps it. */
export type ContactMark = {readonly contact: ContactId; readonly label: string; readonly identity: Identity}

/** Every other room, as operations needs it. */
export type Rooms = {
  readonly picture: PictureFacts
  readonly authority: Authority
  readonly handoffs: HandoffFacts
  readonly law: LawFacts
  readonly exporter: Exporter
  readonly refs: LiveRefs
  readonly grants: Grants
  readonly names: Names
  /** Absent: nothing is known to be amiss. */
  readonly surroundings?: Surroundings
  readonly units: UnitFacts
}
