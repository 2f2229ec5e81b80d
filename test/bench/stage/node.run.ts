import {monitorEventLoopDelay} from 'node:perf_hooks'
import {systemClock} from '../../../shared/base/clock.ts'
import {startNode, type Stage} from './node.ts'

/** What the process of a node is told. */
export type NodeOrder =
  | {
      readonly do: 'start'
      readonly port: number
      readonly people: number
      readonly capacity: number
      readonly tls?: string | undefined
    }
  | {readonly do: 'count'}
  | {readonly do: 'begin'}
  | {readonly do: 'end'}
  | {readonly do: 'rest'}
  | {readonly do: 'stop'}

/** What it cost from `begin` to `end`. */
export type NodeCost = {
  readonly wallMs: number
  readonly cpuMs: number
  readonly delayP99Ms: number
  readonly ticks: number
  readonly rssMB: number
  readonly heapMB: number
  readonly buffersMB: number
}

/** What it holds once everything that nobody needs is collected; it must run with `--expose-gc`. */
export type NodeRest = {
  readonly heapMB: number
  readonly buffersMB: number
  readonly rssMB: number
  /** Open sockets, servers, timers and whatever else keeps the process alive. */
  readonly handles: number
  readonly windows: number
  readonly tracks: number
}

/** What it says. */
export type NodeReport =
  | {readonly said: 'ready'; readonly address: string}
  | {readonly said: 'tracks'; readonly tracks: number}
  | {readonly said: 'cost'; readonly cost: NodeCost}
  | {readonly said: 'rest'; readonly rest: NodeRest}

let stage: Stage | undefined
let begun: {readonly at: number; readonly cpu: NodeJS.CpuUsage; readonly ticks: number} | undefined
const delay = monitorEventLoopDelay({resolution: 5})

// Whoever started it has ended, in whatever way.
process.on('disconnect', () => process.exit())
process.on('message', (order: NodeOrder) => {
  switch (order.do) {
    case 'start':
      void startNode(order).then(started => {
        stage = started
        say({said: 'ready', address: started.address})
      })
      return
    case 'count':
      return say({said: 'tracks', tracks: stage?.nation.picture.tracks.size ?? 0})
    case 'begin':
      begun = {at: systemClock.monotonic(), cpu: process.cpuUsage(), ticks: ticks()}
      delay.reset()
      delay.enable()
      return
    case 'end':
      return end()
    case 'rest':
      return rest()
    case 'stop':
      void stage?.stop().finally(() => process.exit(0))
  }
})

function end(): void {
  if (begun === undefined) return
  const {user, system} = process.cpuUsage(begun.cpu)
  delay.disable()
  const {rss, heapUsed, arrayBuffers} = process.memoryUsage()
  say({
    said: 'cost',
    cost: {
      wallMs: systemClock.monotonic() - begun.at,
      cpuMs: (user + system) / 1_000,
      delayP99Ms: delay.percentile(99) / 1e6,
      ticks: ticks() - begun.ticks,
      rssMB: rss / 1e6,
      heapMB: heapUsed / 1e6,
      buffersMB: arrayBuffers / 1e6,
    },
  })
}

function rest(): void {
  if (globalThis.gc === undefined) throw new Error('run the node with --expose-gc')
  globalThis.gc()
  const {rss, heapUsed, arrayBuffers} = process.memoryUsage()
  say({
    said: 'rest',
    rest: {
      heapMB: heapUsed / 1e6,
      buffersMB: arrayBuffers / 1e6,
      rssMB: rss / 1e6,
      handles: process.getActiveResourcesInfo().length,
      windows: stage?.nation.stream.size ?? 0,
      tracks: stage?.nation.picture.tracks.size ?? 0,
    },
  })
}

function ticks(): number {
  return stage?.nation.stream.told.ticks ?? 0
}

function say(report: NodeReport): void {
  process.send?.(report)
}
