import {type IntervalHistogram, monitorEventLoopDelay} from 'node:perf_hooks'
import {type Request, type Response, Router} from 'express'
import type {Clock} from '../../shared/base/clock.ts'
import type {Role} from '../../shared/operations/actor.ts'
import type {Diagnostics} from '../../shared/protocol/diagnostics.ts'
import type {Desk, NationHealth} from './desk.ts'
import {personOf} from './session.ts'

const MAY_READ: ReadonlySet<Role> = new Set(['commander', 'admin'])
const LOOP_RESOLUTION_MS = 20
const LOOP_MINUTE_MS = 60_000

/** How the own nation's node does: for those who answer for it. */
export function diagnosticsRoutes(options: {
  readonly desks: readonly Desk[]
  readonly secure: boolean
  readonly clock: Clock
}): Router {
  const {desks, secure, clock} = options
  const loop = monitorEventLoopDelay({resolution: LOOP_RESOLUTION_MS})
  loop.enable()
  let since = clock.monotonic()
  const router = Router()
  router.get('/api/v1/diagnostics', (request: Request, response: Response) => {
    const found = personOf(request, desks, secure)
    if (found === undefined) return void response.status(401).json({code: 'not-signed-in'})
    if (!MAY_READ.has(found.person.role)) return void response.status(403).json({code: 'not-your-role'})
    response.set('cache-control', 'no-store').json(diagnosticsOf(found.desk.health(), loop))
    if (clock.monotonic() - since < LOOP_MINUTE_MS) return
    since = clock.monotonic()
    loop.reset()
  })
  return router
}

/** Pure but for the memory, which is that of the process. */
export function diagnosticsOf(
  {code, telling, feeds, sessions, tracks, ledger}: NationHealth,
  loop: Pick<IntervalHistogram, 'percentile' | 'max'>,
): Diagnostics {
  const {tickEveryMs, told} = telling
  const reports = feeds.reduce((sum, feed) => sum + feed.accepted, 0)
  const {rss, heapUsed} = process.memoryUsage()
  return {
    nation: code,
    eventLoop: {
      p50Ms: lateness(loop.percentile(50)),
      p99Ms: lateness(loop.percentile(99)),
      longestMs: lateness(loop.max),
    },
    tick: {
      everyMs: tickEveryMs,
      count: told.ticks,
      p50Ms: told.tookMs(0.5),
      p99Ms: told.tookMs(0.99),
      longestMs: told.tookMs(1),
    },
    sent: {frames: told.frames, frameBytes: told.frameBytes, nameBytes: told.nameBytes},
    told: {reports, rows: told.rows, coalescing: told.rows === 0 ? 0 : reports / told.rows},
    sessions,
    tracks,
    ledgerRows: ledger.position,
    memory: {resident: rss, heap: heapUsed},
  }
}

/** The histogram holds the time from one look to the next, ns: what is over the resolution is lateness. */
function lateness(ns: number): number {
  return Math.max(0, ns / 1e6 - LOOP_RESOLUTION_MS)
}
