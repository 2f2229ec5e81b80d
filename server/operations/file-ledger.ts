import type {Database} from 'better-sqlite3'
import type {FileId, UnitId} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import type {FileState} from '../../shared/operations/file.ts'
import type {FileOffer} from '../../shared/protocol/file-thing.ts'
import {SEAL_NONCE_BYTES, sealBytes, unsealBytes} from './ledger-row.ts'

const KEY_BYTES = 32

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS file_offer (file TEXT PRIMARY KEY, unit TEXT NOT NULL, at INTEGER NOT NULL,
    offer TEXT NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS file_part (file TEXT NOT NULL, start INTEGER NOT NULL, body BLOB NOT NULL,
    PRIMARY KEY (file, start)) STRICT;
  CREATE TABLE IF NOT EXISTS file_content (file TEXT PRIMARY KEY, body BLOB NOT NULL) STRICT;
`

/** A file of which not everything has come yet, or whose end is not in the ledger yet. */
export type OpenOffer = {readonly unit: UnitId; readonly offer: FileOffer; readonly received: number}

/**
 * Contents of photos and recordings, beside the ledger in the nation's store: parts as they come, then the whole, sealed
 * with the key of the thing `file/<id>`. Erasing that key makes a content unreadable for good; its row and hash stay.
 */
export class FileLedger {
  readonly #database: Database
  readonly #random: Random
  readonly #statements: ReturnType<typeof prepare>

  constructor(options: {database: Database; random: Random}) {
    this.#database = options.database
    this.#random = options.random
    options.database.exec(SCHEMA)
    this.#statements = prepare(options.database)
  }

  /** What is known of a file that is on its way. */
  offered(file: FileId): OpenOffer | undefined {
    const row = this.#statements.offer.get(file)
    if (row === undefined) return undefined
    const offer = JSON.parse(row.offer) as FileOffer
    return {unit: row.unit as UnitId, offer, received: this.#statements.received.get(file)?.bytes ?? 0}
  }

  open(offer: FileOffer, unit: UnitId, at: number): void {
    this.#statements.putOffer.run(offer.file, unit, at, JSON.stringify(offer))
  }

  /** How many of a unit's files are on their way. */
  openOf(unit: UnitId): number {
    return this.#statements.openOf.get(unit)?.files ?? 0
  }

  /** The next part; `start` is where the last one ended. On disk when it returns. */
  append(file: FileId, start: number, body: Uint8Array): void {
    this.#statements.putPart.run(file, start, Buffer.from(body))
  }

  /** All parts in a row. */
  whole(file: FileId): Buffer {
    return Buffer.concat(this.#statements.parts.all(file).map(({body}) => body))
  }

  /** Keeps the whole content, sealed. The parts stay until {@link drop}: until the ledger has its row. */
  keep(file: FileId, content: Uint8Array): void {
    const key = this.#keyOf(file)
    this.#statements.putContent.run(file, sealBytes(content, key, this.#random.bytes(SEAL_NONCE_BYTES)))
  }

  /** A kept content; undefined when there is none, or its key has been erased. */
  content(file: FileId): Buffer | undefined {
    const row = this.#statements.content.get(file)
    const key = this.#statements.key.get(thingOf(file))
    return row === undefined || key === undefined ? undefined : unsealBytes(row.body, key.key)
  }

  /** What the ledger last knew of a file, however long ago; the board holds only what is recent. */
  state(file: FileId): FileState {
    const row = this.#statements.state.get(thingOf(file))
    return row === undefined ? {status: 'NONE', version: 0} : (JSON.parse(row.state) as FileState)
  }

  /** Forgets the parts of a file: it is kept, or it is not wanted. */
  drop(file: FileId): void {
    this.#database.transaction(() => {
      this.#statements.dropParts.run(file)
      this.#statements.dropOffer.run(file)
    })()
  }

  /** The content does not fit what was offered: it is to be sent anew. */
  restart(file: FileId): void {
    this.#statements.dropParts.run(file)
  }

  /** Forgets what has been on its way since before `at`. */
  dropOlder(at: number): void {
    for (const {file} of this.#statements.older.all(at)) this.drop(file as FileId)
  }

  #keyOf(file: FileId): Buffer {
    const known = this.#statements.key.get(thingOf(file))
    if (known !== undefined) return known.key
    const key = Buffer.from(this.#random.bytes(KEY_BYTES))
    this.#statements.putKey.run(thingOf(file), key)
    return key
  }
}

function thingOf(file: FileId): string {
  return `file/${file}`
}

function prepare(database: Database) {
  return {
    putOffer: database.prepare('INSERT OR IGNORE INTO file_offer VALUES (?, ?, ?, ?)'),
    putPart: database.prepare('INSERT OR IGNORE INTO file_part VALUES (?, ?, ?)'),
    putContent: database.prepare('INSERT OR REPLACE INTO file_content VALUES (?, ?)'),
    putKey: database.prepare('INSERT INTO seal VALUES (?, ?)'),
    dropParts: database.prepare('DELETE FROM file_part WHERE file = ?'),
    dropOffer: database.prepare('DELETE FROM file_offer WHERE file = ?'),
    offer: database.prepare<[string], {unit: string; offer: string}>(
      'SELECT unit, offer FROM file_offer WHERE file = ?',
    ),
    openOf: database.prepare<[string], {files: number}>('SELECT count(*) AS files FROM file_offer WHERE unit = ?'),
    received: database.prepare<[string], {bytes: number}>(
      'SELECT coalesce(sum(length(body)), 0) AS bytes FROM file_part WHERE file = ?',
    ),
    parts: database.prepare<[string], {body: Buffer}>('SELECT body FROM file_part WHERE file = ? ORDER BY start'),
    content: database.prepare<[string], {body: Buffer}>('SELECT body FROM file_content WHERE file = ?'),
    state: database.prepare<[string], {state: string}>('SELECT state FROM state WHERE thing = ?'),
    older: database.prepare<[number], {file: string}>('SELECT file FROM file_offer WHERE at < ?'),
    key: database.prepare<[string], {key: Buffer}>('SELECT key FROM seal WHERE thing = ?'),
  }
}
