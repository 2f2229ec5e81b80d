import {createServer, type Server} from 'node:http'
import type {AddressInfo} from 'node:net'
import {inflateRawSync} from 'node:zlib'
import {manualClock, systemClock, type Clock} from '../../../shared/base/clock.ts'
import {Emitter} from '../../../shared/base/emitter.ts'
import type {ActorId, HandoffId, NationCode, SessionId, TrackId, UserId} from '../../../shared/base/id.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import type {Person} from '../../../shared/operations/person.ts'
import type {CommandEnvelope, CommandResult} from '../../../shared/protocol/command.ts'
import type {TrackRecord} from '../../../shared/protocol/frame.ts'
import type {Names} from '../../../shared/protocol/message.ts'
import type {Thing} from '../../../shared/protocol/things.ts'
import {Table} from '../../../server/picture/table.ts'
import type {Released} from '../../../server/policy/released.ts'
import {attach, type Gateway} from '../../../server/stream/gateway.ts'
import type {ThingChange, TrackChanges, Wire} from '../../../server/stream/ports.ts'
import {Stream} from '../../../server/stream/stream.ts'

const PICTURE_START = Date.UTC(2026, 0, 1, 12)

/** A person whose session is the name; the audiences are what policy lets them read. */
export type Somebody = Person & {readonly audiences: Set<number>}

export function somebody(name: string, audiences: number[], more: Partial<Person> = {}): Somebody {
  return {
    user: `${name}@SE` as UserId,
    actor: name as ActorId,
    name,
    nation: 'SE' as NationCode,
    role: 'operator',
    clearance: 'RESTRICTED',
    purpose: 'BorderMonitoring',
    session: `session-of-${name}` as SessionId,
    ...more,
    audiences: new Set(audiences),
  }
}

/** A real table, stream and (where asked for) gateway; picture, policy and operations as small as can be. */
export class TestNation {
  readonly clock: Clock
  readonly table: Table
  readonly stream: Stream
  readonly presented: HandoffId[] = []
  readonly commands: CommandEnvelope[] = []
  readonly fixes: object[] = []
  readonly ended = new Set<SessionId>()
  readonly people = new Map<string, Somebody>()
  readonly labels = new Map<number, string>()
  readonly things = new Map<string, Thing>()
  /** Things only these roles may see, by id. */
  readonly secret = new Set<string>()
  /** Things that a field user may see only while the task of that id is there, by id. */
  readonly ofTask = new Map<string, string>()
  /** Whether policy keeps courses from everybody. */
  hidesCourse = false
  answer: (envelope: CommandEnvelope) => CommandResult | Promise<CommandResult> = envelope => ({
    outcome: 'done',
    commandId: envelope.commandId,
    things: [],
  })
  policyVersion = 1
  cursor = 0
  /** What the ledger still tells of its past; undefined: nothing. */
  log: ThingChange[] | undefined = []
  pictureTime = PICTURE_START
  readonly #changed = new Set<number>()
  readonly #gone: {row: number; id: TrackId}[] = []
  readonly #renamed = new Set<number>()
  readonly #emitter = new Emitter<ThingChange>()

