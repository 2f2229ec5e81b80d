import type {Browser, BrowserContext} from 'playwright-core'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {Card} from '../../shared/protocol/message.ts'
import type {ContactThing, DueThing, HandoffThing} from '../../shared/protocol/things.ts'
import {until} from '../support/until.ts'
import {newContext, openAs, startBrowser, type Window} from './support/browser.ts'
import {demonstrationWith} from './support/configuration.ts'
import {type RunningServer, startServer} from './support/server.ts'

let server: RunningServer
let browser: Browser
let consoles: {context: BrowserContext; elsewhere: string[]}
/** Denmark's browser, by itself. */
let danish: {context: BrowserContext; elsewhere: string[]}
let se: Window
let dk: Window
let de: Window

beforeAll(async () => {
  server = await startServer({
    config: demonstrationWith({reply: 60_000, standby: 60_000, assume: 60_000, counter: 60_000}),
  })
  browser = await startBrowser()
  consoles = await newContext(browser, server.address)
  se = await openAs(consoles.context, server.address, 'anna@SE')
  danish = await newContext(browser, server.address)
  dk = await openAs(danish.context, server.address, 'mads@DK')
  de = await openAs(consoles.context, server.address, 'lena@DE')
  for (const each of [se, dk, de]) each.page.setDefaultTimeout(90_000)
  await Promise.all([se, dk, de].map(each => each.page.getByTestId('link-status').waitFor()))
  await until(() => vessels(se).then(all => all.length > 8), 60_000)
}, 240_000)

afterAll(async () => {
  await browser?.close()
  await server?.stop()
})

test('what will cross is due, and two keys tell Denmark: H drafts, Enter sends what was shown', async () => {
  const due = await aDue()
  await se.page.bringToFront()
  await focusDue(due.id)
  await press(se, 'h')
  const form = se.page.getByTestId('due-form')
  await form.waitFor()
  await form.getByTestId('due-notify').check()
  const shown = await form.getByTestId('handoff-preview').innerText()
  expect(shown).toContain('DK')
  await press(se, 'Enter')

  const told = await handoffAt(dk, 'NOTIFIED')
  expect(told.contact).toBe(due.contact)
  // Of the object Denmark has what the preview said, and nothing of what it withheld.
  expect([...told.subject.fields].sort()).toEqual([...due.notice.fields].sort())
  expect([...told.subject.withheld].sort()).toEqual([...due.notice.withheld].sort())
  await expect.poll(() => dueOf(due.id).then(one => one?.status), {timeout: 15_000}).toBe('notified')
  await expect
    .poll(() => crossings(se).then(all => all.find(one => one.id === due.id)?.isTold), {timeout: 15_000})
    .toBe(true)

  // Once more two keys, and the notice has become an offer of the same name.
  await focusDue(due.id)
  await press(se, 'h')
  await form.waitFor()
  await press(se, 'Enter')
  const offered = await handoffAt(dk, 'PROPOSED')
  expect(offered.id).toBe(told.id)
  await dk.page.bringToFront()
  await shows(dk, offered.id, 'PROPOSED')
  await press(dk, 'a')
  await ends(dk, offered.id, 'COMPLETED')
  await expect.poll(() => dueOf(due.id), {timeout: 15_000}).toBe(undefined)
}, 180_000)

test('a counter-offer lies beside the offer; Sweden accepts it with one key', async () => {
  const offered = await offer()
  await press(dk, 'Shift+C')
  const form = dk.page.getByTestId('terms-form')
  await form.waitFor()
  await form.getByTestId('terms-transfer').selectOption('on-release')
  await form.getByTestId('terms-note').fill('not before we are alongside')
  await dk.page.keyboard.press('Enter')

  await se.page.bringToFront()
  await shows(se, offered.id, 'COUNTERED')
  const difference = se.page.getByTestId(`handoff-${offered.id}`).getByTestId('terms-difference')
  await difference.waitFor()
  expect(
    await difference.locator('[data-field]').evaluateAll(rows => rows.map(row => row.getAttribute('data-field'))),
  ).toEqual(['transfer', 'note'])
  expect(await difference.locator('[data-field=note]').innerText()).toContain('not before we are alongside')
  await press(se, 'a')
  await shows(se, offered.id, 'ACCEPTED')
  expect((await thing(dk, offered.id))?.terms).toMatchObject({
    transfer: 'on-release',
    note: 'not before we are alongside',
  })
  await press(se, 'Shift+H')
  await ends(se, offered.id, 'CANCELLED')
}, 180_000)

