import Database from 'better-sqlite3'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {Router} from 'express'
import {systemClock} from '../../shared/base/clock.ts'
import type {NationCode, UserId} from '../../shared/base/id.ts'
import {systemRandom} from '../../shared/base/random.ts'
import type {Desk} from '../../server/http/desk.ts'
import {web} from '../../server/http/server.ts'
import {Accounts} from '../../server/operations/account-ledger.ts'

/** A nation's desk with real accounts and nothing on its map. */
export async function desk(nation: string, users: Record<string, string>): Promise<Desk> {
  const accounts = new Accounts({
    database: new Database(':memory:'),
    nation: nation as NationCode,
    clock: systemClock,
    random: systemRandom,
  })
  for (const [user, password] of Object.entries(users))
    await accounts.put({user: user as UserId, name: user, role: 'operator', post: undefined, unit: undefined}, password)
  return {
    code: nation as NationCode,
    name: nation,
    accounts,
    execute: async envelope => ({outcome: 'done', commandId: envelope.commandId, things: []}),
    tracks: () => [],
    card: () => undefined,
    things: () => [],
    files: {
      offer: async ({file}) => ({file, received: 0, state: 'open'}),
      part: async file => ({file, received: 0, state: 'open'}),
      content: () => undefined,
    },
    jurisdiction: () => undefined,
    observe: (token, body) =>
      token === 'device-token-of-16' ? {accepted: Array.isArray(body) ? body.length : 1, rejected: []} : undefined,
    report: () => undefined,
    exported: () => undefined,
    shifts: () => [],
    health: () => ({
      code: nation as NationCode,
      status: 'ok',
      feeds: [],
      links: [],
      ledger: {position: 0},
      tracks: 0,
      sessions: 0,
      telling: {
        tickEveryMs: 125,
        told: {
          ticks: 10,
          frames: 20,
          frameBytes: 4_000,
          nameBytes: 300,
          densityBytes: 70,
          suppressed: 30,
          rows: 50,
          tookMs: share => share * 8,
        },
      },
    }),
  }
}

export type Site = {readonly address: string; readonly errors: unknown[]; stop(): Promise<void>}

/** The real web application on a free loopback port. */
export async function site(
  desks: readonly Desk[],
  demo: {user: string; name: string; role: string; nation: string}[] = [],
): Promise<Site> {
  const errors: unknown[] = []
  const app = web({
    desks,
    secure: false,
    version: '0.0.0',
    clock: systemClock,
    pages: 'client',
    demoUsers: demo.map(one => ({...one, user: one.user as UserId})),
    metricsToken: 'scrape-token',
    maps: Router(),
    geography: {type: 'FeatureCollection', features: []},
    openApi: {},
    socketApi: {},
    onError: error => errors.push(error),
  })
  const server = createServer(app)
  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    errors,
    stop: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}
