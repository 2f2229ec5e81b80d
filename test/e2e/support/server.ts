import {type ChildProcess, spawn} from 'node:child_process'
import {mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'

/** The built server in a process of its own, as a user starts it. */
export type RunningServer = {
  readonly address: string
  readonly data: string
  readonly process: ChildProcess
  /** What it has printed so far. */
  printed(): string
  stop(): Promise<void>
}

/** Starts the built server on a free port and waits until it serves. */
export async function startServer(
  options: {config?: string; data?: string; env?: Record<string, string>; nodeOptions?: string[]} = {},
): Promise<RunningServer> {
  const data = options.data ?? mkdtempSync(join(tmpdir(), 'tripoint-e2e-'))
  const words = [
    ...(options.nodeOptions ?? []),
    'server/launch.mjs',
    'serve',
    '--data',
    data,
    '--port',
    '0',
    ...(options.config === undefined ? [] : ['--config', options.config]),
  ]
  const child = spawn(process.execPath, words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {...process.env, TRIPOINT_TEST: '1', ...options.env},
  })
  let printed = ''
  let isEnding = false
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))

  child.once('exit', (code, signal) => {
    if (!isEnding && code !== 0)
      console.error(`the server ended by itself (${code ?? signal}):\n${printed.slice(-4_000)}`)
  })
  const address = await new Promise<string>((found, failed) => {
    const look = () => {
      const match = /https?:\/\/127\.0\.0\.1:\d+/.exec(printed)
      if (match) found(match[0])
    }
    child.stdout.on('data', look)
    child.once('exit', code => failed(new Error(`the server ended with ${code}:\n${printed}`)))
  })
  return {
    address,
    data,
    process: child,
    printed: () => printed,
    stop: () =>
      new Promise(ended => {
        isEnding = true
        if (child.exitCode !== null || child.signalCode !== null) ended()
        else {
          child.once('exit', () => ended())
          child.kill('SIGTERM')
        }
      }),
  }
}
