import {once} from 'node:events'
import {createServer} from 'node:http'
import {createServer as createSecureServer} from 'node:https'
import type {AddressInfo} from 'node:net'
import {systemClock} from '../../../shared/base/clock.ts'
import type {ActorId, NationCode, SessionId, TrackId, UserId} from '../../../shared/base/id.ts'
import {systemRandom} from '../../../shared/base/random.ts'
import type {Person} from '../../../shared/operations/person.ts'
import type {TrackRecord} from '../../../shared/protocol/frame.ts'
import {PROTOCOL_VERSION} from '../../../shared/protocol/message.ts'
import type {Table} from '../../../server/picture/table.ts'
import type {Released} from '../../../server/policy/released.ts'
import {attach} from '../../../server/stream/gateway.ts'
import {Stream} from '../../../server/stream/stream.ts'
import {audiencesOf} from './moving-table.ts'

/** What brings the changed rows of a table to windows on loopback. */
export type Sender = {
  readonly address: string
  publish(rows: Int32Array): void
  stop(): void
}

/** The product's stream and gateway over a table, with nothing of a nation behind them. */
export async function ownSender(table: Table, tls?: {readonly cert: string; readonly key: string}): Promise<Sender> {
  const stream = streamOf(table)
  const server = tls === undefined ? createServer() : createSecureServer(tls)
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
  return {
    address: `${tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    publish: rows => stream.publish({tracks: {rows, count: rows.length}, goneTracks: [], renamed: []}),
    stop() {
      stream.stop()
      gateway.stop()
      server.close()
    },
  }
}

function streamOf(table: Table): Stream {
  const idOf = (row: number) => (Math.imul(row + 1, 0x9e3779b1) >>> 0) as TrackId
  return new Stream({
    clock: systemClock,
    random: systemRandom,
    key: systemRandom.bytes(32),
    // Each update is told, as the others tell it.
    roughMetres: 0,
    picture: {tracks: table, idOf, rowOf: () => -1},
    policy: {
      version: 1,
      audiencesOf: person => audiencesOf(Number.parseInt(person.name, 16)),
      view: () => released({record: (row: number, into: TrackRecord) => fill(table, row, into)}),
      sightOf: () => '',
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
        protocol: PROTOCOL_VERSION,
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