  constructor(
    clock: Clock = manualClock(),
    capacity = 1_000,
    told: {readonly mostShown?: number; readonly roughMetres?: number} = {},
  ) {
    this.clock = clock
    this.table = new Table(capacity)
    const {table} = this
    const nation = this
    this.stream = new Stream({
      clock,
      random: seededRandom(1),
      ...told,
      key: new Uint8Array(32).fill(7),
      picture: {tracks: table, idOf: row => this.idOf(row), rowOf: id => this.rowOf(id)},
      policy: {
        get version() {
          return nation.policyVersion
        },
        audiencesOf: person => (person as Somebody).audiences,
        view: (_table, audience) =>
          released({record: (row: number, into: TrackRecord) => this.#record(row, audience, into)}),
        sightOf: person => [...(person as Somebody).audiences].join(),
        releaseName: (row, person) => this.#name(row, person as Somebody),
        releaseThing: (thing, person) => (this.#isHidden(thing.id, person) ? undefined : released(thing)),
        turnsOn: (kind, person) => person.role === 'field' && kind === 'task',
      },
      operations: {
        get cursor() {
          return nation.cursor
        },
        things: () => this.things.values(),
        since: cursor => this.#since(cursor),
        onThings: listener => this.#emitter.on(listener),
        execute: envelope => {
          this.commands.push(envelope)
          return Promise.resolve(this.answer(envelope))
        },
        presented: handoff => this.presented.push(handoff),
      },
      desk: {
        hello: person => ({
          protocol: 2,
          version: '0.0.0',
          nation: person.nation,
          nationName: 'Sweden',
          user: {id: person.user, actor: person.actor, name: person.name, role: person.role},
          world: 'simulated',
          home: {west: 12, south: 54, east: 15, north: 56},
          posts: [],
          partners: [],
          agreements: [],
          notices: [],
          rules: [],
        }),
        beat: () => ({
          wall: this.clock.wall(),
          picture: this.pictureTime,
          rate: 1,
          replay: false,
          feeds: [],
          links: [],
        }),
        card: () => undefined,
        search: () => released({hits: []}),
        suggest: () => released({units: []}),
        stands: session => !this.ended.has(session),
        pictureTime: () => this.pictureTime,
        fix: (fix, person) => this.fixes.push({...fix, unit: person.unit}),
      },
    })
  }

  idOf(row: number): TrackId {
    return ((row + 1) * 1_000 + (this.table.generation[row] ?? 0)) as TrackId
  }

  rowOf(id: TrackId): number {
    const row = Math.floor(id / 1_000) - 1
    return this.table.held[row] === 1 && this.idOf(row) === id ? row : -1
  }

  /** A new track; its row. */
  add(lon: number, lat: number, audience = 1, label = ''): number {
    const row = this.table.allocate()
    this.table.audience[row] = audience
    this.table.kind[row] = 1
    this.labels.set(row, label === '' ? `T${row}` : label)
    this.move(row, lon, lat)
    return row
  }

  move(row: number, lon: number, lat: number): void {
    this.table.lon[row] = lon
    this.table.lat[row] = lat
    this.table.at[row] = this.pictureTime
    this.table.speed[row] = 5
    this.table.course[row] = 90
    this.#changed.add(row)
  }

  /** It reports once more, wherever and however it goes, as every 10 s. */
  report(row: number, lon: number, lat: number, speed: number, course: number): void {
    this.move(row, lon, lat)
    this.table.interval[row] = 10_000
    this.table.speed[row] = speed
    this.table.course[row] = course
  }

  regroup(row: number, audience: number): void {
    this.table.audience[row] = audience
    this.#changed.add(row)
  }

  mark(row: number, isDistress: boolean): void {
    this.table.flags[row] = isDistress ? ReportFlag.DISTRESS : 0
    this.#changed.add(row)
  }

  rename(row: number, label: string): void {
    this.labels.set(row, label)
    this.#renamed.add(row)
  }

  remove(row: number): void {
    this.#gone.push({row, id: this.idOf(row)})
    this.#changed.delete(row)
    this.table.release(row)
  }

  /** One tick of 100 ms. */
  tick(): void {
    if ('advance' in this.clock) (this.clock as ReturnType<typeof manualClock>).advance(100)
    this.pictureTime += 100
    const rows = Int32Array.from(this.#changed)
    const changes: TrackChanges = {
      tracks: {rows, count: rows.length},
      goneTracks: [...this.#gone],
      renamed: [...this.#renamed],
    }
    this.#changed.clear()
    this.#renamed.clear()
    this.#gone.length = 0
    this.stream.publish(changes)
  }

  put(...upserts: Thing[]): void {
    for (const thing of upserts) this.things.set(thing.id, thing)
    this.#tell({cursor: ++this.cursor, upserts, removed: []})
  }

  drop(kind: Thing['kind'], id: string): void {
    this.things.delete(id)
    this.#tell({cursor: ++this.cursor, upserts: [], removed: [{kind, id}]})
  }

  #tell(change: ThingChange): void {
    this.log?.push(change)
    this.#emitter.emit(change)
  }

  #since(cursor: number): ThingChange | 'snapshot' {
    if (this.log === undefined) return 'snapshot'
    const later = this.log.filter(change => change.cursor > cursor)
    return {
      cursor: this.cursor,
      upserts: later.flatMap(change => change.upserts),
      removed: later.flatMap(change => change.removed),
    }
  }

  #isHidden(id: string, person: Person): boolean {
    const task = this.ofTask.get(id)
    if (person.role === 'field' && task !== undefined) return !this.things.has(task)
    return this.secret.has(id) && person.role !== 'commander'
  }

  /** An even audience sees no course: a projection. */
  #record(row: number, audience: number, into: TrackRecord): boolean {
    const {table} = this
    into.lon = table.lon[row] ?? NaN
    into.lat = table.lat[row] ?? NaN
    into.speed = table.speed[row] ?? NaN
    into.course = this.hidesCourse || audience % 2 === 0 ? NaN : (table.course[row] ?? NaN)
    into.heading = into.altitude = NaN
    into.at = table.at[row] ?? NaN
    into.interval = table.interval[row] ?? NaN
    into.kind = table.kind[row] ?? 0
    into.identity = 0
    into.flags = table.flags[row] ?? 0
    return true
  }

  #name(row: number, person: Somebody): Released<Names['names'][number]> | undefined {
    if (!person.audiences.has(this.table.audience[row] ?? 0)) return undefined
    return released({
      id: this.idOf(row),
      label: this.labels.get(row) ?? '',
      kind: 'vessel',
      identity: 'unidentified',
      world: 'simulated',
    })
  }
}

/** What a window has been told, as a wire that can be made to stall. */
export class TestWire implements Wire {
  readonly sent: {event: string; body: never}[] = []
  readonly frames: Buffer[] = []
  /** Names that came as blocks; they are in `sent` too. */
  readonly blockBytes: Buffer[] = []
  readonly densities: Buffer[] = []
  isFree = true
  closed: 'discarded' | 'in order' | undefined
  acknowledge = true

