import {join} from 'node:path'
import type {ContactId, HandoffId, IncidentId, NationCode, TrackId} from '../../shared/base/id.ts'
import {hex, type Random, systemRandom, uuid} from '../../shared/base/random.ts'
import {HANDOFF_ENDS} from '../../shared/operations/handoff-state.ts'
import type {Command, CommandResult} from '../../shared/protocol/command.ts'
import {openStore, SqliteLedger} from '../../server/operations/sqlite-ledger.ts'
import {type BuiltServer, Seat, startBuilt, verifyBuilt} from './built-server.ts'
import {until} from './until.ts'

/** A command that was sent, and what was answered, if anything was before the server died. */
type Sent = {
  readonly nation: 'SE' | 'DK'
  readonly commandId: string
  readonly command: Command
  answer: CommandResult | undefined
}
type Handoff = {readonly id: string; readonly status: string; readonly from: string; readonly to: string}

/** What one kill left. */
export type AfterServerKill = {
  readonly acknowledged: number
  /** Sent, but the server died before it answered. */
  readonly cutOff: number
  /** Answered commands that are answered otherwise, or not at all, after the restart. */
  readonly lost: number
  /** Things that happened twice, in the ledgers on disk. */
  readonly doubled: number
  readonly sound: boolean
  /** From the start of the process until `/healthz` answers, ms. */
  readonly readyMs: number
}

const DK = 'DK' as NationCode
const USERS = {SE: 'anna@SE', DK: 'mads@DK'} as const
const ENDS: ReadonlySet<string> = new Set(HANDOFF_ENDS)

/** The demonstration under load, killed without a warning again and again on the same data. */
export class KillServer {
  readonly #data: string
  readonly #random: Random
  readonly #sent: Sent[] = []
  readonly #incidents: IncidentId[] = []
  #server: BuiltServer | undefined

  constructor(options: {data: string; random: Random}) {
    this.#data = options.data
    this.#random = options.random
  }

  /** How many of each kind of command were answered `done`. */
  get done(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const {command, answer} of this.#sent)
      if (answer?.outcome === 'done') counts[command.type] = (counts[command.type] ?? 0) + 1
    return counts
  }

  /** Lets people work for so long, kills the server, starts it again, gives every command of this round again. */
  async kill(workMs: number): Promise<AfterServerKill> {
    const server = (this.#server ??= await startBuilt(this.#data))
    const from = this.#sent.length
    const seats = await seatsOf(server)
    const working = new AbortController()
    const work = [this.#sweden(seats.SE, working.signal), this.#denmark(seats.DK, working.signal)]
    await new Promise(resume => setTimeout(resume, workMs))
    await server.kill()
    working.abort()
    await Promise.all(work)

    const round = this.#sent.slice(from)
    const answered = round.filter(({answer}) => answer !== undefined)
    const sound = verifyBuilt(this.#data)
    const restarted = (this.#server = await startBuilt(this.#data))
    const lost = await repeat(await seatsOf(restarted), round)
    return {
      acknowledged: answered.length,
      cutOff: round.length - answered.length,
      lost,
      doubled: this.#doubled(),
      sound,
      readyMs: restarted.readyMs,
    }
  }

  /** Both nations say the same of every handoff that both know and that has ended; then the server goes. */
  async end(): Promise<{readonly agree: boolean; readonly sound: boolean; readonly doubled: number}> {
    const server = this.#server
    if (server === undefined) return {agree: true, sound: true, doubled: 0}
    const seats = await seatsOf(server)
    let agree = true
    await until(async () => {
      const [there, here] = await Promise.all([seats.SE.list<Handoff>('handoffs'), seats.DK.list<Handoff>('handoffs')])
      const known = new Map(here.map(({id, status}) => [id, status]))
      const ended = there.filter(({id, status}) => ENDS.has(status) && known.has(id))
      return (agree = ended.every(({id, status}) => known.get(id) === status))
    }, 15_000).catch(() => undefined)
    await this.stop()
    return {agree, sound: verifyBuilt(this.#data), doubled: this.#doubled()}
  }

  /** Whatever happens, nothing is left running. */
  async stop(): Promise<void> {
    await this.#server?.kill()
    this.#server = undefined
  }

  /** An operator of SE: incidents and their notes, marks on live tracks, offers of what is marked. */
  async #sweden(seat: Seat, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const tracks = await seat.list<{id: TrackId}>('tracks')
      for (let turn = 0; turn < 10 && !signal.aborted; turn++) {
        await Promise.all([this.#file(seat), this.#mark(seat, tracks)])
        await this.#note(seat)
      }
    }
  }

  /** An operator of DK accepts what is offered. */
  async #denmark(seat: Seat, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      for (const {id, status, to} of await seat.list<Handoff>('handoffs')) {
        const isOffered = status === 'PROPOSED' && to === DK
        if (isOffered && !signal.aborted)
          await this.#give('DK', seat, {type: 'handoff.accept', handoff: id as HandoffId})
      }
      await new Promise(resume => setTimeout(resume, 20))
    }
  }

  async #file(seat: Seat): Promise<void> {
    const incident = this.#newId() as IncidentId
    const answer = await this.#give('SE', seat, {type: 'incident.open', incident, category: 'other', title: incident})
    if (answer?.outcome === 'done') this.#incidents.push(incident)
  }

  async #note(seat: Seat): Promise<void> {
    const incident = this.#pick(this.#incidents)
    if (incident !== undefined) await this.#give('SE', seat, {type: 'incident.note', incident, text: this.#newId()})
  }

  async #mark(seat: Seat, tracks: readonly {readonly id: TrackId}[]): Promise<void> {
    const track = this.#pick(tracks)
    if (track === undefined) return
    const marked = await this.#give('SE', seat, {type: 'contact.mark', track: track.id})
    const contact = marked?.outcome === 'done' ? marked.things.find(({kind}) => kind === 'contact')?.id : undefined
    if (contact === undefined) return
    const subject = {contact: contact as ContactId}
    const handoff = this.#newId() as HandoffId
    await this.#give('SE', seat, {type: 'handoff.propose', handoff, subject, to: DK, why: 'heading'})
  }

