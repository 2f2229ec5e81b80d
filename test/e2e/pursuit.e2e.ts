import {mkdirSync} from 'node:fs'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {HandoffThing, PursuitThing} from '../../shared/protocol/things.ts'
import {newContext, openAs, PHONE, startBrowser, type Window} from './support/browser.ts'
import {demonstrationWithPatrol} from './support/configuration.ts'
import {type RunningServer, startServer} from './support/server.ts'

const UNIT = 'SE-KBV999'
const TOKEN = 'a-token-of-the-patrol-boat'
/** The line between Sweden and Denmark at this latitude is near 12.75° east. */
const LAT = 55.75
const PICTURES = process.env['PICTURES']

let server: RunningServer
let browser: Browser
let se: Window
let dk: Window
let phone: Window
/** The neighbour's console and the boat's phone: opened when there is something to see, for software GL is slow. */
let openOthers: () => Promise<void>
let faults: () => readonly string[]
/** Longitudes of the patrol boat and of what it follows. */
const at = {unit: 12.79, object: 12.78}
let stopTelling: () => void = () => undefined

beforeAll(async () => {
  server = await startServer({config: demonstrationWithPatrol(UNIT, 'PATROL_TOKEN'), env: {PATROL_TOKEN: TOKEN}})
  browser = await startBrowser()
  const consoles = await newContext(browser, server.address)
  const handset = await newContext(browser, server.address, PHONE)
  for (const {context} of [consoles, handset]) context.setDefaultTimeout(90_000)
  stopTelling = tellEachSecond()
  se = await openAs(consoles.context, server.address, 'commander@SE')
  openOthers = async () => {
    dk = await openAs(consoles.context, server.address, 'mads@DK')
    phone = await openAs(handset.context, server.address, 'patrol@SE', '/field')
  }
  faults = () => [se, dk, phone].flatMap(each => each.faults)
  await se.page.getByTestId('link-status').waitFor()
}, 240_000)

afterAll(async () => {
  stopTelling()
  await browser?.close()
  await server?.stop()
})

test('whose waters: each act of the selected vessel has its basis, or says why not', async () => {
  await select('SMALL BOAT')
  await se.page.getByTestId('waters-kind').waitFor()
  expect(await se.page.getByTestId('waters-kind').getAttribute('data-kind')).toBe('territorial-sea')
  expect(await se.page.getByTestId('waters-kind').getAttribute('data-claims')).toBe('SE')
  await press('w')
  await se.page.getByTestId('act-stop').waitFor()
  expect(await se.page.getByTestId('act-stop').getAttribute('data-based')).toBe('true')
  await picture(se, 'waters')
}, 240_000)

test('a commander begins it: both consoles and the phone have it', async () => {
  await press('Shift+W')
  const form = se.page.getByTestId('pursuit-form')
  await form.waitFor()
  await se.page.getByTestId('terms-DK-SE-DK-41').check()
  await se.page.getByTestId('pursuit-unit').selectOption(UNIT)
  await se.page.getByTestId('pursuit-note').fill('packages thrown overboard')
  await picture(se, 'form')
  await se.page.getByTestId('pursuit-form-send').click()
  await openOthers()
  for (const window of [se, dk]) await shows(window, 'STARTED')
  await phone.page.getByTestId('phone-pursuit').waitFor()
}, 240_000)

