import {type ChildProcess, fork} from 'node:child_process'
import {mkdirSync, rmSync} from 'node:fs'
import {resolve} from 'node:path'
import {build} from 'esbuild'
import {systemClock} from '../../../shared/base/clock.ts'
import type {NodeCost, NodeOrder, NodeReport, NodeRest} from './node.run.ts'

/** Only in the project can what is made find its packages. */
const MADE = 'node_modules/.cache/tripoint-bench'

/** A nation node in a process of its own, made as the server is made for use: bundled, plain Node. */
export class NodeProcess {
  readonly #child: ChildProcess
  readonly #file: string
  readonly #heard: NodeReport[] = []

  private constructor(child: ChildProcess, file: string) {
    this.#child = child
    this.#file = file
    child.on('message', (report: NodeReport) => this.#heard.push(report))
  }

  /** `execArgv`: further words for Node, as `--cpu-prof`. */
  static async start(
    of: {readonly port: number; readonly people: number; readonly capacity: number; readonly tls?: string | undefined},
    execArgv: readonly string[] = [],
  ): Promise<{node: NodeProcess; address: string}> {
    mkdirSync(MADE, {recursive: true})
    const file = resolve(MADE, `node-${process.pid}.mjs`)
    await build({
      entryPoints: ['test/bench/stage/node.run.ts'],
      outfile: file,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      packages: 'external',
      logLevel: 'error',
    })
    const node = new NodeProcess(fork(file, [], {execArgv: [...execArgv]}), file)
    node.#order({do: 'start', ...of})
    const {address} = await node.#hear('ready')
    return {node, address}
  }

  /** How many tracks it holds. */
  async tracks(): Promise<number> {
    this.#order({do: 'count'})
    return (await this.#hear('tracks')).tracks
  }

  /** From here on it counts what it costs. */
  begin(): void {
    this.#order({do: 'begin'})
  }

  async end(): Promise<NodeCost> {
    this.#order({do: 'end'})
    return (await this.#hear('cost')).cost
  }

  /** What it holds after a collection; it must run with `--expose-gc`. */
  async rest(): Promise<NodeRest> {
    this.#order({do: 'rest'})
    return (await this.#hear('rest')).rest
  }

  /** In good order, so that a profile is written. */
  async stop(): Promise<void> {
    const ended = new Promise(done => this.#child.once('exit', done))
    this.#order({do: 'stop'})
    await ended
    rmSync(this.#file, {force: true})
  }

  #order(order: NodeOrder): void {
    this.#child.send(order)
  }

  async #hear<Said extends NodeReport['said']>(said: Said): Promise<Extract<NodeReport, {said: Said}>> {
    for (;;) {
      const index = this.#heard.findIndex(one => one.said === said)
      if (index >= 0) return this.#heard.splice(index, 1)[0] as Extract<NodeReport, {said: Said}>
      if (this.#child.exitCode !== null) throw new Error('the node has ended')
      await new Promise<void>(done => systemClock.after(20, done))
    }
  }
}
