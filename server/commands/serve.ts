import {mkdirSync, readFileSync} from 'node:fs'
import {createServer as createHttp, type Server} from 'node:http'
import {createServer as createHttps} from 'node:https'
import {networkInterfaces} from 'node:os'
import {resolve} from 'node:path'
import {systemClock} from '../../shared/base/clock.ts'
import {systemRandom} from '../../shared/base/random.ts'
import {startApp} from '../app.ts'
import {type Configuration, ConfigurationError, readConfiguration} from '../config.ts'
import {demoPasswords, readSecret} from './secrets.ts'
import {selfSigned} from './certificate.ts'

export type ServeOptions = {
  readonly config: string
  readonly data: string
  readonly port?: number | undefined
  readonly host?: string | undefined
  readonly tlsSelfSigned?: boolean | undefined
  /** Where the built client lies. */
  readonly pages: string
  readonly version: string
  readonly print: (line: string) => void
}

/** Runs the nodes that the configuration names until `stop` is called. Throws a {@link ConfigurationError} before anything is started. */
export async function serve(options: ServeOptions): Promise<{readonly address: string; stop(): Promise<void>}> {
  const configuration = readConfiguration(options.config)
  const data = resolve(options.data)
  const host = options.host ?? configuration.server.host
  const port = options.port ?? configuration.server.port
  refuseOpenHost(configuration, host, options.tlsSelfSigned ?? false)

  mkdirSync(data, {recursive: true, mode: 0o700})
  const {server, secure} = await listener(configuration, data, host, options.tlsSelfSigned ?? false)
  const passwords = configuration.demo
    ? demoPasswords(
        data,
        configuration.users.map(user => user.user),
        systemRandom,
      )
    : new Map<string, string>()
  const app = await startApp({
    configuration,
    data,
    clock: systemClock,
    random: systemRandom,
    server,
    secure,
    pages: options.pages,
    version: options.version,
    passwordOf: user =>
      passwords.get(user.user) ??
      (user.passwordFrom === undefined ? undefined : readSecret(user.passwordFrom, configuration.folder)),
    secretOf: source => readSecret(source, configuration.folder),
    metricsToken: process.env['TRIPOINT_METRICS_TOKEN'],
    hasFaultPort: process.env['TRIPOINT_TEST'] === '1',
    report: line => options.print(line),
    onFatal(error) {
      // What is not on disk must not be promised: the node ends, and what runs it starts it again.
      options.print(`the store has failed: ${error instanceof Error ? error.message : String(error)}`)
      process.exit(70)
    },
  })
  try {
    await new Promise<void>((listening, failed) => {
      server.once('error', failed)
      server.listen(port, host, listening)
    })
  } catch (error) {
    await app.stop()
    throw new ConfigurationError([
      `cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`,
    ])
  }

  const address = addressOf(server, host, secure)
  introduce(configuration, address, passwords, options.print)
  return {
    address,
    async stop() {
      await app.stop()
      await new Promise<void>(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      })
    },
  }
}

/** Beyond this machine only with TLS, and never a demonstration whose passwords are printed. */
function refuseOpenHost(configuration: Configuration, host: string, selfSignedAsked: boolean): void {
  const mistakes: string[] = []
  if (!isLoopbackHost(host)) {
    if (configuration.server.tls === undefined && !selfSignedAsked)
      mistakes.push(`host ${host} is not loopback: it needs server.tls or --tls-self-signed`)
    if (configuration.demo && configuration.users.some(user => user.passwordFrom === undefined)) {
      mistakes.push(
        `host ${host} is not loopback: a demonstration goes there only with own passwords (passwordFrom on every user)`,
      )
    }
  }
  if (mistakes.length > 0) throw new ConfigurationError(mistakes)
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || host.startsWith('127.')
}

async function listener(
  configuration: Configuration,
  data: string,
  host: string,
  selfSignedAsked: boolean,
): Promise<{server: Server; secure: boolean}> {
  if (selfSignedAsked) {
    const names = isLoopbackHost(host)
      ? ['localhost']
      : Object.values(networkInterfaces()).flatMap(all => (all ?? []).map(one => one.address))
    return {server: createHttps(await selfSigned(data, ['localhost', ...names])), secure: true}
  }
  const {tls} = configuration.server
  if (tls === undefined) return {server: createHttp(), secure: false}
  const read = (file: string) => readFileSync(resolve(configuration.folder, file))
  return {server: createHttps({cert: read(tls.certFile), key: read(tls.keyFile), minVersion: 'TLSv1.2'}), secure: true}
}

function addressOf(server: Server, host: string, secure: boolean): string {
  const bound = server.address()
  const port = typeof bound === 'object' && bound !== null ? bound.port : 0
  return `${secure ? 'https' : 'http'}://${host.includes(':') ? `[${host}]` : host}:${port}`
}

function introduce(
  configuration: Configuration,
  address: string,
  passwords: ReadonlyMap<string, string>,
  print: (line: string) => void,
): void {
  print(`Tripoint: ${configuration.title}`)
  print(
    `  ${configuration.demo ? `${address}/start opens three consoles and a phone` : `${address}/ the console, ${address}/field the field unit`}`,
  )
  if (passwords.size === 0) return
  print('  sign-ins of this data folder (for the demonstration only):')
  for (const user of configuration.users)
    print(
      `    ${user.user.padEnd(22)} ${(passwords.get(user.user) ?? '').padEnd(16)} ${user.role}${user.post === undefined ? '' : `, ${user.post}`}${user.unit === undefined ? '' : `, ${user.unit}`}`,
    )
}