test('check 2: one click on the handoff line of the label accepts; on its other lines it only selects', async () => {
  const offered = await offer()
  await dk.page.getByTestId(`handoff-${offered.id}`).locator('.title').first().click()
  await press(dk, 'c')
  const track = (await thing(dk, offered.id))?.track
  const line = async () => (await labels(dk)).find(label => label.track === track)
  await expect.poll(async () => (await line())?.handoffLine !== undefined, {timeout: 20_000}).toBe(true)
  const label = await line()
  if (label?.handoffLine === undefined) throw new Error('expected the line of the offer on its label')
  await dk.page.mouse.click(label.box.x + 20, label.box.y + 6)
  await dk.page.waitForTimeout(800)
  expect((await thing(dk, offered.id))?.status).toBe('PROPOSED')
  const again = await line()
  const at = again?.handoffLine ?? label.handoffLine
  await dk.page.mouse.click(at.x + at.width / 2, at.y + at.height / 2)
  await ends(dk, offered.id, 'COMPLETED')
}, 180_000)

test('Ctrl+Z within ten seconds gives it straight back', async () => {
  const offered = await offer()
  await press(dk, 'a')
  await ends(dk, offered.id, 'COMPLETED')
  await expect
    .poll(() => contact(dk, offered.contact).then(one => one?.custody.controller), {timeout: 10_000})
    .toBe('DK')
  // The window has heard of it too. Control is there once the signed grant is, a moment later; before that the key says so.
  await shows(dk, offered.id, 'COMPLETED')
  const isBack = async () => {
    await press(dk, 'Control+z')
    return (await handoffs(se)).some(one => one.status === 'PROPOSED' && one.from === 'DK')
  }
  await expect.poll(isBack, {timeout: 9_000, interval: 500}).toBe(true)
  const back = await handoffAt(se, 'PROPOSED')
  await se.page.bringToFront()
  await shows(se, back.id, 'PROPOSED')
  expect([back.from, back.to, back.contact, back.why]).toEqual(['DK', 'SE', offered.contact, 'taken-by-mistake'])
  await press(se, 'a')
  await ends(se, back.id, 'COMPLETED')
}, 180_000)

test('the link is lost: Denmark’s commander takes over in its own territory, both see it contested, and it heals', async () => {
  const commander = await openAs(danish.context, server.address, 'commander@DK')
  const copy = await inDanishTerritory()
  const file = copy
  await commander.page.bringToFront()
  await commander.page.locator('[data-testid=link-status][data-status=live]').waitFor({timeout: 40_000})
  const label = copy.id.slice(0, 7)
  await commander.page.keyboard.press('Control+k')
  await commander.page.getByTestId('search-text').fill(label)
  await commander.page.getByTestId('hit').first().click()
  const button = commander.page.getByTestId('take-over')
  await button.waitFor()
  await expect.poll(() => button.getAttribute('aria-disabled'), {timeout: 20_000}).toBe('false')

  await link({isCut: true})
  await expect
    .poll(() => dk.get<Health>('/healthz').then(({nations}) => nations), {timeout: 20_000})
    .toEqual(expect.arrayContaining([expect.objectContaining({status: 'degraded'})]))
  await press(commander, 'Shift+T')
  await commander.page.getByTestId('reason-text').fill('the vessel is in danger of grounding')
  await commander.page.keyboard.press('Enter')
  await commander.page.getByTestId('contested').waitFor({timeout: 60_000})
  expect((await contact(dk, file.id))?.custody.contested).toBe(true)

  await link({isCut: false})
  await expect
    .poll(
      async () => [(await contact(se, file.id))?.custody.controller, (await contact(dk, file.id))?.custody.controller],
      {timeout: 60_000},
    )
    .toEqual(['DK', 'DK'])
  await expect.poll(() => contact(dk, file.id).then(one => one?.custody.contested), {timeout: 30_000}).toBe(false)
  expect(commander.faults).toEqual([])
  await commander.page.close()
}, 240_000)

/** Between Sweden and Germany only what is in distress may pass: the scenario has it after a minute and a half. */
test('three nations: Sweden hands to Denmark, Denmark to Germany; the first sees through whose hands it went', async () => {
  const id = await vesselFor(se, card => may(card, 'DK') && may(card, 'DE') && card.area === 'SE')
  const marked = await se.post('/api/commands', {commandId: freshId(), command: {type: 'contact.mark', track: id}})
  expect(marked.status).toBe(200)
  const file = await foundBy(() => contacts(se).then(all => all.find(one => one.track === id)))
  await handOver(se, dk, file.id, 'DK')
  await handOver(dk, de, file.id, 'DE')
  await expect.poll(() => contact(de, file.id).then(one => one?.custody.controller), {timeout: 20_000}).toBe('DE')
  await expect.poll(() => contact(de, file.id).then(one => one?.custody.epoch), {timeout: 20_000}).toBe(3)
}, 180_000)

test('nothing was asked of any other host, and no window has failed', () => {
  expect([...consoles.elsewhere, ...danish.elsewhere]).toEqual([])
  expect([se, dk, de].flatMap(each => each.faults)).toEqual([])
})

