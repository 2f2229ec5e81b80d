import {createServer} from 'node:http'
import {createServer as createSecureServer} from 'node:https'
import {mkdtempSync, rmSync} from 'node:fs'
import type {AddressInfo} from 'node:net'
import {once} from 'node:events'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {systemClock} from '../../../shared/base/clock.ts'
import type {PostId} from '../../../shared/base/id.ts'
import {systemRandom} from '../../../shared/base/random.ts'
import {selfSigned} from '../../../server/commands/certificate.ts'
import {parseConfiguration} from '../../../server/config.ts'
import {Nation} from '../../../server/nation.ts'
import {openNationStore} from '../../../server/nation/store.ts'
import {attach} from '../../../server/stream/gateway.ts'
import {seated} from './seats.ts'

export type Stage = {
  readonly address: string
  readonly nation: Nation
  stop(): Promise<void>
}

/**
 * One real nation node on loopback, its AIS from a TCP server on `port`, behind real sockets. Its people are signed in
 * beforehand: a window's seat says which of them it is, so that no time goes into passwords.
 */
export async function startNode(of: {
  port: number
  people: number
  capacity: number
  /** The folder of the certificate that it shows; left out: no TLS. */
  tls?: string | undefined
}): Promise<Stage> {
  const data = mkdtempSync(join(tmpdir(), 'tripoint-bench-'))
  const configuration = parseConfiguration(
    JSON.stringify({
      title: 'Bench',
      nations: [
        {
          code: 'DK',
          name: 'Denmark',
          home: [10, 54, 13, 56],
          posts: [{id: 'DK-01', name: 'Watch'}],
          capacity: of.capacity,
        },
      ],
      feeds: [
        {
          name: 'ais',
          nation: 'DK',
          kind: 'ais',
          connect: {type: 'tcp-client', host: '127.0.0.1', port: of.port},
        },
      ],
    }),
    'bench',
    data,
  )
  const [dk] = configuration.nations
  if (dk === undefined) throw new Error('no nation')
  const clock = systemClock
  const store = openNationStore({nation: dk, data, clock, random: systemRandom})
  const people = await seated({store, nation: dk.code, post: 'DK-01' as PostId, windows: of.people, from: 0})
  const nation = new Nation({
    nation: dk,
    configuration,
    store,
    links: new Map(),
    clock,
    random: systemRandom,
    version: 'bench',
    scenario: undefined,
    report: line => console.error(line),
    onFatal: error => {
      throw error
    },
  })
  const server = of.tls === undefined ? createServer() : createSecureServer(await selfSigned(of.tls, ['127.0.0.1']))
  const gateway = attach({
    server,
    clock,
    origins: [],
    authenticate: (_headers, seat) => {
      const person = people.get(seat)
      return person === undefined ? undefined : {person, stream: nation.stream}
    },
    onError: error => {
      throw error
    },
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  await nation.start()
  return {
    address: `${of.tls === undefined ? 'http' : 'https'}://127.0.0.1:${(server.address() as AddressInfo).port}`,
    nation,
    async stop() {
      gateway.stop()
      await nation.stop()
      server.closeAllConnections()
      server.close()
      rmSync(data, {recursive: true, force: true})
    },
  }
}
