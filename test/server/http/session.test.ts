import {afterAll, beforeAll, expect, test} from 'vitest'
import type {SessionId} from '../../../shared/base/id.ts'
import {desk, site, type Site} from '../../support/desk.ts'

const PASSWORD = 'correct horse battery'
let web: Site
let sweden: Awaited<ReturnType<typeof desk>>

beforeAll(async () => {
  sweden = await desk('SE', {'anna@SE': PASSWORD, 'bo@SE': PASSWORD})
  const denmark = await desk('DK', {'ida@DK': PASSWORD})
  web = await site([sweden, denmark], [{user: 'bo@SE', name: 'Bo', role: 'operator', nation: 'SE'}])
})
afterAll(() => web.stop())

const json = {'content-type': 'application/json'}
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${web.address}${path}`, {method: 'POST', headers: {...json, ...headers}, body: JSON.stringify(body)})
const cookieOf = (response: Response) => response.headers.getSetCookie()[0] ?? ''
const pair = (cookie: string) => cookie.split(';')[0] ?? ''

test('a right password opens a session for that seat only', async () => {
  const answer = await post('/api/session', {user: 'anna@SE', password: PASSWORD}, {'x-seat': '00000001'})
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({user: 'anna@SE', role: 'operator', nation: 'SE'})
  const cookie = cookieOf(answer)
  expect(cookie).toMatch(/^s-00000001=[0-9a-f]{64}; Path=\/; HttpOnly; SameSite=Strict$/)

  const here = await fetch(`${web.address}/api/session`, {headers: {cookie: pair(cookie), 'x-seat': '00000001'}})
  expect(here.status).toBe(200)
  const otherSeat = await fetch(`${web.address}/api/session`, {
    headers: {cookie: pair(cookie).replace('00000001', '00000002'), 'x-seat': '00000002'},
  })
  expect(otherSeat.status).toBe(401)
})

test('three windows of one browser are three people', async () => {
  const seats = ['0000000a', '0000000b', '0000000c']
  const users = ['anna@SE', 'ida@DK', 'bo@SE']
  const cookies: string[] = []
  for (const [index, seat] of seats.entries())
    cookies.push(
      pair(
        cookieOf(
          await post(
            '/api/session',
            {user: users[index], password: PASSWORD},
            {'x-seat': seat, cookie: cookies.join('; ')},
          ),
        ),
      ),
    )
  for (const [index, seat] of seats.entries()) {
    const who = await fetch(`${web.address}/api/session`, {headers: {cookie: cookies.join('; '), 'x-seat': seat}})
    expect(await who.json()).toMatchObject({user: users[index]})
  }
})

test('a wrong password and an unknown user get the same answer', async () => {
  const wrong = await post('/api/session', {user: 'ida@DK', password: 'no such password'}, {'x-seat': '00000003'})
  const unknown = await post('/api/session', {user: 'nobody@DK', password: 'no such password'}, {'x-seat': '00000003'})
  expect([wrong.status, await wrong.text()]).toEqual([unknown.status, await unknown.text()])
  expect(wrong.status).toBe(401)
})

test('after five wrong tries within a minute even the right password waits', async () => {
  const tries = []
  for (let count = 0; count < 6; count++)
    tries.push(
      (await post('/api/session', {user: 'guess@SE', password: `wrong ${count}`}, {'x-seat': '00000004'})).status,
    )
  expect(tries).toEqual([401, 401, 401, 401, 401, 429])
})

test('signing out ends the session on the server', async () => {
  const cookie = pair(cookieOf(await post('/api/demo/session', {user: 'bo@SE'}, {'x-seat': '00000005'})))
  const ended: SessionId[] = []
  const stop = sweden.accounts.onRevoked(session => ended.push(session))
  await fetch(`${web.address}/api/session`, {method: 'DELETE', headers: {cookie, 'x-seat': '00000005'}})
  stop()
  expect(ended).toHaveLength(1)
  expect((await fetch(`${web.address}/api/session`, {headers: {cookie, 'x-seat': '00000005'}})).status).toBe(401)
})

test('only the users of the demonstration sign in by a click', async () => {
  expect((await post('/api/demo/session', {user: 'bo@SE'}, {'x-seat': '00000006'})).status).toBe(200)
  expect((await post('/api/demo/session', {user: 'anna@SE'}, {'x-seat': '00000006'})).status).toBe(403)
})

const foreign: Record<string, string>[] = [
  {origin: 'https://evil.example'},
  {origin: 'null'},
  {origin: 'https://127.0.0.1'},
  {origin: 'http://sub.127.0.0.1'},
  {'sec-fetch-site': 'cross-site'},
  {'sec-fetch-site': 'same-site'},
  {'sec-fetch-site': 'none'},
]
test.each(foreign)('a request from another site changes nothing: %j', async headers => {
  const answer = await post('/api/session', {user: 'anna@SE', password: PASSWORD}, {'x-seat': '00000007', ...headers})
  expect(answer.status).toBe(403)
  expect(answer.headers.getSetCookie()).toEqual([])
})

test('a body that is no JSON is the caller’s fault, and says so', async () => {
  const answer = await fetch(`${web.address}/api/session`, {
    method: 'POST',
    headers: {...json, 'x-seat': '00000008'},
    body: '{"user":',
  })
  expect([answer.status, await answer.json()]).toEqual([400, {code: 'malformed'}])
  expect(web.errors).toEqual([])
})

test('without a session there is nothing to see', async () => {
  for (const path of ['/api/tracks', '/api/tracks/1', '/api/alerts', '/api/handoffs', '/api/incidents'])
    expect((await fetch(`${web.address}${path}`)).status).toBe(401)
  expect((await post('/api/commands', {})).status).toBe(401)
})

test('a device’s token opens its feed and nothing else', async () => {
  const accepted = await post('/api/observations', [{}, {}], {authorization: 'Bearer device-token-of-16'})
  expect(await accepted.json()).toEqual({accepted: 2, rejected: []})
  expect((await post('/api/observations', [{}], {authorization: 'Bearer another-token-of-16'})).status).toBe(401)
  expect(
    (await fetch(`${web.address}/api/tracks`, {headers: {authorization: 'Bearer device-token-of-16'}})).status,
  ).toBe(401)
})

test('anonymous health says that it runs and nothing of feeds or links', async () => {
  expect(await (await fetch(`${web.address}/healthz`)).json()).toEqual({
    status: 'ok',
    version: '0.0.0',
    uptimeSeconds: expect.any(Number),
    nations: [
      {code: 'SE', status: 'ok'},
      {code: 'DK', status: 'ok'},
    ],
  })
  const all = await (await fetch(`${web.address}/healthz`, {headers: {authorization: 'Bearer scrape-token'}})).json()
  expect(all.nations[0]).toMatchObject({feeds: [], links: []})
})

test('every page carries the strict headers', async () => {
  const {headers} = await fetch(`${web.address}/healthz`)
  expect(headers.get('content-security-policy')).toContain("default-src 'none';script-src 'self';")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('cross-origin-opener-policy')).toBe('same-origin')
  expect(headers.get('x-powered-by')).toBeNull()
})