// What people do

const used = new Set<number>()
let commands = 0

function freshId(): string {
  return `01900000-0000-7000-8000-${String(Date.now() % 1e9).padStart(9, '0')}${String(++commands).padStart(3, '0')}`
}

type Row = {readonly id: number; readonly label: string; readonly kind: string; readonly identity: string}

async function vessels(window: Window): Promise<Row[]> {
  const {tracks} = await window.get<{tracks: Row[]}>('/api/tracks')
  return tracks.filter(({kind, identity, label}) => kind === 'vessel' && identity === 'identified' && label !== '')
}

function may(card: Card, to: string): boolean {
  return card.handoff.find(one => one.to === to)?.allowed === true
}

/** A contact of Sweden's that Denmark knows of and that lies in Danish territory, as Denmark's own desk says. */
async function inDanishTerritory(): Promise<ContactThing> {
  for (let tries = 0; tries < 8; tries++) {
    const track = await vesselFor(se, card => card.area === 'DK' && card.sources.some(({origin}) => origin === 'SE'))
    await se.post('/api/commands', {commandId: freshId(), command: {type: 'contact.mark', track}})
    const file = await foundBy(() => contacts(se).then(all => all.find(one => one.track === track)))
    for (let seconds = 0; seconds < 6; seconds++) {
      await se.page.waitForTimeout(1_000)
      const copy = await contact(dk, file.id)
      const card =
        copy?.track === undefined ? undefined : await dk.get<Card>(`/api/tracks/${copy.track}`).catch(() => undefined)
      if (copy !== undefined && card?.takeOver?.allowed === true) return copy
      if (card?.takeOver?.allowed === false) break
    }
  }
  throw new Error('expected a contact of Sweden in Danish territory')
}

async function link(wish: {isCut: boolean}): Promise<void> {
  const answer = await se.post('/test/links/SE-DK', wish)
  if (answer.status !== 200) throw new Error(`the fault port answers ${answer.status}`)
}

/** A vessel that nobody has used yet and that fits, waited for as long as ships need to get there. */
async function vesselFor(window: Window, fits: (card: Card) => boolean): Promise<number> {
  return foundBy(async () => {
    for (const {id} of await vessels(window)) {
      if (used.has(id)) continue
      const card = await window.get<Card>(`/api/tracks/${id}`).catch(() => undefined)
      if (card === undefined || !fits(card)) continue
      used.add(id)
      return id
    }
    return undefined
  }, 120_000)
}

/** Marks vessels that head for Denmark until one of them is due, with a notice that may pass. */
async function aDue(): Promise<DueThing & {contact: ContactThing['id']}> {
  const heading = (card: Card) =>
    may(card, 'DK') &&
    card.area === 'SE' &&
    card.frontier?.to === 'DK' &&
    card.frontier.inSeconds > 240 &&
    card.frontier.inSeconds < 1_500
  for (let tries = 0; tries < 4; tries++) {
    const id = await vesselFor(se, heading)
    await se.post('/api/commands', {commandId: freshId(), command: {type: 'contact.mark', track: id}})
    for (let seconds = 0; seconds < 15; seconds++) {
      const found = (await dues()).find(
        one => one.track === id && one.contact !== undefined && one.status === 'due' && one.to === 'DK',
      )
      if (found?.contact !== undefined && found.notice.allowed) return {...found, contact: found.contact}
      await se.page.waitForTimeout(1_000)
    }
  }
  throw new Error('expected a vessel that is due')
}

/** To the list by its keys, then to the row: `K` where it stands above the one in focus, else `J`. */
async function focusDue(id: string): Promise<void> {
  await se.page.bringToFront()
  await se.page.keyboard.press('Escape')
  const list = se.page.getByTestId('due-list')
  const waiting = list.getByTestId('due-waiting')
  // The node's interface knows of it before the window does; what comes while the keyboard is in the list waits.
  const isListed = async () => {
    if ((await list.locator('.row.focused').count()) === 0) {
      await se.page.keyboard.press('g')
      await se.page.keyboard.press('d')
    }
    if (await waiting.isVisible()) await waiting.click()
    return (await list.locator('.row.focused').count()) === 1 && (await se.page.getByTestId(`due-${id}`).count()) === 1
  }
  await expect.poll(isListed, {timeout: 20_000}).toBe(true)
  for (let presses = 0; presses < 30; presses++) {
    const rows = await list
      .locator('.row')
      .evaluateAll(all => all.map(row => ({id: row.getAttribute('data-id'), on: row.classList.contains('focused')})))
    const on = rows.findIndex(row => row.on)
    const wanted = rows.findIndex(row => row.id === id)
    if (wanted < 0) throw new Error(`expected ${id} among ${rows.map(row => row.id).join(', ')}`)
    if (on === wanted) return
    await se.page.keyboard.press(wanted < on ? 'k' : 'j')
    await expect.poll(() => list.locator('.row.focused').getAttribute('data-id')).not.toBe(rows[on]?.id)
  }
  throw new Error(`expected to reach ${id} by keys`)
}

