import {Router} from 'express'
import {z} from 'zod'
import {isLoopback} from './session.ts'

/** What joins two nations, as a test may disturb it. */
export type Disturbable = {cut(): void; heal(): void; readonly faults: {delayMs: number}}

const wish = z.strictObject({isCut: z.boolean().optional(), delayMs: z.number().min(0).max(10_000).optional()})

/**
 * `POST /test/links/SE-DK {isCut, delayMs}`: for tests alone, on this machine alone; mounted only where it was asked for.
 * Answers about the map carry `x-tripoint-test`, by which a page knows that it may be asked by browser tests.
 */
export function faultRoutes(links: ReadonlyMap<string, Disturbable>): Router {
  const router = Router()
  router.use('/map', (_request, response, next) => {
    response.set('x-tripoint-test', '1')
    next()
  })
  router.post('/test/links/:pair', (request, response) => {
    const link = links.get(request.params.pair)
    const said = wish.safeParse(request.body)
    if (link === undefined || !said.success || !isLoopback(request)) {
      response.status(404).json({code: 'not-found'})
      return
    }
    if (said.data.delayMs !== undefined) link.faults.delayMs = said.data.delayMs
    if (said.data.isCut === true) link.cut()
    if (said.data.isCut === false) link.heal()
    response.json({})
  })
  return router
}
