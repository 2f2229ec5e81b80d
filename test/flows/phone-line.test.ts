import {readFileSync, writeFileSync, mkdtempSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import Sqlite from 'better-sqlite3'
import {parse} from 'jsonc-parser'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {Outbox, type OutboxEntry} from '../../client/field/outbox.ts'
import {talkHere} from '../../client/link/talk-here.ts'
import {startLink} from '../../client/link/start-link.ts'
import {createStores} from '../../client/state/stores.ts'
import {systemClock} from '../../shared/base/clock.ts'
import type {NationCode, UnitId} from '../../shared/base/id.ts'
import {seededRandom, systemRandom} from '../../shared/base/random.ts'
import type {Command} from '../../shared/protocol/command.ts'
import {readPayload} from '../../server/operations/ledger-row.ts'
import {type LiveServer, signedIn, startLiveServer} from '../support/live-server.ts'
import {FIELD_LINE, shapedLink, type ShapedLink} from '../support/shaped-link.ts'
import {until} from '../support/until.ts'

const OBJECTS = 200
const HERE = {lon: 12.2, lat: 54.6}
const TOKEN = 'a-token-of-a-test-device'
const STEADY_S = 40

let server: LiveServer
let line: ShapedLink
let stopCrowd = () => undefined as void

beforeAll(async () => {
  server = await startLiveServer({config: withCrowd(), secrets: {CROWD: TOKEN}})
  line = await shapedLink({port: server.port, line: FIELD_LINE, random: seededRandom(4)})
  stopCrowd = crowd()
  await until(async () => (await tracksHere()) >= OBJECTS, 20_000)
}, 60_000)
afterAll(async () => {
  stopCrowd()
  await line.stop()
  await server.stop()
})

test('at 64 kbit/s, 300 ± 200 ms: 200 objects within 10 s, at most 2 kB/s steady, and 50 presses made without a link arrive once, in order', async () => {
  const person = await signedIn(server.address, 'field@DK', '0000000a')
  const stores = createStores()
  stores.view.setState({bounds: {west: 11.9, south: 54.4, east: 12.5, north: 54.8, zoom: 10}})
  const began = systemClock.monotonic()
  const link = startLink({
    stores,
    who: {
      ...{user: 'field@DK', name: 'Patrol', role: 'field', nation: 'DK' as NationCode, nationName: 'Denmark'},
      unit: 'DK-MHV991' as UnitId,
    },
    ...{seat: '0000000a', clock: systemClock, random: systemRandom, isPhone: true},
    openTalk: talkHere({clock: systemClock, random: systemRandom}),
    address: `http://127.0.0.1:${line.port}`,
    headers: {cookie: person['cookie'] ?? '', origin: `http://127.0.0.1:${line.port}`},
  })
  const drawing = systemClock.every(500, () => link.drawn())
  const shelf = new Map<string, OutboxEntry>()
  const outbox = new Outbox({
    shelf: {
      all: async () => [...shelf.values()],
      put: async entry => void shelf.set(entry.id, entry),
      remove: async id => void shelf.delete(id),
    },
    ...{link, linkStatus: stores.link, clock: systemClock, random: systemRandom},
  })

  await until(() => stores.tracks.count >= OBJECTS, 30_000)
  const usableMs = systemClock.monotonic() - began
  await until(() => stores.tracks.nameCount >= OBJECTS, 60_000)
  const namedMs = systemClock.monotonic() - began
  await until(() => systemClock.monotonic() - began > 20_000, 30_000)

  const before = {...line.carried}
  await until(() => systemClock.monotonic() - began > (20 + STEADY_S) * 1_000, 60_000)
  const bytes = line.carried.down - before.down + line.carried.up - before.up
  const pace = stores.link.getState().pace

  line.cut()
  const presses: Command[] = Array.from({length: 50}, (_, index) => ({
    ...{type: 'unit.report', category: 'other', text: `press ${index}`},
  }))
  for (const press of presses) {
    void outbox.press(press)
    await new Promise<void>(later => systemClock.after(40, later))
  }
  await new Promise<void>(later => systemClock.after(9_000, later))
  expect(outbox.entries.getState().filter(({status}) => status === 'kept')).toHaveLength(50)
  const healed = systemClock.monotonic()
  line.heal()
  await until(() => outbox.entries.getState().some(({status}) => status === 'received'), 20_000)
  const firstMs = systemClock.monotonic() - healed
  // In the middle of it the line is cut once more: answers are lost, and presses are sent again.
  await until(() => outbox.entries.getState().filter(({status}) => status === 'kept').length < 25, 60_000)
  line.cut()
  await new Promise<void>(later => systemClock.after(1_500, later))
  line.heal()
  await until(() => outbox.entries.getState().every(({status}) => status !== 'kept'), 60_000)
  const allMs = systemClock.monotonic() - healed

  drawing()
  outbox.stop()
  link.stop()
  console.log(
    `phone: ${OBJECTS} objects after ${Math.round(usableMs)} ms, their names after ${Math.round(namedMs)} ms; ` +
      `${Math.round(bytes / STEADY_S)} bytes/s steady (${pace?.quality}, every ${pace?.everyMs} ms); ` +
      `first press confirmed ${Math.round(firstMs)} ms after the link's return, the fiftieth after ${Math.round(allMs)} ms`,
  )
  expect(usableMs).toBeLessThan(10_000)
  expect(bytes / STEADY_S).toBeLessThan(2_000)
  expect(firstMs).toBeLessThan(5_000)

  const reports = reportsOf(server)
  expect(reports.map(({text}) => text)).toEqual(presses.map(press => ('text' in press ? press.text : '')))
  const pressedAt = reports.map(one => one.pressedAt)
  expect([...pressedAt].sort((a, b) => a - b)).toEqual(pressedAt)
  expect((pressedAt.at(-1) ?? 0) - (pressedAt[0] ?? 0)).toBeGreaterThan(49 * 35)
}, 240_000)

/** The demonstration, and a device that tells of two hundred things around one place. */
function withCrowd(): string {
  const configuration = parse(readFileSync('examples/demo.json', 'utf8'), [], {allowTrailingComma: true}) as {
    zones: {file: string}[]
    feeds: object[]
    law?: {file: string}
  }
  configuration.zones = configuration.zones.map(({file}) => ({file: resolve('examples', file)}))
  if (typeof configuration.law === 'object') configuration.law = {file: resolve('examples', configuration.law.file)}
  configuration.feeds.push({
    ...{name: 'dk-crowd', nation: 'DK', kind: 'observations', sensor: 'patrol', trust: 'B'},
    ...{connect: {type: 'http-push'}, tokenFrom: {env: 'CROWD'}},
  })
  const path = join(mkdtempSync(join(tmpdir(), 'tripoint-phone-')), 'configuration.json')
  writeFileSync(path, JSON.stringify(configuration))
  return path
}

/** Each of them moves, and says so every two seconds. */
function crowd(): () => void {
  let step = 0
  const tell = () => {
    step++
    const body = Array.from({length: OBJECTS}, (_, index) => ({
      ...{id: `crowd-${index}`, kind: 'vessel', name: `VESSEL ${index}`, mmsi: String(245_000_000 + index)},
      lon: HERE.lon + ((index % 20) - 10) / 50 + step / 20_000,
      lat: HERE.lat + (Math.floor(index / 20) - 5) / 60,
      ...{speed: 6, course: 90},
    }))
    void fetch(`${server.address}/api/observations`, {
      method: 'POST',
      headers: {'content-type': 'application/json', authorization: `Bearer ${TOKEN}`},
      body: JSON.stringify(body),
    }).then(answer => answer.arrayBuffer())
  }
  tell()
  return systemClock.every(2_000, tell)
}

let asked: Record<string, string> | undefined
async function tracksHere(): Promise<number> {
  asked ??= await signedIn(server.address, 'mads@DK', '0000000c')
  const answer = await fetch(`${server.address}/api/tracks`, {headers: asked})
  const {tracks} = (await answer.json()) as {tracks: {label: string}[]}
  return tracks.filter(({label}) => label.startsWith('VESSEL')).length
}

/** The reports in the ledger, in its order; the words are sealed, so they are read as the nation itself would. */
function reportsOf({data}: LiveServer): {text: string; pressedAt: number}[] {
  const store = new Sqlite(join(data, 'dk.sqlite'), {readonly: true})
  const rows = store
    .prepare<[], {payload: Buffer; key: Buffer | null}>(
      `SELECT payload, key FROM event LEFT JOIN seal ON seal.thing = event.thing
       WHERE type = 'unit.reported' ORDER BY seq`,
    )
    .all()
  store.close()
  return rows.map(({payload, key}) => {
    const row = readPayload(payload, key ?? undefined)
    return {text: String(row.personal?.['text']), pressedAt: Number(row.payload['pressedAt'])}
  })
}
