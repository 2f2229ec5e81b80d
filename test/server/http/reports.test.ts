import {createHash} from 'node:crypto'
import {expect, test} from 'vitest'
import type {ContactId, HandoffId, NationCode, PostId, TrackId} from '../../../shared/base/id.ts'
import type {Released} from '../../../server/policy/released.ts'
import type {HandoffThing, ShiftThing, Thing} from '../../../shared/protocol/things.ts'
import {canonicalJson, contentHash} from '../../../server/http/reports/canonical.ts'
import {type Content, contentOf, type Material} from '../../../server/http/reports/content.ts'
import {csvOf, geoJsonOf, jsonOf} from '../../../server/http/reports/files.ts'
import {runsOf} from '../../../server/http/reports/page-fonts.ts'
import {type Made, pdfOf} from '../../../server/http/reports/pdf.ts'
import {languageOf, REPORT_LANGUAGES} from '../../../server/http/reports/words.ts'
import {desk as deskOf, site} from '../../support/desk.ts'

const NOON = Date.UTC(2026, 10, 25, 12, 0, 0)
const SE = 'SE' as NationCode
const DK = 'DK' as NationCode
const anna = {nation: SE, post: 'SE-01' as PostId, role: 'operator', name: 'Anna'} as const
const mads = {nation: DK, post: 'DK-01' as PostId, role: 'operator'} as const
const HASH = 'c'.repeat(64)

const handoff = {
  kind: 'handoff',
  id: 'handoff-0001' as HandoffId,
  version: 5,
  world: 'simulated',
  contact: 'SE-K7QF3M2ABC' as ContactId,
  object: 'vessel',
  from: SE,
  fromPost: 'SE-01' as PostId,
  to: DK,
  toPost: 'DK-01' as PostId,
  status: 'COMPLETED',
  delivered: true,
  seen: true,
  terms: {transfer: 'on-accept', note: '=HYPERLINK("http://x")'},
  rounds: 0,
  epoch: 1,
  why: 'heads-your-way',
  agreement: 'SE-DK-SEA',
  steps: [
    {status: 'PROPOSED', at: NOON, by: anna},
    {status: 'DELIVERED', at: NOON + 900, by: mads},
    {status: 'ACCEPTED', at: NOON + 9_000, by: mads},
    {status: 'COMPLETED', at: NOON + 9_000, by: {nation: SE, role: 'system'}},
  ],
  track: 7 as TrackId,
  subject: {label: 'ODIN', place: {lon: 12.7, lat: 55.4}, fields: ['position', 'name'], withheld: ['destination']},
} as unknown as HandoffThing

const shift = {
  kind: 'shift',
  id: 'shift-0001',
  version: 9,
  world: 'exercise',
  post: 'SE-01' as PostId,
  status: 'COMPLETED',
  startedAt: NOON,
  outgoing: {by: anna, actor: 'a'},
  incoming: {by: {...anna, name: 'Zoë Łukasiewicz'}, actor: 'b', since: NOON + 1_000},
  entries: Array.from({length: 60}, (_, at) => ({
    key: `incident/${at}`,
    section: 'incidents',
    code: 'incident',
    values: {number: `SE-I-${1_000 + at}`, title: 'Nets across the lane, two boats, no lights; told DK-01 by voice'},
    addedAt: NOON,
    isNew: false,
    read: {by: anna, at: NOON + 5_000},
    questions: at === 0 ? [{by: anna, at: NOON, text: 'Who?', answer: {by: anna, at: NOON, text: 'KBV 901'}}] : [],
  })),
  hash: HASH,
  signatures: [
    {side: 'out', by: anna, at: NOON + 60_000, hash: HASH},
    {side: 'in', by: {...anna, name: 'Zoë Łukasiewicz'}, at: NOON + 61_000, hash: HASH},
  ],
  log: [{at: NOON, by: anna, code: 'prepared'}],
  content: '{}',
} as unknown as ShiftThing

