import type {Browser, BrowserContext} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Card} from '../../shared/protocol/message.ts'
import type {ContactThing, HandoffThing, TaskThing} from '../../shared/protocol/things.ts'
import {seededRandom} from '../../shared/base/random.ts'
import {type ShapedLink, shapedLink} from '../support/shaped-link.ts'
import {until} from '../support/until.ts'
import {newContext, openAs, PHONE, startBrowser, type Window} from './support/browser.ts'
import {demonstrationWith} from './support/configuration.ts'
import {type RunningServer, startServer} from './support/server.ts'

/** A console's line, which is in nobody's way. */
const GOOD_LINE = {bitsPerSecond: 1_000_000_000, delayMs: 0, jitterMs: 0}

let server: RunningServer
let browser: Browser
let consoles: {context: BrowserContext; elsewhere: string[]}
/** Denmark's browser, by itself, and the cable that it hangs on. */
let danish: {context: BrowserContext; elsewhere: string[]}
let cable: ShapedLink
let se: Window
let dk: Window
let de: Window
let phone: Window

beforeAll(async () => {
  // Answers are waited for twenty seconds, the shortest there is, so that one can be left to run out.
  server = await startServer({config: demonstrationWith({reply: 20_000, standby: 20_000, assume: 20_000})})
  browser = await startBrowser()
  consoles = await newContext(browser, server.address)
  const handset = await newContext(browser, server.address, PHONE)
  se = await openAs(consoles.context, server.address, 'anna@SE')
  cable = await shapedLink({port: Number(new URL(server.address).port), line: GOOD_LINE, random: seededRandom(1)})
  const danishAddress = `http://127.0.0.1:${cable.port}`
  danish = await newContext(browser, danishAddress)
  dk = await openAs(danish.context, danishAddress, 'mads@DK')
  de = await openAs(consoles.context, server.address, 'lena@DE')
  phone = await openAs(handset.context, server.address, 'field@DK', '/field')
  await Promise.all([se, dk, de].map(each => each.page.getByTestId('link-status').waitFor()))
  await until(() => vessels().then(all => all.length > 8), 60_000)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await cable?.stop()
  await server?.stop()
})

test('on-accept: one key in Denmark, Denmark is controller, the patrol’s phone has the alert and answers, Germany hears nothing', async () => {
  const label = await select(se)
  await propose(se, 'on-accept')
  const offered = await handoffAt(dk, 'PROPOSED')
  await shows(se, offered.id, 'PROPOSED')
  await shows(dk, offered.id, 'PROPOSED')
  expect(await dk.page.getByTestId(`handoff-${offered.id}`).getByTestId('countdown').count()).toBe(1)
  await expect.poll(() => thing(se, offered.id).then(one => one?.delivered), {timeout: 10_000}).toBe(true)

  const from = Date.now()
  await press(dk, 'a')
  await ends(dk, offered.id, 'COMPLETED')
  await ends(se, offered.id, 'COMPLETED')
  console.log(`accept to "taken over" on both consoles: ${Date.now() - from} ms`)
  const [atSe, atDk] = await Promise.all([contact(se, offered.contact), contact(dk, offered.contact)])
  expect([atSe?.custody.controller, atDk?.custody.controller]).toEqual(['DK', 'DK'])
  expect([atSe?.custody.epoch, atDk?.custody.epoch]).toEqual([2, 2])

  // The patrol is told, and says what it will do.
  const task = await expect
    .poll(() => tasksOf(phone).then(all => all.find(one => one.handoff === offered.id)?.id), {timeout: 20_000})
    .not.toBe(undefined)
    .then(() => tasksOf(phone))
    .then(all => all.find(one => one.handoff === offered.id))
  await phone.page.getByTestId('phone-task').waitFor({timeout: 20_000})
  await phone.page.getByTestId('main-button').click()
  await expect
    .poll(() => tasksOf(dk).then(all => all.find(one => one.id === task?.id)?.status), {timeout: 20_000})
    .toBe('WILCO')

  const heard = de.heard()
  for (const secret of [offered.id, offered.contact, offered.contact.slice(0, 7)]) {
    const at = heard.indexOf(secret)
    expect(at < 0 ? '' : heard.slice(Math.max(0, at - 200), at + 200)).toBe('')
  }
  expect(heard.length).toBeGreaterThan(10_000)
  expect(await handoffs(de)).toEqual([])
  expect(label.length).toBeGreaterThan(0)
}, 180_000)

