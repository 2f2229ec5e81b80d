import {io, type Socket} from 'socket.io-client'
import {systemClock} from '../../shared/base/clock.ts'
import type {CommandId, IncidentId, NationCode} from '../../shared/base/id.ts'
import {type Random, seededRandom, uuid} from '../../shared/base/random.ts'
import type {CommandEnvelope, CommandResult} from '../../shared/protocol/command.ts'
import {Operations} from '../../server/operations/operations.ts'
import {openStore, SqliteLedger} from '../../server/operations/sqlite-ledger.ts'
import {roomsOf} from '../model/rooms.ts'
import {Sea} from '../model/sea.ts'
import {open, somebody, TestNation} from '../server/stream/nation.ts'
import {type CuttingProxy, cuttingProxy, type Passage} from './cutting-proxy.ts'

/** Commands given over one connection; a window may say so many at once. */
const AT_ONCE = 50
const WINDOWS = 4
const MOST_TRIES = 5
const ORIGIN = 'https://console.example'

/** What came of all commands. */
export type ExactlyOnce = {
  readonly commands: number
  /** How often a command was sent, answered or not. */
  readonly sent: number
  /** Answers that reached who had asked. */
  readonly answered: number
  /** Commands of which two answers differ. */
  readonly differing: number
  /** Rows in the ledger that the commands have left: one each. */
  readonly rows: number
  /** Commands whose effect is in the ledger twice, or not at all. */
  readonly wrong: number
}

type Try = {readonly envelope: CommandEnvelope; readonly answers: string[]}

/**
 * Gives so many commands through a proxy that loses answers and cuts: each one to five times and then until it has been
 * answered, over real sockets, to real operations on a real ledger at `store`.
 */
export async function giveThroughCuts(of: {commands: number; seed: number; store: string}): Promise<ExactlyOnce> {
  const random = seededRandom(of.seed)
  const ledger = new SqliteLedger({database: openStore(of.store), random})
  const operations = new Operations({
    nation: 'SE' as NationCode,
    units: [],
    ledger,
    rooms: roomsOf('SE' as NationCode, new Sea('on-accept', ['vessel'])),
    clock: systemClock,
    random,
    contactSecret: new Uint8Array(32),
    onFatal: error => {
      throw error
    },
  })
  const nation = new TestNation(systemClock)
  const people = Array.from({length: WINDOWS}, (_, index) => somebody(`person-${index}`, [1]))
  nation.answer = envelope => {
    const person = people[Number(envelope.commandId.slice(-1)) % WINDOWS]
    if (person === undefined) throw new Error('a person')
    return operations.execute(envelope, person)
  }
  people.forEach((person, index) => nation.people.set(seatOf(index), person))
  const door = await open(nation)
  const proxy = await cuttingProxy(Number(new URL(door.address).port))

  const tries: Try[] = []
  let sent = 0
  const batches = Math.ceil(of.commands / AT_ONCE)
  await Promise.all(
    people.map(async (_, window) => {
      for (let batch = window; batch < batches; batch += WINDOWS) {
        const mine = batchOf(batch, Math.min(AT_ONCE, of.commands - batch * AT_ONCE), window, random)
        tries.push(...mine)
        const count = await giveBatch(proxy, seatOf(window), mine, random)
        sent += count
      }
    }),
  )
  operations.stop()
  const effects = new Map<string, number>()
  for (const {type, payload, personal} of ledger.events(0, ledger.position)) {
    if (type !== 'incident.opened' && type !== 'incident.noted') continue
    const effect = type === 'incident.opened' ? String(payload['id']) : String(personal?.['text'])
    effects.set(effect, (effects.get(effect) ?? 0) + 1)
  }
  await proxy.stop()
  await door.stop()
  ledger.close()
  if (door.errors.length > 0) throw door.errors[0]
  return {
    commands: tries.length,
    sent,
    answered: tries.reduce((sum, {answers}) => sum + answers.length, 0),
    differing: tries.filter(({answers}) => new Set(answers).size > 1).length,
    rows: [...effects.values()].reduce((sum, count) => sum + count, 0),
    wrong: tries.filter(({envelope}) => effects.get(effectOf(envelope)) !== 1).length,
  }
}

/** An incident and notes on it. The last letter of an id says whose command it is. */
function batchOf(batch: number, count: number, window: number, random: Random): Try[] {
  const incident = `incident-${String(batch).padStart(6, '0')}` as IncidentId
  return Array.from({length: count}, (_, index) => {
    const commandId = `${uuid(random, index).slice(0, -1)}${window}` as CommandId
    const command =
      index === 0
        ? ({type: 'incident.open', incident, category: 'other', title: 'cut'} as const)
        : ({type: 'incident.note', incident, text: `note ${batch}/${index}`} as const)
    return {envelope: {commandId, command}, answers: []}
  })
}

function effectOf({command}: CommandEnvelope): string {
  if (command.type === 'incident.open') return command.incident
  return command.type === 'incident.note' ? command.text : ''
}

/** One to five times, mostly cut; then until all is answered. How many commands were sent in all. */
async function giveBatch(proxy: CuttingProxy, seat: string, batch: readonly Try[], random: Random): Promise<number> {
  let sent = 0
  const times = 1 + Math.floor(random.unit() * MOST_TRIES)
  for (let time = 0; time < times; time++) {
    await giveOnce(proxy, seat, batch, random, random.unit() < 0.6)
    sent += batch.length
  }
  while (batch.some(({answers}) => answers.length === 0)) {
    await giveOnce(proxy, seat, batch, random, false)
    sent += batch.length
  }
  return sent
}

/** All commands of a batch over one connection; `isCut`: it ends somewhere after the sending, before any answer. */
async function giveOnce(
  proxy: CuttingProxy,
  seat: string,
  batch: readonly Try[],
  random: Random,
  isCut: boolean,
): Promise<void> {
  const socket = await connected(proxy, seat)
  const passage = proxy.of(localPortOf(socket))
  if (passage === undefined) throw new Error('a passage')
  if (isCut) passage.withhold()
  const answered = batch.map(async ({envelope, answers}) => {
    try {
      const answer = (await socket.timeout(isCut ? 1_000 : 20_000).emitWithAck('command', envelope)) as CommandResult
      answers.push(JSON.stringify(answer))
    } catch {
      // Cut: nobody knows yet whether it has happened.
    }
  })
  if (isCut) {
    await pause(random.unit() < 0.3 ? random.unit() * 3 : await arrived(passage))
    passage.cut()
    socket.disconnect()
  } else {
    await Promise.all(answered)
    socket.disconnect()
  }
}

/** Waits until nothing more goes up; then so long as the node may take until it has it on disk, ms. */
async function arrived(passage: Passage): Promise<number> {
  for (let before = -1; passage.up !== before; await pause(4)) before = passage.up
  return 4
}

async function connected(proxy: CuttingProxy, seat: string): Promise<Socket> {
  const socket = io(`http://127.0.0.1:${proxy.port}`, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth: {seat, protocol: 2},
    extraHeaders: {origin: ORIGIN},
  })
  await new Promise<void>((told, refused) => {
    socket.once('hello', () => told())
    socket.once('connect_error', refused)
  })
  return socket
}

function localPortOf(socket: Socket): number {
  const {ws} = socket.io.engine.transport as unknown as {ws: {_socket: {localPort: number}}}
  return ws._socket.localPort
}

function seatOf(window: number): string {
  return `0000000${window + 1}`
}

function pause(ms: number): Promise<void> {
  return new Promise(resume => setTimeout(resume, ms))
}
