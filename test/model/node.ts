import type {Database} from 'better-sqlite3'
import type {ActorId, CommandId, NationCode, PostId, SessionId, UserId} from '../../shared/base/id.ts'
import {seededRandom} from '../../shared/base/random.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {Command, CommandResult} from '../../shared/protocol/command.ts'
import type {Thing} from '../../shared/protocol/things.ts'
import type {Batch, Ledger} from '../../server/operations/ledger.ts'
import {Operations} from '../../server/operations/operations.ts'
import {SqliteLedger} from '../../server/operations/sqlite-ledger.ts'
import {Joint, type Packet} from './joint.ts'
import {roomsOf} from './rooms.ts'
import {NATIONS, type Sea} from './sea.ts'
import type {SimClock, Watch} from './sim-clock.ts'

/** Every so many seconds durable things are offered anew to each partner, as a nation does. */
const RESHARE_SECONDS = 5

/** Where a node dies: at its next wait for the disk, with the batch lost, or with the batch written and nobody told. */
export type Death = 'before-disk' | 'after-disk'

/** One nation: real operations on a real ledger, which the process may lose sight of at any moment. */
export class Node {
  readonly code: NationCode
  readonly #clock: SimClock
  readonly #sea: Sea
  readonly #database: Database
  readonly #isLinkUp: (partner: NationCode) => boolean
  readonly #send: (partner: NationCode, packet: Packet) => void
  readonly #onCommitted: (batch: Batch) => void
  readonly #onAlarm: (alarm: object) => void
  #watch: Watch = {skewMs: 0, isAlive: false}
  #operations: Operations | undefined
  #ledger: SqliteLedger | undefined
  #joints = new Map<NationCode, Joint>()
  #death: Death | undefined
  #runs = 0
  #seconds = 0
  #names = 0

  constructor(of: {
    code: NationCode
    clock: SimClock
    sea: Sea
    database: Database
    isLinkUp: (partner: NationCode) => boolean
    send: (partner: NationCode, packet: Packet) => void
    onCommitted: (batch: Batch) => void
    onAlarm: (alarm: object) => void
  }) {
    this.code = of.code
    this.#clock = of.clock
    this.#sea = of.sea
    this.#database = of.database
    this.#isLinkUp = of.isLinkUp
    this.#send = of.send
    this.#onCommitted = of.onCommitted
    this.#onAlarm = of.onAlarm
    this.start()
  }

  get operations(): Operations | undefined {
    return this.#operations
  }

  get ledger(): SqliteLedger | undefined {
    return this.#ledger
  }

  get isUp(): boolean {
    return this.#operations !== undefined
  }

  get skewMs(): number {
    return this.#watch.skewMs
  }

  /** Unlike any before, also after a death. */
  nextName(): number {
    return ++this.#names
  }

  /** What its consoles show. */
  things(): Thing[] {
    return [...(this.#operations?.things() ?? [])]
  }

  start(): void {
    if (this.isUp) return
    const run = ++this.#runs
    const watch = (this.#watch = {skewMs: this.#watch.skewMs, isAlive: true})
    const clock = this.#clock.on(watch)
    const seed = (NATIONS.indexOf(this.code) + 1) * 1_000 + run
    const ledger = new SqliteLedger({database: this.#database, random: seededRandom(seed)})
    const operations = new Operations({
      nation: this.code,
      ledger: this.#watched(ledger, watch),
      clock,
      random: seededRandom(seed + 500),
      contactSecret: new Uint8Array(32),
      units: [],
      rooms: roomsOf(this.code, this.#sea, this.#isLinkUp),
      onFatal: error => {
        if (!(error instanceof Killed)) throw error
        this.kill()
      },
    })
    this.#ledger = ledger
    this.#operations = operations
    for (const partner of NATIONS.filter(nation => nation !== this.code)) {
      const send = (packet: Packet) => watch.isAlive && this.#send(partner, packet)
      const onAlarm = this.#onAlarm
      this.#joints.set(partner, new Joint({clock, run: String(run), partner, ledger, operations, send, onAlarm}))
    }
    operations.onOutgoing(({partner}) => this.#joints.get(partner)?.wake())
  }

  /** Ends without a word. */
  kill(): void {
    this.#watch.isAlive = false
    this.#operations = undefined
    this.#ledger = undefined
    this.#joints.clear()
    this.#death = undefined
  }

  /** Will be killed at its next wait for the disk; undefined: will not. */
  doom(death: Death | undefined): void {
    this.#death = death
  }

  /** Ends in good order. */
  stop(): void {
    this.#operations?.stop()
    this.kill()
  }

  /** Somebody sets the time of day; it stays so over restarts. */
  stepWall(byMs: number): void {
    this.#watch.skewMs += byMs
  }

  /** Each second. */
  tick(): void {
    if (this.#operations === undefined) return
    this.#operations.tick()
    for (const joint of this.#joints.values()) joint.tick()
    if (++this.#seconds % RESHARE_SECONDS === 0)
      for (const partner of NATIONS) if (partner !== this.code) this.#operations?.reshare(partner)
  }

  receive(partner: NationCode, packet: Packet): void {
    this.#joints.get(partner)?.receive(packet)
  }

  lineIs(partner: NationCode, isUp: boolean): void {
    const joint = this.#joints.get(partner)
    if (isUp) joint?.beat()
    else joint?.lost()
  }

  execute(commandId: CommandId, command: Command, person: Person): Promise<CommandResult> | undefined {
    return this.#operations?.execute({commandId, command}, person)
  }

  #watched(ledger: SqliteLedger, watch: Watch): Ledger {
    return new Proxy<Ledger>(ledger, {
      get: (target, name: keyof Ledger) => {
        if (name === 'commit') return (batch: Batch) => this.#commit(target, batch, watch)
        const value: unknown = Reflect.get(target, name, target)
        return typeof value === 'function' ? (value as () => unknown).bind(target) : value
      },
    })
  }

  #commit(ledger: Ledger, batch: Batch, watch: Watch): void {
    if (!watch.isAlive || this.#death === 'before-disk') throw new Killed()
    ledger.commit(batch)
    this.#onCommitted(batch)
    if (this.#death === 'after-disk') throw new Killed()
  }
}

/** What the disk says to a process that is being killed. */
class Killed extends Error {}

export function personOf(nation: NationCode, role: Person['role'], post = `${nation}-01` as PostId): Person {
  return {
    user: `${role}-${post}@${nation}` as UserId,
    actor: `${role}-${post}` as ActorId,
    name: role,
    nation,
    role,
    post,
    clearance: 'RESTRICTED',
    purpose: 'BorderMonitoring',
    session: 's' as SessionId,
  }
}
