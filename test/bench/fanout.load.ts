import {systemClock} from '../../shared/base/clock.ts'
import {seededRandom} from '../../shared/base/random.ts'
import {FrameFlag, type FrameHeader, readHeader} from '../../shared/protocol/frame.ts'
import {emptyMove, MoveReader} from '../../shared/protocol/move.ts'
import {Picture} from './picture.load.ts'
import {connect, type Connection} from '../../client/link/connection.ts'

export type LoadResult = {
  readonly frames: number
  readonly records: number
  readonly bytes: number
  /** The same of the windows that look at a harbour or a region, and at an ocean. */
  readonly near: {readonly records: number; readonly bytes: number}
  readonly wide: {readonly records: number; readonly bytes: number}
  readonly p50: number
  readonly p99: number
  readonly p999: number
}

const [, , address = '', count = '0'] = process.argv
const clients = Number(count)
const random = seededRandom(11)
/** Ages of delivered records, ms. */
const ages = new Uint32Array(65_536)
let frames = 0
let records = 0
let bytes = 0
const near = {records: 0, bytes: 0}
const wide = {records: 0, bytes: 0}
/** One window in so many holds its picture, and tells by it how old what comes is. */
const SAMPLED = 20
let measuring = false
let timed = 0
const whole = new Set<number>()

for (let index = 0; index < clients; index++) {
  window(index)
  if (index % 50 === 49) await new Promise<void>(later => systemClock.after(50, later))
}

process.on('message', (message: {measureMs: number}) => {
  measuring = true
  systemClock.after(message.measureMs, () => {
    measuring = false
    process.send?.({
      frames,
      records,
      bytes,
      near,
      wide,
      p50: quantile(0.5),
      p99: quantile(0.99),
      p999: quantile(0.999),
    } satisfies LoadResult)
  })
})

/** One window: looks at a harbour, a region or an ocean, and says twice a second how far it has come. */
function window(index: number): void {
  const share = index % 20
  const degrees = share < 8 ? 2 : share < 17 ? 10 : 50
  const spot = Math.floor(random.unit() * 40)
  const west = ((spot * 53) % 340) - 170 + 2 - degrees / 2
  const south = Math.max(-60, ((spot * 29) % 100) - 40 + 1.5 - degrees / 4)
  let tick = 0
  const take = reader(index, share < 17 ? near : wide)
  const connection: Connection = connect({
    address,
    headers: {origin: address},
    clock: systemClock,
    random,
    handshake: () => ({seat: index.toString(16).padStart(8, '0'), protocol: 2}),
    onConnect: () =>
      connection.say('view', {west, south, east: west + degrees, north: south + degrees / 2, zoom: 8, focus: []}),
    onFrame(frame) {
      tick = take(frame)
    },
    onMessage: () => undefined,
    onRefused: code => {
      throw new Error(code)
    },
  })
  systemClock.every(450 + random.unit() * 100, () => connection.say('drawn', {tick}))
}

/** What a window does with a frame; the tick of it. */
function reader(index: number, sum: {records: number; bytes: number}): (frame: ArrayBuffer) => number {
  let header: FrameHeader | undefined
  const picture = index % SAMPLED === SAMPLED >> 1 ? new Picture() : undefined
  return frame => {
    const view = new DataView(frame)
    header = readHeader(view, header)
    if (header === undefined) throw new Error('not a frame')
    if ((header.flags & FrameFlag.MORE) === 0 && !whole.has(index)) {
      whole.add(index)
      if (whole.size === clients) process.send?.({ready: true})
    }
    picture?.take(frame, aged)
    if (!measuring) return header.tick
    const told = header.records + movesIn(view, header)
    frames++
    records += told
    sum.records += told
    bytes += frame.byteLength
    sum.bytes += frame.byteLength
    return header.tick
  }
}

function aged(ms: number): void {
  if (!measuring) return
  const age = Math.min(ages.length - 1, ms)
  ages[age] = (ages[age] ?? 0) + 1
  timed++
}

function movesIn(view: DataView, {sections, sectionsAt}: FrameHeader): number {
  const skipped = emptyMove()
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

function quantile(share: number): number {
  let left = timed * share
  for (let age = 0; age < ages.length; age++) {
    left -= ages[age] ?? 0
    if (left <= 0) return age
  }
  return NaN
}
