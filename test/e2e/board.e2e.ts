import {mkdirSync} from 'node:fs'
import {join} from 'node:path'
import type {Browser, BrowserContext} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {ContactThing, HandoffThing, TaskThing} from '../../shared/protocol/things.ts'
import {until} from '../support/until.ts'
import {newContext, openAs, PHONE, startBrowser, type Window} from './support/browser.ts'
import {demonstrationWithTasking} from './support/configuration.ts'
import {type RunningServer, startServer} from './support/server.ts'

/** A post is over its line with more than this. */
const LIMIT = 12
const ACK_SECONDS = 4
const DESK = {width: 1366, height: 768}
/** Software GL draws three windows at once: those that are only looked at are small. */
const OTHERS = {width: 800, height: 500}

let server: RunningServer
let browser: Browser
let consoles: {context: BrowserContext; elsewhere: string[]}
let anna: Pick<Window, 'get' | 'post'>
let erik: Window
let karin: Window
let phone: Window
let ids = 0

beforeAll(async () => {
  const tasking = {ackSeconds: ACK_SECONDS, readAlarmSeconds: 8, readSeconds: 12}
  server = await startServer({config: demonstrationWithTasking(tasking, LIMIT)})
  browser = await startBrowser()
  const handset = await newContext(browser, server.address, PHONE)
  phone = await openAs(handset.context, server.address, 'field@SE', '/field')
  consoles = await newContext(browser, server.address, OTHERS)
  erik = await openAs(consoles.context, server.address, 'erik@SE')
  const command = await newContext(browser, server.address, DESK)
  karin = await openAs(command.context, server.address, 'commander@SE')
  await Promise.all([erik, karin].map(each => each.page.getByTestId('link-status').waitFor({timeout: 90_000})))
  // Anna is not needed to look at anything: her session is enough.
  anna = await signedIn('anna@SE')
  await until(() => vessels().then(all => all.length > 14), 90_000)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('[24] a post with too much is shown with the sum written out; its work is moved with three clicks, and the other has to accept', async () => {
  for (const {id} of (await vessels()).slice(0, 14)) await order(anna, {type: 'contact.mark', track: id})
  await phone.post('/api/commands', envelope({type: 'unit.sos'}))
  await karin.page.keyboard.press('o')
  await karin.page.getByTestId('board-posts').waitFor({timeout: 90_000})
  const over = karin.page.getByTestId('overload-SE-01')
  await over.waitFor({timeout: 30_000})
  const parts = () => karin.page.getByTestId('load-parts-SE-01').innerText()
  await expect.poll(parts, {timeout: 10_000}).toMatch(/14 held/)
  // The scenario may have raised one of its own.
  await expect.poll(parts, {timeout: 10_000}).toMatch(/[1-9] × P1 = \d*[05]/)
  const before = {one: await load('SE-01'), two: await load('SE-02')}
  expect(before.one).toBeGreaterThanOrEqual(14 + 5)
  await shoot(karin, 'overload')

  // Two clicks of the three that there may be.
  await karin.page.getByTestId('move-SE-01').click()
  await karin.page.getByTestId('move-form').waitFor()
  await shoot(karin, 'move')
  await karin.page.getByTestId('move-form-send').click()
  await expect.poll(() => offers().then(all => all.length), {timeout: 10_000}).toBeGreaterThan(0)
  const moved = (await offers()).length
  expect((await held('SE-02')).length).toBe(0)
  expect((await held('SE-01')).length).toBe(14)

  // Nothing passes before Erik has said so.
  await erik.page.bringToFront()
  await expect
    .poll(
      async () => {
        await erik.page.keyboard.press('a')
        return (await offers()).length
      },
      {timeout: 30_000, interval: 700},
    )
    .toBe(0)
  expect((await held('SE-02')).length).toBe(moved)
  expect((await held('SE-01')).length).toBe(14 - moved)
  await karin.page.bringToFront()
  // Alerts come and go meanwhile; what each holds is what was moved.
  const shown = (post: string) => karin.page.getByTestId(`post-${post}`).locator('dd').first().innerText()
  await expect.poll(() => shown('SE-02'), {timeout: 20_000}).toBe(String(moved))
  expect(await shown('SE-01')).toBe(String(14 - moved))
  expect(await load('SE-02')).toBeGreaterThanOrEqual(before.two + moved)
  await shoot(karin, 'moved')
}, 240_000)

test('[25] an incident is sent a unit with two keys; that nobody there reads it is said in orange on every screen within a second', async () => {
  await order(karin, {type: 'unit.sos-end', unit: 'SE-KBV901'})
  const incident = await openIncident('Boat without lights')
  await erik.page.getByTestId('tab-units').click()
  await phone.page.getByTestId('phone-tab-report').click()
  await karin.page.bringToFront()
  await karin.page.getByTestId(`card-${incident}`).waitFor()
  await karin.page.getByTestId(`card-${incident}`).focus()
  await karin.page.waitForTimeout(600)
  await karin.page.keyboard.press('Enter')
  await karin.page.getByTestId('task-form').waitFor()
  await shoot(karin, 'assign')
  await karin.page.keyboard.press('Enter')
  const card = karin.page.locator(`[data-testid=column-assigned] [data-testid=card-${incident}]`)
  await card.waitFor({timeout: 20_000})
  const task = (await tasks()).find(one => one.incident === incident)
  if (task === undefined) throw new Error('no task')
  expect(task.unit).toBe('SE-KBV901')
  expect(await card.locator('.not-acknowledged').count()).toBe(0)

  // Nobody on board looks: orange on the card, in the list of units, at the operator's, and on the phone.
  const late = karin.page.getByTestId('incident-board').getByTestId(`not-acknowledged-${task.id}`)
  await late.waitFor({timeout: (ACK_SECONDS + 20) * 1_000})
  const from = Date.now()
  await karin.page.getByTestId('board-units').getByTestId(`not-acknowledged-${task.id}`).waitFor({timeout: 20_000})
  await erik.page.getByTestId(`not-acknowledged-${task.id}`).first().waitFor({timeout: 20_000})
  console.log(`not acknowledged on the operator's screen after ${Date.now() - from} ms`)
  expect(await isOrange(karin, `not-acknowledged-${task.id}`)).toBe(true)
  await shoot(karin, 'not-acknowledged')

  // Then it is sent again and a warning raised; reading it on the phone ends all of that.
  await expect.poll(() => alerts('task-unread').then(all => all.length), {timeout: 20_000}).toBe(1)
  await phone.page.bringToFront()
  await phone.page.getByTestId('phone-tab-task').click()
  await phone.page.getByTestId('task-unread').waitFor({timeout: 20_000})
  await expect
    .poll(() => tasks().then(all => all.find(one => one.id === task.id)?.status), {timeout: 8_000})
    .toBe('RECEIVED')
  await karin.page.bringToFront()
  await late.waitFor({state: 'detached', timeout: 20_000})
  await phone.page.getByTestId('main-button').click()
  await expect
    .poll(() => tasks().then(all => all.find(one => one.id === task.id)?.status), {timeout: 15_000})
    .toBe('WILCO')
}, 180_000)

test('[25] dragging a card to a free unit sends it; to one that is not free, a person confirms', async () => {
  const incident = await openIncident('Buoy adrift')
  await karin.page.bringToFront()
  const card = karin.page.getByTestId(`card-${incident}`).locator('.drag')
  await card.waitFor()
  await card.dragTo(karin.page.getByTestId('board-units').getByTestId('unit-SE-KBV901').locator('.line'))
  await karin.page.getByTestId('task-form').waitFor({timeout: 20_000})
  expect((await tasks()).some(one => one.incident === incident)).toBe(false)
  await karin.page.keyboard.press('Escape')
  await card.dragTo(karin.page.getByTestId('board-units').getByTestId('unit-SE-KBV902').locator('.line'))
  await expect
    .poll(() => tasks().then(all => all.find(one => one.incident === incident)?.unit), {timeout: 20_000})
    .toBe('SE-KBV902')
  await karin.page.locator(`[data-testid=column-assigned] [data-testid=card-${incident}]`).waitFor({timeout: 20_000})
  await shoot(karin, 'board')
}, 120_000)

test('neighbours and the shift log stand on the board, and O leads back to the watch', async () => {
  await karin.page.bringToFront()
  expect(await karin.page.getByTestId('neighbour-DK').getAttribute('data-status')).toBe('up')
  expect(await karin.page.getByTestId('board-log').innerText()).toMatch(/KBV 901/)
  for (const palette of ['night', 'day']) {
    await karin.page.keyboard.press('b')
    await karin.page.waitForTimeout(600)
    await shoot(karin, `board-${palette}`)
  }
  await karin.page.keyboard.press('b')
  await karin.page.setViewportSize({width: 1920, height: 1080})
  await karin.page.waitForTimeout(1_000)
  await shoot(karin, 'board-1920')
  await karin.page.setViewportSize(DESK)
  expect(await clipped(karin)).toEqual([])
  await karin.page.keyboard.press('o')
  await karin.page.getByTestId('alert-panel').waitFor({timeout: 20_000})
  expect([erik, karin, phone].flatMap(each => each.faults)).toEqual([])
}, 180_000)

/** Numbers and words that do not fit where they stand. */
function clipped({page}: Window): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.board-posts *, .board-column *, .board-units .line > *')]
      .filter(one => one.children.length === 0 && one.scrollWidth > one.clientWidth + 1)
      .filter(one => getComputedStyle(one).textOverflow !== 'ellipsis' && getComputedStyle(one).display !== 'inline')
      .map(one => `${one.className} ${one.textContent ?? ''}`),
  )
}

