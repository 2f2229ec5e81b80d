import {mkdirSync} from 'node:fs'
import {type Browser, type BrowserContext, devices} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {seededRandom} from '../../shared/base/random.ts'
import type {FileThing, NoticeThing, TaskThing, UnitThing} from '../../shared/protocol/things.ts'
import {signedIn} from '../support/live-server.ts'
import {FIELD_LINE, shapedLink, type ShapedLink} from '../support/shaped-link.ts'
import {until} from '../support/until.ts'
import {openAs, startBrowser, type Window} from './support/browser.ts'
import {demonstrationWithDevice} from './support/configuration.ts'
import {type RunningServer, startServer} from './support/server.ts'

const TOKEN = 'a-token-of-a-test-device'
const UNIT = 'DK-MHV991'
/** So long the steady use of the line is measured: four of the updates that a bad link has. */
const STEADY_SECONDS = 20
const WIDE = {bitsPerSecond: 100_000_000, delayMs: 1, jitterMs: 0}
const OBJECTS = 200
/** Pictures of what was checked are put here where the folder is named. */
const SHOTS = process.env['PHONE_SHOTS']

let server: RunningServer
let line: ShapedLink
let browser: Browser
let desk: Desk
let handset: BrowserContext
let phone: Window

beforeAll(async () => {
  server = await startServer({config: demonstrationWithDevice(), env: {CROWD: TOKEN}})
  line = await shapedLink({port: Number(new URL(server.address).port), line: WIDE, random: seededRandom(7)})
  browser = await startBrowser()
  desk = await deskOf('mads@DK')
  handset = await phoneContext('iPhone 13')
  phone = await openAs(handset, phoneAddress(), 'field@DK', '/field')
  await phone.page.getByTestId('phone').waitFor({timeout: 90_000})
  await until(() => linked(phone), 60_000)
  await inTheSun(phone)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await line?.stop()
  await server?.stop()
})

test.each(['iPhone 13', 'Pixel 7'])(
  '27 on %s: a task arrives, one tap accepts it; sizes, gaps and the thumb’s reach; the desk sees it within a second',
  async device => {
    const context = device === 'iPhone 13' ? handset : await phoneContext(device)
    const window = device === 'iPhone 13' ? phone : await openAs(context, phoneAddress(), 'field@DK', '/field')
    await inTheSun(window)
    const id = `task-27-${device.replace(' ', '-')}`
    await sendTask(id, 'observe')
    const task = window.page.locator(`[data-task="${id}"]`)
    await task.waitFor({timeout: 20_000})
    const main = window.page.getByTestId('main-button')
    const tabs = window.page.locator('.phone-tabs')
    const [button, bar] = [await boxOf(main), await boxOf(tabs)]
    expect(button.height).toBeGreaterThanOrEqual(88)
    expect(button.width).toBeGreaterThan(340)
    expect(bar.y - (button.y + button.height)).toBeLessThanOrEqual(200)
    for (const id of ['cannot', 'photo-task', 'on-map'])
      expect((await boxOf(window.page.getByTestId(id))).height).toBeGreaterThanOrEqual(72)
    expect(button.y - bottomOf(await boxOf(window.page.getByTestId('cannot')))).toBeGreaterThanOrEqual(16)
    await shot(window, `27-${device}-sun`)

    // Gloves: everything at least 120 px, one action in a row, and still one tap.
    await window.page.getByTestId('phone-settings-button').click()
    await window.page.getByTestId('phone-gloves').click()
    await window.page.getByTestId('phone-tab-task').click()
    for (const target of await window.page.locator('.phone button:visible, .phone label.phone-file:visible').all()) {
      const box = await boxOf(target)
      expect([await target.innerText(), box.height >= 120]).toEqual([await target.innerText(), true])
    }
    await shot(window, `27-${device}-gloves`)
    const from = Date.now()
    await main.click()
    await until(async () => (await taskAtDesk(id))?.status === 'WILCO', 5_000)
    const seenMs = Date.now() - from
    console.log(`${device}: ACCEPTED at the desk ${seenMs} ms after the tap`)
    expect(seenMs).toBeLessThan(1_000)
    await window.page.getByTestId('phone-settings-button').click()
    await window.page.getByTestId('phone-gloves').click()
    await window.page.getByTestId('phone-tab-task').click()
    expect(await smallText(window)).toEqual([])
    if (device !== 'iPhone 13') await context.close()
    await finish(id)
  },
  120_000,
)

