import {createHash} from 'node:crypto'
import {readFileSync} from 'node:fs'
import {join} from 'node:path'
import Sqlite from 'better-sqlite3'
import {afterAll, beforeAll, expect, test} from 'vitest'
import type {FileThing} from '../../../shared/protocol/file-thing.ts'
import {type LiveServer, signedIn, startLiveServer} from '../../support/live-server.ts'
import {until} from '../../support/until.ts'

/** JPEG's first segments (JFIF) and 40,000 bytes that stand for a picture. */
const JPEG = Buffer.concat([
  Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10, 0x4a, 0x46, 0x49, 0x46, 0x00, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
  Buffer.from([0xff, 0xda, 0x00, 0x02]),
  Buffer.alloc(40_000, 'sea state three '),
])
const PART = 16_384

let server: LiveServer
let phone: Record<string, string>
let other: Record<string, string>
let desk: Record<string, string>
let abroad: Record<string, string>

beforeAll(async () => {
  server = await startLiveServer()
  phone = await signedIn(server.address, 'field@DK', '0000000a')
  other = await signedIn(server.address, 'field@SE', '0000000b')
  desk = await signedIn(server.address, 'mads@DK', '0000000c')
  abroad = await signedIn(server.address, 'anna@SE', '0000000d')
}, 90_000)
afterAll(() => server.stop())

function offerOf(file: string, content: Buffer, more: object = {}): object {
  return {
    file,
    media: 'photo',
    bytes: content.length,
    sha256: createHash('sha256').update(content).digest('hex'),
    pressedAt: 1_767_268_800_000,
    attached: {kind: 'report', id: '01900000-0000-7000-8000-000000000001'},
    ...more,
  }
}

async function offer(body: object, who = phone): Promise<{status: number; body: Record<string, unknown>}> {
  const answer = await fetch(`${server.address}/api/v1/files`, {
    method: 'POST',
    headers: {...who, 'content-type': 'application/json'},
    body: JSON.stringify(body),
  })
  return {status: answer.status, body: (await answer.json()) as Record<string, unknown>}
}

async function send(file: string, start: number, part: Buffer): Promise<Record<string, unknown>> {
  const answer = await fetch(`${server.address}/api/v1/files/${file}?offset=${start}`, {
    method: 'PUT',
    headers: {...phone, 'content-type': 'application/octet-stream'},
    body: new Uint8Array(part),
  })
  return (await answer.json()) as Record<string, unknown>
}

function get(file: string, who: Record<string, string>): Promise<Response> {
  return fetch(`${server.address}/api/v1/files/${file}`, {headers: who})
}

async function filesOf(who: Record<string, string>): Promise<FileThing[]> {
  const answer = await fetch(`${server.address}/api/files`, {headers: who})
  return ((await answer.json()) as {files: FileThing[]}).files
}

test('[FI1][FI2] a cut after the second part loses nothing: the phone asks where to go on, and it is kept once', async () => {
  const file = 'photo-00000001'
  expect((await offer(offerOf(file, JPEG))).body).toEqual({file, received: 0, state: 'open'})
  await send(file, 0, JPEG.subarray(0, PART))
  await send(file, PART, JPEG.subarray(PART, 2 * PART))
  // The answer to the second part was lost: it comes again, and changes nothing.
  expect(await send(file, PART, JPEG.subarray(PART, 2 * PART))).toEqual({file, received: 2 * PART, state: 'open'})
  expect((await offer(offerOf(file, JPEG))).body).toEqual({file, received: 2 * PART, state: 'open'})
  const last = await send(file, 2 * PART, JPEG.subarray(2 * PART))
  expect(last).toEqual({file, received: JPEG.length, state: 'kept'})
  expect((await offer(offerOf(file, JPEG))).body).toEqual({file, received: JPEG.length, state: 'kept'})
  expect(await send(file, 0, JPEG.subarray(0, PART))).toEqual({file, received: JPEG.length, state: 'kept'})
  expect((await filesOf(desk)).filter(({id}) => id === file)).toMatchObject([
    {
      kind: 'file',
      media: 'photo',
      type: 'image/jpeg',
      bytes: JPEG.length,
      sha256: createHash('sha256').update(JPEG).digest('hex'),
      unit: 'DK-MHV991',
      pressedAt: 1_767_268_800_000,
      world: 'simulated',
      attached: {kind: 'report', id: '01900000-0000-7000-8000-000000000001'},
    },
  ])
})

