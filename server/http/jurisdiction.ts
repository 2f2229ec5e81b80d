import {type Request, type Response, Router} from 'express'
import {z} from 'zod'
import type {NationCode} from '../../shared/base/id.ts'
import {ACTS} from '../../shared/model/law.ts'
import type {Desk} from './desk.ts'
import {personOf} from './session.ts'

/** `flag`: two letters, or `none` for an object that shows none; left out where it is not known. */
export const jurisdictionQuery = z.object({
  lon: z.coerce.number().min(-180).max(180),
  lat: z.coerce.number().min(-90).max(90),
  flag: z.union([z.literal('none'), z.string().regex(/^[A-Z]{2}$/)]).optional(),
  act: z.enum(ACTS).optional(),
})

/** Whose waters, who answers, and what may be done there. */
export function jurisdictionRoutes({desks, secure}: {desks: readonly Desk[]; secure: boolean}): Router {
  const router = Router()
  router.get('/api/v1/jurisdiction', (request: Request, response: Response) => {
    const found = personOf(request, desks, secure)
    if (found === undefined) return void response.status(401).json({code: 'not-signed-in'})
    const asked = jurisdictionQuery.safeParse(request.query)
    if (!asked.success) {
      const where = asked.error.issues[0]?.path.map(String).join('.') ?? ''
      return void response.status(400).json({code: 'malformed', values: {where}})
    }
    const {lon, lat, flag, act} = asked.data
    const answer = found.desk.jurisdiction(
      {place: {lon, lat}, flag: flag as NationCode | 'none' | undefined, act},
      found.person,
    )
    if (answer === undefined) response.status(403).json({code: 'not-your-role'})
    else response.json(answer)
  })
  return router
}
