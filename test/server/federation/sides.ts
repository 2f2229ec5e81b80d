import type {NationCode} from '../../../shared/base/id.ts'
import {type Clock, manualClock} from '../../../shared/base/clock.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import type {LinkReceipt} from '../../../shared/protocol/link-custody.ts'
import {type World, WORLDS} from '../../../shared/model/world.ts'
import {type Lane, LANES} from '../../../server/federation/envelope.ts'
import {nationKey, partnerKey} from '../../../server/federation/keys.ts'
import {Link} from '../../../server/federation/link.ts'
import {emptyLiveRecord, type LiveFrame, readLiveFrame} from '../../../server/federation/live-frame.ts'
import {memoryPair} from '../../../server/federation/memory-transport.ts'
import type {
  LinkAlarm,
  LiveDescriptor,
  LiveRecord,
  LiveSink,
  LiveSource,
  LiveView,
  Transport,
} from '../../../server/federation/ports.ts'
import type {Released} from '../../../server/policy/released.ts'
import {recordingIntake} from '../../support/intake.ts'
import {MemoryInbox, MemoryLane} from '../../support/lane-stores.ts'

export const SE = 'SE' as NationCode
export const FI = 'FI' as NationCode
export const KEYS = {
  SE: nationKey(new Uint8Array(32).fill(1)),
  FI: nationKey(new Uint8Array(32).fill(2)),
  XX: nationKey(new Uint8Array(32).fill(3)),
}

export function receipt(number: number): LinkReceipt {
  return {type: 'receipt', grant: `grant-${String(number).padStart(6, '0')}`}
}

/** Source tracks that a test sets; what `hidden` names is not released. */
export class TestSource implements LiveSource {
  readonly rows = new Map<number, LiveRecord>()
  readonly descriptors = new Map<number, LiveDescriptor>()
  readonly hidden = new Set<number>()
  readonly watched = new Set<number>()
  readonly generations = new Map<number, number>()
  readonly #changed = new Set<number>()
  readonly #gone: {row: number; generation: number}[] = []
  readonly #describedAt = new Map<number, number>()
  readonly #clock: Clock
  readonly view = {
    record: (row: number, into: LiveRecord) => {
      const record = this.hidden.has(row) ? undefined : this.rows.get(row)
      if (record !== undefined) Object.assign(into, record)
      return record !== undefined
    },
    descriptor: (row: number) => this.descriptors.get(row),
  } satisfies LiveView as unknown as Released<LiveView>

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.wall()
  }
  generationOf(row: number): number {
    return this.generations.get(row) ?? 1
  }
  eachReleased(visit: (row: number) => void): void {
    for (const row of this.rows.keys()) if (!this.hidden.has(row)) visit(row)
  }
  describedAt(row: number): number {
    return this.#describedAt.get(row) ?? 0
  }
  isWatched(row: number): boolean {
    return this.watched.has(row)
  }

  put(row: number, record: Partial<LiveRecord>, said: Partial<LiveDescriptor> = {}): void {
    const at = this.now()
    const before = this.rows.get(row)
    const base = {at, lon: 20, lat: 60, speed: 5, course: 90, altitude: NaN, status: NaN, kind: 1, flags: 0}
    this.rows.set(row, {...base, ...before, at, ...record})
    if (!this.descriptors.has(row) || Object.keys(said).length > 0) {
      this.descriptors.set(row, {
        world: 'real',
        intervalMs: 10_000,
        details: {},
        basis: {agreement: 'se-fi' as never, rule: 'r1' as never},
        obligations: {log: 'full', retentionDays: 60, onward: 'forbidden'},
        ...this.descriptors.get(row),
        ...said,
      })
      this.#describedAt.set(row, this.describedAt(row) + 1)
    }
    this.#changed.add(row)
  }

  end(row: number): void {
    this.rows.delete(row)
    this.descriptors.delete(row)
    this.#gone.push({row, generation: this.generationOf(row)})
    this.generations.set(row, this.generationOf(row) + 1)
  }

  take() {
    const rows = Int32Array.from(this.#changed)
    this.#changed.clear()
    return {sources: {rows, count: rows.length}, goneSources: this.#gone.splice(0)}
  }
}

/** A picture that keeps reports; the row of a source is the order in which it was heard of. */
export class TestSink implements LiveSink {
  readonly intake = recordingIntake()
  /** Identities that were let go of, in their order. */
  readonly dropped: number[] = []
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }
  drop(_feed: number, id: number): void {
    this.dropped.push(id)
  }
  now(): number {
    return this.#clock.wall()
  }
  feedOf(world: World): number {
    return 10 + WORLDS.indexOf(world)
  }
  sourceOf(feed: number, id: number): number {
    return this.intake.identities.some(one => one.feed === feed && one.id === id) ? feed * 10_000 + id : -1
  }
  feedIndexOf(source: number): number {
    return Math.floor(source / 10_000)
  }
  identityInFeed(source: number): number {
    return source % 10_000
  }
}

