import {connect} from '../../client/link/connection.ts'
import {systemClock} from '../../shared/base/clock.ts'
import {systemRandom} from '../../shared/base/random.ts'
import {FrameFlag, type FrameHeader, readHeader} from '../../shared/protocol/frame.ts'
import {PROTOCOL_VERSION} from '../../shared/protocol/message.ts'
import {later, Load} from '../bench/stage/load.ts'
import {NodeProcess} from '../bench/stage/node-process.ts'
import type {NodeRest} from '../bench/stage/node.run.ts'
import {seatOf} from '../bench/stage/seats.ts'
import {viewOf} from '../bench/stage/view.ts'

export const name = 'hour'

const TRACKS = 5_000
const SENTENCES_PER_SECOND = 1_000
const SESSIONS = 100
/** Seats for those who come and go. */
const VISITORS = 50
const WARM_UP_SHARE = 1 / 6
const SAMPLES = 60
/** What the heap may grow after collection, MB in an hour. */
const MOST_SLOPE = 1
/** Sockets of visitors that the kernel has not quite let go, and a timer more or less. */
const HANDLES_LEEWAY = 5
const PATIENCE_MS = 30_000

/**
 * A node with 5,000 tracks and 100 windows for an hour, while windows open, get their picture and close 10,000 times (or
 * the minutes and the number given). The heap after collection must not grow, and what is held must be what was.
 */
export async function run([minutes = '60', visits = '10000']: readonly string[]): Promise<void> {
  const ms = Number(minutes) * 60_000
  const load = new Load()
  const {port} = await load.hear('port')
  const people = SESSIONS + VISITORS
  const {node, address} = await NodeProcess.start({port, people, capacity: TRACKS * 2}, ['--expose-gc'])
  try {
    load.order({do: 'sail', vessels: TRACKS})
    await load.hear('fed')
    while ((await node.tracks()) < TRACKS) await later(100)
    load.order({do: 'open', address, windows: SESSIONS})
    await load.hear('whole')
    load.order({do: 'feed', perSecond: SENTENCES_PER_SECOND})
    await later(10_000)

    const base = await node.rest()
    console.log(`base: ${JSON.stringify(base)}`)
    const began = systemClock.monotonic()
    const samples: {readonly hours: number; readonly rest: NodeRest}[] = []
    const door = new Door(address, began, ms, Number(visits))
    const visited = door.open()
    // A visitor that gets no picture ends it at once.
    const refused = visited.then(() => new Promise<never>(() => {}))
    for (let sample = 1; sample <= SAMPLES; sample++) {
      await Promise.race([later(began + (ms * sample) / SAMPLES - systemClock.monotonic()), refused])
      const rest = await node.rest()
      samples.push({hours: (systemClock.monotonic() - began) / 3_600_000, rest})
      console.log(`${door.visits} visits: ${JSON.stringify(rest)}`)
    }
    await visited
    await later(10_000)
    const end = await node.rest()
    const slope = slopeOf(samples.slice(Math.floor(SAMPLES * WARM_UP_SHARE)))
    console.log(`end: ${JSON.stringify({...end, visits: door.visits, 'heap slope, MB/h': slope})}`)
    if (door.visits < Number(visits)) throw new Error(`only ${door.visits} visits`)
    if (slope > MOST_SLOPE) throw new Error(`the heap grows by ${slope.toFixed(2)} MB an hour`)
    if (end.windows !== base.windows) throw new Error(`${end.windows} windows, ${base.windows} before`)
    if (end.handles > base.handles + HANDLES_LEEWAY) throw new Error(`${end.handles} handles, ${base.handles} before`)
  } finally {
    load.end()
    await node.stop()
  }
}

/** Visitors, one after another at each seat, evenly spread over the time. */
class Door {
  visits = 0
  readonly #address: string
  readonly #from: number
  readonly #ms: number
  readonly #most: number

  constructor(address: string, from: number, ms: number, most: number) {
    this.#address = address
    this.#from = from
    this.#ms = ms
    this.#most = most
  }

  async open(): Promise<void> {
    const seats = Array.from({length: VISITORS}, (_, index) => SESSIONS + index)
    let begun = 0
    await Promise.all(
      seats.map(async seat => {
        while (begun < this.#most) {
          const at = this.#from + (this.#ms * begun++) / this.#most
          await later(Math.max(0, at - systemClock.monotonic()))
          await visit(this.#address, seat)
          this.visits++
        }
      }),
    )
  }
}

/** A window opens, gets its picture whole, and closes. */
function visit(address: string, seat: number): Promise<void> {
  return new Promise((done, failed) => {
    const {west, south, east, north} = viewOf(seat)
    let header: FrameHeader | undefined
    const fail = (why: string) => {
      stopWaiting()
      connection.close()
      failed(new Error(why))
    }
    const stopWaiting = systemClock.after(PATIENCE_MS, () => fail('a visitor got no picture'))
    const connection = connect({
      address,
      headers: {origin: address},
      clock: systemClock,
      random: systemRandom,
      handshake: () => ({seat: seatOf(seat), protocol: PROTOCOL_VERSION}),
      onConnect: () => connection.say('view', {west, south, east, north, zoom: 8, focus: []}),
      onFrame: frame => {
        header = readHeader(new DataView(frame), header)
        if (header === undefined || (header.flags & FrameFlag.MORE) !== 0) return
        stopWaiting()
        connection.close()
        done()
      },
      onMessage: (_event, _body, answer) => answer(),
      onRefused: fail,
    })
  })
}

/** Growth of the heap, MB in an hour: the least-squares line through the samples. */
function slopeOf(samples: readonly {readonly hours: number; readonly rest: NodeRest}[]): number {
  const mean = (of: (one: (typeof samples)[number]) => number) =>
    samples.reduce((sum, one) => sum + of(one), 0) / samples.length
  const [x, y] = [mean(one => one.hours), mean(one => one.rest.heapMB)]
  const over = mean(one => (one.hours - x) * (one.rest.heapMB - y))
  return over / mean(one => (one.hours - x) ** 2)
}
