import type {FileId, NationCode, TrackId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Flag} from '../../shared/model/jurisdiction.ts'
import type {Act} from '../../shared/model/law.ts'
import type {Refusal} from '../../shared/operations/decider.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {CommandEnvelope, CommandResult} from '../../shared/protocol/command.ts'
import type {Jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import type {FileOffer, FilePart} from '../../shared/protocol/file-thing.ts'
import type {Card} from '../../shared/protocol/message.ts'
import type {Thing, ThingKind} from '../../shared/protocol/things.ts'
import type {FeedHealth} from '../feeds/feed.ts'
import type {Accounts} from '../operations/account-ledger.ts'
import type {Released} from '../policy/released.ts'
import type {Material, ReportKind} from './reports/content.ts'

/** A track as REST gives it: what this person may see, NaN already gone. */
export type TrackRow = {
  readonly id: TrackId
  readonly lon: number
  readonly lat: number
  readonly at: string
  readonly speed?: number
  readonly course?: number
  readonly kind: string
  readonly identity: string
  readonly freshness: string
  readonly label: string
  readonly world: string
}

export type NationHealth = {
  readonly code: NationCode
  readonly status: 'ok' | 'degraded'
  readonly feeds: readonly FeedHealth[]
  readonly links: readonly {readonly nation: NationCode; readonly status: string; readonly silentMs: number}[]
  readonly ledger: {readonly position: number}
  readonly tracks: number
  readonly sessions: number
  readonly telling: Telling
}

/** What telling windows takes: how far ticks are apart, and sums since the start. */
export type Telling = {
  readonly tickEveryMs: number
  readonly told: {
    readonly ticks: number
    readonly frames: number
    readonly frameBytes: number
    readonly nameBytes: number
    readonly densityBytes: number
    readonly suppressed: number
    readonly rows: number
    /** Working time of a tick, ms, by share of the last ticks. */
    tookMs(share: number): number
  }
}

/** What HTTP asks of one nation. Each answer is already cut to what the person may have. */
export interface Desk {
  readonly code: NationCode
  readonly name: string
  readonly accounts: Accounts
  execute(envelope: CommandEnvelope, person: Person): Promise<CommandResult>
  tracks(person: Person): Iterable<Released<TrackRow>>
  card(track: TrackId, person: Person): Released<Card> | undefined
  things(kind: ThingKind, person: Person): readonly Released<Thing>[]
  /** What law and agreements say of a place; undefined for who may not ask. */
  jurisdiction(
    asked: {readonly place: Position; readonly flag: Flag; readonly act?: Act | undefined},
    person: Person,
  ): Released<Jurisdiction> | undefined
  /** Takes a device's observations; undefined when the token opens no feed of this nation. */
  observe(token: string, body: unknown): ObservationsAnswer | undefined
  /** What a report is made of; undefined where there is no such thing for this person. */
  report(kind: ReportKind, id: string, person: Person): Material | undefined
  /** A report has been handed out. */
  exported(
    person: Person,
    what: {readonly kind: string; readonly id: string; readonly format: string; readonly hash: string},
  ): void
  /** Records of handovers of any time, the newest first. */
  shifts(person: Person, wanted: ShiftSearch): readonly Released<Thing>[]
  health(): NationHealth
  readonly files: FilesDesk
}

/** Photos and recordings of field units: taken in part by part, given to whom policy gives them. */
export interface FilesDesk {
  /** Says what will be sent, and how much of it is here already. */
  offer(offer: FileOffer, person: Person): Promise<FilePart | Refusal>
  /** The next part, from where the last one ended; the answer says where to go on. */
  part(file: FileId, start: number, body: Uint8Array, person: Person): Promise<FilePart | Refusal>
  content(file: FileId, person: Person): FileContent | undefined
}
export type FileContent = {readonly type: string; readonly content: Buffer}

/** Which records of handovers are wanted; times are ms, `text` is lower case. */
export type ShiftSearch = {
  readonly post?: string | undefined
  readonly from?: number | undefined
  readonly to?: number | undefined
  readonly text?: string | undefined
}

export type ObservationsAnswer = {
  readonly accepted: number
  readonly rejected: readonly {readonly index: number; readonly reason: string}[]
}
