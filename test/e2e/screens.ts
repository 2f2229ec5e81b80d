import {spawn} from 'node:child_process'
import {mkdirSync} from 'node:fs'
import {resolve} from 'node:path'
import type {Browser, Page} from 'playwright-core'
import type {Card} from '../../shared/protocol/message.ts'
import {until} from '../support/until.ts'
import {newContext, openAs, PHONE, startBrowser, type Window} from './support/browser.ts'
import {channelWithSignIn} from './support/configuration.ts'
import {startServer} from './support/server.ts'

/** Takes the pictures of docs/screens from the running program: `npx tsx test/e2e/screens.ts [RECORDING]`. */
const OUT = resolve('docs/screens')
const DESK = {width: 1366, height: 768}
const recording = process.argv[2]

mkdirSync(OUT, {recursive: true})
const browser = await startBrowser()
await demonstration(browser)
if (recording !== undefined) await channel(browser, recording)
await browser.close()

async function demonstration(on: Browser): Promise<void> {
  const server = await startServer()
  const {context} = await newContext(on, server.address, DESK)
  const handset = await newContext(on, server.address, PHONE)
  const start = await context.newPage()
  await start.goto(`${server.address}/start`)
  await start.waitForTimeout(1_500)
  await shoot(start, 'start')
  await start.close()

  const dk = await openAs(context, server.address, 'mads@DK')
  const phone = await openAs(handset.context, server.address, 'field@DK', '/field')
  const se = await openAs(context, server.address, 'anna@SE')
  // Until the silent vessel is held by radar and the boat in distress has called.
  await until(async () => (await get(se, 'alerts')).some(one => one['rule'] === 'silence'), 170_000)
  await until(async () => (await get(se, 'alerts')).some(one => one['rule'] === 'distress'), 60_000)
  await find(se, 'QUIET OTTER')
  await se.page.waitForTimeout(4_000)
  await shoot(se.page, 'demo-dusk')
  await se.page.keyboard.press('b')
  await se.page.waitForTimeout(2_000)
  await shoot(se.page, 'demo-night')
  await se.page.keyboard.press('b')
  await se.page.waitForTimeout(2_000)
  await shoot(se.page, 'demo-day')
  await se.page.keyboard.press('b')

  await offer(se)
  await dk.page.bringToFront()
  await dk.page.locator('[data-testid=handoff-panel] [data-status=PROPOSED]').waitFor({timeout: 20_000})
  await dk.page.waitForTimeout(2_500)
  await shoot(dk.page, 'handoff-dk')
  await dk.page.keyboard.press('a')
  await phone.page.bringToFront()
  await phone.page.getByTestId('phone-task').waitFor({timeout: 20_000})
  await phone.page.waitForTimeout(1_500)
  await shoot(phone.page, 'field-task')
  await phone.page.getByTestId('main-button').click()
  await phone.page.getByTestId('phone-tab-map').click()
  await phone.page.waitForTimeout(3_500)
  await shoot(phone.page, 'field-map')
  await phone.page.getByTestId('phone-tab-sos').click()
  await phone.page.getByTestId('phone-palette').click()
  await phone.page.waitForTimeout(800)
  await shoot(phone.page, 'field-sos')
  await server.stop()
  await se.page.bringToFront()
  await se.page.locator('[data-testid=link-status][data-status=none]').waitFor({timeout: 20_000})
  await se.page.waitForTimeout(1_500)
  await shoot(se.page, 'link-lost')
  await context.close()
  await handset.context.close()
}

async function channel(on: Browser, file: string): Promise<void> {
  const server = await startServer({config: channelWithSignIn()})
  const {context} = await newContext(on, server.address, DESK)
  const gb = await openAs(context, server.address, 'grace@GB')
  const words = ['server/launch.mjs', 'replay', file, '--format', 'ais', '--speed', '60']
  const player = spawn(process.execPath, [...words, '--to', 'tcp://127.0.0.1:10110'], {stdio: 'ignore'})
  await until(async () => (await get(gb, 'alerts')).some(one => one['rule'] === 'crossing'), 200_000)
  await gb.page.getByTestId('tab-crossings').click()
  await gb.page.waitForTimeout(3_000)
  await shoot(gb.page, 'channel')
  player.kill()
  await server.stop()
  await context.close()
}

async function find(window: Window, text: string): Promise<void> {
  await window.page.keyboard.press('Control+k')
  await window.page.getByTestId('search-text').fill(text)
  await window.page.getByTestId('hit').first().waitFor()
  await window.page.keyboard.press('Enter')
}

/** Offers Denmark the first vessel that may be handed over. */
async function offer(window: Window): Promise<void> {
  const {tracks} = await window.get<{tracks: {id: number; label: string; identity: string}[]}>('/api/tracks')
  for (const {id, label, identity} of tracks) {
    if (identity !== 'identified' || label === '') continue
    const card = await window.get<Card>(`/api/tracks/${id}`).catch(() => undefined)
    const isSwedish = card?.sources.some(({origin}) => origin === 'SE') === true
    if (card?.area !== 'SE' || !isSwedish || !card.handoff.some(one => one.to === 'DK' && one.allowed)) continue
    await window.page.bringToFront()
    await find(window, label)
    await window.page.getByTestId('card-fields').waitFor()
    await window.page.waitForTimeout(1_500)
    await window.page.keyboard.press('h')
    await window.page.getByTestId('handoff-form').waitFor()
    await window.page.waitForTimeout(600)
    await shoot(window.page, 'handoff-se')
    await window.page.keyboard.press('Enter')
    return
  }
}

async function get(window: Window, kind: string): Promise<Record<string, unknown>[]> {
  return (await window.get<Record<string, Record<string, unknown>[]>>(`/api/${kind}`))[kind] ?? []
}

async function shoot(page: Page, name: string): Promise<void> {
  await page.screenshot({path: `${OUT}/${name}.png`})
  console.log(`${name}.png`)
}
