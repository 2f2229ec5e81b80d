import type {Database} from 'better-sqlite3'
import type {CommandId, HandoffId, NationCode} from '../../shared/base/id.ts'
import {type Random, seededRandom, uuid} from '../../shared/base/random.ts'
import type {CommandResult} from '../../shared/protocol/command.ts'
import type {JsonObject} from '../../server/operations/ledger.ts'
import {messageIn} from '../../server/operations/outbox-record.ts'
import {openStore} from '../../server/operations/sqlite-ledger.ts'
import {disagreements} from './agreement.ts'
import type {Packet} from './joint.ts'
import {Line} from './line.ts'
import {Node, personOf} from './node.ts'
import {nonsense, offers, pick, type Press} from './offers.ts'
import {NATIONS, Sea} from './sea.ts'
import {SimClock} from './sim-clock.ts'
import type {Plan, Step} from './steps.ts'
import {Violation, Witness} from './witness.ts'

const PAIRS = [
  [0, 1],
  [0, 2],
  [1, 2],
] as const
/** Nobody's time of day is further off than this, ms: results and closed things are kept for so long and more. */
const MOST_SKEW = 10 * 3_600_000
const PEACE_MS = 10_000
/** What changes at the end of it, a timer say, still has to be told: so long, and for as long as something changes. */
const TELLING_MS = 2_000
const LONGEST_TELLING_MS = 30_000

type Given = Press & {readonly id: CommandId; final: string | undefined; isForwarded: boolean}

/** What a run has tried and seen. */
export type Account = {readonly seen: ReadonlyMap<string, number>; readonly done: number; readonly refused: number}

/** Stores that runs use one after the other: making one takes longer than a run. */
const stores: Database[] = []

/** Plays one plan to its end and to ten seconds of peace. Throws a {@link Violation} where something must never be so. */
export async function play(plan: Plan): Promise<Account> {
  const scene = new Scene(plan)
  try {
    for (const step of plan.steps) await scene.take(step)
    await scene.peace()
    return scene.account()
  } finally {
    scene.close()
  }
}

class Scene {
  readonly #clock = new SimClock()
  readonly #sea: Sea
  readonly #witness: Witness
  readonly #random: Random
  readonly #lines: readonly Line[]
  readonly #nodes: readonly Node[]
  readonly #used: Database[] = []
  readonly #given: Given[] = []
  #violation: unknown
  /** Nations at whose consoles nobody sits. */
  readonly #blind = new Set<NationCode>()
  #tickedAt = 0