test('28 without a link: EN ROUTE, ON SCENE, a photo; back: in order, with the time of each press, words before the photo, nothing twice', async () => {
  const id = 'task-0028'
  await sendTask(id, 'intercept')
  const {page} = phone
  await page.locator(`[data-task="${id}"]`).waitFor({timeout: 20_000})
  await page.getByTestId('main-button').click()
  await until(async () => (await taskAtDesk(id))?.status === 'WILCO', 5_000)

  line.cut()
  await page.locator('[data-testid="phone-link"][data-status="none"]').waitFor({timeout: 15_000})
  await page.getByTestId('main-button').click()
  await page.waitForTimeout(1_200)
  await page.getByTestId('main-button').click()
  await page.waitForTimeout(5_000)
  await page.getByTestId('photo-input-task').setInputFiles(await photo())
  await page.getByTestId('file-entry').waitFor()
  expect(await page.getByTestId('outbox-waiting').innerText()).toBe('3 waiting to send')
  const times = await page.locator('[data-testid="outbox-entry"][data-status="kept"] time').allInnerTexts()
  expect(times).toHaveLength(2)
  for (const time of times) expect(time).toMatch(/^\d\d:\d\d:\d\dZ$/)
  expect(await page.getByTestId('position-age').first().innerText()).toMatch(/old|No position/)
  expect(await page.getByTestId('not-live').count()).toBeGreaterThan(0)
  expect(await page.locator('.phone').innerText()).not.toMatch(/\bLIVE \d/)
  expect(await page.getByTestId('sms').getAttribute('href')).toContain('sms:?&body=')
  await shot(phone, '28-no-link')

  line.heal()
  await until(async () => (await filesAtDesk()).length === 1, 40_000)
  await page.locator('[data-testid="file-entry"][data-status="received"]').waitFor({timeout: 10_000})
  await shot(phone, '28-back')
  const task = await taskAtDesk(id)
  const steps = task?.steps.filter(({status}) => status === 'EN_ROUTE' || status === 'ON_SCENE') ?? []
  expect(steps.map(({status}) => status)).toEqual(['EN_ROUTE', 'ON_SCENE'])
  const [enRoute, onScene] = steps
  expect((onScene?.pressedAt ?? 0) - (enRoute?.pressedAt ?? 0)).toBeGreaterThan(1_000)
  expect((onScene?.at ?? 0) - (onScene?.pressedAt ?? 0)).toBeGreaterThan(4_000)
  const [file] = await filesAtDesk()
  expect(file).toMatchObject({media: 'photo', type: 'image/jpeg', task: id, unit: UNIT})
  expect(file?.bytes).toBeLessThanOrEqual(300_000)
  expect(file?.keptAt ?? 0).toBeGreaterThanOrEqual(onScene?.at ?? Infinity)
  console.log(`photo of ${photoBytes} bytes arrived as ${file?.bytes}`)
  await finish(id)
}, 180_000)

test('SOS by a two-second hold, by key as well; a touch in passing does nothing', async () => {
  const {page} = phone
  await page.getByTestId('phone-tab-sos').click()
  const button = page.getByTestId('sos-button')
  await button.dispatchEvent('pointerdown', {pointerId: 1})
  await page.waitForTimeout(600)
  await shot(phone, 'sos-held')
  await button.dispatchEvent('pointerup', {pointerId: 1})
  await page.waitForTimeout(2_000)
  expect((await unitAtDesk())?.sos).toBeUndefined()
  await button.focus()
  await page.keyboard.down(' ')
  await page.waitForTimeout(2_300)
  await page.keyboard.up(' ')
  await until(async () => (await unitAtDesk())?.sos !== undefined, 5_000)
  await page.getByTestId('sos-received').waitFor({timeout: 5_000})
  await shot(phone, 'sos-received')
  await desk.post('/api/commands', {commandId: commandId(), command: {type: 'unit.sos-end', unit: UNIT}})
  await page.getByTestId('phone-tab-task').click()
}, 60_000)

