import {execFileSync} from 'node:child_process'
import {createHash} from 'node:crypto'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {APIRequestContext, Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Card} from '../../shared/protocol/message.ts'
import type {HandoffThing, PostThing, ShiftThing} from '../../shared/protocol/things.ts'
import {canonicalJson} from '../../server/http/reports/canonical.ts'
import {until} from '../support/until.ts'
import {newContext, openAs, startBrowser, type Window} from './support/browser.ts'
import {demonstrationWithPeople} from './support/configuration.ts'
import {type RunningServer, startServer} from './support/server.ts'

const SHOTS = process.env['SHOTS']
let server: RunningServer
let browser: Browser
let anna: Window
let sven: Window
/** They are asked over HTTP alone: software GL draws no more than two windows at a time. */
let karin: Pick<Window, 'get' | 'post'>
let mads: Pick<Window, 'get' | 'post'>

beforeAll(async () => {
  server = await startServer({
    config: demonstrationWithPeople([{user: 'sven@SE', name: 'S. Novak', role: 'operator', post: 'SE-01'}]),
  })
  browser = await startBrowser()
  const {context} = await newContext(browser, server.address, {width: 1100, height: 640})
  anna = await openAs(context, server.address, 'anna@SE')
  await holds('Anna')
  sven = await openAs(context, server.address, 'sven@SE')
  mads = await without(context.request, 'mads@DK', '0000d001')
  karin = await without(context.request, 'commander@SE', '0000d002')
  await Promise.all([anna, sven].map(each => each.page.getByTestId('link-status').waitFor()))
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('[26] with a handoff waiting nobody signs and the screen says why; answered and signed by both, the post has another holder on every screen', async () => {
  // Who comes watches only, until the post is theirs.
  await sven.page.getByTestId('post-strip').waitFor()
  expect(await sven.page.getByTestId('post-holder').first().textContent()).toMatch(
    /^SE-01 held by Anna since \d\d:\d\d:\d\dZ/,
  )
  const offered = await offerToSweden()

  await toShift(anna)
  await pressed(anna, 'prepare-shift')
  await anna.page.getByTestId('shift-sheet').waitFor({timeout: 30_000})
  await toShift(sven)
  await pressed(sven, 'join-shift')
  await anna.page.locator('[data-testid=shift-sheet][data-status=TOGETHER]').waitFor()
  await anna.page.getByTestId('section-handoffs').waitFor()
  const sign = anna.page.getByTestId('sign-shift')
  expect(await sign.getAttribute('aria-disabled')).toBe('true')
  expect(await anna.page.getByTestId('sign-because').textContent()).toBe(
    'Handoffs waiting: 1. Answer or pass on first.',
  )
  await shot(anna, 'together-blocked')
  const {id, hash} = await shift()
  expect(await command(anna, {type: 'shift.sign', shift: id, hash})).toMatchObject({code: 'handoff-waits'})

  // A question, asked and answered with the keyboard alone.
  const asked = (await shift()).entries.find(({section}) => section !== 'handoffs')?.key ?? `handoff/${offered}`
  await pressed(sven, `ask-${asked}`)
  await sven.page.getByTestId('shift-field').fill('Since when?')
  await sven.page.keyboard.press('Enter')
  await anna.page.getByTestId(`answer-${asked}`).waitFor()
  await pressed(anna, `answer-${asked}`)
  await anna.page.getByTestId('shift-field').fill('Since four.')
  await anna.page.keyboard.press('Enter')
  await anna.page.getByTestId('shift-words').fill('Fog after four. Ferry held at the pier.')
  await pressed(anna, 'keep-words')
  await expect.poll(async () => (await shift()).words?.text).toBe('Fog after four. Ferry held at the pier.')

  expect(await command(anna, {type: 'handoff.reject', handoff: offered, code: 'CAPACITY'})).toMatchObject({})
  await anna.page.getByTestId('section-handoffs').waitFor({state: 'detached', timeout: 20_000})
  await shot(sven, 'together')
  await acknowledgeAlarms()
  await readAll()
  await expect.poll(() => sign.getAttribute('aria-disabled'), {timeout: 15_000}).toBe('false')
  await signed()

  const holder = /^SE-01 held by S\. Novak since \d\d:\d\d:\d\dZ/
  for (const each of [anna, sven]) {
    await expect
      .poll(() => each.page.getByTestId('post-holder').first().textContent(), {timeout: 10_000})
      .toMatch(holder)
  }
  for (const each of [anna, sven, karin])
    expect((await post(each))?.holder).toMatchObject({by: {name: 'S. Novak', post: 'SE-01'}})
  await shot(anna, 'handed-over-out')
  await shot(sven, 'handed-over-in')
  expect((await post(mads))?.holder).toBe(undefined)
  expect((await post(mads))?.state).toBe('open')
  expect(await command(anna, {type: 'contact.mark', track: 1})).toMatchObject({code: 'not-your-post'})
}, 480_000)

test('[26] the record has its items, times and both names; it is found by its words, and its PDF is A4 with its marking', async () => {
  const record = await shift()
  expect(record.signatures.map(({side, by}) => [side, by.name])).toEqual([
    ['out', 'Anna'],
    ['in', 'S. Novak'],
  ])
  const found = await sven.get<{shifts: ShiftThing[]}>('/api/v1/shifts?text=ferry%20held')
  expect(found.shifts.map(({id}) => id)).toEqual([record.id])

  const path = `/api/v1/reports/shift/${record.id}`
  const json = await sven.get<{contentSha256: string; content: {things: object[]; signed: string}}>(`${path}.json`)
  expect(createHash('sha256').update(canonicalJson(json.content)).digest('hex')).toBe(json.contentSha256)
  expect(createHash('sha256').update(json.content.signed).digest('hex')).toBe(record.signatures[0]?.hash)
  const pdf = await file(`${path}.pdf?seat=${sven.seat}&lang=en`)
  expect([pdf.type, pdf.hash]).toEqual(['application/pdf', json.contentSha256])
  expect((await file(`${path}.csv?seat=${sven.seat}`)).body.toString()).toContain(json.contentSha256)
  expect((await file(`${path}.geojson?seat=${sven.seat}`)).body.toString()).toContain(json.contentSha256)
  expect(pdf.body.toString('latin1')).toContain('/MediaBox [0 0 595.28 841.89]')
  const text = textOf(pdf.body)
  if (text === undefined) {
    console.warn('SKIPPED: the words of the PDF were not read: pdftotext is missing (apt-get install poppler-utils)')
    return
  }
  const pages = text.split('\f').filter(page => page.trim() !== '')
  for (const page of pages) {
    expect(page).toContain('UNCLASSIFIED')
    expect(page).toContain('SIMULATED — NOT REAL')
    expect(page).toContain(json.contentSha256)
  }
  for (const words of ['Anna', 'S. Novak', 'Fog after four', 'Since when?', 'Since four.'])
    expect(text).toContain(words)
  await sven.page.getByTestId('report-shift-pdf').first().waitFor()
  if (SHOTS !== undefined) writeFileSync(join(SHOTS, 'shift-record.pdf'), pdf.body)
}, 120_000)

test('no window has failed', () => {
  expect([anna, sven].flatMap(each => each.faults)).toEqual([])
})

// What people do

async function holds(name: string): Promise<void> {
  await until(async () => (await post(anna))?.holder?.by.name === name, 60_000)
}

/** A person who asks over HTTP, without a window. */
async function without(request: APIRequestContext, user: string, seat: string): Promise<Pick<Window, 'get' | 'post'>> {
  const headers = {'x-seat': seat}
  const opened = await request.post(`${server.address}/api/demo/session`, {data: {user}, headers})
  expect(opened.status()).toBe(200)
  return {
    async get<T>(path: string): Promise<T> {
      return (await (await request.get(`${server.address}${path}`, {headers})).json()) as T
    },
    async post(path, body) {
      const got = await request.post(`${server.address}${path}`, {data: body, headers})
      return {status: got.status(), body: await got.json()}
    },
  }
}

async function toShift(window: Window): Promise<void> {
  await window.page.keyboard.press('g')
  await window.page.keyboard.press('w')
  const panel = window.page.getByTestId('shift-panel')
  await panel.waitFor({timeout: 60_000})
  // The panel takes the focus with the next frame: whatever is focused before loses it again.
  await expect.poll(() => panel.evaluate(element => element === document.activeElement), {timeout: 60_000}).toBe(true)
}

/** With the keyboard: the focus is put on the button, Enter presses it. */
async function pressed(window: Window, testId: string): Promise<void> {
  const button = window.page.getByTestId(testId)
  await button.waitFor({timeout: 60_000})
  await button.press('Enter')
}

/** A vessel of Denmark's picture is offered to SE-01. */
async function offerToSweden(): Promise<string> {
  const id = 'e2e-handoff-0001'
  await until(async () => {
    const {tracks} = await mads.get<{tracks: {id: number; kind: string; identity: string}[]}>('/api/tracks')
    for (const track of tracks.filter(one => one.kind === 'vessel' && one.identity === 'identified')) {
      const card = await mads.get<Card>(`/api/tracks/${track.id}`).catch(() => undefined)
      if (card?.handoff.find(({to}) => to === 'SE')?.allowed !== true || card.area !== 'DK') continue
      const answer = await command(mads, {
        type: 'handoff.propose',
        handoff: id,
        subject: {track: track.id},
        to: 'SE',
        toPost: 'SE-01',
        why: 'heads-your-way',
      })
      if ((answer as {outcome: string}).outcome === 'done') return true
    }
    return false
  }, 90_000)
  await expect
    .poll(
      async () =>
        (await anna.get<{handoffs: HandoffThing[]}>('/api/handoffs')).handoffs.find(one => one.id === id)?.status,
      {
        timeout: 20_000,
      },
    )
    .toBe('PROPOSED')
  return id
}

/** The scenario may raise an alarm at any time: it is acknowledged, as a watch does. */
async function acknowledgeAlarms(): Promise<void> {
  for (const {key, section} of (await shift()).entries)
    if (section === 'alarms') await command(anna, {type: 'alert.acknowledge', alert: key.slice('alert/'.length)})
}

async function readAll(): Promise<void> {
  const {id, entries, version} = await shift()
  const unread = entries.filter(({read}) => read === undefined).map(({key}) => key)
  if (unread.length > 0) await command(sven, {type: 'shift.read', shift: id, items: unread, seen: version})
}

/** Both sign on their screens; what the living scenario changes in between is read again. */
async function signed(): Promise<void> {
  await until(async () => {
    await acknowledgeAlarms()
    await readAll()
    if ((await shift()).status === 'TOGETHER') await pressed(anna, 'sign-shift')
    await anna.page.waitForTimeout(400)
    if ((await shift()).status === 'SIGNED') await pressed(sven, 'sign-shift')
    await anna.page.waitForTimeout(400)
    return (await shift()).status === 'COMPLETED'
  }, 60_000)
}

let commands = 0

async function command(window: Pick<Window, 'post'>, order: object): Promise<unknown> {
  const commandId = `01900000-0000-7000-8000-${String(++commands).padStart(12, '0')}`
  return (await window.post('/api/commands', {commandId, command: order})).body
}

// What they see

async function post(window: Pick<Window, 'get'>): Promise<PostThing | undefined> {
  return (await window.get<{posts: PostThing[]}>('/api/posts')).posts.find(({id}) => id === 'SE-01')
}

async function shift(): Promise<ShiftThing> {
  const [newest] = (await sven.get<{shifts: ShiftThing[]}>('/api/v1/shifts?post=SE-01')).shifts
  if (newest === undefined) throw new Error('expected a handover')
  return newest
}

async function file(path: string): Promise<{type: string; hash: string; body: Buffer}> {
  const got = await sven.page.request.get(`${server.address}${path}`)
  expect(got.status()).toBe(200)
  const headers = got.headers()
  return {
    type: headers['content-type'] ?? '',
    hash: headers['x-content-sha256'] ?? '',
    body: await got.body(),
  }
}

function textOf(pdf: Buffer): string | undefined {
  const path = join(mkdtempSync(join(tmpdir(), 'tripoint-pdf-')), 'record.pdf')
  writeFileSync(path, pdf)
  try {
    return execFileSync('pdftotext', ['-layout', path, '-']).toString()
  } catch {
    return undefined // no poppler on this machine
  }
}

async function shot(window: Window, name: string): Promise<void> {
  if (SHOTS !== undefined) await window.page.screenshot({path: join(SHOTS, `${name}.png`)})
}