  async #give(nation: Sent['nation'], seat: Seat, command: Command): Promise<CommandResult | undefined> {
    const sent: Sent = {nation, commandId: uuid(this.#random, Date.now()), command, answer: undefined}
    this.#sent.push(sent)
    sent.answer = await seat.command(sent.commandId, command)
    return sent.answer
  }

  #pick<Each>(list: readonly Each[]): Each | undefined {
    return list[Math.floor(this.#random.unit() * list.length)]
  }

  #newId(): string {
    return hex(this.#random.bytes(12))
  }

  /** Rows on disk that say the same thing twice: an opening of the same thing, a note with the same words. */
  #doubled(): number {
    let doubled = 0
    for (const name of ['se', 'dk', 'de']) {
      const ledger = new SqliteLedger({database: openStore(join(this.#data, `${name}.sqlite`)), random: systemRandom})
      const once = new Set<string>()
      for (const {thing, type, personal} of ledger.events(0, ledger.position)) {
        const said = ONCE.has(type) ? `${type} ${thing}` : type === 'incident.noted' ? String(personal?.['text']) : ''
        if (said !== '' && once.has(said)) doubled++
        once.add(said)
      }
      ledger.close()
    }
    return doubled
  }
}

/** What happens to one thing once in its life. */
const ONCE: ReadonlySet<string> = new Set([
  'incident.opened',
  'contact.opened',
  'handoff.proposed',
  'handoff.accepted',
  'handoff.completed',
])

async function seatsOf({address}: BuiltServer): Promise<{readonly SE: Seat; readonly DK: Seat}> {
  const [SE, DK] = await Promise.all([
    Seat.open(address, USERS.SE, '0000000a'),
    Seat.open(address, USERS.DK, '0000000b'),
  ])
  return {SE, DK}
}

/** Gives every command again under its id; how many answers differ from the first. */
async function repeat(seats: {readonly SE: Seat; readonly DK: Seat}, round: readonly Sent[]): Promise<number> {
  let lost = 0
  for (const sent of round) {
    const again = await seats[sent.nation].command(sent.commandId, sent.command)
    const before = sent.answer
    sent.answer ??= again
    // What had been forwarded may have been answered meanwhile; what had been answered stays as it was.
    const isSame = JSON.stringify(again) === JSON.stringify(before)
    if (before !== undefined && before.outcome !== 'forwarded' && !isSame) lost++
  }
  return lost
}
