import {setFlagsFromString} from 'node:v8'
import {runInNewContext} from 'node:vm'
import {createConnection, type Socket as NetSocket} from 'node:net'
import {io, type Socket} from 'socket.io-client'
import {afterEach, expect, test} from 'vitest'
import {systemClock} from '../../../shared/base/clock.ts'
import type {Beat, Hello, Things} from '../../../shared/protocol/message.ts'
import {open, somebody, TestNation, type Door} from './nation.ts'

const COMMAND = {
  commandId: '00000000-0000-7000-8000-000000000001',
  command: {type: 'alert.acknowledge', alert: 'alert-0001'},
}
const ends: (() => unknown)[] = []

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function started(): Promise<{nation: TestNation; door: Door}> {
  const nation = new TestNation(systemClock)
  nation.people.set('0000000a', somebody('anna', [1]))
  const door = await open(nation)
  ends.push(() => door.stop())
  return {nation, door}
}

/** A client with Socket.IO's own parser. */
function stock(
  door: Door,
  headers: Record<string, string> = {origin: door.origin},
  auth: object = {seat: '0000000a', protocol: 2},
): Socket {
  const socket = io(door.address, {
    transports: ['websocket'],
    forceNew: true,
    reconnection: false,
    auth,
    extraHeaders: headers,
  })
  ends.push(() => socket.disconnect())
  return socket
}

function next<T>(socket: Socket, event: string): Promise<T> {
  return new Promise(heard => socket.once(event, heard))
}

function connected(socket: Socket): Promise<'in' | string> {
  return new Promise(told => {
    socket.once('connect', () => told('in'))
    socket.once('connect_error', error => told(error.message))
  })
}

test('[DO1] only the exact origin is let in', async () => {
  const {door} = await started()
  const port = new URL(door.address).port
  const outcome = (headers: Record<string, string>) => connected(stock(door, headers))
  expect(await outcome({origin: door.origin})).toBe('in')
  expect(await outcome({origin: 'https://console.example'})).toBe('in')
  const refused = [
    {},
    {origin: 'null'},
    {origin: 'https://evil.example'},
    {origin: `https://127.0.0.1:${port}`},
    {origin: `http://127.0.0.1:${Number(port) + 1}`},
    {origin: 'http://127.0.0.1'},
    {origin: `http://localhost:${port}`},
    {origin: `http://127.0.0.1:${port}.evil.example`},
    {origin: 'https://sub.console.example'},
    {origin: 'http://console.example'},
    {origin: `${door.origin}/`},
  ]
  for (const headers of refused)
    expect([headers, await outcome(headers as Record<string, string>)]).not.toEqual([headers, 'in'])
  expect(door.gateway.counts.get('origin')).toBe(refused.length)
})

test('[DO2] an unknown seat, a malformed handshake and another protocol are refused by name', async () => {
  const {door} = await started()
  const outcome = (auth: object) => connected(stock(door, {origin: door.origin}, auth))
  expect(await outcome({seat: '0000000b', protocol: 2})).toBe('not-signed-in')
  expect(await outcome({seat: 'anna', protocol: 2})).toBe('malformed')
  expect(await outcome({seat: '0000000a', protocol: 2, admin: true})).toBe('malformed')
  expect(await outcome({seat: '0000000a', protocol: 1})).toBe('outdated')
})

test('[DO5][DO6] a stock client gets hello, things, beats and answers, and no frames', async () => {
  const {nation, door} = await started()
  const socket = stock(door)
  const frames: unknown[] = []
  socket.on('frame', (frame: unknown) => frames.push(frame))
  const [hello, things, beat] = await Promise.all([
    next<Hello>(socket, 'hello'),
    next<Things>(socket, 'things'),
    next<Beat>(socket, 'beat'),
  ])
  expect(hello).toMatchObject({nation: 'SE', user: {name: 'anna'}})
  expect(things).toMatchObject({n: 1, snapshot: true})
  expect(beat).toMatchObject({rate: 1, tracks: 0})
  nation.add(13, 55)
  nation.tick()
  expect(await socket.emitWithAck('command', COMMAND)).toEqual({
    outcome: 'done',
    commandId: COMMAND.commandId,
    things: [],
  })
  expect(frames).toEqual([])
})