async function isOrange({page}: Window, testId: string): Promise<boolean> {
  return page
    .getByTestId(testId)
    .first()
    .evaluate(element => {
      const probe = document.createElement('i')
      probe.style.color = 'var(--warning-ink)'
      document.body.append(probe)
      const same = getComputedStyle(probe).color === getComputedStyle(element).color
      probe.remove()
      return same
    })
}

/** A person without a window: what a program that uses the REST API has. */
async function signedIn(user: string): Promise<Pick<Window, 'get' | 'post'>> {
  const seat = (0x2000_0000 + ++ids).toString(16)
  const {request} = consoles.context
  const headers = {'x-seat': seat}
  await request.post(`${server.address}/api/demo/session`, {data: {user}, headers})
  return {
    get: async <T>(path: string) => (await (await request.get(`${server.address}${path}`, {headers})).json()) as T,
    async post(path, body) {
      const got = await request.post(`${server.address}${path}`, {data: body, headers})
      return {status: got.status(), body: await got.json()}
    },
  }
}

async function load(post: string): Promise<number> {
  return Number(await karin.page.getByTestId(`load-${post}`).innerText())
}

function envelope(command: object): object {
  return {commandId: `00000000-0000-7000-8000-${String(++ids).padStart(12, '0')}`, command}
}

