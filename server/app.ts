import type {IncomingHttpHeaders, Server} from 'node:http'
import type {Clock} from '../shared/base/clock.ts'
import type {NationCode} from '../shared/base/id.ts'
import type {Random} from '../shared/base/random.ts'
import type {Configuration, UserConfiguration} from './config.ts'
import {partnerKey} from './federation/keys.ts'
import {type MemoryPair, memoryPair} from './federation/memory-transport.ts'
import type {Transport} from './federation/ports.ts'
import {observationsBody} from './feeds/observations.ts'
import {startScenario} from './feeds/scenario/scenario.ts'
import {baseMapRoutes} from './http/base-map.ts'
import {faultRoutes} from './http/fault-port.ts'
import {openApi, socketApi} from './http/openapi.ts'
import {seatOf, tokenOf} from './http/seat.ts'
import {web} from './http/server.ts'
import {Nation} from './nation.ts'
import {httpDesk} from './nation/http-desk.ts'
import {type NationStore, openNationStore, settleAccounts, usersOf} from './nation/store.ts'
import {attach} from './stream/gateway.ts'

export type AppOptions = {
  readonly configuration: Configuration
  /** Folder of the stores; it exists. */
  readonly data: string
  readonly clock: Clock
  readonly random: Random
  readonly server: Server
  readonly secure: boolean
  /** The built client. */
  readonly pages: string
  readonly version: string
  readonly passwordOf: (user: UserConfiguration) => string | undefined
  readonly secretOf: (source: {readonly env: string} | {readonly file: string}) => string | undefined
  readonly metricsToken: string | undefined
  /** A test may disturb the links. */
  readonly hasFaultPort: boolean
  readonly report: (line: string) => void
  /** A store has failed: the process has to end. */
  readonly onFatal: (error: unknown) => void
}

/** Every nation node behind one server. Between the nodes there are pairs of transports and nothing else. */
export async function startApp(options: AppOptions): Promise<{stop(): Promise<void>}> {
  const {configuration, data, clock, random, server, secure, report} = options
  const stores = new Map<NationCode, NationStore>()
  for (const nation of configuration.nations) {
    const store = openNationStore({nation, data, clock, random})
    stores.set(nation.code, store)
    const missing = await settleAccounts(store.accounts, usersOf(configuration.users, nation.code), options.passwordOf)
    if (missing.length > 0) report(`no password for ${missing.join(', ')}: tripoint user add`)
  }

  const scenario = configuration.scenario === undefined ? undefined : startScenario({...configuration.scenario, clock})
  const {ends: transports, pairs} = joinAll(configuration, clock, random)
  const nations = configuration.nations.map(nation => {
    const store = stores.get(nation.code) as NationStore
    const links = new Map(
      [...(transports.get(nation.code) ?? [])].map(([partner, transport]) => {
        const raw = (stores.get(partner) as NationStore).key.publicKey
        return [partner, {transport, key: partnerKey(raw)}] as const
      }),
    )
    return {
      node: new Nation({
        nation,
        configuration,
        store,
        links,
        clock,
        random,
        version: options.version,
        scenario: scenario?.port,
        report,
        onFatal: options.onFatal,
      }),
      desk: nation,
      store,
    }
  })

  const desks = nations.map(({node, desk, store}) =>
    httpDesk({node, name: desk.name, accounts: store.accounts, configuration, clock, secretOf: options.secretOf}),
  )
  const gateway = attach({
    server,
    clock,
    origins: [],
    authenticate(headers: IncomingHttpHeaders, seat) {
      const checked = seatOf(seat)
      const token = checked === undefined ? undefined : tokenOf(headers, checked, secure)
      for (const {node, store} of nations) {
        const person = token === undefined ? undefined : store.accounts.person(token, seat)
        if (person !== undefined) return {person, stream: node.stream}
      }
      return undefined
    },
    onError: error => report(`socket: ${String(error)}`),
  })
  server.on(
    'request',
    web({
      desks,
      secure,
      version: options.version,
      clock,
      pages: options.pages,
      demoUsers: configuration.demo ? configuration.users.map(demoUser) : [],
      metricsToken: options.metricsToken,
      maps: options.hasFaultPort ? baseMapRoutes().use(faultRoutes(pairs)) : baseMapRoutes(),
      geography: configuration.geography,
      openApi: openApi(options.version, observationsBody),
      socketApi: socketApi(),
      onError: error => report(`http: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
    }),
  )
  for (const {node} of nations) await node.start()

  return {
    async stop() {
      scenario?.stop()
      gateway.stop()
      for (const {node} of nations) await node.stop()
    },
  }
}

/** A pair of transports for each pair of partners, by nation and partner. */
function joinAll(configuration: Configuration, clock: Clock, random: Random) {
  const ends = new Map<NationCode, Map<NationCode, Transport>>()
  const pairs = new Map<string, MemoryPair>()
  function put(own: NationCode, partner: NationCode, transport: Transport): void {
    ends.set(own, (ends.get(own) ?? new Map<NationCode, Transport>()).set(partner, transport))
  }
  for (const {between, delayMs} of configuration.partners) {
    const pair = memoryPair({clock, random, delayMs})
    pairs.set(between.join('-'), pair)
    put(between[0], between[1], pair.ends[0])
    put(between[1], between[0], pair.ends[1])
  }
  return {ends, pairs}
}

function demoUser({user, name, role, post, unit}: UserConfiguration) {
  return {
    user,
    name,
    role,
    nation: user.slice(user.indexOf('@') + 1),
    ...(post === undefined ? {} : {post}),
    ...(unit === undefined ? {} : {unit}),
  }
}