/** Offers Denmark a vessel that may be handed to it and not to Germany; on both screens. */
async function offer(): Promise<HandoffThing> {
  const track = await vesselFor(
    se,
    card =>
      may(card, 'DK') && !may(card, 'DE') && card.area === 'SE' && card.sources.some(({origin}) => origin === 'SE'),
  )
  const handoff = freshId()
  const command = {type: 'handoff.propose', handoff, subject: {track}, to: 'DK', why: 'heads-your-way'}
  const made = await se.post('/api/commands', {commandId: freshId(), command})
  expect(made.body).toMatchObject({outcome: 'done'})
  await dk.page.bringToFront()
  await dk.page.locator('[data-testid=link-status][data-status=live]').waitFor({timeout: 40_000})
  const offered = await foundBy(() =>
    handoffs(dk).then(all => all.find(one => one.status === 'PROPOSED' && one.id === handoff)),
  )
  await shows(dk, offered.id, 'PROPOSED')
  return offered
}
async function handOver(from: Window, to: Window, contactId: string, nation: string): Promise<void> {
  const made = await from.post('/api/commands', {
    commandId: freshId(),
    command: {
      type: 'handoff.propose',
      handoff: freshId(),
      subject: {contact: contactId},
      to: nation,
      why: 'heads-your-way',
    },
  })
  expect(made.body).toMatchObject({outcome: 'done'})
  const offered = await handoffAt(to, 'PROPOSED')
  await to.page.bringToFront()
  await to.page.locator('[data-testid=link-status][data-status=live]').waitFor({timeout: 40_000})
  await shows(to, offered.id, 'PROPOSED')
  await press(to, 'a')
  await ends(to, offered.id, 'COMPLETED')
  await expect.poll(() => contact(to, contactId).then(one => one?.custody.controller), {timeout: 20_000}).toBe(nation)
}

async function press(window: Window, key: string): Promise<void> {
  // Longer than the guard against a key that hits what has just slipped under it.
  await window.page.waitForTimeout(600)
  await window.page.keyboard.press(key)
}

// What they see

async function dues(): Promise<DueThing[]> {
  return (await se.get<{due: DueThing[]}>('/api/due')).due
}

async function dueOf(id: string): Promise<DueThing | undefined> {
  return (await dues()).find(one => one.id === id)
}

async function crossings(window: Window): Promise<{id: string; isTold: boolean}[]> {
  return window.page.evaluate(() => {
    const hook = (window as unknown as {__tripoint?: {crossings: () => {id: string; isTold: boolean}[]}}).__tripoint
    return hook?.crossings() ?? []
  })
}

type Health = {readonly nations: readonly {readonly status: string}[]}
type LabelOnMap = {readonly track?: number; readonly handoffLine?: DOMRect; readonly box: DOMRect}

async function labels(window: Window): Promise<LabelOnMap[]> {
  return window.page.evaluate(() => {
    const hook = (window as unknown as {__tripoint?: {labels: () => LabelOnMap[]}}).__tripoint
    return hook?.labels() ?? []
  })
}

async function handoffs(window: Window): Promise<HandoffThing[]> {
  return (await window.get<{handoffs: HandoffThing[]}>('/api/handoffs')).handoffs
}

async function thing(window: Window, id: string): Promise<HandoffThing | undefined> {
  return (await handoffs(window)).find(one => one.id === id)
}

async function contacts(window: Window): Promise<ContactThing[]> {
  return (await window.get<{contacts: ContactThing[]}>('/api/contacts')).contacts
}

async function contact(window: Window, id: string): Promise<ContactThing | undefined> {
  return (await contacts(window)).find(one => one.id === id)
}

async function handoffAt(window: Window, status: HandoffThing['status']): Promise<HandoffThing> {
  return foundBy(() => handoffs(window).then(all => all.find(one => one.status === status)))
}

async function foundBy<T>(find: () => Promise<T | undefined>, timeout = 20_000): Promise<T> {
  let found: T | undefined
  await expect.poll(async () => (found = await find()) !== undefined, {timeout, interval: 500}).toBe(true)
  if (found === undefined) throw new Error('expected something to be found')
  return found
}

async function shows(window: Window, id: string, status: HandoffThing['status']): Promise<void> {
  await window.page.locator(`[data-testid="handoff-${id}"] [data-status=${status}]`).waitFor({timeout: 20_000})
}

async function ends(window: Window, id: string, status: HandoffThing['status'], timeout = 20_000): Promise<void> {
  await expect.poll(() => thing(window, id).then(one => one?.status), {timeout}).toBe(status)
}
