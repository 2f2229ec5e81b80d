import {once} from 'node:events'
import {createServer, type AddressInfo, type Socket} from 'node:net'
import {connect, type Connection} from '../../../client/link/connection.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import {systemClock} from '../../../shared/base/clock.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {latOf} from '../../../shared/geo/mercator.ts'
import {FrameFlag, type FrameHeader, readHeader} from '../../../shared/protocol/frame.ts'
import {emptyMove, MoveReader} from '../../../shared/protocol/move.ts'
import {ageOf, Fleet} from './fleet.ts'

/** What the load generator is told. */
export type Order =
  | {readonly do: 'sail'; readonly vessels: number}
  | {readonly do: 'feed'; readonly perSecond: number}
  | {readonly do: 'open'; readonly address: string; readonly windows: number}
  | {readonly do: 'measure'; readonly ms: number}

/** What it says. */
export type Report =
  | {readonly said: 'port'; readonly port: number}
  | {readonly said: 'fed'}
  | {readonly said: 'whole'}
  | {readonly said: 'measured'; readonly crowd: CrowdFigures}

export type Sum = {records: number; bytes: number}
export type CrowdFigures = {
  readonly ms: number
  readonly frames: number
  readonly near: Sum
  readonly wide: Sum
  readonly sentences: number
  /** Sentence sent to record taken in, ms, of the windows that are sampled. */
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly timed: number
}

const FEED_MS = 10
/** One window in so many keeps its picture, and tells by it how old what comes is. */
const SAMPLED = 25
const random = seededRandom(11)
const ages = new Uint32Array(1_024)
const near: Sum = {records: 0, bytes: 0}
const wide: Sum = {records: 0, bytes: 0}
let [frames, timed, sentences] = [0, 0, 0]
let measuring = false
let fleet = new Fleet(0)
let line: Socket | undefined
let windows = 0
const whole = new Set<number>()

const server = createServer(socket => {
  line = socket
  socket.on('error', () => undefined)
})
server.listen(0, '127.0.0.1')
await once(server, 'listening')
say({said: 'port', port: (server.address() as AddressInfo).port})

process.on('message', (order: Order) => {
  switch (order.do) {
    case 'sail':
      void sail(order.vessels)
      return
    case 'feed':
      return feed(order.perSecond)
    case 'open':
      void open(order.address, order.windows)
      return
    case 'measure':
      return measure(order.ms)
  }
})

/** Every vessel says where it is and how it is called, as fast as the node takes it. */
async function sail(vessels: number): Promise<void> {
  fleet = new Fleet(vessels)
  while (line === undefined) await later(20)
  for (let from = 0; from < vessels; from += 1_000) {
    await written(line, fleet.sentences(from, 1_000, systemClock.wall()))
    await written(line, fleet.names(from, 1_000))
  }
  say({said: 'fed'})
}

/** So many sentences a second, vessel after vessel. */
function feed(perSecond: number): void {
  let vessel = 0
  let owed = 0
  let last = systemClock.monotonic()
  systemClock.every(FEED_MS, () => {
    const now = systemClock.monotonic()
    owed += ((now - last) / 1_000) * perSecond
    last = now
    while (owed >= 1) {
      const count = Math.min(Math.floor(owed), fleet.size - vessel)
      line?.write(fleet.sentences(vessel, count, systemClock.wall()))
      vessel = (vessel + count) % fleet.size
      owed -= count
      if (measuring) sentences += count
    }
  })
}

async function open(address: string, count: number): Promise<void> {
  windows = count
  for (let index = 0; index < count; index++) {
    openWindow(address, index)
    if (index % 50 === 49) await later(50)
  }
}

function measure(ms: number): void {
  frames = timed = sentences = near.records = near.bytes = wide.records = wide.bytes = 0
  ages.fill(0)
  measuring = true
  const from = systemClock.monotonic()
  systemClock.after(ms, () => {
    measuring = false
    const crowd = {ms: systemClock.monotonic() - from, frames, near, wide, sentences, timed}
    say({said: 'measured', crowd: {...crowd, p50: quantile(0.5), p99: quantile(0.99), p999: quantile(0.999)}})
  })
}

/** One window: looks at a harbour (40 %), a region (45 %) or an ocean (15 %), and says how far it has come. */
function openWindow(address: string, index: number): void {
  const share = index % 20
  const degrees = share < 8 ? 2 : share < 17 ? 10 : 50
  const spot = Math.floor(random.unit() * 40)
  const west = ((spot * 53) % 340) - 170 + 2 - degrees / 2
  const south = Math.max(-60, ((spot * 29) % 100) - 40 + 1.5 - degrees / 4)
  const sum = share < 17 ? near : wide
  const picture = index % SAMPLED === SAMPLED >> 1 ? new Sampled() : undefined
  let header: FrameHeader | undefined
  const connection: Connection = connect({
    address,
    headers: {origin: address},
    clock: systemClock,
    random,
    handshake: () => ({seat: index.toString(16).padStart(8, '0'), protocol: 2}),
    onConnect: () =>
      connection.say('view', {west, south, east: west + degrees, north: south + degrees / 2, zoom: 8, focus: []}),
    onFrame(frame) {
      const view = new DataView(frame)
      header = readHeader(view, header)
      if (header === undefined) throw new Error('not a frame')
      if ((header.flags & FrameFlag.MORE) === 0 && !whole.has(index)) {
        whole.add(index)
        if (whole.size === windows) say({said: 'whole'})
      }
      picture?.take(frame)
      if (!measuring) return
      frames++
      sum.records += header.records + movesIn(view, header)
      sum.bytes += frame.byteLength
    },
    onMessage: (_event, _body, done) => done(),
    onRefused: code => {
      throw new Error(code)
    },
  })
  systemClock.every(450 + random.unit() * 100, () => {
    if (header !== undefined) connection.say('drawn', {tick: header.tick})
  })
}

const skipped = emptyMove()

function movesIn(view: DataView, {sections, sectionsAt}: FrameHeader): number {
  const moves = new MoveReader(view, sectionsAt)
  let count = 0
  for (let section = 0; section < sections; section++) {
    moves.u16()
    moves.u16()
    const inSection = moves.u16()
    for (let left = inSection; left > 0; left--) {
      moves.seat()
      moves.into(skipped)
    }
    count += inSection
  }
  return count
}

/** A window's picture: whatever changes in it says when it was sent. */
class Sampled {
  readonly #table = new TrackTable()
  readonly #seen = new Map<number, number>()

  take(frame: ArrayBuffer): void {
    if (this.#table.apply(frame) === undefined) throw new Error('a frame that does not fit')
    const now = systemClock.wall()
    for (let slot = 0; slot < this.#table.count; slot++) {
      const y = this.#table.place[slot * 2 + 1] ?? 0
      const id = this.#table.idAt(slot)
      if (this.#seen.get(id) === y) continue
      this.#seen.set(id, y)
      if (!measuring) continue
      const age = ageOf(latOf(y), now)
      ages[age] = (ages[age] ?? 0) + 1
      timed++
    }
  }
}

function quantile(share: number): number {
  let left = timed * share
  for (let age = 0; age < ages.length; age++) {
    left -= ages[age] ?? 0
    if (left <= 0) return age
  }
  return NaN
}

function say(report: Report): void {
  process.send?.(report)
}

async function written(socket: Socket, bytes: Buffer): Promise<void> {
  if (!socket.write(bytes)) await once(socket, 'drain')
}

function later(ms: number): Promise<void> {
  return new Promise(done => systemClock.after(ms, done))
}