test('on-release: Sweden releases, Denmark assumes; both see the same states', async () => {
  await select(se)
  await propose(se, 'on-release')
  const offered = await handoffAt(dk, 'PROPOSED')
  await shows(dk, offered.id, 'PROPOSED')
  await press(dk, 'a')
  await shows(se, offered.id, 'ACCEPTED')
  await shows(dk, offered.id, 'ACCEPTED')
  expect((await contact(se, offered.contact))?.custody.controller).toBe('SE')
  await se.page.getByTestId(`handoff-${offered.id}`).getByTestId('release').click()
  await shows(dk, offered.id, 'RELEASED')
  await shows(se, offered.id, 'RELEASED')
  await press(dk, 'a')
  await ends(dk, offered.id, 'COMPLETED')
  await ends(se, offered.id, 'COMPLETED')
  expect((await contact(dk, offered.contact))?.custody).toMatchObject({controller: 'DK', epoch: 2})
}, 180_000)

test('refused with a reason: Sweden reads it in its words and keeps the contact', async () => {
  await select(se)
  await propose(se, 'on-accept')
  const offered = await handoffAt(dk, 'PROPOSED')
  await shows(dk, offered.id, 'PROPOSED')
  await press(dk, 'Shift+R')
  await press(dk, '2')
  await ends(se, offered.id, 'REJECTED')
  expect((await thing(se, offered.id))?.reason?.code).toBe('CAPACITY')
  expect((await contact(se, offered.contact))?.custody.controller).toBe('SE')
}, 120_000)

test('recalled before an answer: closed on both sides', async () => {
  await select(se)
  await propose(se, 'on-accept')
  const offered = await handoffAt(dk, 'PROPOSED')
  await shows(dk, offered.id, 'PROPOSED')
  await press(se, 'Shift+H')
  await ends(se, offered.id, 'CANCELLED')
  await ends(dk, offered.id, 'CANCELLED')
  expect((await contact(se, offered.contact))?.custody.controller).toBe('SE')
}, 120_000)

test('left to run out: no answer in time, the contact stays, a late yes is refused', async () => {
  await select(se)
  await propose(se, 'on-accept')
  const offered = await handoffAt(dk, 'PROPOSED')
  await shows(dk, offered.id, 'PROPOSED')
  await ends(se, offered.id, 'EXPIRED', 60_000)
  await ends(dk, offered.id, 'EXPIRED', 60_000)
  expect((await contact(se, offered.contact))?.custody.controller).toBe('SE')
  const late = await dk.post('/api/commands', {
    commandId: '01900000-0000-7000-8000-000000000001',
    command: {type: 'handoff.accept', handoff: offered.id},
  })
  expect(late.body).toMatchObject({outcome: 'refused', code: 'too-late'})
}, 120_000)

test('check 6: the receiver’s console is cut off: its button says why, the sender still holds it, and both agree afterwards', async () => {
  await select(se)
  await propose(se, 'on-accept')
  const offered = await handoffAt(dk, 'PROPOSED')
  await shows(dk, offered.id, 'PROPOSED')
  cable.cut()
  await dk.page.locator('[data-testid=link-status][data-status=none]').waitFor({timeout: 20_000})
  const accept = dk.page.getByTestId(`handoff-${offered.id}`).getByTestId('accept')
  expect(await accept.getAttribute('aria-disabled')).toBe('true')
  expect((await accept.getAttribute('title')) ?? '').not.toBe('')
  cable.heal()
  await ends(se, offered.id, 'EXPIRED', 60_000)
  const [atSe, atDk] = await Promise.all([contact(se, offered.contact), contact(dk, offered.contact)])
  expect(atSe?.custody.controller).toBe('SE')
  expect(atDk?.custody.controller).not.toBe('DK')
  // No answer: again, another post, or the telephone.
  await se.page.bringToFront()
  await se.page.getByTestId(`handoff-${offered.id}`).getByTestId('again').waitFor({timeout: 30_000})
  await dk.page.locator('[data-testid=link-status][data-status=live]').waitFor({timeout: 40_000})
}, 180_000)

test('the link is lost during the offer: nothing passes by itself, and one controller is left on both sides', async () => {
  await select(se)
  await propose(se, 'on-accept')
  const offered = await handoffAt(dk, 'PROPOSED')
  await shows(dk, offered.id, 'PROPOSED')
  await link({isCut: true})
  await press(dk, 'a')
  await expect
    .poll(async () => (await dk.get<{nations: {links: {nation: string; status: string}[]}[]}>('/healthz')).nations, {
      timeout: 20_000,
    })
    .toEqual(expect.arrayContaining([expect.objectContaining({status: 'degraded'})]))
  await ends(se, offered.id, 'EXPIRED', 60_000)
  await link({isCut: false})
  await ends(dk, offered.id, 'EXPIRED', 60_000)
  const [atSe, atDk] = await Promise.all([contact(se, offered.contact), contact(dk, offered.contact)])
  expect(atSe?.custody.controller).toBe('SE')
  expect(atDk?.custody.controller).not.toBe('DK')
}, 180_000)