/** One envelope as it leaves: what somebody on the way could read. */
export type Sent = {
  readonly lane: Lane
  readonly seq: number
  readonly at: number
  readonly payload: Uint8Array
  readonly bytes: Uint8Array
}

/** A carrier's end that a restarted link can use again, that loses what a test names, and keeps what was sent. */
class Plug implements Transport {
  readonly sent: Sent[] = []
  /** True for what does not even get on its way. */
  loses: (sent: Sent) => boolean = () => false
  readonly #end: Transport
  readonly #clock: Clock

  constructor(end: Transport, clock: Clock) {
    this.#end = end
    this.#clock = clock
  }

  get isUp(): boolean {
    return this.#end.isUp
  }
  isWritable(): boolean {
    return this.#end.isWritable()
  }
  onBytes(listener: (bytes: Uint8Array) => void) {
    return this.#end.onBytes(listener)
  }
  onUp(listener: () => void) {
    return this.#end.onUp(listener)
  }
  onDown(listener: () => void) {
    return this.#end.onDown(listener)
  }
  stop(): void {}

  send(bytes: Uint8Array): void {
    const copy = Buffer.from(bytes)
    const lane = LANES[copy[1] ?? 0] ?? 'control'
    const payload = copy.subarray(72, -64)
    const sent = {lane, seq: copy.readDoubleBE(16), at: this.#clock.monotonic(), payload, bytes: copy}
    if (this.#end.isUp) this.sent.push(sent)
    if (!this.loses(sent)) this.#end.send(bytes)
  }

  of(lane: Lane): Sent[] {
    return this.sent.filter(sent => sent.lane === lane)
  }

  /** The live frames that were sent. */
  frames(): LiveFrame[] {
    return this.of('live').flatMap(({payload}) => readLiveFrame(payload) ?? [])
  }
}

/** Handle of each record of these frames, in order. */
export function handlesIn(frames: readonly LiveFrame[]): number[] {
  const record = emptyLiveRecord()
  return frames.flatMap(frame => Array.from({length: frame.records}, (_, index) => frame.read(index, 0, record)))
}

/** Two nations joined by an in-memory carrier. FI's time of day may be ahead of SE's. */
export function sides(
  options: {seed?: number; delayMs?: number; hz?: number; recordsPerSecond?: number; aheadMs?: number} = {},
) {
  const clock = manualClock()
  const fiClock = {...clock, wall: () => clock.wall() + (options.aheadMs ?? 0)}
  const random = seededRandom(options.seed ?? 1)
  const pair = memoryPair({clock, random: seededRandom(options.seed ?? 1), delayMs: options.delayMs ?? 20})
  function side(own: 'SE' | 'FI', partner: 'SE' | 'FI', end: 0 | 1) {
    const ownClock = own === 'FI' ? fiClock : clock
    const lanes = {urgent: new MemoryLane(), bulk: new MemoryLane()}
    const inbox = new MemoryInbox(lanes)
    const source = new TestSource(ownClock)
    const sink = new TestSink(ownClock)
    const carrier = new Plug(pair.ends[end], clock)
    const alarms: LinkAlarm[] = []
    function start(): Link {
      return new Link({
        own: own as NationCode,
        partner: partner as NationCode,
        key: KEYS[own],
        partnerKey: partnerKey(KEYS[partner].publicKey),
        transport: carrier,
        stores: lanes,
        inbox,
        source,
        sink,
        clock: ownClock,
        random,
        hz: options.hz ?? 1,
        recordsPerSecond: options.recordsPerSecond ?? 20_000,
        onAlarm: alarm => alarms.push(alarm),
      })
    }
    return {
      ...{lanes, inbox, source, sink, carrier, alarms},
      link: start(),
      /** The process ends without a word and begins again with what its ledger holds. */
      restart() {
        this.link.stop()
        this.link = start()
      },
    }
  }
  const se = side('SE', 'FI', 0)
  const fi = side('FI', 'SE', 1)

  /** Lets time pass as a nation does: a publication every 100 ms, a tick every second. */
  function pass(ms: number): void {
    for (let done = 0; done < ms; done += 100) {
      clock.advance(100)
      for (const one of [se, fi]) one.link.publish(one.source.take())
      if (clock.monotonic() % 1_000 === 0) for (const one of [se, fi]) one.link.tick()
    }
  }
  return {clock, pair, se, fi, pass}
}
