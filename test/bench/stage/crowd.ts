import {connect, type Connection} from '../../../client/link/connection.ts'
import {NO_LINK_MS} from '../../../client/link/heartbeat.ts'
import {grown} from '../../../client/state/track-columns.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import {systemClock} from '../../../shared/base/clock.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {FrameFlag, type FrameHeader, readHeader, TrackFlag} from '../../../shared/protocol/frame.ts'
import {emptyMove, MoveReader} from '../../../shared/protocol/move.ts'
import {SectionReader} from '../../../shared/protocol/section.ts'
import {PROTOCOL_VERSION} from '../../../shared/protocol/message.ts'
import {Ages} from './ages.ts'
import {seatOf} from './seats.ts'
import {type Box, viewOf} from './view.ts'

export type Sum = {records: number; bytes: number}
export type CrowdFigures = {
  readonly ms: number
  readonly frames: number
  /**
   * Of the windows that look at a harbour or a region, and of those that look at an ocean. Bytes are counted in all; records
   * in those that are sampled, and as many are reckoned to as many bytes in the others.
   */
  readonly near: Sum
  readonly wide: Sum
  /** How old a record was when its window had taken it in, ms, in the windows that are sampled; NaN where none was. */
  readonly p50: number
  readonly p99: number
  readonly p999: number
  readonly timed: number
}

/**
 * These windows of each round keep their pictures, count what comes and tell how old it is: one of each kind. The others
 * take their frames, see how far they have come and say so: read whole, so many windows would take more than a core.
 */
const SAMPLED: ReadonlySet<number> = new Set([5, 15, 18])
/** Windows in a round, where they are few and where they are many. */
const ROUND = {few: 20, many: 60}
const MANY = 200
const AT_ONCE = 50
const PAUSE_MS = 50

export type CrowdOptions = {
  readonly address: string
  readonly windows: number
  /** How wide all windows look; left out: some at a harbour, some at a region, some at an ocean. */
  readonly degrees?: number | undefined
  /** Where all windows look, instead. */
  readonly box?: Box | undefined
  /** Number of the first, 0 when left out: it says whose window it is. */
  readonly from?: number | undefined
  /** How old what stands in a slot is, ms, by what the sender wrote into its place; NaN where it wrote nothing. */
  readonly ageOf: (table: TrackTable, slot: number, wallMs: number) => number
  /** Every window has its picture whole. */
  readonly onWhole: () => void
}

/** Windows of one node: 40 % look at a harbour, 45 % at a region, 15 % at an ocean, and all say how far they have come. */
export class Crowd {
  readonly #options: CrowdOptions
  readonly #random = seededRandom(11)
  readonly #ages = new Ages()
  readonly #connections: Connection[] = []
  /** Windows that have their picture whole. */
  readonly #whole = new Set<number>()
  #fresh:
    {readonly since: number; readonly after: Map<number, number>; readonly done: (after: number[]) => void} | undefined
  readonly #skipped = emptyMove()
  readonly #round: number
  #near = emptyTally()
  #wide = emptyTally()
  #frames = 0
  #since: number | undefined

  constructor(options: CrowdOptions) {
    this.#options = options
    this.#round = options.windows < MANY ? ROUND.few : ROUND.many
  }

  async open(): Promise<void> {
    for (let index = 0; index < this.#options.windows; index++) {
      this.#window((this.#options.from ?? 0) + index)
      if (index % AT_ONCE === AT_ONCE - 1) await new Promise<void>(done => systemClock.after(PAUSE_MS, done))
    }
  }