test('nothing was asked of any other host, and no window has failed', () => {
  expect([...consoles.elsewhere, ...danish.elsewhere]).toEqual([])
  expect([se, dk, de, phone].flatMap(each => each.faults)).toEqual([])
})

// What people do

const used = new Set<number>()

type Row = {readonly id: number; readonly label: string; readonly kind: string; readonly identity: string}

/** Vessels of Sweden's picture that are known by name. */
async function vessels(): Promise<Row[]> {
  const {tracks} = await se.get<{tracks: Row[]}>('/api/tracks')
  return tracks.filter(({kind, identity, label}) => kind === 'vessel' && identity === 'identified' && label !== '')
}

/** Finds a vessel that may be handed to Denmark and not to Germany by its name, as a person would. */
async function select(window: Window): Promise<string> {
  for (const {id, label} of await vessels()) {
    if (used.has(id)) continue
    used.add(id)
    const card = await window.get<Card>(`/api/tracks/${id}`).catch(() => undefined)
    const may = (to: string) => card?.handoff.find(one => one.to === to)?.allowed === true
    const isSwedish = card?.sources.some(({origin}) => origin === 'SE') === true
    if (!may('DK') || may('DE') || !isSwedish || card?.area !== 'SE') continue
    await window.page.keyboard.press('Escape')
    await window.page.keyboard.press('Control+k')
    await window.page.getByTestId('search-text').fill(label)
    await window.page.getByTestId('hit').first().waitFor()
    await window.page.keyboard.press('Enter')
    await window.page.locator(`[data-testid=track-card][data-track="${id}"]`).waitFor()
    return label
  }
  throw new Error('expected a vessel that may be handed to Denmark')
}

async function propose(window: Window, transfer: 'on-accept' | 'on-release'): Promise<void> {
  await window.page.getByTestId('card-fields').waitFor()
  await expect
    .poll(async () => {
      await press(window, 'h')
      return window.page.getByTestId('handoff-form').count()
    })
    .toBe(1)
  await window.page.getByTestId('handoff-to-DK').check()
  await window.page.getByTestId('handoff-transfer').selectOption(transfer)
  await window.page.getByTestId('handoff-transfer').blur()
  await press(window, 'Enter')
}

async function press(window: Window, key: string): Promise<void> {
  // Longer than the guard against a key that hits what has just slipped under it.
  await window.page.waitForTimeout(600)
  await window.page.keyboard.press(key)
}

// What they see

async function handoffs(window: Window): Promise<HandoffThing[]> {
  return (await window.get<{handoffs: HandoffThing[]}>('/api/handoffs')).handoffs
}

async function thing(window: Window, id: string): Promise<HandoffThing | undefined> {
  return (await handoffs(window)).find(one => one.id === id)
}

async function contact(window: Window, id: string): Promise<ContactThing | undefined> {
  return (await window.get<{contacts: ContactThing[]}>('/api/contacts')).contacts.find(one => one.id === id)
}

async function tasksOf(window: Window): Promise<TaskThing[]> {
  return (await window.get<{tasks: TaskThing[]}>('/api/tasks')).tasks
}

/** The one handoff that stands so. */
async function handoffAt(window: Window, status: HandoffThing['status']): Promise<HandoffThing> {
  let found: HandoffThing | undefined
  await expect
    .poll(async () => (found = (await handoffs(window)).find(one => one.status === status)) !== undefined, {
      timeout: 15_000,
    })
    .toBe(true)
  if (found === undefined) throw new Error(`expected a handoff ${status}`)
  return found
}

/** The console draws the state, and the node knows it. */
async function shows(window: Window, id: string, status: HandoffThing['status']): Promise<void> {
  await window.page.locator(`[data-testid="handoff-${id}"] [data-status=${status}]`).waitFor({timeout: 15_000})
}

async function ends(window: Window, id: string, status: HandoffThing['status'], timeout = 20_000): Promise<void> {
  await expect.poll(() => thing(window, id).then(one => one?.status), {timeout}).toBe(status)
}

async function link(wish: {isCut: boolean}): Promise<void> {
  const answer = await se.post('/test/links/SE-DK', wish)
  if (answer.status !== 200) throw new Error(`the fault port answers ${answer.status}`)
}