  writable(): boolean {
    return this.isFree
  }
  frame(bytes: Buffer): void {
    this.frames.push(bytes)
  }
  get blocks(): number {
    return this.blockBytes.length
  }
  said(event: string, json: string): void {
    this.sent.push({event, body: JSON.parse(json) as never})
  }
  nameBlock(bytes: Buffer): void {
    this.blockBytes.push(bytes)
    this.said('names', inflateRawSync(bytes.subarray(1)).toString())
  }
  density(bytes: Buffer): void {
    this.densities.push(bytes)
  }
  send(event: string, body: object, acknowledged?: () => void): void {
    this.sent.push({event, body: JSON.parse(JSON.stringify(body)) as never})
    if (this.acknowledge) acknowledged?.()
  }
  close(discard: boolean): void {
    this.closed = discard ? 'discarded' : 'in order'
  }
  /** Bodies of one event so far. */
  of<T>(event: string): T[] {
    return this.sent.filter(one => one.event === event).map(one => one.body as T)
  }
}

export type Door = {
  readonly address: string
  readonly origin: string
  readonly gateway: Gateway
  readonly server: Server
  readonly errors: unknown[]
  stop(): Promise<void>
}

/** The nation behind a real socket on a free loopback port. People are found by their seat. */
export async function open(nation: TestNation, clock: Clock = systemClock): Promise<Door> {
  const server = createServer()
  const errors: unknown[] = []
  const gateway = attach({
    server,
    clock,
    origins: ['https://console.example'],
    authenticate(_headers, seat) {
      const person = nation.people.get(seat)
      return person === undefined || nation.ended.has(person.session) ? undefined : {person, stream: nation.stream}
    },
    onError: error => errors.push(error),
  })
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    address,
    origin: address,
    gateway,
    server,
    errors,
    stop: () =>
      new Promise(closed => {
        nation.stream.stop()
        gateway.stop()
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

function released<T>(value: T): Released<T> {
  return value as Released<T>
}