  /** All connections end and are made anew, at once; `onWhole` is told again. */
  renew(): void {
    this.#whole.clear()
    for (const connection of this.#connections) connection.renew()
  }

  /** How long after `since` (wall, ms) each window had the picture whole as it was then or later, ms. */
  fresh(since: number): Promise<number[]> {
    return new Promise(done => (this.#fresh = {since, after: new Map(), done}))
  }

  /** From here on it counts. */
  begin(): void {
    this.#near = emptyTally()
    this.#wide = emptyTally()
    this.#frames = 0
    this.#ages.clear()
    this.#since = systemClock.monotonic()
  }

  /** What has come since it began. It counts no more. */
  end(): CrowdFigures {
    const ms = systemClock.monotonic() - (this.#since ?? NaN)
    this.#since = undefined
    return {
      ms,
      frames: this.#frames,
      near: sumOf(this.#near),
      wide: sumOf(this.#wide),
      p50: this.#ages.quantile(0.5),
      p99: this.#ages.quantile(0.99),
      p999: this.#ages.quantile(0.999),
      timed: this.#ages.count,
    }
  }

  #window(index: number): void {
    const {address} = this.#options
    const {isWide, ...box} =
      this.#options.box === undefined ? viewOf(index, this.#options.degrees) : {...this.#options.box, isWide: false}
    const picture = SAMPLED.has(index % this.#round) ? new Sampled(this.#options) : undefined
    let header: FrameHeader | undefined
    let hasBegun = false
    let heardAt = systemClock.monotonic()
    const connection: Connection = connect({
      address,
      headers: {origin: address},
      clock: systemClock,
      random: this.#random,
      handshake: () => ({seat: seatOf(index), protocol: PROTOCOL_VERSION}),
      onConnect: () => {
        heardAt = systemClock.monotonic()
        hasBegun = false
        connection.say('view', {...box, zoom: 8, focus: []})
      },
      onFrame: frame => {
        const view = new DataView(frame)
        header = readHeader(view, header)
        if (header === undefined) throw new Error('not a frame')
        hasBegun ||= (header.flags & FrameFlag.CLEAR) !== 0
        if (hasBegun && (header.flags & FrameFlag.MORE) === 0) this.#isWhole(index, header.pictureTime)
        picture?.take(frame, ms => this.#aged(ms))
        if (this.#since === undefined) return
        const tally = isWide ? this.#wide : this.#near
        this.#frames++
        tally.bytes += frame.byteLength
        if (picture === undefined) return
        tally.sampledBytes += frame.byteLength
        tally.records += header.records + this.#movesIn(view, header)
      },
      onMessage: (event, _body, done) => {
        if (event === 'beat') heardAt = systemClock.monotonic()
        done()
      },
      onRefused: code => {
        throw new Error(code)
      },
    })
    this.#connections.push(connection)
    // What `Drawn` and `Heartbeat` do in the console.
    systemClock.every(450 + this.#random.unit() * 100, () => {
      if (header !== undefined) connection.say('drawn', {tick: header.tick})
    })
    systemClock.every(250, () => {
      if (systemClock.monotonic() - heardAt < NO_LINK_MS) return
      heardAt = systemClock.monotonic()
      connection.renew()
    })
  }

  #isWhole(index: number, pictureTime: number): void {
    const fresh = this.#fresh
    if (fresh !== undefined && pictureTime >= fresh.since && !fresh.after.has(index)) {
      fresh.after.set(index, systemClock.wall() - fresh.since)
      if (fresh.after.size === this.#options.windows) fresh.done([...fresh.after.values()])
    }
    if (this.#whole.has(index)) return
    this.#whole.add(index)
    if (this.#whole.size === this.#options.windows) this.#options.onWhole()
  }

  #aged(ms: number): void {
    if (this.#since !== undefined) this.#ages.add(ms)
  }

  #movesIn(bytes: DataView, {sections, sectionsAt, view}: FrameHeader): number {
    const moves = new MoveReader(bytes, sectionsAt)
    const head = new SectionReader(moves, view)
    let count = 0
    for (let section = 0; section < sections; section++) {
      if (!head.next()) throw new Error('not a section')
      for (let left = head.moves; left > 0; left--) {
        moves.seat()
        moves.into(this.#skipped)
      }
      count += head.moves
    }
    return count
  }
}

/** Bytes of all windows, and of those that are sampled bytes and records. */
type Tally = {bytes: number; sampledBytes: number; records: number}

function emptyTally(): Tally {
  return {bytes: 0, sampledBytes: 0, records: 0}
}

function sumOf({bytes, sampledBytes, records}: Tally): Sum {
  return {bytes, records: sampledBytes === 0 ? 0 : Math.round((records * bytes) / sampledBytes)}
}

/** A window's own picture: whatever changes in it has an age. */
class Sampled {
  readonly #table = new TrackTable()
  /** Of which track each slot was last, and where. */
  #seenId = new Uint32Array(0)
  #seenY = new Uint32Array(0)
  readonly #ageOf: CrowdOptions['ageOf']

  constructor({ageOf}: CrowdOptions) {
    this.#ageOf = ageOf
  }

  take(frame: ArrayBuffer, told: (ageMs: number) => void): void {
    if (this.#table.apply(frame) === undefined) throw new Error('a frame that does not fit')
    const now = systemClock.wall()
    if (this.#seenId.length < this.#table.id.length) {
      this.#seenId = grown(this.#seenId, new Uint32Array(this.#table.id.length))
      this.#seenY = grown(this.#seenY, new Uint32Array(this.#table.id.length))
    }
    for (const slot of this.#table.takePatch()?.slots ?? []) {
      const id = this.#table.idAt(slot)
      const y = this.#table.place[slot * 2 + 1] ?? 0
      const isKnown = this.#seenId[slot] === id
      const isSame = this.#seenY[slot] === y
      this.#seenId[slot] = id
      this.#seenY[slot] = y
      // What has only just come into view may have been measured long ago, and a partner's comes at the pace of its link.
      const isOwn = (this.#table.flags(slot) & TrackFlag.PARTNER) === 0
      const age = isKnown && !isSame && isOwn ? this.#ageOf(this.#table, slot, now) : NaN
      if (!Number.isNaN(age)) told(Math.max(0, age))
    }
  }
}