async function order(window: Pick<Window, 'post'>, command: object): Promise<void> {
  const answer = await window.post('/api/commands', envelope(command))
  expect(answer.body).toMatchObject({outcome: 'done'})
}

async function openIncident(title: string): Promise<string> {
  const [vessel] = await vessels()
  const incident = `e2e-incident-${++ids}`
  await order(karin, {type: 'incident.open', incident, subject: {track: vessel?.id}, category: 'other', title})
  return incident
}

async function vessels(): Promise<{id: number; lon: number}[]> {
  const {tracks} = await anna.get<{tracks: {id: number; kind: string; lon: number; lat: number}[]}>('/api/tracks')
  return tracks.filter(one => one.kind === 'vessel' && one.lon > 12 && one.lon < 13.6 && one.lat > 54.9)
}

async function things<Thing>(kind: string): Promise<readonly Thing[]> {
  return (await karin.get<Record<string, Thing[]>>(`/api/${kind}`))[kind] ?? []
}

async function held(post: string): Promise<readonly ContactThing[]> {
  const all = await things<ContactThing>('contacts')
  return all.filter(one => one.status === 'OPEN' && one.custody.controller === 'SE' && one.custody.post === post)
}

async function offers(): Promise<readonly HandoffThing[]> {
  return (await things<HandoffThing>('handoffs')).filter(one => one.status === 'PROPOSED' && one.from === one.to)
}

function tasks(): Promise<readonly TaskThing[]> {
  return things<TaskThing>('tasks')
}

async function alerts(rule: string): Promise<readonly unknown[]> {
  return (await things<{rule: string}>('alerts')).filter(one => one.rule === rule)
}

async function shoot({page}: Window, name: string): Promise<void> {
  const folder = process.env['SCREENS']
  if (folder === undefined) return
  mkdirSync(folder, {recursive: true})
  await page.waitForTimeout(400)
  await page.screenshot({path: join(folder, `${name}.png`)})
}