test('a report with a photo: three taps, and the photo is under the report’s own id', async () => {
  const {page} = phone
  await page.getByTestId('phone-tab-report').click()
  await shot(phone, 'report')
  await page.getByTestId('report-boat').click()
  await page.getByTestId('photo-input-report').setInputFiles(await photo())
  await page.getByTestId('taken').waitFor({timeout: 20_000})
  await shot(phone, 'report-photo')
  await page.getByTestId('report-send').click()
  await until(async () => (await filesAtDesk()).length === 2, 30_000)
  const file = (await filesAtDesk()).find(one => one.attached.kind === 'report')
  const {crossings} = await desk.get<{crossings: NoticeThing[]}>('/api/crossings')
  expect(crossings.filter(({rule}) => rule === 'report').map(({id}) => id)).toContain(file?.attached.id)
  await page.getByTestId('phone-tab-task').click()
}, 90_000)

test('off duty is said, and on duty again', async () => {
  const {page} = phone
  await page.getByTestId('phone-settings-button').click()
  await shot(phone, 'settings')
  await page.getByTestId('phone-duty').click()
  await until(async () => (await unitAtDesk())?.duty?.on === false, 5_000)
  await page.getByTestId('off-duty').waitFor({timeout: 30_000})
  await page.getByTestId('phone-duty').click()
  await until(async () => (await unitAtDesk())?.duty?.on === true, 5_000)
  await page.getByTestId('phone-tab-task').click()
}, 60_000)

test('installed, at 64 kbit/s, 300 ± 200 ms: 200 objects within 10 s of opening, at most 2 kB/s steady, a press within 5 s of the link', async () => {
  const {page} = phone
  const stop = crowd()
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await until(
    () => page.evaluate(() => caches.keys().then(all => all.some(one => one.startsWith('field-shell')))),
    20_000,
  )
  await until(async () => (await crowdAtDesk()) >= OBJECTS, 30_000)
  await page.getByTestId('phone-tab-map').click()
  await page.waitForTimeout(3_000)

  Object.assign(line.line, FIELD_LINE)
  const opened = Date.now()
  await page.reload({waitUntil: 'commit'})
  await page.getByTestId('phone-tab-map').click({timeout: 30_000})
  const shownMs = Date.now() - opened
  await until(async () => (await tracksOnPhone(phone)) >= OBJECTS, 40_000)
  const usableMs = Date.now() - opened
  await shot(phone, 'narrow-map')

  await page.waitForTimeout(8_000)
  const before = {...line.carried}
  await page.waitForTimeout(STEADY_SECONDS * 1_000)
  const rate = (line.carried.down + line.carried.up - before.down - before.up) / STEADY_SECONDS
  line.cut()
  await page.getByTestId('phone-tab-report').click()
  await page.waitForTimeout(5_000)
  await page.getByTestId('report-all-clear').click()
  await page.getByTestId('report-send').click()
  const healed = Date.now()
  line.heal()
  await page.locator('[data-type="unit.report"][data-status="kept"]').waitFor({state: 'detached', timeout: 20_000})
  const confirmedMs = Date.now() - healed
  Object.assign(line.line, WIDE)
  stop()
  console.log(
    `installed phone at 64 kbit/s: screen after ${shownMs} ms, ${OBJECTS} objects after ${usableMs} ms, ` +
      `${Math.round(rate)} bytes/s steady with the map open, press confirmed ${confirmedMs} ms after the link's return`,
  )
  expect(usableMs).toBeLessThan(10_000)
  expect(rate).toBeLessThan(2_000)
  expect(confirmedMs).toBeLessThan(5_000)
}, 240_000)