test('[FI3] own people read it as what it is; another unit, another nation and a stranger do not', async () => {
  const read = await get('photo-00000001', desk)
  expect([read.status, read.headers.get('content-type'), read.headers.get('cache-control')]).toEqual([
    200,
    'image/jpeg',
    'no-store',
  ])
  expect(Buffer.from(await read.arrayBuffer()).equals(JPEG)).toBe(true)
  const {'x-seat': seat, cookie} = desk
  const picture = await fetch(`${server.address}/api/v1/files/photo-00000001?seat=${seat}`, {
    headers: {cookie: cookie ?? ''},
  })
  expect(picture.status).toBe(200)
  expect((await get('photo-00000001', phone)).status).toBe(200)
  for (const who of [other, abroad]) expect((await get('photo-00000001', who)).status).toBe(404)
  expect((await get('photo-00000001', {})).status).toBe(401)
  expect(await filesOf(abroad)).toEqual([])
})

test('[FI4] in the store the content is sealed, and the ledger has a row with its hash', async () => {
  const path = join(server.data, 'dk.sqlite')
  expect(readFileSync(path).includes('sea state three sea state three')).toBe(false)
  const store = new Sqlite(path, {readonly: true})
  const rows = store.prepare<[], {payload: Buffer}>("SELECT payload FROM event WHERE type = 'file.kept'").all()
  const parts = store.prepare<[], {n: number}>('SELECT count(*) AS n FROM file_part').get()
  store.close()
  expect(rows).toHaveLength(1)
  expect(rows[0]?.payload.toString()).toContain(createHash('sha256').update(JPEG).digest('hex'))
  expect(parts).toEqual({n: 0})
})

test('[FI5] too large is refused with its size; what is no picture, says more than it shows or differs is refused', async () => {
  const large = await offer(offerOf('photo-00000002', JPEG, {bytes: 1_234_567}))
  expect(large).toEqual({status: 413, body: {code: 'file-too-large', values: {bytes: 1_234_567, most: 600_000}}})

  const page = Buffer.from('<html><script>alert(1)</script></html>')
  await offer(offerOf('photo-00000003', page))
  expect(await send('photo-00000003', 0, page)).toMatchObject({code: 'file-kind'})

  const exif = Buffer.from([0xff, 0xe1, 0x00, 0x08, 0x45, 0x78, 0x69, 0x66, 0, 0])
  const telling = Buffer.concat([JPEG.subarray(0, 20), exif, JPEG.subarray(20, 5_000)])
  await offer(offerOf('photo-00000004', telling))
  expect(await send('photo-00000004', 0, telling)).toMatchObject({code: 'file-metadata'})

  const short = JPEG.subarray(0, 1_000)
  await offer(offerOf('photo-00000005', short))
  expect(await send('photo-00000005', 0, Buffer.concat([short.subarray(0, 999), Buffer.of(1)]))).toMatchObject({
    code: 'file-hash',
  })
  expect((await offer(offerOf('photo-00000005', short))).body).toMatchObject({received: 0, state: 'open'})
  expect((await offer(offerOf('photo-00000001', short))).body).toMatchObject({code: 'file-differs'})
})

test('[FI6] only a unit’s phone sends, and only of its own tasks', async () => {
  expect((await offer(offerOf('photo-00000006', JPEG), desk)).status).toBe(403)
  const attached = {kind: 'task', id: 'no-such-task-1'}
  expect((await offer(offerOf('photo-00000006', JPEG, {attached}))).body).toMatchObject({code: 'not-your-task'})
})

test('[FI7] a photo of an incident’s task is on the incident’s file from the same moment', async () => {
  const command = (body: object, n: number) =>
    fetch(`${server.address}/api/commands`, {
      method: 'POST',
      headers: {...desk, 'content-type': 'application/json'},
      body: JSON.stringify({commandId: `01900000-0000-7000-8000-00000000010${n}`, command: body}),
    }).then(answer => answer.json())
  const [incident, task] = ['incident-0001', 'task-00000001']
  const opened = await command({type: 'incident.open', incident, category: 'other', title: 'Boat adrift'}, 1)
  const sent = await command({type: 'incident.assign', incident, unit: 'DK-MHV991', task, taskType: 'assist'}, 2)
  expect([opened, sent]).toMatchObject([{outcome: 'done'}, {outcome: 'done'}])
  await offer(offerOf('photo-00000007', JPEG, {attached: {kind: 'task', id: task}}))
  for (let at = 0; at < JPEG.length; at += PART) await send('photo-00000007', at, JPEG.subarray(at, at + PART))
  expect((await filesOf(desk)).find(({id}) => id === 'photo-00000007')).toMatchObject({incident, task})
  const answer = await fetch(`${server.address}/api/incidents`, {headers: desk})
  const {incidents} = (await answer.json()) as {incidents: {id: string; files: {file: string}[]}[]}
  expect(incidents.find(({id}) => id === incident)?.files.map(({file}) => file)).toEqual(['photo-00000007'])
})

test('[FI3] who read it is in the audit', async () => {
  const store = new Sqlite(join(server.data, 'dk.sqlite'), {readonly: true})
  const read = () => store.prepare<[], {n: number}>("SELECT count(*) AS n FROM event WHERE type = 'audit.file'").get()
  await until(() => Promise.resolve((read()?.n ?? 0) >= 3))
  store.close()
})
