import type {ContactId, HandoffId, NationCode, TrackId} from '../../shared/base/id.ts'
import {systemRandom, uuid} from '../../shared/base/random.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {HandoffThing, Thing} from '../../shared/protocol/things.ts'
import {ConsoleSocket} from '../support/console-socket.ts'
import {type LiveServer, signedIn, startLiveServer} from '../support/live-server.ts'

export const name = 'handoff'

const HANDOFFS = 200
/** Not counted: a node that has just started compiles what it runs for the first time. */
const WARM_UP = 5
const SE = 'SE' as NationCode
const DK = 'DK' as NationCode

/** What one handoff took, from the press until it stands on a console, ms. */
type Times = {
  /** The offer on the receiver's console. */
  readonly offered: number
  /** "Delivered" on the sender's console. */
  readonly delivered: number
  /** "Completed" on the sender's and on the receiver's console, from the press of "accept". */
  readonly completedThere: number
  readonly completedHere: number
  /** The receiver holds custody by the signed grant. */
  readonly held: number
}

/**
 * Three nations of the demonstration in one process, two consoles on real sockets: handoffs one after the other from one
 * to the other and back, without and with 200 ms of delay on the link, each way. Bars: 250 ms and 1 s at the 99th
 * percentile.
 */
export async function run({size}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const count = Math.max(4, Math.round(HANDOFFS * size))
  const server = await startLiveServer({hasFaultPort: true})
  const consoles = {
    SE: await ConsoleSocket.open(server.address, 'anna@SE', '0000000a'),
    DK: await ConsoleSocket.open(server.address, 'mads@DK', '0000000b'),
  }
  const contacts = await marked(server, consoles.SE)
  for (let index = 0; index < WARM_UP; index++) await handOver(consoles, contacts[index % contacts.length])
  const figures: Record<string, number | string> = {handoffs: count}
  for (const delayMs of [0, 200]) {
    await delay(server, delayMs)
    const times: Times[] = []
    for (let index = 0; index < count; index++) times.push(await handOver(consoles, contacts[index % contacts.length]))
    for (const [figure, label] of FIGURES) {
      const sorted = times.map(one => one[figure]).sort((a, b) => a - b)
      figures[`${label} p50, ${delayMs} ms delay, ms`] = quantile(sorted, 0.5)
      figures[`${label} p99, ${delayMs} ms delay, ms`] = quantile(sorted, 0.99)
    }
  }
  for (const each of Object.values(consoles)) each.close()
  await server.stop()
  return figures
}

const FIGURES = [
  ['offered', 'propose to offer on the receiver’s console'],
  ['delivered', 'propose to “delivered” on the sender’s console'],
  ['completedThere', 'accept to “completed” on the sender’s console'],
  ['completedHere', 'accept to “completed” on the receiver’s console'],
  ['held', 'accept to custody held by the receiver'],
] as const satisfies readonly (readonly [keyof Times, string])[]

/** Contacts of the demonstration's vessels that Sweden controls and may hand to Denmark. */
async function marked(server: LiveServer, sweden: ConsoleSocket): Promise<ContactId[]> {
  const headers = await signedIn(server.address, 'anna@SE', '0000000c')
  let tracks: readonly {readonly id: TrackId; readonly kind: string}[] = []
  for (let tries = 0; tries < 50 && tracks.length < 20; tries++) {
    await new Promise(resume => setTimeout(resume, 200))
    const answer = await fetch(`${server.address}/api/tracks`, {headers})
    tracks = ((await answer.json()) as {tracks: typeof tracks}).tracks.filter(({kind}) => kind === 'vessel')
  }
  const found: ContactId[] = []
  for (const {id: track} of tracks) {
    if (found.length === 8) break
    const handoff = newId()
    const offered = await press(sweden, {type: 'handoff.propose', handoff, subject: {track}, to: DK, why: 'bench'})
    if (!offered) continue
    await press(sweden, {type: 'handoff.recall', handoff})
    found.push(handoffOf(sweden.things, handoff)?.contact as ContactId)
  }
  if (found.length === 0) throw new Error('nothing of the demonstration may be handed to Denmark')
  return found
}

/** From whoever controls it to the other. */
async function handOver(
  consoles: {readonly SE: ConsoleSocket; readonly DK: ConsoleSocket},
  contact: ContactId | undefined,
): Promise<Times> {
  if (contact === undefined) throw new Error('a contact')
  const held = consoles.SE.things.get(`contact/${contact}`)
  const isSwedens = held?.kind === 'contact' && held.custody.controller === SE
  const [from, to, receiver] = isSwedens ? [consoles.SE, consoles.DK, DK] : [consoles.DK, consoles.SE, SE]
  const handoff = newId()
  const proposedAt = performance.now()
  const offered = to.when(things => handoffOf(things, handoff)?.status === 'PROPOSED')
  const delivered = from.when(things => handoffOf(things, handoff)?.delivered === true)
  const terms = {transfer: 'on-accept'} as const
  const done = await press(from, {
    type: 'handoff.propose',
    handoff,
    subject: {contact},
    to: receiver,
    terms,
    why: 'bench',
  })
  if (!done) throw new Error('the offer is refused')
  const [offeredAt, deliveredAt] = await Promise.all([offered, delivered])

  const acceptedAt = performance.now()
  const isCompleted = (things: ReadonlyMap<string, Thing>) => handoffOf(things, handoff)?.status === 'COMPLETED'
  const there = from.when(isCompleted)
  const here = to.when(isCompleted)
  const holds = to.when(things => {
    const thing = things.get(`contact/${contact}`)
    return thing?.kind === 'contact' && thing.custody.controller === receiver
  })
  await to.command({type: 'handoff.accept', handoff})
  const [thereAt, hereAt, heldAt] = await Promise.all([there, here, holds])
  return {
    offered: offeredAt - proposedAt,
    delivered: deliveredAt - proposedAt,
    completedThere: thereAt - acceptedAt,
    completedHere: hereAt - acceptedAt,
    held: heldAt - acceptedAt,
  }
}

async function press(from: ConsoleSocket, command: Command): Promise<boolean> {
  return (await from.command(command))?.outcome === 'done'
}

function handoffOf(things: ReadonlyMap<string, Thing>, id: HandoffId): HandoffThing | undefined {
  const thing = things.get(`handoff/${id}`)
  return thing?.kind === 'handoff' ? thing : undefined
}

function newId(): HandoffId {
  return `bench-${uuid(systemRandom, Date.now())}` as HandoffId
}

/** Each way, between Sweden and Denmark. */
async function delay({address}: LiveServer, delayMs: number): Promise<void> {
  for (const pair of ['SE-DK', 'DK-SE'])
    await fetch(`${address}/test/links/${pair}`, {
      method: 'POST',
      headers: {'content-type': 'application/json'},
      body: JSON.stringify({delayMs}),
    })
}

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
