import {fork} from 'node:child_process'
import {once} from 'node:events'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {systemClock} from '../../shared/base/clock.ts'
import type {ActorId, NationCode, SessionId, TrackId, UserId} from '../../shared/base/id.ts'
import {latOf, mercatorY} from '../../shared/geo/mercator.ts'
import {seededRandom, systemRandom} from '../../shared/base/random.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {TrackRecord} from '../../shared/protocol/frame.ts'
import {Table} from '../../server/picture/table.ts'
import type {Released} from '../../server/policy/released.ts'
import {attach} from '../../server/stream/gateway.ts'
import {Stream} from '../../server/stream/stream.ts'
import type {LoadResult} from './fanout.load.ts'

export const name = 'fanout'

const TRACKS = 300_000
const CLIENTS = 500
const UPDATES_PER_SECOND = 20_000
const TICK_MS = 100
const FEED_MS = 10
/** 1 is public, 70 % of the tracks; the rest is of one of seven nations each. */
const AUDIENCES = 8

/**
 * One nation's stream on loopback: tracks of which 60 % stand in hot spots, windows of which 40 % look at a harbour, 45 %
 * at a region and 15 % at an ocean, in a process of their own. End to end is from the update of the table to the record
 * in the window, waiting for the tick included.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const tracks = Math.max(2_000, Math.round(TRACKS * size))
  const clients = Math.max(10, Math.round(CLIENTS * size))
  const perSecond = Math.max(500, Math.round(UPDATES_PER_SECOND * size))
  const table = new Table(tracks)
  const random = seededRandom(7)
  for (let count = 0; count < tracks; count++) place(table, random.unit, count)
  const stream = streamOf(table)
  const server = createServer()
  const gateway = attach({
    server,
    clock: systemClock,
    origins: [],
    authenticate: (_headers, seat) => ({person: personOf(seat), stream}),
    onError: error => {
      throw error
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const dirty = new Set<number>(Array.from({length: tracks}, (_, row) => row))
  const ticks: number[] = []
  const stopTicks = systemClock.every(TICK_MS, () => {
    const rows = Int32Array.from(dirty)
    dirty.clear()
    const before = systemClock.monotonic()
    stream.publish({tracks: {rows, count: rows.length}, goneTracks: [], renamed: []})
    ticks.push(systemClock.monotonic() - before)
  })
  let owed = 0
  let fedAt = systemClock.monotonic()
  const stopFeed = systemClock.every(FEED_MS, () => {
    const now = systemClock.monotonic()
    owed += ((now - fedAt) / 1_000) * perSecond
    fedAt = now
    for (; owed >= 1; owed--) {
      const row = Math.floor(random.unit() * tracks)
      const wall = systemClock.wall()
      table.lon[row] = (table.lon[row] ?? 0) + 0.0001
      table.lat[row] = stamped(table.lat[row] ?? 0, wall)
      table.at[row] = wall
      dirty.add(row)
    }
  })

  const load = fork(new URL('fanout.load.ts', import.meta.url), [address, String(clients)], {
    execArgv: ['--import', 'tsx'],
  })
  await once(load, 'message') // all connected, their pictures whole
  ticks.length = 0
  const cpu = process.cpuUsage()
  const from = systemClock.monotonic()
  load.send({measureMs: seconds * 1_000})
  const [result] = (await once(load, 'message')) as [LoadResult]
  const wall = systemClock.monotonic() - from
  const used = process.cpuUsage(cpu)
  stopTicks()
  stopFeed()
  stream.stop()
  gateway.stop()
  load.kill()
  server.close()

  ticks.sort((a, b) => a - b)
  const records = result.near.records + result.wide.records
  const bytes = result.near.bytes + result.wide.bytes
  return {
    tracks,
    clients,
    'updates in, per s': perSecond,
    'tick, ms': TICK_MS,
    'delivered, per s': (records / wall) * 1_000,
    'frames per client and s': (result.frames / clients / wall) * 1_000,
    'bytes per delivered update, harbours and regions': result.near.bytes / Math.max(1, result.near.records),
    'bytes per delivered update, oceans': result.wide.bytes / Math.max(1, result.wide.records),
    'bytes per delivered update': bytes / Math.max(1, records),
    'MB out, per s': bytes / 1_000 / wall,
    'CPU of the server, % of a core': ((used.user + used.system) / 1_000 / wall) * 100,
    'end to end p50, ms': result.p50,
    'end to end p99, ms': result.p99,
    'end to end p99.9, ms': result.p999,
    'publish p50, ms': ticks[ticks.length >> 1] ?? 0,
    'publish p99, ms': ticks[Math.floor(ticks.length * 0.99)] ?? 0,
    'server memory, MB': process.memoryUsage().rss / 1e6,
  }
}

/**
 * The place that also says in which millisecond of its tenth of a second it was updated, so that the window can tell how
 * long it took: in seven bits of the steps of `y`, 15 m at most.
 */
