import type {Stop} from '../../shared/base/clock.ts'
import type {AgreementId, ContactId, NationCode, RuleId} from '../../shared/base/id.ts'
import type {Intake} from '../../shared/model/observation.ts'
import type {World} from '../../shared/model/world.ts'
import type {LinkMessage} from '../../shared/protocol/link.ts'
import type {Details} from '../picture/details.ts'
import type {Released} from '../policy/released.ts'

/** The lanes whose messages are kept until the partner has them. */
export const DURABLE_LANES = ['urgent', 'bulk'] as const
export type DurableLane = (typeof DURABLE_LANES)[number]

/** What carries bytes to one partner and back. It may lose, double and reorder them; it never changes who gets them. */
export interface Transport {
  readonly isUp: boolean
  /** False while earlier bytes still wait here: live records are then left for later. */
  isWritable(): boolean
  /** Hands the bytes over; they are copied or gone when it returns. Dropped while it is not up. */
  send(bytes: Uint8Array): void
  onBytes(listener: (bytes: Uint8Array) => void): Stop
  onUp(listener: () => void): Stop
  onDown(listener: () => void): Stop
  stop(): void
}

/** How far a durable lane has come. Before the first message: 0 and 32 zero bytes. */
export type LanePosition = {readonly seq: number; readonly hash: Uint8Array}

/** A message of the outbox, as it may leave now. `body` is a record of outbox-record.ts; `hash` is the chain up to it. */
export type OutboxMessage = {
  readonly seq: number
  readonly prevHash: Uint8Array
  readonly hash: Uint8Array
  readonly body: Uint8Array
  /** How long ago it was committed, ms: ages in the body count from then. */
  readonly heldMs: number
}

/** One durable lane to and from one partner, as the ledger keeps it. Only committed rows are seen here. */
export interface LaneStore {
  /** Number of the last message out; 0 for none yet. */
  readonly position: number
  /** Messages out after `seq`, oldest first, without holes. */
  after(seq: number, most: number): readonly OutboxMessage[]
  /** The last message of the partner that has been taken in, or rejected. */
  readonly applied: LanePosition
}

/** A message in its turn. `heldMs`: how long ago the partner committed it, as far as can be known. */
export type Delivery = {
  readonly lane: DurableLane
  readonly seq: number
  readonly hash: Uint8Array
  readonly message: LinkMessage
  readonly heldMs: number
}

/** A message in its turn that is not understood: kept for inspection; the lane goes on after it. */
export type Rejection = {
  readonly lane: DurableLane
  readonly seq: number
  readonly hash: Uint8Array
  readonly reason: string
  readonly body: Uint8Array
}

/**
 * Where durable messages go, in the order of their numbers, each exactly once for as long as the process lives. The next
 * may come before the last is committed. Each call commits the effect and the cursor {seq, hash} in one transaction and
 * settles then; it also does so when the receiver refuses what the message says.
 */
export interface Inbox {
  deliver(delivery: Delivery): Promise<void> | void
  reject(rejection: Rejection): Promise<void> | void
}

/** A source track at this moment as the partner may have it. NaN is *not available*. */
export type LiveRecord = {
  /** Time of measurement, the sender's picture time, ms. */
  at: number
  lon: number
  lat: number
  /** Metres per second. */
  speed: number
  /** Degrees true. */
  course: number
  /** Metres. */
  altitude: number
  /** AIS navigational status. */
  status: number
  /** Index in `OBJECT_KINDS`. */
  kind: number
  /** `ReportFlag` bits. */
  flags: number
}

/** Under what a value was released. */
export type Basis = {readonly agreement: AgreementId; readonly rule: RuleId}
export type Obligations = {
  readonly log: 'full' | 'summary'
  readonly retentionDays: number
  readonly onward: 'forbidden' | 'consent' | 'sar_only' | 'allowed'
}

/** What changes seldom about a released source track. */
export type LiveDescriptor = {
  readonly world: World
  /** Expected interval T, ms. */
  readonly intervalMs: number
  /** One sigma, metres, as coarse as it was released. */
  readonly accuracyMetres?: number | undefined
  readonly contact?: ContactId | undefined
  readonly details: Details
  readonly basis: Basis
  readonly obligations: Obligations
}

/** What policy lets one partner see of the table of sources, own-originated ones only. */
export interface LiveView {
  /** False: nothing, or nothing any more. */
  record(row: number, into: LiveRecord): boolean
  descriptor(row: number): LiveDescriptor | undefined
}

/** Where live records for one partner come from. */
export interface LiveSource {
  readonly view: Released<LiveView>
  /** Picture time, ms. */
  now(): number
  generationOf(row: number): number
  /** Calls back with every row that the partner may have. */
  eachReleased(visit: (row: number) => void): void
  /** A number that changes whenever `descriptor(row)` may say something else. */
  describedAt(row: number): number
  /** Handed off, alerted or of a contact: sent first and never left out. */
  isWatched(row: number): boolean
}

/** Where the live records of one partner go. */
export interface LiveSink {
  readonly intake: Intake
  /** Picture time, ms. */
  now(): number
  /** The feed of kind `link` with the partner as origin, one for each world; made when first asked for. */
  feedOf(world: World): number
  /** Lets go of a source that the partner has taken back. */
  drop(feed: number, id: number): void
  /** Row of a source by its feed and identity within it; −1 for none. */
  sourceOf(feed: number, id: number): number
  feedIndexOf(source: number): number
  identityInFeed(source: number): number
}

/** Something that a person has to know of: the link goes on as far as it can. */
export type LinkAlarm =
  /** The partner has signed two different messages with one number, or a message that does not follow what it sent before. */
  | {readonly type: 'equivocation'; readonly lane: DurableLane; readonly seq: number; readonly evidence: Uint8Array}
  /** The partner has more, or other, of this lane than the own ledger ever sent: one of the two was restored. Nothing is sent. */
  | {readonly type: 'restored'; readonly lane: DurableLane; readonly seq: number}
  /** The partner asks for messages that are no longer kept. */
  | {readonly type: 'forgotten'; readonly lane: DurableLane; readonly seq: number}
  /** An own message is too large to be sent: at most 512 kB. Nothing after it is sent. */
  | {readonly type: 'oversize'; readonly lane: DurableLane; readonly seq: number}
  /** The inbox has failed. The lane takes nothing in any more. */
  | {readonly type: 'fault'; readonly lane: DurableLane; readonly seq: number; readonly error: unknown}

export type LinkState = 'up' | 'late' | 'down'

export type LaneStatus = {
  readonly sent: number
  readonly acknowledged: number
  readonly applied: number
  readonly isHalted: boolean
}

export type LinkStatus = {
  readonly partner: NationCode
  readonly state: LinkState
  /** Since the last beat of the partner, or since the start. */
  readonly silentMs: number
  readonly roundTripMs: number | undefined
  /** The partner's wall clock minus the own. For people only: nothing is computed with it. */
  readonly offsetMs: number | undefined
  /** Live records go out at less than the agreed rate. */
  readonly isReduced: boolean
  readonly lanes: Readonly<Record<DurableLane, LaneStatus>>
  /** Source tracks that the partner has from here, and those that it has given. */
  readonly live: {readonly out: number; readonly in: number}
  /** What was refused, by reason. */
  readonly refused: Readonly<Record<string, number>>
}