function materialOf(thing: Thing): Material {
  return {
    nation: SE,
    thing: thing as Released<Thing>,
    related: [],
    tracks: [
      {
        id: 7,
        lon: 12.71,
        lat: 55.41,
        at: new Date(NOON + 9_000).toISOString(),
        kind: 'vessel',
        identity: 'identified',
        freshness: 'live',
        label: 'ODIN',
        world: 'simulated',
      } as never,
    ],
    level: 'RESTRICTED',
    rows: [
      {seq: 40, type: 'shift.signed', leaf: 'd'.repeat(64)},
      {seq: 44, type: 'shift.signed', leaf: 'e'.repeat(64)},
    ],
    clockOf: () => ({offsetMs: 250, uncertaintyMs: 12}),
  }
}

const made: Made = {at: NOON + 120_000, by: 'Anna (SE-01)', clocks: [{nation: 'DK', offsetMs: 250, uncertaintyMs: 12}]}

function pagesOf(pdf: Buffer): number {
  return [...pdf.toString('latin1').matchAll(/\/Type \/Page\b/g)].length
}

test('[HR1] the hash can be computed anew from the JSON, and is the one in CSV, GeoJSON and PDF', async () => {
  const content = contentOf(materialOf(handoff))
  const hash = contentHash(content)
  const json = JSON.parse(jsonOf(content, hash, made)) as {contentSha256: string; content: Content}
  expect(json.contentSha256).toBe(hash)
  expect(createHash('sha256').update(canonicalJson(json.content)).digest('hex')).toBe(hash)
  const [, first] = csvOf(content, hash, made).split('\r\n')
  expect(first).toBe(`report,content-sha256,,,,,,${hash},,`)
  expect(JSON.parse(geoJsonOf(content, hash, made))).toMatchObject({contentSha256: hash})
  const pdf = await pdfOf({content, hash, made, words: REPORT_LANGUAGES.en, lines: {coast: [], frontiers: []}})
  expect(pdf.toString('latin1')).toContain(`sha256:${hash}`)
})

test('[HR2] content has the same hash whoever asks in whatever language, and another when anything in it differs', () => {
  expect(contentHash({b: 1, a: [undefined, {y: 2, x: undefined}]})).toBe(contentHash({a: [null, {y: 2}], b: 1}))
  expect(contentHash(contentOf(materialOf(handoff)))).toBe(contentHash(contentOf(materialOf({...handoff}))))
  expect(contentHash(contentOf(materialOf({...handoff, rounds: 1})))).not.toBe(
    contentHash(contentOf(materialOf(handoff))),
  )
})

test('[HR3] a handoff tells each step by the own clock; what came as an age says so', () => {
  const own = contentOf(materialOf(handoff))
  expect(own.steps.map(({at, code, fromAge}) => [at.slice(11, 23), code, fromAge])).toEqual([
    ['12:00:00.000', 'PROPOSED', undefined],
    ['12:00:00.900', 'DELIVERED', undefined],
    ['12:00:09.000', 'ACCEPTED', undefined],
    ['12:00:09.000', 'COMPLETED', undefined],
  ])
  expect(own.steps.filter(({decision}) => decision).map(({code}) => code)).toEqual(['PROPOSED', 'ACCEPTED'])
  expect(own.sharing).toEqual([
    {nation: 'DK', agreement: 'SE-DK-SEA', fields: ['position', 'name'], withheld: ['destination']},
  ])
  const copy = contentOf(materialOf({...handoff, from: DK, to: SE}))
  expect(copy.steps.every(({fromAge}) => fromAge)).toBe(true)
})

