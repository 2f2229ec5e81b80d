import {createHash, timingSafeEqual} from 'node:crypto'
import type {Algorithm} from '@node-rs/argon2'
import {hash, verify} from '@node-rs/argon2'
import type {Database, Statement} from 'better-sqlite3'
import {must} from '../../shared/base/assert.ts'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import {Emitter} from '../../shared/base/emitter.ts'
import type {ActorId, NationCode, PostId, SessionId, UnitId, UserId} from '../../shared/base/id.ts'
import {hex, type Random} from '../../shared/base/random.ts'
import type {Role} from '../../shared/operations/actor.ts'
import type {Person} from '../../shared/operations/person.ts'

/** Somebody's account in one nation. */
export type Account = {
  readonly user: UserId
  readonly name: string
  readonly role: Role
  readonly post: PostId | undefined
  readonly unit: UnitId | undefined
  readonly disabled: boolean
}

/** A session as an administrator sees it: without its token. */
export type SessionRow = {
  readonly session: SessionId
  readonly user: UserId
  readonly seat: string
  readonly since: number
  readonly until: number
}

/** Argon2id, 19 MiB, two passes, one lane (OWASP's smallest recommended setting). */
const COST = {memoryCost: 19_456, timeCost: 2, parallelism: 1, algorithm: 2 satisfies Algorithm.Argon2id}
/** So many password checks run at once; the rest wait, so that a flood of sign-ins cannot eat the cores. */
const CHECKS_AT_ONCE = 2
const HOUR = 3_600_000
/** A watch, and a patrol. */
const LONGEST = {console: 12 * HOUR, field: 8 * HOUR}
/** Ends a session whose window has been gone for so long. A patrol may be without a link for half its watch. */
const IDLE = {console: HOUR / 2, field: 4 * HOUR}

type AccountRow = {
  user: UserId
  name: string
  role: Role
  post: PostId | null
  unit: UnitId | null
  hash: string
  disabled: number
  actor: ActorId
}
type TokenRow = {session: SessionId; user: UserId; seat: string; since: number; seen: number; until: number}

/**
 * Users, revocable sessions, device tokens and keys of one nation, in its store.
 * Tokens are kept as hashes only; a stolen store opens no session.
 */
export class Accounts {
  readonly #database: Database
  readonly #statements = new Map<string, Statement<unknown[], unknown>>()
  readonly #clock: Clock
  readonly #random: Random
  readonly #nation: NationCode
  readonly #revoked = new Emitter<SessionId>()
  readonly #waiting: (() => void)[] = []
  #checking = 0
  #dummy: Promise<string> | undefined