  constructor(plan: Plan) {
    this.#sea = new Sea(plan.transfer, plan.kinds, plan.isStandard)
    this.#witness = new Witness(this.#sea, this.#clock)
    this.#random = seededRandom(plan.seed)
    this.#lines = PAIRS.map(() => new Line(this.#clock, this.#random))
    this.#nodes = NATIONS.map((code, index) => {
      const database = (this.#used[index] = emptyStore())
      return new Node({
        code,
        clock: this.#clock,
        sea: this.#sea,
        database,
        isLinkUp: partner => this.#lineOf(index, NATIONS.indexOf(partner))?.isUp === true,
        send: (partner, packet) => {
          if (packet.type === 'row') this.#note(() => this.#witness.left(code, partner, messageOf(packet.row.body)))
          this.#send(index, NATIONS.indexOf(partner), packet)
        },
        onCommitted: batch => this.#witness.committed(code, batch),
        onAlarm: alarm =>
          this.#note(() => {
            throw new Violation('LANES', JSON.stringify(alarm))
          }),
      })
    })
    this.#lines.forEach((line, index) => {
      const [low, high] = PAIRS[index] ?? [0, 0]
      line.join([packet => this.#arrive(low, high, packet), packet => this.#arrive(high, low, packet)])
    })
  }

  async take(step: Step): Promise<void> {
    await this.#do(step)
    if (this.#violation !== undefined) throw this.#violation
  }

  async #do(step: Step): Promise<void> {
    switch (step.do) {
      case 'press':
      case 'nonsense': {
        const node = this.#node(step.nation)
        const random = seededRandom(step.seed)
        const press =
          step.do === 'press'
            ? pick(offers(node, this.#sea, random, this.#codes()), random)
            : nonsense(node, this.#handoffs(), random)
        if (press !== undefined)
          this.#give({...press, id: uuid(random, this.#clock.now()) as CommandId, final: undefined, isForwarded: false})
        await this.#wait(step.then)
        return
      }
      case 'again': {
        const given = pick(this.#given, seededRandom(step.seed))
        if (given !== undefined) this.#give(given)
        return
      }
      case 'turn eyes': {
        const {code} = this.#node(step.nation)
        if (!this.#blind.delete(code)) this.#blind.add(code)
        return
      }
      case 'wait':
        return this.#wait(step.ms)
      case 'cut':
        return this.#cut(step.pair)
      case 'heal':
        return this.#heal(step.pair)
      case 'disturb':
        this.#heal(step.pair)
        return this.#lines[step.pair]?.heal(step.faults)
      case 'die':
        return this.#die(this.#node(step.nation), step.death)
      case 'start':
        return this.#start(this.#node(step.nation))
      case 'set clock': {
        const node = this.#node(step.nation)
        const byMs = step.hours * 3_600_000
        if (Math.abs(node.skewMs + byMs) <= MOST_SKEW) node.stepWall(byMs)
        return
      }
      case 'drift': {
        const drifter = this.#sea.drifters[step.drifter]
        if (drifter !== undefined) drifter.waters = NATIONS[step.nation] ?? drifter.waters
        return
      }
      case 'turn agreement': {
        const [low, high] = PAIRS[step.pair] ?? [0, 1]
        return this.#sea.turnAgreement(NATIONS[low] as NationCode, NATIONS[high] as NationCode, this.#clock.now())
      }
      case 'peace':
        return this.peace()
    }
  }

  async peace(): Promise<void> {
    for (const node of this.#nodes) {
      node.doom(undefined)
      this.#start(node)
    }
    for (const pair of PAIRS.keys()) this.#heal(pair)
    for (let ms = 0; ms < PEACE_MS; ms += 1_000) await this.#wait(1_000)
    for (let ms = 0; ms < LONGEST_TELLING_MS && this.#witness.quietMs < TELLING_MS; ms += 500) await this.#wait(500)
    await this.#askForOutcomes()
    if (this.#violation !== undefined) throw this.#violation
    const [first] = [...disagreements(this.#witness.records, this.#sea), ...this.#witness.overdue()]
    if (first !== undefined) throw new Violation('AGREE', first)
  }

  /** What was passed on to another nation has its outcome by now: who asks again under the same id gets it. */
  async #askForOutcomes(): Promise<void> {
    const waiting = this.#given.filter(given => given.isForwarded && given.final === undefined)
    for (const given of waiting) this.#give(given)
    if (waiting.length > 0) await this.#wait(100)
    this.#note(() => {
      const [first] = waiting.filter(({final}) => final === undefined)
      if (first !== undefined) throw new Violation('ONCE', `${first.nation} never learns of ${first.command.type}`)
    })
  }

  account(): Account {
    const finals = this.#given.flatMap(({final}) => (final === undefined ? [] : [final]))
    const refused = finals.filter(final => final.includes('"refused"')).length
    return {seen: this.#witness.seen, done: finals.length - refused, refused}
  }

  close(): void {
    for (const node of this.#nodes) node.kill()
    stores.push(...this.#used)
  }

  /** The same command gets the same final answer, however often it comes and whoever dies meanwhile. */
  #give(given: Given): void {
    if (!this.#given.includes(given)) this.#given.push(given)
    const node = this.#nodes.find(({code}) => code === given.nation)
    void node
      ?.execute(given.id, given.command, personOf(given.nation, given.role, given.post))
      ?.then(result => this.#note(() => this.#answered(given, result)))
  }

  #answered(given: Given, result: CommandResult): void {
    if (result.outcome === 'done') this.#witness.answered(given.nation, result.things)
    if (result.outcome === 'refused' && result.code === 'not-delivered') return
    const text = JSON.stringify(result)
    if (result.outcome === 'forwarded' && given.final === undefined) {
      given.isForwarded = true
      return
    }
    given.final ??= text
    if (given.final !== text)
      throw new Violation('ONCE', `${given.command.type} was answered ${given.final} and then ${text}`)
    const seen = 'expectedVersion' in given.command ? given.command.expectedVersion : undefined
    if (seen === 99 && result.outcome === 'done')
      throw new Violation('I5', `${given.command.type} of version 99 is done`)
  }

  /** What is found where nobody would hear it thrown: it is thrown after the step. */
  #note(look: () => void): void {
    try {
      look()
    } catch (error) {
      this.#violation ??= error
    }
  }

  #look(node: Node): void {
    for (const thing of node.things())
      if (thing.kind === 'handoff' && thing.to === node.code && !thing.delivered)
        node.operations?.presented(thing.id, personOf(node.code, 'operator'))
  }

  /** Time passes; nodes tick each second, in long waits less often. */
  async #wait(ms: number): Promise<void> {
    const end = this.#clock.now() + ms
    const stride = ms > 10_000 ? ms / 8 : 1_000
    while (this.#clock.now() < end) {
      await this.#clock.advance(Math.min(stride, end - this.#clock.now()))
      if (this.#clock.now() - this.#tickedAt < 1_000) continue
      this.#tickedAt = this.#clock.now()
      for (const node of this.#nodes) node.tick()
    }
    for (const node of this.#nodes) if (!this.#blind.has(node.code)) this.#look(node)
    await this.#clock.advance(0)
  }

  #cut(pair: number): void {
    const line = this.#lines[pair]
    if (line?.isUp !== true) return
    line.cut()
    this.#tellLine(pair, false)
  }

  #heal(pair: number): void {
    const line = this.#lines[pair]
    const wasUp = line?.isUp === true
    line?.heal()
    if (!wasUp) this.#tellLine(pair, true)
  }

  #tellLine(pair: number, isUp: boolean): void {
    const [low, high] = PAIRS[pair] ?? [0, 0]
    this.#node(low).lineIs(NATIONS[high] as NationCode, isUp)
    this.#node(high).lineIs(NATIONS[low] as NationCode, isUp)
  }

  #die(node: Node, death: Extract<Step, {do: 'die'}>['death']): void {
    if (!node.isUp) return
    if (death === 'now') node.kill()
    else if (death === 'in order') node.stop()
    else node.doom(death)
  }

  #start(node: Node): void {
    if (node.isUp) return
    node.start()
    if (node.ledger !== undefined) this.#witness.started(node.code, node.ledger)
  }

  #send(from: number, to: number, packet: Packet): void {
    this.#lineOf(from, to)?.send(from < to ? 0 : 1, packet)
  }

  #lineOf(from: number, to: number): Line | undefined {
    const pair = PAIRS.findIndex(([low, high]) => low === Math.min(from, to) && high === Math.max(from, to))
    return this.#lines[pair]
  }

  #arrive(at: number, from: number, packet: unknown): void {
    this.#node(at).receive(NATIONS[from] as NationCode, packet as Packet)
  }

  #node(index: number): Node {
    const node = this.#nodes[index]
    if (node === undefined) throw new Error(`a nation, got ${index}`)
    return node
  }

  /** What has been read out on the telephone: the codes of what was transferred by voice. */
  #codes(): ReadonlyMap<string, string> {
    const codes = this.#nodes.flatMap(node =>
      node
        .things()
        .flatMap(thing =>
          thing.kind === 'handoff' && thing.verbal?.code !== undefined
            ? [[thing.id as string, thing.verbal.code] as const]
            : [],
        ),
    )
    return new Map(codes)
  }

  #handoffs(): HandoffId[] {
    return [...this.#witness.records.values()].flatMap(({handoffs}) => [...handoffs.keys()]) as HandoffId[]
  }
}

function messageOf(record: Uint8Array): JsonObject {
  return JSON.parse(Buffer.from(messageIn(record)).toString('utf8')) as JsonObject
}

function emptyStore(): Database {
  const store = stores.pop()
  if (store === undefined) return openStore(':memory:')
  const tables = store.prepare<[], {name: string}>(`SELECT name FROM sqlite_master WHERE type = 'table'`).all()
  for (const {name} of tables) store.exec(`DELETE FROM ${name}`)
  return store
}