function stamped(lat: number, wall: number): number {
  return latOf((((mercatorY(lat) & ~0x7ff) | ((wall % 100) << 4)) >>> 0) + 8)
}

function place(table: Table, unit: () => number, index: number): void {
  const row = table.allocate()
  const isHot = unit() < 0.6
  const spot = Math.floor(unit() * 40)
  table.lon[row] = isHot ? ((spot * 53) % 340) - 170 + unit() * 4 : unit() * 340 - 170
  table.lat[row] = isHot ? ((spot * 29) % 100) - 40 + unit() * 3 : unit() * 120 - 55
  table.at[row] = systemClock.wall()
  table.speed[row] = unit() * 15
  table.course[row] = unit() * 360
  table.kind[row] = 1
  table.audience[row] = index % 10 < 7 ? 1 : 2 + (index % (AUDIENCES - 1))
}

function streamOf(table: Table): Stream {
  const idOf = (row: number) => (Math.imul(row + 1, 0x9e3779b1) >>> 0) as TrackId
  return new Stream({
    clock: systemClock,
    random: systemRandom,
    key: systemRandom.bytes(32),
    picture: {tracks: table, idOf, rowOf: () => -1},
    policy: {
      version: 1,
      audiencesOf: person => [1, 2 + (Number.parseInt(person.name, 16) % (AUDIENCES - 1))],
      view: () => released({record: (row: number, into: TrackRecord) => fill(table, row, into)}),
      releaseName: () => undefined,
      releaseThing: () => undefined,
      turnsOn: () => false,
    },
    operations: {
      cursor: 0,
      things: () => [],
      since: () => 'snapshot',
      onThings: () => () => undefined,
      execute: envelope => Promise.resolve({outcome: 'done', commandId: envelope.commandId, things: []}),
      presented: () => undefined,
    },
    desk: {
      hello: person => ({
        protocol: 2,
        version: 'bench',
        nation: person.nation,
        nationName: '',
        user: {id: person.user, actor: person.actor, name: person.name, role: person.role},
        world: 'simulated',
        home: {west: 0, south: 0, east: 1, north: 1},
        posts: [],
        partners: [],
        agreements: [],
        notices: [],
        rules: [],
      }),
      beat: () => ({
        wall: systemClock.wall(),
        picture: systemClock.wall(),
        rate: 1,
        replay: false,
        feeds: [],
        links: [],
      }),
      card: () => undefined,
      search: () => released({hits: []}),
      suggest: () => released({units: []}),
      stands: () => true,
      pictureTime: () => systemClock.wall(),
      fix: () => undefined,
    },
  })
}

function fill(table: Table, row: number, into: TrackRecord): boolean {
  into.lon = table.lon[row] ?? NaN
  into.lat = table.lat[row] ?? NaN
  into.speed = table.speed[row] ?? NaN
  into.course = table.course[row] ?? NaN
  into.heading = into.altitude = NaN
  into.at = table.at[row] ?? NaN
  into.interval = 10_000
  into.kind = 1
  into.identity = 0
  into.flags = table.flags[row] ?? 0
  return true
}

function personOf(seat: string): Person {
  return {
    user: `${seat}@SE` as UserId,
    actor: seat as ActorId,
    name: seat,
    nation: 'SE' as NationCode,
    role: 'operator',
    clearance: 'RESTRICTED',
    purpose: 'BorderMonitoring',
    session: seat as SessionId,
  }
}

function released<T>(value: T): Released<T> {
  return value as Released<T>
}
