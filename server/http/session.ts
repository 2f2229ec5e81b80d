import {Router, type Request, type RequestHandler, type Response} from 'express'
import {RateLimiterMemory} from 'rate-limiter-flexible'
import {z} from 'zod'
import type {UserId} from '../../shared/base/id.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {Desk} from './desk.ts'
import {cookieName, seatOf, tokenOf} from './seat.ts'

const credentials = z.strictObject({
  user: z.string().max(60),
  password: z.string().max(200),
  code: z.string().max(20).optional(),
})
const chosen = z.strictObject({user: z.string().max(60)})

/** A person of the demonstration, as its start page offers them. */
export type DemoUser = {
  readonly user: UserId
  readonly name: string
  readonly role: string
  readonly nation: string
  readonly post?: string
  readonly unit?: string
}

export type SessionOptions = {
  readonly desks: readonly Desk[]
  readonly secure: boolean
  /** Set on loopback for a demonstration only: these sign in with a click. */
  readonly demoUsers: readonly DemoUser[]
}

/** Who is asking, by the seat's cookie; undefined when nobody is signed in there. */
export function personOf(
  request: Request,
  desks: readonly Desk[],
  secure: boolean,
): {person: Person; desk: Desk} | undefined {
  // A picture or a download cannot send a header of its own.
  const seat = seatOf(request.get('x-seat') ?? (request.method === 'GET' ? request.query['seat'] : undefined))
  const token = seat === undefined ? undefined : tokenOf(request.headers, seat, secure)
  if (seat === undefined || token === undefined) return undefined
  for (const desk of desks) {
    const person = desk.accounts.person(token, seat)
    if (person !== undefined) return {person, desk}
  }
  return undefined
}

/** `POST /api/session`, `DELETE /api/session`, and the one-click sign-in of a demonstration. */
export function sessionRoutes(options: SessionOptions): Router {
  const {desks, secure, demoUsers} = options
  const router = Router()
  const perAccount = new RateLimiterMemory({points: 5, duration: 60})
  const perAddress = new RateLimiterMemory({points: 30, duration: 60})

  function deskOf(user: string): Desk | undefined {
    return desks.find(desk => user.endsWith(`@${desk.code}`))
  }

  function open(response: Response, desk: Desk, user: UserId, seat: string): void {
    const {token, person} = desk.accounts.open(user, seat)
    response.cookie(cookieName(seat, secure), token, {httpOnly: true, sameSite: 'strict', secure, path: '/'})
    response.json({
      user: person.user,
      name: person.name,
      role: person.role,
      nation: desk.code,
      nationName: desk.name,
      post: person.post,
      unit: person.unit,
    })
  }

  router.get('/api/session', (request, response) => {
    const found = personOf(request, desks, secure)
    if (found === undefined) response.status(401).json({code: 'not-signed-in'})
    else
      response.json({
        user: found.person.user,
        name: found.person.name,
        role: found.person.role,
        nation: found.desk.code,
        nationName: found.desk.name,
        post: found.person.post,
        unit: found.person.unit,
      })
  })

  router.post('/api/session', limited(perAddress), async (request, response) => {
    const seat = seatOf(request.get('x-seat'))
    const body = credentials.safeParse(request.body)
    if (seat === undefined || !body.success) {
      response.status(400).json({code: 'malformed'})
      return
    }
    const {user, password} = body.data
    try {
      await perAccount.consume(user.toLowerCase())
    } catch {
      response.status(429).set('retry-after', '60').json({code: 'too-many-tries'})
      return
    }
    const desk = deskOf(user) ?? desks[0]
    const right = desk !== undefined && (await desk.accounts.check(user, password))
    if (!right) {
      response.status(401).json({code: 'wrong-credentials'})
      return
    }
    await perAccount.delete(user.toLowerCase())
    open(response, desk, user as UserId, seat)
  })

  router.delete('/api/session', (request, response) => {
    const found = personOf(request, desks, secure)
    const seat = seatOf(request.get('x-seat'))
    if (found !== undefined) found.desk.accounts.revoke(found.person.session)
    if (seat !== undefined)
      response.clearCookie(cookieName(seat, secure), {httpOnly: true, sameSite: 'strict', secure, path: '/'})
    response.status(204).end()
  })

  if (demoUsers.length > 0) {
    router.get('/api/demo', (_request, response) => {
      response.json({users: demoUsers})
    })
    router.post('/api/demo/session', limited(perAddress), (request, response) => {
      const seat = seatOf(request.get('x-seat'))
      const body = chosen.safeParse(request.body)
      const user = body.success ? demoUsers.find(one => one.user === body.data.user) : undefined
      const desk = user === undefined ? undefined : deskOf(user.user)
      if (seat === undefined || user === undefined || desk === undefined || !isLoopback(request))
        response.status(403).json({code: 'demo-only'})
      else open(response, desk, user.user, seat)
    })
  }
  return router
}

/** Whether the other end is on this machine. */
export function isLoopback(request: Request): boolean {
  const address = request.socket.remoteAddress ?? ''
  return address === '::1' || address.startsWith('127.') || address.startsWith('::ffff:127.')
}

function limited(limiter: RateLimiterMemory): RequestHandler {
  return async (request, response, next) => {
    try {
      await limiter.consume(request.socket.remoteAddress ?? '')
      next()
    } catch {
      response.status(429).set('retry-after', '60').json({code: 'too-many-tries'})
    }
  }
}
