import {z} from 'zod'
import {ROLES} from '../../shared/operations/actor.ts'
import type {SignedIn} from '../state/session.ts'

const signedIn = z.object({
  user: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  nation: z.string(),
  nationName: z.string(),
  post: z.string().optional(),
  unit: z.string().optional(),
})
const demo = z.object({
  users: z.array(
    z.object({
      user: z.string(),
      name: z.string(),
      role: z.string(),
      nation: z.string(),
      post: z.string().optional(),
      unit: z.string().optional(),
    }),
  ),
})
const problem = z.object({code: z.string()})

export type DemoUser = z.infer<typeof demo>['users'][number]
/** `code` is a catalogue key: `wrong-credentials`, `too-many-tries`, `not-signed-in`, `no-answer` … */
export type SignInOutcome = {readonly who: SignedIn} | {readonly code: string}

/** The person already signed in at this seat. */
export function currentSession(seat: string): Promise<SignInOutcome> {
  return ask('/api/session', seat, 'GET')
}

export function signIn(seat: string, user: string, password: string): Promise<SignInOutcome> {
  return ask('/api/session', seat, 'POST', {user, password})
}

/** One click, on loopback and in a demonstration only. */
export function signInToDemo(seat: string, user: string): Promise<SignInOutcome> {
  return ask('/api/demo/session', seat, 'POST', {user})
}

export async function signOut(seat: string): Promise<void> {
  await request('/api/session', seat, 'DELETE')
}

/** Whom the start page offers; none where this is no demonstration. */
export async function demoUsers(seat: string): Promise<readonly DemoUser[]> {
  const answer = await request('/api/demo', seat, 'GET')
  const read = demo.safeParse(answer?.ok === true ? await bodyOf(answer) : undefined)
  return read.success ? read.data.users : []
}

async function ask(path: string, seat: string, method: string, body?: object): Promise<SignInOutcome> {
  const answer = await request(path, seat, method, body)
  if (answer === undefined) return {code: 'no-answer'}
  const said = await bodyOf(answer)
  const who = signedIn.safeParse(said)
  if (answer.ok && who.success) return {who: who.data}
  const why = problem.safeParse(said)
  return {code: why.success ? why.data.code : 'no-answer'}
}

async function request(path: string, seat: string, method: string, body?: object): Promise<Response | undefined> {
  try {
    return await fetch(path, {
      method,
      headers: {'x-seat': seat, ...(body === undefined ? {} : {'content-type': 'application/json'})},
      ...(body === undefined ? {} : {body: JSON.stringify(body)}),
    })
  } catch {
    return undefined // no network: said to the person as `no-answer`
  }
}

async function bodyOf(answer: Response): Promise<unknown> {
  try {
    return await answer.json()
  } catch {
    return undefined // no JSON: a proxy's page
  }
}
