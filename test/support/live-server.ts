import {createServer} from 'node:http'
import {mkdtempSync, rmSync} from 'node:fs'
import type {AddressInfo} from 'node:net'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {systemClock} from '../../shared/base/clock.ts'
import {systemRandom} from '../../shared/base/random.ts'
import {startApp} from '../../server/app.ts'
import {readConfiguration} from '../../server/config.ts'

/** Every nation of an example behind a real HTTP server and socket, in this process. */
export type LiveServer = {
  readonly address: string
  readonly port: number
  readonly data: string
  /** What a person who runs it would have read. */
  readonly reports: readonly string[]
  stop(): Promise<void>
}

/** `port` 0: a free one. `data`: goes on with what is there. */
export async function startLiveServer(
  of: {
    readonly config?: string
    readonly port?: number
    readonly data?: string
    readonly secrets?: Readonly<Record<string, string>>
    /** Whether the links between the nations may be disturbed (`POST /test/links/SE-DK`). */
    readonly hasFaultPort?: boolean
  } = {},
): Promise<LiveServer> {
  const data = of.data ?? mkdtempSync(join(tmpdir(), 'tripoint-live-'))
  const reports: string[] = []
  const server = createServer()
  const app = await startApp({
    configuration: readConfiguration(of.config ?? 'examples/demo.json'),
    data,
    clock: systemClock,
    random: systemRandom,
    server,
    secure: false,
    pages: 'client',
    version: '0.0.0',
    passwordOf: () => 'correct horse battery',
    secretOf: source => ('env' in source ? of.secrets?.[source.env] : undefined),
    metricsToken: undefined,
    hasFaultPort: of.hasFaultPort ?? false,
    report: line => reports.push(line),
    onFatal: error => reports.push(String(error)),
  })
  await new Promise<void>(listening => server.listen(of.port ?? 0, '127.0.0.1', listening))
  const {port} = server.address() as AddressInfo
  return {
    address: `http://127.0.0.1:${port}`,
    port,
    data,
    reports,
    async stop() {
      await app.stop()
      await new Promise<void>(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      })
      if (of.data === undefined) rmSync(data, {recursive: true, force: true})
    },
  }
}

/** Somebody of the demonstration in a seat of their own; headers to speak as them. */
export async function signedIn(address: string, user: string, seat: string): Promise<Record<string, string>> {
  const answer = await fetch(`${address}/api/demo/session`, {
    method: 'POST',
    headers: {'content-type': 'application/json', 'x-seat': seat},
    body: JSON.stringify({user}),
  })
  if (answer.status !== 200) throw new Error(`sign-in of ${user}: ${answer.status} ${await answer.text()}`)
  const cookie = (answer.headers.getSetCookie()[0] ?? '').split(';')[0] ?? ''
  return {cookie, 'x-seat': seat, origin: address}
}