test('[DO3] what is malformed, unknown or of the wrong shape is refused and counted, and the window stays', async () => {
  const {nation, door} = await started()
  const socket = stock(door)
  await next(socket, 'things')
  expect(await socket.emitWithAck('command', {...COMMAND, extra: 1})).toMatchObject({
    outcome: 'refused',
    code: 'malformed',
    commandId: COMMAND.commandId,
  })
  expect(await socket.emitWithAck('command')).toMatchObject({outcome: 'refused'})
  expect(await socket.emitWithAck('view', {west: 'x'})).toMatchObject({code: 'malformed'})
  expect(await socket.emitWithAck('ask', {type: 'card', track: -1})).toMatchObject({code: 'malformed'})
  expect(await socket.emitWithAck('__proto__', {})).toMatchObject({code: 'unknown-event'})
  expect(await socket.emitWithAck('hello', {})).toMatchObject({code: 'unknown-event'})
  socket.emit('things', {}, 'not a function', 7)
  expect(await socket.emitWithAck('command', COMMAND)).toMatchObject({outcome: 'done'})
  expect(nation.commands).toHaveLength(1)
  expect(nation.stream.counts.all()).toMatchObject({malformed: 4, 'unknown-event': 3})
})

test('[DO3] a flood is refused beyond its budget; an event named error ends that window only', async () => {
  const {nation, door} = await started()
  const [loud, quiet] = [stock(door), stock(door)]
  await Promise.all([next(loud, 'things'), next(quiet, 'things')])
  const answers = await Promise.all(
    Array.from({length: 100}, () => loud.emitWithAck('command', COMMAND) as Promise<{code?: string}>),
  )
  expect(answers.filter(answer => answer.code === 'too-fast').length).toBeGreaterThan(30)
  expect(nation.commands.length).toBeLessThan(70)

  loud.emit('error', {})
  await next(loud, 'disconnect')
  expect(await quiet.emitWithAck('command', COMMAND)).toMatchObject({outcome: 'done'})
})

test('[DO3] what cannot be carried out is answered without detail and told to the node', async () => {
  const {nation, door} = await started()
  nation.answer = () => {
    throw new Error('disk is full at /secret')
  }
  const socket = stock(door)
  await next(socket, 'things')
  expect(await socket.emitWithAck('command', COMMAND)).toMatchObject({outcome: 'refused', code: 'fault'})
  expect(door.errors).toHaveLength(1)
})

test('[DO3] rubbish on the wire ends only who sent it', async () => {
  const {door} = await started()
  const quiet = stock(door)
  await next(quiet, 'things')
  const rubbish = [
    '4',
    '42',
    '42{',
    '451-["command",{"_placeholder":true,"num":0}]',
    '45999-["x"]',
    '42["__proto__",{}]',
    `42["view",${'['.repeat(20_000)}`,
    '4x',
    '40/admin,',
    '2'.repeat(70_000),
  ]
  for (const text of rubbish) {
    const raw = await rawWindow(door, '0000000a')
    raw.write(text)
    raw.write(text)
    await new Promise<void>(later => systemClock.after(10, later))
    raw.socket.destroy()
  }
  expect(await quiet.emitWithAck('command', COMMAND)).toMatchObject({outcome: 'done'})
})

test('[DO4] revoking a session ends its windows at once and lets none back in', async () => {
  const {nation, door} = await started()
  const socket = stock(door)
  await next(socket, 'things')
  const anna = somebody('anna', [1])
  const heard: string[] = []
  socket.onAny((event: string) => heard.push(event))
  const gone = next<string>(socket, 'disconnect')
  nation.ended.add(anna.session)
  nation.stream.revoke(anna.session)
  nation.put({
    kind: 'notice',
    id: 'notice-1',
    version: 1,
    world: 'simulated',
    rule: 'crossing',
    at: 0,
    tracks: [],
    subjects: [],
    evidence: [],
  })
  expect(await gone).toBe('io server disconnect')
  expect(heard).toEqual(['ended'])
  expect(await connected(stock(door))).toBe('not-signed-in')
})

test('[DO4] a command of a session that has ended is refused even before its socket is closed', async () => {
  const {nation, door} = await started()
  const socket = stock(door)
  await next(socket, 'things')
  nation.ended.add(somebody('anna', [1]).session)
  expect(await socket.emitWithAck('command', COMMAND)).toMatchObject({outcome: 'refused', code: 'session-ended'})
  expect(nation.commands).toEqual([])
})

