import {timingSafeEqual} from 'node:crypto'
import {Router, type Request} from 'express'
import type {Clock} from '../../shared/base/clock.ts'
import type {Desk} from './desk.ts'
import type {Metrics} from './metrics.ts'
import {isLoopback, personOf} from './session.ts'

export type HealthOptions = {
  readonly desks: readonly Desk[]
  readonly secure: boolean
  readonly version: string
  readonly clock: Clock
  readonly metrics: Metrics
  /** Opens health in full and metrics to a scraper from elsewhere. */
  readonly token: string | undefined
}

/** `GET /healthz` and `GET /metrics`. Anonymous callers learn that it runs, and nothing else. */
export function healthRoutes(options: HealthOptions): Router {
  const {desks, secure, version, clock, metrics, token} = options
  const router = Router()
  const started = clock.monotonic()

  function mayScrape(request: Request): boolean {
    const given = /^Bearer (\S+)$/.exec(request.get('authorization') ?? '')?.[1]
    return isLoopback(request) || (token !== undefined && given !== undefined && same(token, given))
  }

  router.get('/healthz', (request, response) => {
    const person = personOf(request, desks, secure)
    const given = /^Bearer (\S+)$/.exec(request.get('authorization') ?? '')?.[1]
    const all = token !== undefined && given !== undefined && isLoopback(request) && same(token, given)
    response.set('cache-control', 'no-store').json({
      status: 'ok',
      version,
      uptimeSeconds: Math.floor((clock.monotonic() - started) / 1_000),
      nations: desks.map(desk => {
        const health = desk.health()
        return all || person?.desk === desk ? health : {code: health.code, status: health.status}
      }),
    })
  })

  router.get('/metrics', async (request, response) => {
    if (!mayScrape(request)) response.status(403).json({code: 'loopback-or-token'})
    else
      response
        .set('cache-control', 'no-store')
        .type('text/plain')
        .send(await metrics.text())
  })
  return router
}

function same(a: string, b: string): boolean {
  const left = Buffer.from(a)
  const right = Buffer.from(b)
  return left.length === right.length && timingSafeEqual(left, right)
}
