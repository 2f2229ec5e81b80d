import {spawn, spawnSync} from 'node:child_process'
import {once} from 'node:events'
import {existsSync} from 'node:fs'
import type {Command, CommandResult} from '../../shared/protocol/command.ts'
import {until} from './until.ts'

/** The built server as a process of its own, and how long it took until it was well, ms. */
export type BuiltServer = {
  readonly address: string
  readonly readyMs: number
  /** Without a warning; resolves when it is gone. */
  kill(): Promise<void>
}

/** Builds what is missing, so that nobody waits for it later. */
export function buildOnce(): void {
  if (existsSync('dist/server/main.js') && existsSync('dist/client/index.html')) return
  const {status, stderr} = spawnSync('npm', ['run', '--silent', 'build'], {encoding: 'utf8'})
  if (status !== 0) throw new Error(`the build fails: ${stderr}`)
}

/** Starts the demonstration on a data folder and any free port, and waits until `/healthz` answers. */
export async function startBuilt(data: string): Promise<BuiltServer> {
  const start = performance.now()
  const child = spawn(process.execPath, ['server/launch.mjs', 'serve', '--data', data, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const addressOf = () => /(http:\/\/[\w.]+:\d+)\/start/.exec(said)?.[1]
  await until(() => addressOf() !== undefined || child.exitCode !== null, 30_000)
  const address = addressOf()
  if (address === undefined) throw new Error(`the server does not start: ${said}`)
  await until(async () => (await fetch(`${address}/healthz`)).status === 200, 30_000)
  return {
    address,
    readyMs: Math.round(performance.now() - start),
    async kill() {
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
}

/** `tripoint verify` on a data folder nobody writes to. */
export function verifyBuilt(data: string): boolean {
  return spawnSync(process.execPath, ['server/launch.mjs', 'verify', '--data', data]).status === 0
}

/** One window of one person of the demonstration. */
export class Seat {
  readonly #address: string
  readonly #headers: Readonly<Record<string, string>>

  private constructor(address: string, headers: Readonly<Record<string, string>>) {
    this.#address = address
    this.#headers = headers
  }

  static async open(address: string, user: string, seat: string): Promise<Seat> {
    const headers = {'x-seat': seat, origin: address, 'content-type': 'application/json'}
    const answer = await fetch(`${address}/api/demo/session`, {method: 'POST', headers, body: JSON.stringify({user})})
    if (!answer.ok) throw new Error(`${user} cannot sign in: ${answer.status}`)
    const cookie = answer.headers.getSetCookie().map(one => one.split(';')[0] ?? '')
    return new Seat(address, {...headers, cookie: cookie.join('; ')})
  }

  /** The answer; undefined when the server went away before it gave one. */
  async command(commandId: string, command: Command): Promise<CommandResult | undefined> {
    try {
      const body = JSON.stringify({commandId, command})
      const answer = await fetch(`${this.#address}/api/commands`, {method: 'POST', headers: this.#headers, body})
      return (await answer.json()) as CommandResult
    } catch {
      return undefined
    }
  }

  /** A list of the REST interface; empty when the server is gone. */
  async list<Each>(name: string): Promise<readonly Each[]> {
    try {
      const answer = await fetch(`${this.#address}/api/${name}`, {headers: this.#headers})
      return ((await answer.json()) as Record<string, readonly Each[] | undefined>)[name] ?? []
    } catch {
      return []
    }
  }
}