test('across the line: the clocks run on both consoles, the notice is there and received, the urgent offer waits', async () => {
  at.unit = 12.72
  at.object = 12.7
  for (const window of [se, dk]) {
    await shows(window, 'ACROSS')
    for (const clock of ['time', 'distance', 'across']) await window.page.getByTestId(`clock-${clock}`).waitFor()
    await window.page.locator('[data-testid=clock-notice][data-received=true]').waitFor()
  }
  const [atSe, atDk] = await Promise.all([pursuitOf(se), pursuitOf(dk)])
  expect(atDk?.crossed?.notice).toBe(atSe?.crossed?.notice)
  expect(atSe?.receivedAt).toEqual(expect.any(Number))
  const offers = (await dk.get<{handoffs: HandoffThing[]}>('/api/handoffs')).handoffs
  expect(offers).toMatchObject([{status: 'PROPOSED', why: 'pursuit'}])
  const left = await se.page.getByTestId('clock-time').innerText()
  await expect.poll(() => se.page.getByTestId('clock-time').innerText(), {timeout: 20_000}).not.toBe(left)
  await phone.page.getByTestId('phone-clock-time').waitFor()
  await picture(se, 'across-se')
  await picture(dk, 'across-dk')
  await picture(phone, 'across-phone')
}, 240_000)

test('Denmark asks to stop: it is over on both consoles and the phone, and Sweden may watch, not act', async () => {
  await dk.page.getByTestId('pursuit-request-stop').click()
  for (const window of [se, dk]) {
    await shows(window, 'ENDED')
    await window.page.getByTestId('pursuit-ended').waitFor()
  }
  expect((await pursuitOf(se))?.ended).toMatchObject({why: 'stop-requested', by: {nation: 'DK'}})
  await phone.page.getByTestId('phone-pursuit-ended').waitFor()
  expect(await se.page.locator('[data-testid=pursuit-acts] [data-act=stop]').getAttribute('data-why')).toBe(
    'pursuit-ended',
  )
  await expect
    .poll(() => se.page.getByTestId('act-stop').getAttribute('data-why'), {timeout: 20_000})
    .toBe('pursuit-ended')
  expect(await se.page.getByTestId('do-act-stop').getAttribute('aria-disabled')).toBe('true')
  expect(await se.page.getByTestId('do-act-observe').getAttribute('aria-disabled')).toBe('false')
  await picture(se, 'ended-se')
  await picture(dk, 'ended-dk')
  await picture(phone, 'ended-phone')
  expect(faults()).toEqual([])
}, 240_000)

/** The boat's device and its radar speak once a second. */
function tellEachSecond(): () => void {
  const tell = async () => {
    const body = [
      {id: UNIT, kind: 'vessel', lon: at.unit, lat: LAT, speed: 20, course: 270},
      {id: 'other', kind: 'vessel', name: 'SMALL BOAT', lon: at.object, lat: LAT + 0.004, speed: 20, course: 270},
    ]
    const headers = {'content-type': 'application/json', authorization: `Bearer ${TOKEN}`}
    await fetch(`${server.address}/api/observations`, {method: 'POST', headers, body: JSON.stringify(body)}).catch(
      () => 0,
    )
  }
  const timer = setInterval(() => void tell(), 1_000)
  return () => clearInterval(timer)
}

async function select(label: string): Promise<void> {
  await expect
    .poll(
      async () => (await se.get<{tracks: {label: string}[]}>('/api/tracks')).tracks.some(one => one.label === label),
      {
        timeout: 30_000,
      },
    )
    .toBe(true)
  await se.page.keyboard.press('Control+k')
  await se.page.getByTestId('search-text').fill(label)
  await se.page.getByTestId('hit').first().waitFor()
  await se.page.keyboard.press('Enter')
  await se.page.getByTestId('track-card').waitFor()
}

async function press(key: string): Promise<void> {
  await se.page.waitForTimeout(600)
  await se.page.keyboard.press(key)
}

async function shows(window: Window, status: PursuitThing['status']): Promise<void> {
  await window.page.locator(`[data-testid=pursuit-panel] [data-status=${status}]`).waitFor()
}

async function pursuitOf(window: Window): Promise<PursuitThing | undefined> {
  return (await window.get<{pursuits: PursuitThing[]}>('/api/pursuits')).pursuits[0]
}

/** For looking at, where `PICTURES` names a folder. */
async function picture({page}: Window, name: string): Promise<void> {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, {recursive: true})
  await page.screenshot({path: `${PICTURES}/${name}.png`})
}
