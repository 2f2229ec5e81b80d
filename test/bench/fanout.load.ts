import {systemClock} from '../../shared/base/clock.ts'
import {seededRandom} from '../../shared/base/random.ts'
import {FrameFlag, readHeader, RECORD_BYTES, recordsAt} from '../../shared/protocol/frame.ts'
import {connect, type Connection} from '../../client/link/connection.ts'

export type LoadResult = {
  readonly frames: number
  readonly records: number
  readonly bytes: number
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
let measuring = false
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
  const connection: Connection = connect({
    address,
    headers: {origin: address},
    clock: systemClock,
    random,
    handshake: () => ({seat: index.toString(16).padStart(8, '0'), protocol: 1}),
    onConnect: () =>
      connection.say('view', {west, south, east: west + degrees, north: south + degrees / 2, zoom: 8, focus: []}),
    onFrame(frame) {
      tick = take(frame, index)
    },
    onMessage: () => undefined,
    onRefused: code => {
      throw new Error(code)
    },
  })
  systemClock.every(450 + random.unit() * 100, () => connection.say('drawn', {tick}))
}

function take(frame: ArrayBuffer, index: number): number {
  const view = new DataView(frame)
  const header = readHeader(view)
  if (header === undefined) throw new Error('not a frame')
  if ((header.flags & FrameFlag.MORE) === 0 && !whole.has(index)) {
    whole.add(index)
    if (whole.size === clients) process.send?.({ready: true})
  }
  if (!measuring) return header.tick
  const now = systemClock.wall()
  frames++
  records += header.records
  bytes += frame.byteLength
  let at = recordsAt(header.gone)
  for (let record = 0; record < header.records; record++, at += RECORD_BYTES) {
    const age = (now - view.getUint16(at + 24, true)) & 0xffff
    ages[age] = (ages[age] ?? 0) + 1
  }
  return header.tick
}

function quantile(share: number): number {
  let left = records * share
  for (let age = 0; age < ages.length; age++) {
    left -= ages[age] ?? 0
    if (left <= 0) return age
  }
  return NaN
}
