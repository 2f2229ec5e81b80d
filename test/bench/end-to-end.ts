import {fork} from 'node:child_process'
import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {systemClock} from '../../shared/base/clock.ts'
import {selfSigned} from '../../server/commands/certificate.ts'
import type {CrowdFigures} from './stage/crowd.ts'
import type {Order, Report} from './stage/crowd.load.ts'
import {NodeProcess} from './stage/node-process.ts'

export const name = 'end-to-end'

export const NODE_CPU = 'CPU of the node, % of a core'
export const NODE_P99 = 'sentence in to record out p99, ms'

const TRACKS = 1_000_000
const SENTENCES_PER_SECOND = 100_000
const SESSIONS = 500

/** A whole nation node: sentences in by TCP, through picture, policy, rules and stream, records out by WebSocket. */
export function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  return measureNode({...worldOf(size), tls: false, seconds, profile: process.env['TRIPOINT_PROFILE']})
}

/** A million tracks, or the share of it that is asked for. */
export function worldOf(size: number): {
  readonly tracks: number
  readonly perSecond: number
  readonly sessions: number
} {
  return {
    tracks: Math.max(2_000, Math.round(TRACKS * size)),
    perSecond: Math.max(500, Math.round(SENTENCES_PER_SECOND * size)),
    sessions: Math.max(10, Math.round(SESSIONS * size)),
  }
}

/** The same for any world; node and load are processes of their own. `profile`: a folder for the CPU profile of the node. */
export async function measureNode(of: {
  readonly tracks: number
  readonly perSecond: number
  readonly sessions: number
  readonly tls: boolean
  readonly seconds: number
  readonly profile?: string | undefined
}): Promise<Record<string, number | string>> {
  const tls = of.tls ? mkdtempSync(join(tmpdir(), 'tripoint-bench-tls-')) : undefined
  if (tls !== undefined) await selfSigned(tls, ['127.0.0.1'])
  const load = fork(new URL('stage/crowd.load.ts', import.meta.url), [], {
    execArgv: ['--import', 'tsx', '--max-old-space-size=8192'],
    // The windows trust the node's own certificate.
    env: {...process.env, ...(tls === undefined ? {} : {NODE_EXTRA_CA_CERTS: join(tls, 'tls', 'self-signed.crt')})},
  })
  const heard: Report[] = []
  load.on('message', (report: Report) => heard.push(report))
  const hear = async <Said extends Report['said']>(said: Said): Promise<Extract<Report, {said: Said}>> => {
    for (;;) {
      const report = heard.find(one => one.said === said)
      if (report !== undefined) return report as Extract<Report, {said: Said}>
      if (load.exitCode !== null) throw new Error('the load has ended')
      await later(20)
    }
  }
  const order = (what: Order) => void load.send(what)

  const {port} = await hear('port')
  const {node, address} = await NodeProcess.start(
    {port, people: of.sessions, capacity: Math.ceil(of.tracks * 1.02) + 1_000, tls},
    of.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${of.profile}`],
  )
  try {
    order({do: 'sail', vessels: of.tracks})
    await hear('fed')
    for (const until = systemClock.monotonic() + 60_000; ; await later(200)) {
      const tracks = await node.tracks()
      if (tracks >= of.tracks) break
      if (systemClock.monotonic() > until) throw new Error(`${tracks} tracks have come`)
    }
    order({do: 'open', address, windows: of.sessions})
    await hear('whole')
    order({do: 'feed', perSecond: of.perSecond})
    await later(3_000)

    node.begin()
    order({do: 'measure', ms: of.seconds * 1_000})
    const {crowd, sentences, cpuMs: loadMs, delayP99Ms: loadDelayMs} = await hear('measured')
    const {wallMs, cpuMs, delayP99Ms, ticks, rssMB, heapMB, buffersMB} = await node.end()
    return figuresOf(of, crowd, {
      'sentences in, per s': (sentences / crowd.ms) * 1_000,
      [NODE_CPU]: (cpuMs / wallMs) * 100,
      'ticks per s': (ticks / wallMs) * 1_000,
      'CPU of the load generator, % of a core': (loadMs / crowd.ms) * 100,
      'event loop delay of the load generator p99, ms': loadDelayMs,
      'event loop delay p99, ms': delayP99Ms,
      'memory of the node, MB': rssMB,
      'of it objects, MB': heapMB,
      'of it columns, MB': buffersMB,
    })
  } finally {
    load.kill()
    await node.stop()
    if (tls !== undefined) rmSync(tls, {recursive: true, force: true})
  }
}

function figuresOf(
  of: {readonly tracks: number; readonly sessions: number},
  crowd: CrowdFigures,
  node: Record<string, number>,
): Record<string, number> {
  const {near, wide, ms, frames} = crowd
  return {
    tracks: of.tracks,
    sessions: of.sessions,
    'delivered, per s': ((near.records + wide.records) / ms) * 1_000,
    'frames per session and s': (frames / of.sessions / ms) * 1_000,
    'sentence in to record out p50, ms': crowd.p50,
    [NODE_P99]: crowd.p99,
    'sentence in to record out p99.9, ms': crowd.p999,
    'records timed': crowd.timed,
    'bytes per delivered update, harbours and regions': near.bytes / Math.max(1, near.records),
    'bytes per delivered update, oceans': wide.bytes / Math.max(1, wide.records),
    'MB out, per s': (near.bytes + wide.bytes) / 1_000 / ms,
    ...node,
  }
}

function later(ms: number): Promise<void> {
  return new Promise(done => systemClock.after(ms, done))
}
