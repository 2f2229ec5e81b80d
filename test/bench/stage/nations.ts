import {once} from 'node:events'
import {mkdtempSync, readFileSync, rmSync} from 'node:fs'
import {createServer} from 'node:http'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parse} from 'jsonc-parser'
import {type Configuration, parseConfiguration} from '../../../server/config.ts'
import {partnerKey} from '../../../server/federation/keys.ts'
import {memoryPair} from '../../../server/federation/memory-transport.ts'
import type {Transport} from '../../../server/federation/ports.ts'
import {Nation} from '../../../server/nation.ts'
import {type NationStore, openNationStore} from '../../../server/nation/store.ts'
import {attach} from '../../../server/stream/gateway.ts'
import type {Stream} from '../../../server/stream/stream.ts'
import {systemClock} from '../../../shared/base/clock.ts'
import type {NationCode, PostId} from '../../../shared/base/id.ts'
import {systemRandom} from '../../../shared/base/random.ts'
import type {Person} from '../../../shared/operations/person.ts'
import {seated} from './seats.ts'

export type Nations = {
  readonly address: string
  readonly nations: ReadonlyMap<NationCode, Nation>
  stop(): Promise<void>
}

type Demonstration = {
  readonly nations: readonly {readonly code: NationCode}[]
  readonly feeds: readonly {readonly connect: {readonly type: string}}[]
}

/**
 * The demonstration's nations with their agreements in this process, each with an AIS feed from a port of its own in place
 * of the scenario, all links between them up. Windows are signed in beforehand, nation after nation.
 */
export async function startNations(of: {
  readonly ports: ReadonlyMap<NationCode, number>
  readonly windows: number
  readonly capacity: number
}): Promise<Nations> {
  const data = mkdtempSync(join(tmpdir(), 'tripoint-bench-'))
  const configuration = configurationOf(of.ports, of.capacity)
  const [clock, random] = [systemClock, systemRandom]
  const stores = new Map<NationCode, NationStore>()
  const seats = new Map<string, {person: Person; nation: NationCode}>()
  for (const nation of configuration.nations) {
    const store = openNationStore({nation, data, clock, random})
    stores.set(nation.code, store)
    const {code} = nation
    const post = `${code}-01` as PostId
    const people = await seated({
      store,
      nation: code,
      post,
      windows: of.windows,
      from: stores.size * of.windows - of.windows,
    })
    for (const [seat, person] of people) seats.set(seat, {person, nation: code})
  }
  const ends = new Map<NationCode, Map<NationCode, Transport>>(configuration.nations.map(({code}) => [code, new Map()]))
  for (const {between, delayMs} of configuration.partners) {
    const [one, other] = between
    const pair = memoryPair({clock, random, delayMs})
    ends.get(one)?.set(other, pair.ends[0])
    ends.get(other)?.set(one, pair.ends[1])
  }
  const nations = new Map<NationCode, Nation>()
  for (const nation of configuration.nations) {
    const links = new Map(
      [...(ends.get(nation.code) ?? [])].map(([partner, transport]) => {
        const key = partnerKey((stores.get(partner) as NationStore).key.publicKey)
        return [partner, {transport, key}] as const
      }),
    )
    const store = stores.get(nation.code) as NationStore
    const onFatal = (error: unknown) => {
      throw error
    }
    const more = {version: 'bench', scenario: undefined, report: console.error, onFatal}
    nations.set(nation.code, new Nation({nation, configuration, store, links, clock, random, ...more}))
  }

  const server = createServer()
  const gateway = attach({
    server,
    clock,
    origins: [],
    authenticate(_headers, seat) {
      const found = seats.get(seat)
      const stream: Stream | undefined = found && nations.get(found.nation)?.stream
      return found === undefined || stream === undefined ? undefined : {person: found.person, stream}
    },
    onError: error => {
      throw error
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  for (const nation of nations.values()) await nation.start()
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nations,
    async stop() {
      gateway.stop()
      for (const nation of nations.values()) await nation.stop()
      server.closeAllConnections()
      server.close()
      rmSync(data, {recursive: true, force: true})
    },
  }
}

function configurationOf(ports: ReadonlyMap<NationCode, number>, capacity: number): Configuration {
  const found = parse(readFileSync('examples/demo.json', 'utf8'), [], {allowTrailingComma: true}) as Demonstration
  const feeds = [...ports].map(([nation, port]) => ({
    ...{name: `${nation.toLowerCase()}-bench`, nation, kind: 'ais'},
    connect: {type: 'tcp-client', host: '127.0.0.1', port},
  }))
  const text = JSON.stringify({
    ...found,
    scenario: undefined,
    nations: found.nations.map(nation => ({...nation, capacity})),
    feeds: [...found.feeds.filter(({connect}) => connect.type !== 'scenario'), ...feeds],
  })
  return parseConfiguration(text, 'bench', resolve('examples'))
}