test('with the server stopped the phone opens: last task, its age, the area’s map, and presses wait', async () => {
  const id = 'task-gone'
  const {page} = phone
  await page.getByTestId('phone-tab-task').click()
  await sendTask(id, 'observe')
  await page.locator(`[data-task="${id}"]`).waitFor({timeout: 20_000})
  await page.getByTestId('main-button').click()
  await until(async () => (await taskAtDesk(id))?.status === 'WILCO', 10_000)
  await page.getByTestId('phone-settings-button').click()
  if ((await page.getByTestId('map-load').count()) > 0) await page.getByTestId('map-load').click()
  await expect
    .poll(() => page.getByTestId('area-map').innerText(), {timeout: 90_000})
    .toMatch(/on this phone: [\d.]+ MB/)
  console.log(await page.getByTestId('area-map').innerText())
  await page.getByTestId('phone-tab-task').click()
  await page.waitForTimeout(4_000)

  await server.stop()
  line.cut()
  await page.reload({waitUntil: 'domcontentloaded'})
  await page.locator(`[data-task="${id}"]`).waitFor({timeout: 20_000})
  expect(await page.getByTestId('phone-link').innerText()).toContain('NO LINK')
  expect(await page.getByTestId('not-live').count()).toBe(1)
  await page.getByTestId('main-button').click()
  expect(await page.getByTestId('outbox-waiting').innerText()).toBe('1 waiting to send')
  await shot(phone, 'server-gone')
  await page.getByTestId('phone-tab-map').click()
  await page.waitForTimeout(4_000)
  await shot(phone, 'server-gone-map')
  const parts = await page.evaluate(() =>
    caches
      .open('field-map')
      .then(cache => cache.keys())
      .then(keys => keys.length),
  )
  expect(parts).toBeGreaterThan(50)
  await page.getByTestId('phone-palette').click()
  await page.getByTestId('phone-tab-task').click()
  await shot(phone, 'night')
  expect(phone.faults).toEqual([])
}, 240_000)

/** Somebody at a desk, by REST alone: one browser window less on a small machine. */
type Desk = {
  get<T>(path: string): Promise<T>
  post(path: string, body: object): Promise<{body: unknown}>
}

async function deskOf(user: string): Promise<Desk> {
  const headers = await signedIn(server.address, user, '0000d35c')
  return {
    get: async path => (await (await fetch(`${server.address}${path}`, {headers})).json()) as never,
    async post(path, body) {
      const answer = await fetch(`${server.address}${path}`, {
        method: 'POST',
        headers: {...headers, 'content-type': 'application/json'},
        body: JSON.stringify(body),
      })
      return {body: (await answer.json()) as unknown}
    },
  }
}

function phoneAddress(): string {
  return `http://127.0.0.1:${line.port}`
}

async function phoneContext(device: string): Promise<BrowserContext> {
  const profile = devices[device] ?? {}
  const context = await browser.newContext({
    ...profile,
    ...{viewport: {width: 390, height: 844}, locale: 'en-GB', timezoneId: 'UTC', defaultBrowserType: undefined},
    permissions: ['geolocation'],
    geolocation: {longitude: 12.2, latitude: 54.6, accuracy: 8},
  } as never)
  context.setDefaultTimeout(60_000)
  context.setDefaultNavigationTimeout(120_000)
  return context
}

/** Checked by daylight, whatever the hour. */
async function inTheSun({page}: Window): Promise<void> {
  if ((await page.locator('html').getAttribute('data-palette')) !== 'sun')
    await page.getByTestId('phone-palette').click()
}

async function linked({page}: Window): Promise<boolean> {
  return (await page.locator('[data-testid="phone-link"][data-status="live"]').count()) === 1
}

let commands = 0
function commandId(): string {
  return `01900000-0000-7000-8000-${String(++commands).padStart(12, '0')}`
}

async function sendTask(task: string, taskType: string): Promise<void> {
  const {crossings: _unused, ...command} = {
    ...{crossings: undefined, type: 'task.send', task, unit: UNIT, taskType, note: 'Look at the boat without lights.'},
    ...(await aSubject()),
  }
  const answer = await desk.post('/api/commands', {commandId: commandId(), command})
  expect(answer.body).toMatchObject({outcome: 'done'})
}

/** Some vessel of the picture, so that the task has an object whose position ages. */
async function aSubject(): Promise<object> {
  const {tracks} = await desk.get<{tracks: {id: number; kind: string; speed?: number; label: string}[]}>('/api/tracks')
  const found = tracks.find(({kind, speed}) => kind === 'vessel' && (speed ?? 0) > 1)
  return found === undefined ? {} : {subject: {track: found.id}}
}

