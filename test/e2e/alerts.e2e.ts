import type {Browser, BrowserContext} from 'playwright-core'
import {afterAll, beforeAll, expect, inject, test} from 'vitest'
import type {AlertThing} from '../../shared/protocol/things.ts'
import {until} from '../support/until.ts'
import {newContext, openAs, startBrowser, type Window} from './support/browser.ts'
import type {} from './support/early-demonstration.ts'

const server = inject('demonstration')
let browser: Browser
let consoles: {context: BrowserContext; elsewhere: string[]}
let se: Window
let dk: Window

beforeAll(async () => {
  browser = await startBrowser()
  consoles = await newContext(browser, server.address)
  se = await openAs(consoles.context, server.address, 'anna@SE')
  dk = await openAs(consoles.context, server.address, 'mads@DK')
  await Promise.all([se, dk].map(each => each.page.getByTestId('link-status').waitFor()))
}, 120_000)

afterAll(async () => {
  await browser?.close()
  process.kill(server.pid, 'SIGTERM')
})

test('an alert of Sweden is in Denmark with what the agreement releases, and acknowledging it there leaves Sweden’s as it is', async () => {
  const isSought = (one: AlertThing) => one.origin === 'SE' && one.rule === 'silence'
  await until(async () => (await alerts(dk)).some(isSought), 170_000)
  const copy = (await alerts(dk)).find(isSought)
  const original = (await alerts(se)).find(one => one.id === copy?.id)
  if (copy === undefined || original === undefined) throw new Error('expected the alert on both sides')

  expect(copy.basis).toEqual({agreement: 'SE-DK-SEA', rule: 'SE-DK-SEA-1'})
  expect(copy.withheld).toEqual([])
  for (const field of ['rule', 'priority', 'confidence', 'world', 'subjects', 'place'] as const)
    expect(copy[field]).toEqual(original[field])
  // What is national stays national.
  for (const field of ['acknowledged', 'shelved', 'incident', 'sharedWith'] as const)
    expect(copy[field]).toBe(undefined)
  expect(original.sharedWith).toEqual([{nation: 'DK', basis: copy.basis}])

  // In Denmark's queue it stands under Denmark's own alert of the same vessel, or by itself.
  const own = (await alerts(dk)).find(
    one => one.origin === 'DK' && one.rule === 'silence' && one.tracks[0] === copy.tracks[0],
  )
  const row = dk.page.getByTestId(`alert-${own?.id ?? copy.id}`)
  await row.waitFor()
  await row.click()
  await dk.page.waitForTimeout(600)
  await dk.page.keyboard.press('Space')
  await until(async () => (await alerts(dk)).find(one => one.id === copy.id)?.acknowledged !== undefined)
  await dk.page.waitForTimeout(1_500)
  const after = (await alerts(se)).find(one => one.id === copy.id)
  expect([after?.status, after?.acknowledged]).toEqual([original.status, undefined])
}, 240_000)

test('a distress call is an alarm in every nation that hears it, and rings once per situation', async () => {
  await until(async () => (await alerts(se)).some(one => one.rule === 'distress' && one.origin === 'SE'), 150_000)
  await until(async () => (await alerts(se)).some(one => one.rule === 'distress' && one.origin === 'DK'), 30_000)
  const rows = se.page.locator('.alert.p1')
  await until(async () => (await rows.count()) === 1, 20_000)
  expect(await rows.getByTestId('alert-tellers').innerText()).toContain('DK')
}, 240_000)

test('signing out closes the window’s socket within a second', async () => {
  const other = await openAs(consoles.context, server.address, 'erik@SE')
  await other.page.getByTestId('link-status').waitFor()
  const response = await other.page.request.delete(`${server.address}/api/session`, {headers: {'x-seat': other.seat}})
  expect(response.status()).toBe(204)
  const from = Date.now()
  await other.page.getByTestId('sign-in').waitFor({timeout: 4_000})
  console.log(`signed out on screen after ${Date.now() - from} ms`)
}, 60_000)

test('a node that falls silent cannot be mistaken for live, and comes back whole', async () => {
  process.kill(server.pid, 'SIGSTOP')
  try {
    await se.page.locator('[data-testid=link-status][data-status=none]').waitFor({timeout: 15_000})
    expect(await se.page.title()).toMatch(/^✕/)
    expect(await se.page.locator('.map').first().getAttribute('data-frozen')).not.toBe(null)
    expect(await se.page.locator('body').innerText()).not.toMatch(/\bLIVE\b/)
    expect(await se.page.getByTestId('link-status').innerText()).toMatch(/NO LINK/)
  } finally {
    process.kill(server.pid, 'SIGCONT')
  }
  await se.page.locator('[data-testid=link-status][data-status=live]').waitFor({timeout: 30_000})
  expect(await se.page.title()).not.toMatch(/^✕/)
}, 90_000)

test('no window has failed, and nothing was asked of any other host', () => {
  expect([se, dk].flatMap(each => each.faults)).toEqual([])
  expect(consoles.elsewhere).toEqual([])
})

async function alerts(window: Window): Promise<AlertThing[]> {
  return (await window.get<{alerts: AlertThing[]}>('/api/alerts')).alerts
}
