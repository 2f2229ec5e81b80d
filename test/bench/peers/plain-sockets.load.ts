import {io} from 'socket.io-client'
import {Decoder, Encoder, PacketType} from 'socket.io-parser'
import {systemClock} from '../../../shared/base/clock.ts'
import {Ages} from '../stage/ages.ts'
import type {CrowdFigures, Sum} from '../stage/crowd.ts'
import {viewOf} from '../stage/view.ts'
import type {PlainTrack} from './plain-sockets.ts'

/** One window in so many reads what it is sent, and tells by it how old that is; the others count. */
const SAMPLED = 10
const AT_ONCE = 50
const PAUSE_MS = 50
const RECORD = '{"id":'

/** Leaves an event as the text that it is, so that counting windows cost the machine little. */
class TextDecoder extends Decoder {
  override add(encoded: unknown): void {
    if (typeof encoded === 'string' && encoded.startsWith('2'))
      this.emitReserved('decoded', {type: PacketType.EVENT, nsp: '/', data: ['text', encoded]})
    else super.add(encoded)
  }
}

const [, , address = '', count = '0'] = process.argv
const ages = new Ages()
let frames = 0
let near: Sum = {records: 0, bytes: 0}
let wide: Sum = {records: 0, bytes: 0}
let since: number | undefined

let connected = 0
for (let index = 0; index < Number(count); index++) {
  const socket = io(address, {
    transports: ['websocket'],
    parser: {Encoder, Decoder: TextDecoder},
    forceNew: true,
    auth: {index},
  })
  const {isWide} = viewOf(index)
  const isSampled = index % SAMPLED === SAMPLED >> 1
  socket.on('connect', () => {
    if (++connected === Number(count)) process.send?.({ready: true})
  })
  socket.on('text', (text: string) => {
    const tracks = isSampled ? (JSON.parse(text.slice(text.indexOf('['))) as [string, PlainTrack[]])[1] : undefined
    if (since === undefined) return
    const sum = isWide ? wide : near
    frames++
    sum.bytes += text.length
    sum.records += tracks?.length ?? recordsIn(text)
    const now = systemClock.wall()
    for (const {at} of tracks ?? []) ages.add(now - at)
  })
  if (index % AT_ONCE === AT_ONCE - 1) await new Promise<void>(done => systemClock.after(PAUSE_MS, done))
}

process.on('message', (message: {measureMs: number}) => {
  ages.clear()
  frames = 0
  near = {records: 0, bytes: 0}
  wide = {records: 0, bytes: 0}
  const from = systemClock.monotonic()
  since = from
  systemClock.after(message.measureMs, () => {
    since = undefined
    process.send?.({
      ms: systemClock.monotonic() - from,
      frames,
      near,
      wide,
      p50: ages.quantile(0.5),
      p99: ages.quantile(0.99),
      p999: ages.quantile(0.999),
      timed: ages.count,
    } satisfies CrowdFigures)
  })
})

function recordsIn(text: string): number {
  let records = 0
  for (let at = text.indexOf(RECORD); at !== -1; at = text.indexOf(RECORD, at + RECORD.length)) records++
  return records
}