async function finish(id: string): Promise<void> {
  await desk.post('/api/commands', {commandId: commandId(), command: {type: 'task.cancel', task: id}})
  await phone.page.locator(`[data-task="${id}"][data-status="CANCELLED"]`).waitFor({timeout: 15_000})
  await phone.page.getByTestId('main-button').click()
  await phone.page.locator(`[data-task="${id}"]`).waitFor({state: 'detached', timeout: 15_000})
}

async function taskAtDesk(id: string): Promise<TaskThing | undefined> {
  const {tasks} = await desk.get<{tasks: TaskThing[]}>('/api/tasks')
  return tasks.find(one => one.id === id)
}

async function unitAtDesk(): Promise<UnitThing | undefined> {
  const {units} = await desk.get<{units: UnitThing[]}>('/api/units')
  return units.find(one => one.id === UNIT)
}

async function filesAtDesk(): Promise<FileThing[]> {
  return (await desk.get<{files: FileThing[]}>('/api/files')).files
}

async function crowdAtDesk(): Promise<number> {
  const {tracks} = await desk.get<{tracks: {label: string}[]}>('/api/tracks')
  return tracks.filter(({label}) => label.startsWith('VESSEL')).length
}

function tracksOnPhone({page}: Window): Promise<number> {
  return page.evaluate(() => {
    const hook = (window as unknown as {__tripoint?: {counts(): {tracks: number}}}).__tripoint
    return hook?.counts().tracks ?? 0
  })
}

/** Two hundred vessels around the phone, each with a new place every two seconds; what the map shows by itself. */
function crowd(): () => void {
  let step = 0
  const tell = () => {
    step++
    const body = Array.from({length: OBJECTS}, (_, index) => ({
      ...{id: `crowd-${index}`, kind: 'vessel', name: `VESSEL ${index}`, mmsi: String(245_000_000 + index)},
      lon: 12.2 + ((index % 20) - 10) / 80 + step / 20_000,
      lat: 54.6 + (Math.floor(index / 20) - 5) / 90,
      ...{speed: 6, course: 90},
    }))
    void fetch(`${server.address}/api/observations`, {
      method: 'POST',
      headers: {'content-type': 'application/json', authorization: `Bearer ${TOKEN}`},
      body: JSON.stringify(body),
    }).then(
      answer => answer.arrayBuffer(),
      () => undefined,
    )
  }
  tell()
  const timer = setInterval(tell, 2_000)
  return () => clearInterval(timer)
}

let photoBytes = 0
/** A photo as a camera makes it: large, and full of detail. */
async function photo(): Promise<{name: string; mimeType: string; buffer: Buffer}> {
  const base64 = await phone.page.evaluate(async () => {
    const canvas = document.createElement('canvas')
    canvas.width = 2_400
    canvas.height = 1_800
    const context = canvas.getContext('2d')
    if (context === null) return ''
    const image = context.createImageData(canvas.width, canvas.height)
    let seed = 7
    for (let at = 0; at < image.data.length; at++) {
      seed = (seed * 1_103_515_245 + 12_345) & 0x7fff_ffff
      image.data[at] = at % 4 === 3 ? 255 : ((at >> 10) & 127) + (seed >> 25)
    }
    context.putImageData(image, 0, 0)
    const url = canvas.toDataURL('image/jpeg', 0.95)
    return url.slice(url.indexOf(',') + 1)
  })
  const buffer = Buffer.from(base64, 'base64')
  photoBytes = buffer.length
  return {name: 'photo.jpg', mimeType: 'image/jpeg', buffer}
}

async function boxOf(locator: ReturnType<Window['page']['locator']>) {
  const box = await locator.first().boundingBox()
  if (box === null) throw new Error('nothing there')
  return box
}

function bottomOf({y, height}: {y: number; height: number}): number {
  return y + height
}

/** Texts on the screen that are smaller than 17 px. */
function smallText({page}: Window): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.phone *')]
      .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.textContent?.trim() !== ''))
      .filter(each => each.closest('.phone-map-place') === null && each.getClientRects().length > 0)
      .filter(each => parseFloat(getComputedStyle(each).fontSize) < 17)
      .map(each => each.textContent ?? ''),
  )
}

async function shot({page}: Window, name: string): Promise<void> {
  if (SHOTS === undefined) return
  mkdirSync(SHOTS, {recursive: true})
  await page.screenshot({path: `${SHOTS}/${name.replaceAll(' ', '-')}.png`})
}