  constructor(options: {database: Database; nation: NationCode; clock: Clock; random: Random}) {
    this.#database = options.database
    this.#clock = options.clock
    this.#random = options.random
    this.#nation = options.nation
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS account (user TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, post TEXT, unit TEXT,
        hash TEXT NOT NULL, disabled INTEGER NOT NULL DEFAULT 0, actor TEXT NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS session (token BLOB PRIMARY KEY, session TEXT NOT NULL UNIQUE, user TEXT NOT NULL, seat TEXT NOT NULL,
        since REAL NOT NULL, seen REAL NOT NULL, until REAL NOT NULL) STRICT;
      CREATE TABLE IF NOT EXISTS secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT;
    `)
  }

  /** Makes or changes an account. Changing the password or disabling ends its sessions. */
  async put(account: Omit<Account, 'disabled'>, password: string): Promise<void> {
    const hashed = await this.#queued(() => hash(password, COST))
    const actor = hex(this.#random.bytes(8))
    this.#sql(
      `INSERT INTO account (user, name, role, post, unit, hash, disabled, actor) VALUES (?, ?, ?, ?, ?, ?, 0, ?)
         ON CONFLICT (user) DO UPDATE SET name = excluded.name, role = excluded.role, post = excluded.post, unit = excluded.unit, hash = excluded.hash, disabled = 0`,
    ).run(account.user, account.name, account.role, account.post ?? null, account.unit ?? null, hashed, actor)
    this.#endSessionsOf(account.user)
  }

  /** Changes who a person is without touching the password: from a changed configuration. Ends sessions when something changed. */
  describe(account: Omit<Account, 'disabled'>): void {
    const changed = this.#sql(
      'UPDATE account SET name = ?, role = ?, post = ?, unit = ? WHERE user = ? AND (name, role, post, unit) IS NOT (?, ?, ?, ?)',
    ).run(
      account.name,
      account.role,
      account.post ?? null,
      account.unit ?? null,
      account.user,
      account.name,
      account.role,
      account.post ?? null,
      account.unit ?? null,
    )
    if (changed.changes > 0) this.#endSessionsOf(account.user)
  }

  /** False when there is no such account. */
  disable(user: UserId): boolean {
    const changed = this.#sql('UPDATE account SET disabled = 1 WHERE user = ?').run(user)
    this.#endSessionsOf(user)
    return changed.changes > 0
  }

  list(): readonly Account[] {
    const rows = this.#sql<[], AccountRow>('SELECT * FROM account ORDER BY user').all()
    return rows.map(row => ({
      user: row.user,
      name: row.name,
      role: row.role,
      post: row.post ?? undefined,
      unit: row.unit ?? undefined,
      disabled: row.disabled === 1,
    }))
  }

  has(user: UserId): boolean {
    return this.#account(user) !== undefined
  }

  /** What consoles of the own nation call a pseudonym; it does not leave the nation. */
  nameOf(actor: ActorId): string | undefined {
    return this.#sql<[string], {name: string}>('SELECT name FROM account WHERE actor = ?').get(actor)?.name
  }

  /** Checks a password. An unknown user costs the same work and gets the same answer. */
  async check(user: string, password: string): Promise<boolean> {
    const account = this.#account(user as UserId)
    this.#dummy ??= hash(hex(this.#random.bytes(16)), COST)
    const hashed = account?.hash ?? (await this.#dummy)
    const right = await this.#queued(() => verify(hashed, password))
    return right && account !== undefined && account.disabled === 0
  }

  /** Opens a session for a checked user; the token goes into the cookie and nowhere else. */
  open(user: UserId, seat: string): {token: string; person: Person} {
    const account = must(this.#account(user), `an account ${user}`)
    const token = hex(this.#random.bytes(32))
    const session = hex(this.#random.bytes(16)) as SessionId
    const now = this.#clock.wall()
    const longest = account.role === 'field' ? LONGEST.field : LONGEST.console
    this.#sql('DELETE FROM session WHERE until < ?').run(now)
    this.#sql('INSERT INTO session (token, session, user, seat, since, seen, until) VALUES (?, ?, ?, ?, ?, ?, ?)').run(
      digest(token),
      session,
      user,
      seat,
      now,
      now,
      now + longest,
    )
    return {token, person: this.#person(account, session)}
  }

  /** Who a token belongs to, if its session still stands for this seat. */
  person(token: string, seat: string): Person | undefined {
    const row = this.#sql<[Buffer], TokenRow>('SELECT * FROM session WHERE token = ?').get(digest(token))
    if (row === undefined || !same(row.seat, seat) || !this.#stands(row)) return undefined
    const account = this.#account(row.user)
    if (account === undefined || account.disabled === 1) return undefined
    this.#sql('UPDATE session SET seen = ? WHERE session = ? AND seen < ?').run(
      this.#clock.wall(),
      row.session,
      this.#clock.wall() - 60_000,
    )
    return this.#person(account, row.session)
  }

  /** Whether a session may go on. Asked before every act of an open socket. */
  stands(session: SessionId): boolean {
    const now = this.#clock.wall()
    const row = this.#sql<[string, number, number, number], unknown>(
      `SELECT 1 FROM session LEFT JOIN account ON account.user = session.user
         WHERE session = ? AND until >= ? AND seen >= CASE role WHEN 'field' THEN ? ELSE ? END`,
    ).get(session, now, now - IDLE.field, now - IDLE.console)
    return row !== undefined
  }

  /** Open windows count as use. */
  touch(sessions: Iterable<SessionId>): void {
    const seen = this.#sql('UPDATE session SET seen = ? WHERE session = ?')
    const now = this.#clock.wall()
    this.#database.transaction(() => {
      for (const session of sessions) seen.run(now, session)
    })()
  }

  sessions(): readonly SessionRow[] {
    return this.#sql<[], SessionRow>('SELECT session, user, seat, since, until FROM session ORDER BY since').all()
  }

  /** Ends a session now; its sockets are closed by who listens to {@link onRevoked}. */
  revoke(session: SessionId): void {
    const changed = this.#sql('DELETE FROM session WHERE session = ?').run(session)
    if (changed.changes > 0) this.#revoked.emit(session)
  }

  onRevoked(listener: (session: SessionId) => void): Stop {
    return this.#revoked.on(listener)
  }

  /** Ends what has run out, so that open sockets close. Called every few seconds. */
  sweep(): void {
    const now = this.#clock.wall()
    const ended = this.#sql<[number, number, number], {session: SessionId}>(
      `SELECT session FROM session LEFT JOIN account ON account.user = session.user
         WHERE until < ? OR seen < CASE role WHEN 'field' THEN ? ELSE ? END`,
    ).all(now, now - IDLE.field, now - IDLE.console)
    for (const row of ended) this.revoke(row.session)
  }

  /** A secret of the nation, made at first use and kept in its store. */
  secret(name: string, make: () => Uint8Array): Buffer {
    const row = this.#sql<[string], {value: Buffer}>('SELECT value FROM secret WHERE name = ?').get(name)
    if (row !== undefined) return row.value
    const value = Buffer.from(make())
    this.#sql('INSERT INTO secret (name, value) VALUES (?, ?)').run(name, value)
    return value
  }

  /** The statement, prepared once. */
  #sql<Values extends unknown[] = unknown[], Row = unknown>(text: string): Statement<Values, Row> {
    const held = this.#statements.get(text) ?? this.#database.prepare<unknown[], unknown>(text)
    this.#statements.set(text, held)
    return held as Statement<Values, Row>
  }

  #account(user: UserId): AccountRow | undefined {
    return this.#sql<[string], AccountRow>('SELECT * FROM account WHERE user = ?').get(user)
  }

  #stands(row: TokenRow): boolean {
    const now = this.#clock.wall()
    const idle = this.#account(row.user)?.role === 'field' ? IDLE.field : IDLE.console
    return now <= row.until && now - row.seen <= idle
  }

  #person(account: AccountRow, session: SessionId): Person {
    return {
      user: account.user,
      actor: account.actor,
      name: account.name,
      nation: this.#nation,
      role: account.role,
      ...(account.post === null ? {} : {post: account.post}),
      ...(account.unit === null ? {} : {unit: account.unit}),
      clearance: 'RESTRICTED',
      purpose: 'BorderMonitoring',
      session,
    }
  }

  #endSessionsOf(user: UserId): void {
    const rows = this.#sql<[string], {session: SessionId}>('SELECT session FROM session WHERE user = ?').all(user)
    for (const row of rows) this.revoke(row.session)
  }

  async #queued<T>(work: () => Promise<T>): Promise<T> {
    if (this.#checking >= CHECKS_AT_ONCE) await new Promise<void>(free => this.#waiting.push(free))
    this.#checking++
    try {
      return await work()
    } finally {
      this.#checking--
      this.#waiting.shift()?.()
    }
  }
}

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
