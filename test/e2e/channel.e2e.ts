import {type ChildProcess, spawn} from 'node:child_process'
import {mkdtempSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Browser, BrowserContext} from 'playwright-core'
import {afterAll, beforeAll, describe, expect, test} from 'vitest'
import type {AlertThing, NoticeThing} from '../../shared/protocol/things.ts'
import {hasRecordings, recording} from '../support/recordings.ts'
import {until} from '../support/until.ts'
import {newContext, openAs, startBrowser, type Window} from './support/browser.ts'
import {channelWithSignIn} from './support/configuration.ts'
import {type RunningServer, startServer} from './support/server.ts'

const FILE = '../shared/data/ais/channel-2011-07-26-day.nmea.gz'

let server: RunningServer
let browser: Browser
let consoles: {context: BrowserContext; elsewhere: string[]}
let gb: Window
let player: ChildProcess | undefined

describe.skipIf(!hasRecordings)('a recorded day in the Channel', () => {
  beforeAll(async () => {
    server = await startServer({config: channelWithSignIn()})
    browser = await startBrowser()
    consoles = await newContext(browser, server.address)
    gb = await openAs(consoles.context, server.address, 'grace@GB')
  }, 120_000)

  afterAll(async () => {
    player?.kill()
    await browser?.close()
    await server?.stop()
  })

  test('at its own pace: REPLAY and its date are shown, and what is heard moves the picture', async () => {
    play(FILE, 1)
    await until(async () => /REPLAY.*2011-07-26/s.test(await replay()), 60_000)
    await until(async () => (await tracks()).length > 0, 60_000)
    const [first] = await tracks()
    await until(async () => (await tracks()).some(one => one.at !== first?.at), 60_000)
    player?.kill()
  }, 200_000)

  test('sixty times as fast: vessels move, names come, crossings are listed, those that the example asks for alert', async () => {
    // The small hours, in which it begins, are quiet.
    play(forenoon(), 60)
    await until(async () => (await tracks()).length >= 10, 120_000)
    await until(async () => (await tracks()).filter(({label}) => /[A-Z]/.test(label)).length >= 4, 120_000)
    await until(async () => /×\s?[45678]\d/.test(await replay()), 60_000)
    const before = new Map((await tracks()).map(({id, lon, lat}) => [id, `${lon} ${lat}`]))
    await until(async () => (await tracks()).some(({id, lon, lat}) => before.get(id) !== `${lon} ${lat}`), 60_000)
    await until(async () => (await crossings()).length > 0, 180_000)
    await until(async () => (await alerts()).some(({rule}) => rule === 'crossing'), 180_000)
    await gb.page.getByTestId('tab-crossings').click()
    await gb.page.getByTestId('crossing-panel').waitFor()
    expect(consoles.elsewhere).toEqual([])
    expect(gb.faults).toEqual([])
  }, 600_000)
})

type Row = {id: number; lon: number; lat: number; at: string; label: string}

async function tracks(): Promise<Row[]> {
  return (await gb.get<{tracks: Row[]}>('/api/tracks')).tracks
}

async function crossings(): Promise<NoticeThing[]> {
  return (await gb.get<{crossings: NoticeThing[]}>('/api/crossings')).crossings
}

async function alerts(): Promise<AlertThing[]> {
  return (await gb.get<{alerts: AlertThing[]}>('/api/alerts')).alerts
}

async function replay(): Promise<string> {
  return (await gb.page.getByTestId('replay').count()) === 0 ? '' : gb.page.getByTestId('replay').innerText()
}

/** The recording from ten to eleven on: soon somebody crosses Guernsey's line. */
function forenoon(): string {
  const path = join(mkdtempSync(join(tmpdir(), 'tripoint-forenoon-')), 'channel.nmea')
  const lines = recording('ais/channel-2011-07-26-day.nmea.gz').toString('latin1').split('\n')
  writeFileSync(path, lines.slice(30_000).join('\n'), 'latin1')
  return path
}

/** Plays a recording to the port that the United Kingdom listens on, as `tripoint replay` does. */
function play(file: string, speed: number): void {
  const words = ['server/launch.mjs', 'replay', file, '--format', 'ais', '--speed', String(speed)]
  player = spawn(process.execPath, [...words, '--to', 'tcp://127.0.0.1:10110'], {stdio: 'ignore'})
}
