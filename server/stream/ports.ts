import type {HandoffId, SessionId, TrackId} from '../../shared/base/id.ts'
import type {Stop} from '../../shared/base/clock.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {CommandEnvelope, CommandResult} from '../../shared/protocol/command.ts'
import type {TrackRecord} from '../../shared/protocol/frame.ts'
import type {AskUnits, Beat, Card, Fix, Found, Hello, Names, Suggestions} from '../../shared/protocol/message.ts'
import type {Thing} from '../../shared/protocol/things.ts'
import type {Table} from '../picture/table.ts'
import type {Released} from '../policy/released.ts'

/** What the stream reads of the picture. */
export interface PictureSource {
  readonly tracks: Table
  idOf(row: number): TrackId
  /** −1 when the picture no longer holds it. */
  rowOf(id: TrackId): number
}

/** One audience's sight of the table: fills the record with what it may have, NaN for the rest; false: nothing at all. */
export interface TrackView {
  record(row: number, into: TrackRecord): boolean
}

/** What the stream asks of policy. */
export interface PolicySource {
  /** Rises whenever what anybody may see could have changed by more than single rows. */
  readonly version: number
  audiencesOf(person: Person): Iterable<number>
  /** Persons of whom this is the same are released the same names. */
  sightOf(person: Person): string
  view(table: Table, audience: number): Released<TrackView>
  releaseName(row: number, person: Person): Released<Names['names'][number]> | undefined
  releaseThing(thing: Thing, person: Person): Released<Thing> | undefined
  /** Whether a change of a thing of that kind may change what else the person may have, as a task does for its unit. */
  turnsOn(kind: string, person: Person): boolean
}

export type ThingRef = {readonly kind: string; readonly id: string}
/** `cursor` is a position in the nation's ledger. */
export type ThingChange = {
  readonly cursor: number
  readonly upserts: readonly Thing[]
  readonly removed: readonly ThingRef[]
}

/** What the stream asks of operations. */
export interface OperationsSource {
  /** Position of the last publication. */
  readonly cursor: number
  things(): Iterable<Thing>
  since(cursor: number): ThingChange | 'snapshot'
  onThings(listener: (change: ThingChange) => void): Stop
  execute(envelope: CommandEnvelope, person: Person): Promise<CommandResult>
  /** An offer has been put before an operator or commander of TO. */
  presented(handoff: HandoffId, person: Person): void
}

/** What the stream asks of the rest of the nation, and is given by it. */
export interface Desk {
  hello(person: Person): Hello
  beat(): Omit<Beat, 'tracks'>
  card(track: TrackId, person: Person): Released<Card> | undefined
  search(text: string, person: Person): Released<Found>
  /** Whom to send. */
  suggest(ask: AskUnits, person: Person): Released<Suggestions>
  /** Whether a session may go on. */
  stands(session: SessionId): boolean
  pictureTime(): number
  /** Where a unit's phone says that it is. */
  fix(fix: Fix, person: Person): void
}

/** What one tick changed, as the picture drains it. Only the first `count` of `tracks` count. */
export type TrackChanges = {
  readonly tracks: {readonly rows: Int32Array; readonly count: number}
  readonly goneTracks: readonly {readonly row: number; readonly id: TrackId}[]
  /** Rows whose names changed. */
  readonly renamed: Iterable<number>
}

/** The one way to a window, whatever carries it. */
export interface Wire {
  /** False while bytes handed over earlier still wait in this process. */
  writable(): boolean
  frame(bytes: Buffer): void
  /** A message by its JSON, made once for many windows. */
  said(event: 'names' | 'beat', json: string): void
  /** Names of many tracks (`name-block.ts`). */
  nameBlock(bytes: Buffer): void
  /** How many tracks stand where (`density.ts`). */
  density(bytes: Buffer): void
  /** `acknowledged` is called when the window says that it has taken the message in; perhaps never. */
  send(event: string, body: object, acknowledged?: () => void): void
  /** Ends it; with `discard` everything not yet on its way is dropped. */
  close(discard: boolean): void
}
