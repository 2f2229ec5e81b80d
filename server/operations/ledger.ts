import type {NationCode} from '../../shared/base/id.ts'

/** Plain JSON. */
export type Json = null | boolean | number | string | readonly Json[] | {readonly [key: string]: Json | undefined}
export type JsonObject = {readonly [key: string]: Json | undefined}

/** `<kind>/<id>`: what an event, a state or a timer belongs to; `—` for what belongs to nothing (refusals, audit). */
export type ThingKey = string
export const NO_THING: ThingKey = '—'

/** The two durable lanes of a link. */
export const LANES = ['urgent', 'bulk'] as const
export type Lane = (typeof LANES)[number]

/** What happened, to be written. `personal` is kept under the thing's own key, so that it can be erased later. */
export type NewEvent = {
  readonly thing: ThingKey
  readonly type: string
  readonly payload: JsonObject
  readonly personal?: JsonObject | undefined
}

export type EventRow = {
  readonly seq: number
  /** Ledger time, ms. */
  readonly at: number
  readonly thing: ThingKey
  readonly type: string
  readonly payload: JsonObject
  /** Undefined where there was none, or where the key has been destroyed. */
  readonly personal: JsonObject | undefined
}

/** The present state of a thing. Open ones are loaded at every start, closed ones while they are recent. */
export type StateRow = {
  readonly thing: ThingKey
  readonly isOpen: boolean
  /** When it last changed, ledger time, ms. */
  readonly at: number
  readonly state: Json
}

/** Something that falls due by ledger time. `version`: of the state that set it; firing looks whether it still holds. */
export type TimerRow = {
  readonly thing: ThingKey
  readonly timer: string
  readonly dueAt: number
  readonly version: number
}

/** One message on its way to a partner: dense number and hash chain per partner and lane. */
export type OutboxRow = {
  readonly seq: number
  /** Hash of the row before it in this lane; 32 zero bytes before the first. */
  readonly prevHash: Buffer
  /** The chain of the lane up to here. */
  readonly hash: Buffer
  /** The message, UTF-8 JSON, and what goes over the line for it: outbox-record.ts. */
  readonly body: Buffer
  readonly record: Buffer
  /** Ledger time of its commit, ms: ages in the body count from here. */
  readonly at: number
}

/** How far a lane has been taken in. */
export type InboxCursor = {readonly seq: number; readonly hash: Buffer}

/** Everything that one group of acts writes, in one transaction. */
export type Batch = {
  /** Ledger time, ms; never before that of the last batch. */
  readonly at: number
  readonly events: readonly NewEvent[]
  readonly states: readonly StateRow[]
  /** All timers that these things have from now on; an empty list ends them. */
  readonly timers: ReadonlyMap<ThingKey, readonly TimerRow[]>
  readonly results: readonly {readonly actor: string; readonly commandId: string; readonly result: Json}[]
  readonly outbox: readonly {readonly partner: NationCode; readonly lane: Lane; readonly body: string}[]
  readonly inbox: readonly ({readonly partner: NationCode; readonly lane: Lane} & InboxCursor)[]
  /** Records of partners that were refused: kept for inspection, the lane goes on. */
  readonly rejected: readonly {
    readonly partner: NationCode
    readonly lane: Lane
    readonly seq: number
    readonly reason: string
    readonly body: string
  }[]
  /** What each partner was last sent of a thing, as a fingerprint; undefined: it has been taken back. */
  readonly sent: readonly {readonly partner: NationCode; readonly thing: ThingKey; readonly print: string | undefined}[]
}

/** The tree over all rows, as it stands. */
export type Head = {readonly size: number; readonly root: Buffer}

/**
 * One nation's system of record. Written by one process, by batches: after `commit` returns the batch is on disk, whole;
 * when it throws nothing of it is, and the process has to end. test/server/operations/ledger-contract.ts is its proof.
 */
export interface Ledger {
  /** Number of the last row. */
  readonly position: number
  /** Ledger time of the last batch, ms. */
  readonly lastAt: number
  commit(batch: Batch): void
  /** Rows after a position, oldest first. */
  events(after: number, most: number): readonly EventRow[]
  /** Open states, and those closed since. */
  states(closedSince: number): readonly StateRow[]
  /** The last state of a thing, however long it has been closed. */
  state(thing: ThingKey): StateRow | undefined
  /** The last states of a kind, what changed last first. */
  statesOf(kind: string, most: number): readonly StateRow[]
  /** Rows of a thing: what of the tree shows that it happened. */
  rowsOf(thing: ThingKey): readonly {readonly seq: number; readonly type: string; readonly leaf: Buffer}[]
  timers(): readonly TimerRow[]
  result(actor: string, commandId: string): Json | undefined
  outboxAfter(partner: NationCode, lane: Lane, seq: number, most: number): readonly OutboxRow[]
  /** Number of the last message of a lane; 0: none yet. */
  outboxPosition(partner: NationCode, lane: Lane): number
  inbox(partner: NationCode, lane: Lane): InboxCursor
  sent(): readonly {readonly partner: NationCode; readonly thing: ThingKey; readonly print: string}[]
  head(): Head
  /** Destroys the key of a thing: its personal fields can never be read again; the rows still verify. */
  erase(thing: ThingKey): void
  /** Forgets results older than two days and messages older than a week. */
  prune(now: number): void
  close(): void
}
