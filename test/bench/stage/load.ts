import {type ChildProcess, fork} from 'node:child_process'
import {systemClock} from '../../../shared/base/clock.ts'
import type {Order, Report} from './crowd.load.ts'

/** Longer than anything here takes. */
const PATIENCE_MS = 120_000

/** A load generator in a process of its own. */
export class Load {
  readonly #process: ChildProcess
  readonly #heard: Report[] = []

  constructor() {
    this.#process = fork(new URL('crowd.load.ts', import.meta.url), [], {
      execArgv: ['--import', 'tsx', '--max-old-space-size=8192'],
    })
    this.#process.on('message', (report: Report) => this.#heard.push(report))
  }

  order(what: Order): void {
    this.#process.send(what)
  }

  /** What it says of that kind next; each report is given once. */
  async hear<Said extends Report['said']>(said: Said): Promise<Extract<Report, {said: Said}>> {
    for (const until = systemClock.monotonic() + PATIENCE_MS; systemClock.monotonic() < until; await later(5)) {
      const at = this.#heard.findIndex(report => report.said === said)
      if (at !== -1) return this.#heard.splice(at, 1)[0] as Extract<Report, {said: Said}>
      if (this.#process.exitCode !== null) throw new Error('the load has ended')
    }
    throw new Error(`the load has not said “${said}”`)
  }

  /** It stands still, reads nothing and says nothing, until it goes on. */
  stall(): void {
    this.#process.kill('SIGSTOP')
  }

  goOn(): void {
    this.#process.kill('SIGCONT')
  }

  end(): void {
    this.#process.kill('SIGKILL')
  }
}

export function later(ms: number): Promise<void> {
  return new Promise(done => systemClock.after(ms, done))
}
