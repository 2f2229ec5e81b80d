import {afterAll, beforeAll, expect, test} from 'vitest'
import {desk, type Site, site} from '../../support/desk.ts'

let web: Site
let cookie: string
const asked: object[] = []

beforeAll(async () => {
  const se = await desk('SE', {'anna@SE': 'a long password'})
  web = await site([
    {
      ...se,
      jurisdiction: question => {
        asked.push(question)
        return {waters: {kind: 'land'}} as never
      },
    },
  ])
  const signedIn = await fetch(`${web.address}/api/session`, {
    method: 'POST',
    headers: {'content-type': 'application/json', 'x-seat': '0000abcd'},
    body: JSON.stringify({user: 'anna@SE', password: 'a long password'}),
  })
  cookie = signedIn.headers.get('set-cookie')?.split(';')[0] ?? ''
})
afterAll(() => web.stop())

function ask(query: string, headers: Record<string, string> = {cookie, 'x-seat': '0000abcd'}): Promise<Response> {
  return fetch(`${web.address}/api/v1/jurisdiction?${query}`, {headers})
}

test('whoever is signed in asks of a place, a flag and an act', async () => {
  const answer = await ask('lon=12.5&lat=55&flag=none&act=board')
  expect([answer.status, await answer.json()]).toEqual([200, {waters: {kind: 'land'}}])
  expect(asked.at(-1)).toEqual({place: {lon: 12.5, lat: 55}, flag: 'none', act: 'board'})
})

test('nobody else does, and what is no place is refused with the name of what is wrong', async () => {
  expect((await ask('lon=12.5&lat=55', {})).status).toBe(401)
  const wrong = await ask('lon=12.5&lat=95')
  expect([wrong.status, await wrong.json()]).toEqual([400, {code: 'malformed', values: {where: 'lat'}}])
  expect((await ask('lon=1&lat=1&act=sink')).status).toBe(400)
})
