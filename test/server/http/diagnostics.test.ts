import {afterAll, beforeAll, expect, test} from 'vitest'
import {diagnostics} from '../../../shared/protocol/diagnostics.ts'
import {type LiveServer, signedIn, startLiveServer} from '../../support/live-server.ts'

let server: LiveServer

beforeAll(async () => {
  server = await startLiveServer({})
}, 60_000)

afterAll(() => server.stop())

async function asked(user: string, seat: string) {
  const headers = await signedIn(server.address, user, seat)
  return fetch(`${server.address}/api/v1/diagnostics`, {headers})
}

test('a commander reads how the own node does, in the figures of /metrics', async () => {
  const answer = await asked('commander@SE', '0000d001')
  expect(answer.status).toBe(200)
  const figures = diagnostics.parse(await answer.json())
  expect(figures.nation).toBe('SE')
  expect(figures.tick.everyMs).toBeGreaterThanOrEqual(100)
  expect(figures.tick.longestMs).toBeGreaterThanOrEqual(figures.tick.p50Ms)
  expect(figures.eventLoop.longestMs).toBeGreaterThanOrEqual(0)
  expect(figures.memory.resident).toBeGreaterThan(figures.memory.heap)
  const metrics = await (await fetch(`${server.address}/metrics`)).text()
  expect(metrics).toContain('tripoint_tick_every_ms{nation="SE"}')
})

test('nobody else does: an operator is refused, and so is who has not signed in', async () => {
  expect((await asked('anna@SE', '0000d002')).status).toBe(403)
  expect((await fetch(`${server.address}/api/v1/diagnostics`)).status).toBe(401)
})
