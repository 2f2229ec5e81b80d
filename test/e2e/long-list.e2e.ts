import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {MOST, STEP} from '../../client/panels/row-window.ts'
import {newContext, openAs, startBrowser, type Window} from './support/browser.ts'
import {demonstrationWithDevice} from './support/configuration.ts'
import {type RunningServer, startServer} from './support/server.ts'

const TOKEN = 'a-token-of-many-boats'
const BOATS = 400

let server: RunningServer
let browser: Browser
let dk: Window

beforeAll(async () => {
  server = await startServer({config: demonstrationWithDevice(), env: {CROWD: TOKEN}})
  browser = await startBrowser()
  const {context} = await newContext(browser, server.address)
  context.setDefaultTimeout(60_000)
  dk = await openAs(context, server.address, 'mads@DK')
  await dk.page.getByTestId('link-status').waitFor()
  const body = Array.from({length: BOATS}, (_, index) => ({
    id: `boat-${index}`,
    kind: 'vessel',
    name: `BOAT ${String(index).padStart(4, '0')}`,
    lon: 11 + (index % 40) / 200,
    lat: 55.6 + Math.floor(index / 40) / 200,
    speed: 2,
    course: 90,
    distress: true,
  }))
  const headers = {'content-type': 'application/json', authorization: `Bearer ${TOKEN}`}
  const answer = await fetch(`${server.address}/api/observations`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  expect(await answer.json()).toMatchObject({accepted: BOATS})
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('four hundred alerts: some are on the page, the others are counted, scrolling and keys reach them all', async () => {
  const more = dk.page.getByTestId('rows-after')
  await expect.poll(alerts, {timeout: 60_000}).toBeGreaterThanOrEqual(BOATS)
  await more.waitFor()
  expect(await rows()).toBe(STEP)

  // The keys go on beyond what is there.
  await dk.page.locator('[data-testid=alert-list] > li').first().click()
  for (let press = 0; press < STEP + 5; press++) await dk.page.keyboard.press('ArrowDown')
  await expect.poll(() => dk.page.locator('[data-testid=alert-list] > li.focused').count()).toBe(1)
  await expect.poll(rows).toBeGreaterThan(STEP)

  // Scrolling brings more, and what is far away goes.
  const before = dk.page.getByTestId('rows-before')
  await expect
    .poll(
      async () => {
        if ((await more.count()) > 0) await more.scrollIntoViewIfNeeded({timeout: 5_000}).catch(() => undefined)
        return before.count()
      },
      {timeout: 60_000},
    )
    .toBe(1)
  expect(await rows()).toBeLessThanOrEqual(MOST)
  expect(dk.faults).toEqual([])
}, 240_000)

async function alerts(): Promise<number> {
  return (await dk.get<{alerts: object[]}>('/api/alerts')).alerts.length
}

function rows(): Promise<number> {
  return dk.page.locator('[data-testid=alert-list] > li.row').count()
}