test('[DO7] the outcome of a forwarded command reaches its person, also in a new window, and nobody else', async () => {
  const {nation, door} = await started()
  nation.people.set('0000000b', somebody('berta', [1]))
  nation.answer = envelope => ({outcome: 'forwarded', commandId: envelope.commandId})
  const [first, other] = [stock(door), stock(door, {origin: door.origin}, {seat: '0000000b', protocol: 2})]
  await Promise.all([next(first, 'things'), next(other, 'things')])
  expect(await first.emitWithAck('command', COMMAND)).toMatchObject({outcome: 'forwarded'})
  first.disconnect()
  const again = stock(door)
  await next(again, 'things')
  const strays: unknown[] = []
  other.on('outcome', (result: unknown) => strays.push(result))
  const told = next(again, 'outcome')
  nation.stream.outcome({outcome: 'done', commandId: COMMAND.commandId, things: []})
  expect(await told).toMatchObject({outcome: 'done'})
  expect(strays).toEqual([])
})

test('[PA3] a socket that does not read costs a few megabytes, is cut when revoked, and others stay fresh', async () => {
  const nation = new TestNation(systemClock, 20_000, {roughMetres: 0})
  nation.people.set('0000000a', somebody('anna', [1]))
  nation.people.set('0000000b', somebody('berta', [1]))
  const door = await open(nation)
  ends.push(() => door.stop())
  const rows = Array.from({length: 10_000}, (_, index) => nation.add(12.5 + index / 6_000, 55))
  const stalled = await rawWindow(door, '0000000a')
  const reader = await rawWindow(door, '0000000b')
  stalled.socket.pause()

  const before = memoryInUse()
  let readerBytes = 0
  reader.socket.on('data', (chunk: Buffer) => (readerBytes += chunk.length))
  for (let count = 0; count < 60; count++) {
    for (const row of rows) nation.move(row, 12.5 + row / 6_000 + count / 100_000, 55)
    nation.tick()
    reader.say('drawn', {tick: count + 1})
    await new Promise<void>(later => systemClock.after(5, later))
  }
  const grown = (memoryInUse() - before) / 1e6
  expect(readerBytes).toBeGreaterThan(60 * 10_000 * 8 * 0.5)
  expect(grown).toBeLessThan(20)
  expect(stalled.bytes()).toBeLessThan(2_000)

  const ended = new Promise<void>(closed => stalled.socket.on('close', () => closed()))
  nation.stream.revoke(somebody('anna', [1]).session)
  stalled.socket.resume()
  await ended
  // What was on its way when the session ended is at most one window's share.
  expect(stalled.bytes()).toBeLessThan(1_200_000)
})

/** Bytes that the process holds after what is no longer needed has been let go: what waits for a socket counts. */
function memoryInUse(): number {
  setFlagsFromString('--expose_gc')
  const collect: unknown = runInNewContext('gc')
  if (typeof collect === 'function') collect()
  const {heapUsed, external} = process.memoryUsage()
  return heapUsed + external
}

/** A window spoken by hand, so that its socket can be stopped from reading. */
async function rawWindow(door: Door, seat: string) {
  const {port} = new URL(door.address)
  const socket: NetSocket = createConnection(Number(port), '127.0.0.1')
  ends.push(() => socket.destroy())
  let bytes = 0
  socket.write(
    `GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nOrigin: ${door.origin}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n`,
  )
  const write = (text: string) => {
    const body = Buffer.from(text)
    const head = Buffer.alloc(body.length < 126 ? 2 : 10)
    head[0] = 0x81
    head[1] = 0x80 | (body.length < 126 ? body.length : 127)
    if (body.length >= 126) head.writeBigUInt64BE(BigInt(body.length), 2)
    socket.write(Buffer.concat([head, Buffer.alloc(4), body]))
  }
  await new Promise<void>(upgraded => {
    socket.once('data', () => upgraded())
  })
  write(`40${JSON.stringify({seat, protocol: 2})}`)
  await new Promise<void>(hello => {
    const listen = (chunk: Buffer) => {
      if (!chunk.includes('hello')) return
      socket.off('data', listen)
      hello()
    }
    socket.on('data', listen)
  })
  const say = (event: string, body: object) => write(`42${JSON.stringify([event, body])}`)
  say('view', {west: 12, south: 54, east: 15, north: 56, zoom: 7, focus: []})
  await new Promise<void>(later => systemClock.after(50, later))
  socket.on('data', (chunk: Buffer) => (bytes += chunk.length))
  socket.on('error', () => undefined)
  return {socket, say, write, bytes: () => bytes}
}
