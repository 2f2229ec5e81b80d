import {randomUUID} from 'node:crypto'
import {mkdirSync} from 'node:fs'
import type {Browser} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Card} from '../../shared/protocol/message.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {IncidentThing} from '../../shared/protocol/things.ts'
import {until} from '../support/until.ts'
import {newContext, openAs, startBrowser, type Window} from './support/browser.ts'
import {type RunningServer, startServer} from './support/server.ts'

/** Where to keep pictures for looking at; unset: none. */
const PICTURES = process.env['PICTURES']
const DESK = {width: 1366, height: 768}

let server: RunningServer
let browser: Browser
let anna: Window
let karin: Window
let sven: Window
let bente: Window

beforeAll(async () => {
  server = await startServer()
  browser = await startBrowser()
  const {context} = await newContext(browser, server.address, DESK)
  // Two consoles are looked at; the other two people act through the same commands, without a window to draw.
  anna = await openAs(context, server.address, 'anna@SE', '/healthz')
  sven = await openAs(context, server.address, 'mrcc@SE', '/healthz')
  karin = await openAs(context, server.address, 'commander@SE')
  bente = await openAs(context, server.address, 'commander@DK')
  for (const {page} of [karin, bente]) {
    page.setDefaultTimeout(120_000)
    await page.getByTestId('tab-incidents').waitFor()
  }
  await until(() => vessels().then(all => all.length > 8), 60_000)
}, 480_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('people at risk: the incident refuses to close until rescue coordination has decided, by name, time and reason', async () => {
  const id = await openIncident('distress', 'Taking in water')
  await show(karin, id)
  expect(await karin.page.getByTestId('rescue').getAttribute('data-phase')).toBe('DISTRESS')
  expect(await karin.page.getByTestId('informed-SE').innerText()).toContain('SE-03')

  // Both centres have it; the neighbour's by the agreement on the safety of life alone.
  await expect.poll(() => incident(bente, id).then(one => one?.sar?.phase), {timeout: 60_000}).toBe('DISTRESS')
  expect(await incident(bente, id)).toMatchObject({origin: 'SE', lead: {nation: 'SE'}})
  await acknowledgeRescue(sven)
  await acknowledgeRescue(bente)
  for (const nation of ['SE', 'DK'])
    await expect
      .poll(
        () => sar(anna, id).then(one => one?.informed.find(each => each.nation === nation)?.acknowledged?.by.nation),
        {
          timeout: 60_000,
        },
      )
      .toBe(nation)
  await karin.page.getByTestId('sar-facts').click()
  await karin.page.getByTestId('fact-personsOnBoard').fill('5')
  await picture(karin, 'distress-facts')
  await karin.page.getByTestId('facts-form-send').click()
  await expect.poll(() => incident(bente, id).then(one => one?.distress?.personsOnBoard), {timeout: 60_000}).toBe(5)
  await show(bente, id)
  await picture(bente, 'distress-neighbour')

  // The commander's button says why it does not close, and the node refuses too, for whatever reason.
  const close = karin.page.getByTestId('open-close-incident')
  expect(await close.getAttribute('aria-disabled')).toBe('true')
  expect(await close.getAttribute('title')).toContain('DISTRESS')
  expect(await karin.page.getByTestId('sar-end').getAttribute('aria-disabled')).toBe('true')
  for (const reason of ['did-not-take-place', 'ended'] as const)
    expect(await order(karin, {type: 'incident.close', incident: id as never, reason})).toMatchObject({
      outcome: 'refused',
      code: 'sar-running',
    })
  const end = {type: 'incident.sar-end', incident: id as never, from: 'DISTRESS', because: 'mine'} as const
  expect(await order(karin, end)).toMatchObject({code: 'smc-only'})
  await picture(karin, 'distress-commander')

  // Rescue coordination decides.
  const because = 'All five taken aboard KBV 901'
  expect(await order(sven, {...end, because})).toMatchObject({outcome: 'done'})
  await expect.poll(() => sar(anna, id).then(one => one?.ended?.because), {timeout: 60_000}).toContain('All five')
  await expect.poll(() => karin.page.getByTestId('rescue-ended').innerText(), {timeout: 60_000}).toContain('Sven')
  await picture(karin, 'distress-ended')
  await expect.poll(() => sar(bente, id).then(one => one?.ended?.by.nation), {timeout: 60_000}).toBe('SE')

  // Then, checked, reported and resolved, it closes.
  await order(karin, {type: 'incident.validate', incident: id as never, credibility: 1, reliability: 'A'})
  await order(anna, {type: 'incident.report-sent', incident: id as never, reference: 'NCC 12'})
  const response = 'KBV 901 took five people aboard'
  await order(anna, {type: 'incident.resolve', incident: id as never, outcome: 'rescued', response})
  await expect.poll(() => incident(karin, id).then(one => one?.status), {timeout: 60_000}).toBe('RESOLVED')
  // A key means what the window shows: that comes after the node's answer.
  await karin.page.locator('[data-testid=course][data-status=RESOLVED]').waitFor()
  await press(karin, 'y')
  await karin.page.getByTestId('close-form').waitFor()
  await picture(karin, 'distress-closing')
  await karin.page.getByTestId('close-form-send').click()
  await expect.poll(() => incident(anna, id).then(one => one?.status), {timeout: 60_000}).toBe('CLOSED')
  await picture(karin, 'distress-closed')
}, 480_000)

test('two nations in one incident: own notes, own closing, the other’s actions read only, and a lead that passes and is never unowned', async () => {
  const id = await openIncident('fisheries', 'Nets across the line')
  await order(anna, {type: 'incident.note', incident: id as never, text: 'Swedish words'})

  await show(karin, id)
  await karin.page.getByTestId('share-incident').click()
  await karin.page.getByTestId('share-DK').check()
  await karin.page.getByTestId('share-form-send').click()
  await expect.poll(() => incident(bente, id).then(one => one?.status), {timeout: 60_000}).toBe('REPORTED')
  await show(bente, id)
  await bente.page.locator('[data-testid=course][data-status=REPORTED]').waitFor()
  await press(bente, 'y')
  await expect.poll(() => incident(bente, id).then(one => one?.desk?.post), {timeout: 60_000}).toBe('DK-00')
  await order(bente, {type: 'incident.note', incident: id as never, text: 'Danish words'})
  await bente.page.getByTestId('share-incident').click()
  await bente.page.getByTestId('share-SE').check()
  await bente.page.getByTestId('share-form-send').click()
  await expect.poll(() => told(anna, id, 'DK').then(one => one?.status), {timeout: 60_000}).toBe('OPEN')
  expect(JSON.stringify(await incident(bente, id))).not.toContain('Swedish words')
  expect(JSON.stringify(await incident(anna, id))).not.toContain('Danish words')
  expect(bente.heard()).not.toContain('Swedish words')

  // The lead is offered and taken; at each moment both show one nation, and it is the same one in the end.
  await karin.page.getByTestId('offer-lead-DK').click()
  await bente.page.getByTestId('lead-offer').waitFor({timeout: 60_000})
  await picture(karin, 'nations-offered')
  await picture(bente, 'nations-offer-to-us')
  await bente.page.getByTestId('accept-lead').click()
  for (const window of [anna, bente])
    await expect.poll(() => incident(window, id).then(one => one?.lead.nation), {timeout: 60_000}).toBe('DK')
  expect(await incident(anna, id)).toMatchObject({status: 'TRANSFERRED', lead: {epoch: 2}})

  // Each closes its own part.
  expect(await order(karin, {type: 'incident.close', incident: id as never, reason: 'ended'})).toMatchObject({
    outcome: 'done',
  })
  await expect.poll(() => told(bente, id, 'SE').then(one => one?.status), {timeout: 60_000}).toBe('CLOSED')
  expect(await incident(bente, id)).toMatchObject({status: 'OPEN', lead: {nation: 'DK', post: 'DK-00'}})
  await picture(bente, 'nations-lead')
  await show(karin, id)
  await picture(karin, 'nations-closed')
  expect([karin, bente].flatMap(each => each.faults)).toEqual([])
}, 480_000)

const used = new Set<number>()
type Row = {readonly id: number; readonly label: string; readonly kind: string; readonly identity: string}

async function vessels(): Promise<Row[]> {
  const {tracks} = await anna.get<{tracks: Row[]}>('/api/tracks')
  return tracks.filter(({kind, identity, label}) => kind === 'vessel' && identity === 'identified' && label !== '')
}

/** Anna opens an incident on a vessel in waters of which Sweden and Denmark may tell each other. */
async function openIncident(category: 'distress' | 'fisheries', title: string): Promise<string> {
  for (const {id: track} of await vessels()) {
    if (used.has(track)) continue
    used.add(track)
    const card = await anna.get<Card>(`/api/tracks/${track}`).catch(() => undefined)
    const isSwedish = card?.sources.some(({origin}) => origin === 'SE') === true && card.area === 'SE'
    if (!isSwedish || card.handoff.find(one => one.to === 'DK')?.allowed !== true) continue
    const incident = randomUUID()
    const subject = {track: track as never}
    const open = {type: 'incident.open', incident: incident as never, subject, category, title} as const
    expect(await order(anna, open)).toMatchObject({outcome: 'done'})
    return incident
  }
  throw new Error('expected a vessel that Denmark may be told of')
}

async function press({page}: Window, key: string): Promise<void> {
  await page.waitForTimeout(600)
  await page.keyboard.press(key)
}

/** Opens an incident to all that is known of it. */
async function show({page}: Window, id: string): Promise<void> {
  await page.getByTestId('tab-incidents').click()
  const row = page.getByTestId(`incident-${id}`)
  await row.waitFor({timeout: 60_000})
  if ((await row.getByTestId('incident-detail').count()) === 0) await row.locator('.line').first().click()
  await row.getByTestId('incident-detail').waitFor()
}

async function acknowledgeRescue(window: Window): Promise<void> {
  type Alert = {id: string; rule: string; status: string; evidence: {code: string}[]}
  let found: Alert | undefined
  await expect
    .poll(
      async () => {
        const {alerts} = await window.get<{alerts: Alert[]}>('/api/alerts')
        found = alerts.find(
          ({status, evidence}) => status === 'UNACK' && evidence.some(one => one.code === 'sar-phase'),
        )
        return found?.rule
      },
      {timeout: 60_000},
    )
    .toBe('distress')
  await order(window, {type: 'alert.acknowledge', alert: found?.id as never})
}

async function order(window: Window, command: Command): Promise<unknown> {
  return (await window.post('/api/commands', {commandId: randomUUID(), command})).body
}

async function incidents(window: Window): Promise<IncidentThing[]> {
  return (await window.get<{incidents: IncidentThing[]}>('/api/incidents')).incidents
}

async function incident(window: Window, id: string): Promise<IncidentThing | undefined> {
  return (await incidents(window)).find(one => one.id === id)
}

async function sar(window: Window, id: string) {
  return (await incident(window, id))?.sar
}

async function told(window: Window, id: string, nation: string) {
  return (await incident(window, id))?.parties.find(party => party.nation === nation)?.told
}

/** For looking at, where `PICTURES` names a folder. */
async function picture({page}: Window, name: string): Promise<void> {
  if (PICTURES === undefined) return
  mkdirSync(PICTURES, {recursive: true})
  await page.waitForTimeout(500)
  await page.screenshot({path: `${PICTURES}/${name}.png`})
}