test('[HR4] no cell of the CSV is taken for a formula', () => {
  const content = contentOf(materialOf(handoff))
  const csv = csvOf({...content, title: '@SUM(1)', summary: [{label: '+x', value: '-1+2'}]}, HASH, made)
  const cells = csv.split('\r\n').flatMap(line => line.split(','))
  expect(cells.filter(cell => /^"?[=+\-@\t]/.test(cell))).toEqual([])
  expect(csvOf(content, HASH, made)).toContain("'=HYPERLINK")
})

test('[HR5] a PDF is A4, and its marking, world and hash stand in what readers of files see', async () => {
  const content = contentOf(materialOf(shift))
  const pdf = await pdfOf({content, hash: HASH, made, words: REPORT_LANGUAGES.en, lines: {coast: [], frontiers: []}})
  const text = pdf.toString('latin1')
  expect(pagesOf(pdf)).toBeGreaterThan(2)
  expect([...text.matchAll(/\/MediaBox \[0 0 595.28 841.89\]/g)]).toHaveLength(pagesOf(pdf))
  expect(pdf.toString('utf16le') + text).toContain('sha256:')
  expect(content.signatures).toEqual([
    {
      side: 'out',
      name: 'Anna',
      post: 'SE-01',
      at: '2026-11-25T12:01:00.000Z',
      hash: HASH,
      row: 40,
      leaf: 'd'.repeat(64),
    },
    {
      side: 'in',
      name: 'Zoë Łukasiewicz',
      post: 'SE-01',
      at: '2026-11-25T12:01:01.000Z',
      hash: HASH,
      row: 44,
      leaf: 'e'.repeat(64),
    },
  ])
})

test('[HR6] each language has every word of a report, and the reader’s is taken', () => {
  const keysOf = (value: object, above = ''): string[] =>
    Object.entries(value).flatMap(([key, text]) =>
      typeof text === 'string' ? [`${above}${key}`] : keysOf(text as object, `${above}${key}.`),
    )
  const {en, ...others} = REPORT_LANGUAGES
  for (const words of Object.values(others)) expect(keysOf(words).sort()).toEqual(keysOf(en).sort())
  expect(languageOf(['pl', 'de-AT'])).toBe('de')
  expect(languageOf(['pl'])).toBe('en')
})

test('[HR7] a text is written in as many fonts as its letters need', () => {
  expect(runsOf('Zoë Łukasiewicz')).toEqual([
    {script: 'latin', text: 'Zoë '},
    {script: 'latin-ext', text: 'Ł'},
    {script: 'latin', text: 'ukasiewicz'},
  ])
  expect(runsOf('Москва 1')).toEqual([
    {script: 'cyrillic', text: 'Москва '},
    {script: 'latin', text: '1'},
  ])
  expect(runsOf('漢')).toEqual([{script: 'latin', text: '?'}])
})

test('[HR8] a report is given to who is signed in and may see the thing, and each is recorded', async () => {
  const exported: object[] = []
  const desk = {
    ...(await deskOf('SE', {'anna@SE': 'hunter2hunter2'})),
    report: (kind: string, id: string) => (kind === 'handoff' && id === handoff.id ? materialOf(handoff) : undefined),
    exported: (_person: unknown, what: object) => void exported.push(what),
  }
  const {address, stop} = await site([desk])
  const seat = '0badcafe'
  const path = `${address}/api/v1/reports/handoff/${handoff.id}`
  expect((await fetch(`${path}.json?seat=${seat}`)).status).toBe(401)
  const opened = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: {'x-seat': seat, 'content-type': 'application/json'},
    body: JSON.stringify({user: 'anna@SE', password: 'hunter2hunter2'}),
  })
  const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const get = (url: string) => fetch(url, {headers: {cookie}})
  const hashes = []
  for (const [extension, type] of [
    ['pdf', 'application/pdf'],
    ['json', 'application/json'],
    ['csv', 'text/csv'],
    ['geojson', 'application/geo+json'],
  ]) {
    const got = await get(`${path}.${extension}?seat=${seat}&lang=de`)
    expect([got.status, got.headers.get('content-type')?.split(';')[0]]).toEqual([200, type])
    hashes.push(got.headers.get('x-content-sha256'))
  }
  expect(new Set(hashes).size).toBe(1)
  expect(exported.map(one => (one as {format: string}).format)).toEqual(['pdf', 'json', 'csv', 'geojson'])
  expect((await get(`${address}/api/v1/reports/handoff/other-0001.pdf?seat=${seat}`)).status).toBe(404)
  expect((await get(`${address}/api/v1/reports/unit/${handoff.id}.pdf?seat=${seat}`)).status).toBe(404)
  expect((await get(`${path}.exe?seat=${seat}`)).status).toBe(404)
  expect(exported).toHaveLength(4)
  await stop()
})
