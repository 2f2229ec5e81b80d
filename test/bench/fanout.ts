import {type ChildProcess, fork} from 'node:child_process'
import {once} from 'node:events'
import {systemClock} from '../../shared/base/clock.ts'
import type {Table} from '../../server/picture/table.ts'
import {byRooms, perClient} from './peers/plain-sockets.ts'
import type {CrowdFigures} from './stage/crowd.ts'
import {MovingTable} from './stage/moving-table.ts'
import {ownSender, type Sender} from './stage/own-sender.ts'

export const name = 'fanout'

const TRACKS = 300_000
const CLIENTS = 500
const UPDATES_PER_SECOND = 20_000
const TICK_MS = 100
/** From this size on the peers are also asked for twice the sessions. */
const CROWDED_SIZE = 0.5
/** All windows are connected and, ours, have their pictures by then; otherwise those count that are. */
const READY_MS = 45_000

/** Who sends, and the program whose windows read it. */
export const OURS = {open: ownSender, load: 'fanout.load.ts'}
const PER_CLIENT = {open: perClient, load: 'peers/plain-sockets.load.ts'}
const ROOMS = {open: byRooms, load: 'peers/plain-sockets.load.ts'}

/**
 * One nation's stream on loopback: tracks of which 60 % stand in hot spots, windows of which 40 % look at a harbour, 45 %
 * at a region and 15 % at an ocean, in a process of their own. End to end is from the update of the table to the record
 * in the window, waiting for the tick included. Then the same updates to the same windows over Socket.IO as it comes,
 * as JSON for each client and by rooms: these send no snapshots, and a room's tiles are coarser than the product's cells.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const tracks = Math.max(2_000, Math.round(TRACKS * size))
  const clients = Math.max(10, Math.round(CLIENTS * size))
  const perSecond = Math.max(500, Math.round(UPDATES_PER_SECOND * size))
  const world = new MovingTable(tracks)
  const stopMoving = world.move(perSecond)
  const ours = await measure(world, OURS, clients, seconds)
  const plain = await measure(world, PER_CLIENT, clients, seconds)
  const rooms = await measure(world, ROOMS, clients, seconds)
  const figures: Record<string, number | string> = {
    tracks,
    clients,
    'updates in, per s': perSecond,
    'tick, ms': TICK_MS,
    ...ours,
    ...short('JSON per client', plain),
    ...short('JSON by rooms', rooms),
    'JSON per client / ours, CPU per delivered update': plain[EACH] / ours[EACH],
    'JSON by rooms / ours, CPU per delivered update': rooms[EACH] / ours[EACH],
  }
  if (size >= CROWDED_SIZE)
    for (const [label, peer] of [
      ['ours', OURS],
      ['JSON per client', PER_CLIENT],
      ['JSON by rooms', ROOMS],
    ] as const)
      Object.assign(
        figures,
        short(`${label}, ${2 * clients} clients`, await measure(world, peer, 2 * clients, seconds)),
      )
  stopMoving()
  return figures
}

/** What the load says next; undefined when it says nothing for so long: the sender has collapsed under it. */
async function message(load: ChildProcess, withinMs: number): Promise<unknown> {
  const given = new AbortController()
  const stop = systemClock.after(withinMs, () => given.abort())
  try {
    const [said] = (await once(load, 'message', {signal: given.signal})) as unknown[]
    return said
  } catch (error) {
    if (given.signal.aborted) return undefined
    throw error
  } finally {
    stop()
  }
}

/** The figures, also when the news that all are connected comes late. */
async function measured(load: ChildProcess, withinMs: number): Promise<CrowdFigures> {
  for (;;) {
    const said = (await message(load, withinMs)) as CrowdFigures | {readonly ready: true} | undefined
    if (said === undefined) throw new Error('the load does not answer')
    if ('ms' in said) return said
  }
}

/** End to end, of all records, ms. */
export const P99 = 'end to end p99, ms'
export const CPU = 'CPU of the server, % of a core'

/** Also where a sender has collapsed and delivers less than it is given. */
const EACH = 'CPU per delivered update, µs'

type Figures = {readonly [CPU]: number; readonly [EACH]: number} & Record<string, number>

/** What it takes to send a world's updates to so many windows. */
export async function measure(
  world: MovingTable,
  by: {readonly open: (table: Table) => Promise<Sender>; readonly load: string; readonly certificate?: string},
  clients: number,
  seconds: number,
  tickMs = TICK_MS,
): Promise<Figures> {
  const sender = await by.open(world.table)
  const ticks: number[] = []
  sender.publish(Int32Array.from({length: world.size}, (_, row) => row))
  world.drain()
  const stopTicks = systemClock.every(tickMs, () => {
    const before = systemClock.monotonic()
    sender.publish(world.drain())
    ticks.push(systemClock.monotonic() - before)
  })
  const load = fork(new URL(by.load, import.meta.url), [sender.address, String(clients)], {
    execArgv: ['--import', 'tsx'],
    env: {...process.env, ...(by.certificate === undefined ? {} : {NODE_EXTRA_CA_CERTS: by.certificate})},
  })
  const openedAt = systemClock.monotonic()
  const isReady = (await message(load, READY_MS)) !== undefined
  const readyMs = isReady ? systemClock.monotonic() - openedAt : NaN
  ticks.length = 0
  const cpu = process.cpuUsage()
  const from = systemClock.monotonic()
  load.send({measureMs: seconds * 1_000})
  const crowd = await measured(load, seconds * 1_000 + READY_MS)
  const wall = systemClock.monotonic() - from
  const used = process.cpuUsage(cpu)
  stopTicks()
  sender.stop()
  load.kill()

  ticks.sort((a, b) => a - b)
  const {near, wide} = crowd
  const records = near.records + wide.records
  const bytes = near.bytes + wide.bytes
  return {
    'all connected after, ms': readyMs,
    'delivered, per s': (records / crowd.ms) * 1_000,
    'ticks, per s': (ticks.length / wall) * 1_000,
    'frames per client and s': (crowd.frames / clients / crowd.ms) * 1_000,
    'bytes per delivered update, harbours and regions': near.bytes / Math.max(1, near.records),
    'bytes per delivered update, oceans': wide.bytes / Math.max(1, wide.records),
    'bytes per delivered update': bytes / Math.max(1, records),
    'MB out, per s': bytes / 1_000 / crowd.ms,
    [CPU]: ((used.user + used.system) / 1_000 / wall) * 100,
    [EACH]: (used.user + used.system) / Math.max(1, records),
    'end to end p50, ms': crowd.p50,
    [P99]: crowd.p99,
    'end to end p99.9, ms': crowd.p999,
    'publish p50, ms': ticks[ticks.length >> 1] ?? 0,
    'publish p99, ms': ticks[Math.floor(ticks.length * 0.99)] ?? 0,
    'server memory, MB': process.memoryUsage().rss / 1e6,
  }
}

/** What tells one way of sending from another. */
function short(label: string, figures: Figures): Record<string, number> {
  const told = [
    'all connected after, ms',
    CPU,
    'end to end p99, ms',
    'delivered, per s',
    'ticks, per s',
    'bytes per delivered update',
  ]
  return Object.fromEntries(told.map(figure => [`${label}: ${figure}`, figures[figure] ?? NaN]))
}
