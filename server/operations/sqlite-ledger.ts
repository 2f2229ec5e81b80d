import {appendFileSync} from 'node:fs'
import Sqlite, {type Database} from 'better-sqlite3'
import {assert} from '../../shared/base/assert.ts'
import type {NationCode} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import {leafOf, payloadBytes, readPayload, seal, SEAL_NONCE_BYTES} from './ledger-row.ts'
import {
  type Batch,
  type EventRow,
  type Head,
  type InboxCursor,
  type Json,
  type Lane,
  type Ledger,
  type NewEvent,
  NO_THING,
  type OutboxRow,
  type StateRow,
  type ThingKey,
  type TimerRow,
} from './ledger.ts'
import {HASH_BYTES, MerkleTree} from './merkle.ts'
import {chainHash, messageIn, writtenRecord} from './outbox-record.ts'

/** A root is kept apart after so many rows, or so long after the last, ms. */
const CHECKPOINT_ROWS = 1_000
const CHECKPOINT_MS = 60_000
const DAY = 86_400_000
const KEEP_RESULTS = 2 * DAY
const KEEP_OUTBOX = 7 * DAY
const SALT_BYTES = 16

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS event (seq INTEGER PRIMARY KEY, at INTEGER NOT NULL, thing TEXT NOT NULL, type TEXT NOT NULL,
    payload BLOB NOT NULL, salt BLOB NOT NULL, leaf BLOB NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS event_thing ON event (thing, seq);
  CREATE TABLE IF NOT EXISTS head (one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, at INTEGER NOT NULL,
    root BLOB NOT NULL, peaks BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS checkpoint (size INTEGER PRIMARY KEY, at INTEGER NOT NULL, root BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS seal (thing TEXT PRIMARY KEY, key BLOB NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS state (thing TEXT PRIMARY KEY, is_open INTEGER NOT NULL, at INTEGER NOT NULL,
    state TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS state_recent ON state (is_open, at);
  CREATE TABLE IF NOT EXISTS timer (thing TEXT NOT NULL, timer TEXT NOT NULL, due_at INTEGER NOT NULL, version INTEGER NOT NULL,
    PRIMARY KEY (thing, timer)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS result (actor TEXT NOT NULL, command TEXT NOT NULL, at INTEGER NOT NULL, result TEXT NOT NULL,
    PRIMARY KEY (actor, command)) STRICT, WITHOUT ROWID;
  CREATE INDEX IF NOT EXISTS result_at ON result (at);
  CREATE TABLE IF NOT EXISTS lane (partner TEXT NOT NULL, lane TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY (partner, lane)) STRICT;
  CREATE TABLE IF NOT EXISTS outbox (partner TEXT NOT NULL, lane TEXT NOT NULL, seq INTEGER NOT NULL, prev_hash BLOB NOT NULL,
    hash BLOB NOT NULL, body BLOB NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (partner, lane, seq)) STRICT;
  CREATE TABLE IF NOT EXISTS inbox (partner TEXT NOT NULL, lane TEXT NOT NULL, seq INTEGER NOT NULL, hash BLOB NOT NULL,
    PRIMARY KEY (partner, lane)) STRICT;
  CREATE TABLE IF NOT EXISTS rejected (partner TEXT NOT NULL, lane TEXT NOT NULL, seq INTEGER NOT NULL, at INTEGER NOT NULL,
    reason TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS sent (partner TEXT NOT NULL, thing TEXT NOT NULL, print TEXT NOT NULL,
    PRIMARY KEY (partner, thing)) STRICT, WITHOUT ROWID;
`

/**
 * Opens a nation's store, making it where it is not there. Every commit is on disk before it returns: SQLite's own default
 * in write-ahead mode is not, and says so only after the first write; hence it is set after the mode, and looked at again.
 */
export function openStore(path: string): Database {
  const database = new Sqlite(path)
  const mode = database.pragma('journal_mode = WAL', {simple: true})
  database.pragma('synchronous = FULL')
  database.pragma('busy_timeout = 5000')
  database.exec(SCHEMA)
  assert(mode === 'wal' || path === ':memory:', `a store in write-ahead mode, got ${String(mode)}`)
  const synchronous = database.pragma('synchronous', {simple: true})
  assert(synchronous === 2, `a store that waits for the disk (2), got ${String(synchronous)}`)
  return database
}

/** Where the roots of a store are written a second time, outside it. */
export function checkpointFile(store: string): string {
  return `${store}.checkpoints`
}

type StoredEvent = {
  seq: number
  at: number
  thing: string
  type: string
  payload: Buffer
  key: Buffer | null
}

/** The ledger in one SQLite file. It is the only writer of its tables; `random` makes salts and keys. */
export class SqliteLedger implements Ledger {
  readonly #database: Database
  readonly #random: Random
  readonly #write: (batch: Batch) => MerkleTree
  readonly #statements: ReturnType<typeof prepare>
  #tree: MerkleTree
  #lastAt: number
  #checkpoint: {size: number; at: number}

  constructor(options: {database: Database; random: Random}) {
    this.#database = options.database
    this.#random = options.random
    this.#statements = prepare(options.database)
    this.#tree = new MerkleTree()
    this.#lastAt = 0
    this.#checkpoint = {size: 0, at: 0}
    this.#readHead()
    const write = options.database.transaction((batch: Batch) => this.#writeAll(batch))
    this.#write = batch => write.immediate(batch)
  }

  get position(): number {
    return this.#tree.size
  }

  get lastAt(): number {
    return this.#lastAt
  }

  commit(batch: Batch): void {
    assert(batch.at >= this.#lastAt, `a batch not before ${this.#lastAt}, got ${batch.at}`)
    this.#tree = this.#write(batch)
    this.#lastAt = batch.at
    this.#keepCheckpoint()
  }

  events(after: number, most: number): readonly EventRow[] {
    return this.#statements.events.all(after, most).map(({seq, at, thing, type, payload, key}) => {
      return {seq, at, thing, type, ...readPayload(payload, key ?? undefined)}
    })
  }

  states(closedSince: number): readonly StateRow[] {
    return this.#statements.states.all(closedSince).map(stateRow)
  }

  state(thing: ThingKey): StateRow | undefined {
    const row = this.#statements.state.get(thing)
    return row === undefined ? undefined : stateRow(row)
  }

  statesOf(kind: string, most: number): readonly StateRow[] {
    return this.#statements.statesOf.all(`${kind}/`, `${kind}0`, most).map(stateRow)
  }

  rowsOf(thing: ThingKey): readonly {readonly seq: number; readonly type: string; readonly leaf: Buffer}[] {
    return this.#statements.rowsOf.all(thing)
  }

  timers(): readonly TimerRow[] {
    return this.#statements.timers.all()
  }

  result(actor: string, commandId: string): Json | undefined {
    const row = this.#statements.result.get(actor, commandId)
    return row === undefined ? undefined : (JSON.parse(row.result) as Json)
  }

  outboxAfter(partner: NationCode, lane: Lane, seq: number, most: number): readonly OutboxRow[] {
    const rows = this.#statements.outbox.all(partner, lane, seq, most)
    return rows.map(row => ({...row, body: Buffer.from(messageIn(row.record))}))
  }

  outboxPosition(partner: NationCode, lane: Lane): number {
    return this.#statements.lane.get(partner, lane)?.seq ?? 0
  }

  inbox(partner: NationCode, lane: Lane): InboxCursor {
    return this.#statements.inbox.get(partner, lane) ?? {seq: 0, hash: Buffer.alloc(HASH_BYTES)}
  }

  sent(): readonly {readonly partner: NationCode; readonly thing: ThingKey; readonly print: string}[] {
    return this.#statements.sent.all()
  }

  head(): Head {
    return {size: this.#tree.size, root: this.#tree.root}
  }

  erase(thing: ThingKey): void {
    this.#statements.erase.run(thing)
  }

  prune(now: number): void {
    this.#statements.pruneResults.run(now - KEEP_RESULTS)
    this.#statements.pruneOutbox.run(now - KEEP_OUTBOX)
  }

  close(): void {
    this.#database.close()
  }

  #readHead(): void {
    const head = this.#statements.head.get()
    if (head !== undefined) {
      this.#tree = new MerkleTree(head.size, head.peaks)
      this.#lastAt = head.at
    }
    this.#checkpoint = this.#statements.lastCheckpoint.get() ?? {size: 0, at: 0}
  }

  #writeAll(batch: Batch): MerkleTree {
    const tree = new MerkleTree(this.#tree.size, this.#tree.peaks)
    const statements = this.#statements
    for (const event of batch.events) this.#writeEvent(tree, event, batch.at)
    for (const {thing, isOpen, at, state} of batch.states)
      statements.putState.run(thing, isOpen ? 1 : 0, at, JSON.stringify(state))
    for (const [thing, timers] of batch.timers) {
      statements.clearTimers.run(thing)
      for (const timer of timers) statements.putTimer.run(thing, timer.timer, Math.ceil(timer.dueAt), timer.version)
    }
    for (const {actor, commandId, result} of batch.results)
      statements.putResult.run(actor, commandId, batch.at, JSON.stringify(result))
    for (const {partner, lane, body} of batch.outbox)
      this.#writeOutbox(partner, lane, writtenRecord(Buffer.from(body), this.#random), batch.at)
    for (const {partner, lane, seq, hash} of batch.inbox) statements.putInbox.run(partner, lane, seq, hash)
    for (const {partner, lane, seq, reason, body} of batch.rejected)
      statements.putRejected.run(partner, lane, seq, batch.at, reason, body)
    for (const {partner, thing, print} of batch.sent) {
      if (print === undefined) statements.clearSent.run(partner, thing)
      else statements.putSent.run(partner, thing, print)
    }
    const root = tree.root
    statements.putHead.run(tree.size, batch.at, root, tree.peaks)
    if (tree.size - this.#checkpoint.size >= CHECKPOINT_ROWS || this.#isCheckpointDue(batch.at, tree.size))
      statements.putCheckpoint.run(tree.size, batch.at, root)
    return tree
  }

  #isCheckpointDue(at: number, size: number): boolean {
    return size > this.#checkpoint.size && at - this.#checkpoint.at >= CHECKPOINT_MS
  }

  #writeEvent(tree: MerkleTree, event: NewEvent, at: number): void {
    const {thing, type} = event
    const seq = tree.size + 1
    const sealed =
      event.personal === undefined
        ? undefined
        : seal(event.personal, this.#keyOf(thing, seq), this.#random.bytes(SEAL_NONCE_BYTES))
    const payload = payloadBytes(event.payload, sealed)
    const salt = Buffer.from(this.#random.bytes(SALT_BYTES))
    const leaf = leafOf({seq, at, thing, type, payload, salt})
    this.#statements.putEvent.run(seq, at, thing, type, payload, salt, leaf)
    tree.append(leaf)
  }

  /** Rows that belong to nothing have a key each, so that they can be erased one by one. */
  #keyOf(thing: ThingKey, seq: number): Buffer {
    const name = sealName(thing, seq)
    const known = this.#statements.key.get(name)
    if (known !== undefined) return known.key
    const key = Buffer.from(this.#random.bytes(32))
    this.#statements.putKey.run(name, key)
    return key
  }

  #writeOutbox(partner: NationCode, lane: Lane, record: Buffer, at: number): void {
    const last = this.#statements.lane.get(partner, lane) ?? {seq: 0, hash: Buffer.alloc(HASH_BYTES)}
    const hash = chainHash(last.hash, record)
    this.#statements.putOutbox.run(partner, lane, last.seq + 1, last.hash, hash, record, at)
    this.#statements.putLane.run(partner, lane, last.seq + 1, hash)
  }

  /** The root goes into a file beside the store too: a store that was put back to an earlier day no longer fits it. */
  #keepCheckpoint(): void {
    const last = this.#statements.lastCheckpoint.get()
    if (last === undefined || last.size === this.#checkpoint.size) return
    this.#checkpoint = last
    if (this.#database.memory) return
    appendFileSync(
      checkpointFile(this.#database.name),
      `${last.size} ${last.root.toString('hex')} ${new Date(last.at).toISOString()}\n`,
    )
  }
}

function sealName(thing: ThingKey, seq: number): string {
  return thing === NO_THING ? `${NO_THING}${seq}` : thing
}

type StoredState = {readonly thing: string; readonly is_open: number; readonly at: number; readonly state: string}

function stateRow({thing, is_open, at, state}: StoredState): StateRow {
  return {thing, isOpen: is_open === 1, at, state: JSON.parse(state) as Json}
}

function prepare(database: Database) {
  return {
    putEvent: database.prepare('INSERT INTO event VALUES (?, ?, ?, ?, ?, ?, ?)'),
    putState: database.prepare('INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?)'),
    clearTimers: database.prepare('DELETE FROM timer WHERE thing = ?'),
    putTimer: database.prepare('INSERT OR REPLACE INTO timer VALUES (?, ?, ?, ?)'),
    putResult: database.prepare('INSERT OR REPLACE INTO result VALUES (?, ?, ?, ?)'),
    putOutbox: database.prepare('INSERT INTO outbox VALUES (?, ?, ?, ?, ?, ?, ?)'),
    putLane: database.prepare('INSERT OR REPLACE INTO lane VALUES (?, ?, ?, ?)'),
    putInbox: database.prepare('INSERT OR REPLACE INTO inbox VALUES (?, ?, ?, ?)'),
    putRejected: database.prepare('INSERT INTO rejected VALUES (?, ?, ?, ?, ?, ?)'),
    putSent: database.prepare('INSERT OR REPLACE INTO sent VALUES (?, ?, ?)'),
    clearSent: database.prepare('DELETE FROM sent WHERE partner = ? AND thing = ?'),
    putHead: database.prepare('INSERT OR REPLACE INTO head VALUES (1, ?, ?, ?, ?)'),
    putCheckpoint: database.prepare('INSERT OR REPLACE INTO checkpoint VALUES (?, ?, ?)'),
    putKey: database.prepare('INSERT INTO seal VALUES (?, ?)'),
    erase: database.prepare('DELETE FROM seal WHERE thing = ?'),
    pruneResults: database.prepare('DELETE FROM result WHERE at < ?'),
    pruneOutbox: database.prepare('DELETE FROM outbox WHERE at < ?'),
    key: database.prepare<[string], {key: Buffer}>('SELECT key FROM seal WHERE thing = ?'),
    head: database.prepare<[], {size: number; at: number; peaks: Buffer}>('SELECT size, at, peaks FROM head'),
    lastCheckpoint: database.prepare<[], {size: number; at: number; root: Buffer}>(
      'SELECT size, at, root FROM checkpoint ORDER BY size DESC LIMIT 1',
    ),
    events: database.prepare<[number, number], StoredEvent>(
      `SELECT seq, at, event.thing, type, payload, key FROM event
       LEFT JOIN seal ON seal.thing = CASE event.thing WHEN '${NO_THING}' THEN '${NO_THING}' || seq ELSE event.thing END
       WHERE seq > ? ORDER BY seq LIMIT ?`,
    ),
    states: database.prepare<[number], StoredState>(
      'SELECT * FROM state WHERE is_open = 1 OR at >= ? ORDER BY at, thing',
    ),
    state: database.prepare<[string], StoredState>('SELECT * FROM state WHERE thing = ?'),
    // `0` follows `/`: all names that begin with the kind and a slash.
    statesOf: database.prepare<[string, string, number], StoredState>(
      'SELECT * FROM state WHERE thing > ? AND thing < ? ORDER BY at DESC LIMIT ?',
    ),
    rowsOf: database.prepare<[string], {seq: number; type: string; leaf: Buffer}>(
      'SELECT seq, type, leaf FROM event WHERE thing = ? ORDER BY seq',
    ),
    timers: database.prepare<[], TimerRow>(
      'SELECT thing, timer, due_at AS dueAt, version FROM timer ORDER BY due_at, thing, timer',
    ),
    result: database.prepare<[string, string], {result: string}>(
      'SELECT result FROM result WHERE actor = ? AND command = ?',
    ),
    outbox: database.prepare<[string, string, number, number], Omit<OutboxRow, 'body'>>(
      `SELECT seq, prev_hash AS prevHash, hash, body AS record, at FROM outbox
       WHERE partner = ? AND lane = ? AND seq > ? ORDER BY seq LIMIT ?`,
    ),
    lane: database.prepare<[string, string], InboxCursor>('SELECT seq, hash FROM lane WHERE partner = ? AND lane = ?'),
    inbox: database.prepare<[string, string], InboxCursor>(
      'SELECT seq, hash FROM inbox WHERE partner = ? AND lane = ?',
    ),
    sent: database.prepare<[], {partner: NationCode; thing: string; print: string}>(
      'SELECT partner, thing, print FROM sent',
    ),
  }
}
