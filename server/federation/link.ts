import type {KeyObject} from 'node:crypto'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {NationCode} from '../../shared/base/id.ts'
import {Counts} from '../../shared/base/metrics.ts'
import {hex, type Random} from '../../shared/base/random.ts'
import type {Changes} from '../picture/changes.ts'
import {Allowance} from './allowance.ts'
import {type BeatMessage, decodeControl, encodeControl} from './control.ts'
import {type Envelope, type Lane, NO_HASH, open, RUN_BYTES, seal} from './envelope.ts'
import {Heartbeat} from './heartbeat.ts'
import type {NationKey} from './keys.ts'
import {LaneIn} from './lane-in.ts'
import {LaneOut} from './lane-out.ts'
import {LiveIn} from './live-in.ts'
import {LiveOut} from './live-out.ts'
import {PartnerRun} from './partner-run.ts'
import {
  DURABLE_LANES,
  type DurableLane,
  type Inbox,
  type LaneStore,
  type LinkAlarm,
  type LinkStatus,
  type LiveDescriptor,
  type LiveSink,
  type LiveSource,
  type Transport,
} from './ports.ts'

/** Acknowledgements wait so long for each other. */
const ACK_AFTER = 5

export type LinkParts = {
  readonly own: NationCode
  readonly partner: NationCode
  readonly key: NationKey
  /** The partner's, pinned: `partnerKey(raw)`. */
  readonly partnerKey: KeyObject
  readonly transport: Transport
  readonly stores: Readonly<Record<DurableLane, LaneStore>>
  readonly inbox: Inbox
  readonly source: LiveSource
  readonly sink: LiveSink
  readonly clock: Clock
  readonly random: Random
  /** At most so many records a second for one source track, and for all. */
  readonly hz: number
  readonly recordsPerSecond: number
  readonly onAlarm: (alarm: LinkAlarm) => void
}

/**
 * One nation's side of what joins it to a partner: a reader of its picture and a feed into it, and two lanes of durable
 * messages. Nothing but signed bytes goes either way. Rules in SPEC.md.
 */
export class Link {
  readonly partner: NationCode
  readonly #parts: LinkParts
  readonly #clock: Clock
  readonly #transport: Transport
  readonly #run: string
  readonly #heartbeat: Heartbeat
  readonly #refused = new Counts()
  readonly #out: Readonly<Record<DurableLane, LaneOut>>
  readonly #in: Readonly<Record<DurableLane, LaneIn>>
  readonly #claimed: Record<DurableLane, number> = {urgent: 0, bulk: 0}
  readonly #liveOut: LiveOut
  readonly #liveIn: LiveIn
  readonly #stops: Stop[] = []
  readonly #sent = {control: 0, live: 0}
  #control = 0
  readonly #theirRun = new PartnerRun()
  readonly #owed = new Set<DurableLane>()
  #ackSoon: Stop | undefined
  readonly #allowance: Allowance
  #isStopped = false

  constructor(parts: LinkParts) {
    this.#parts = parts
    this.partner = parts.partner
    this.#clock = parts.clock
    this.#transport = parts.transport
    this.#run = hex(parts.random.bytes(RUN_BYTES))
    this.#heartbeat = new Heartbeat(parts.clock)
    this.#allowance = new Allowance(parts.clock)
    this.#out = {urgent: this.#laneOut('urgent'), bulk: this.#laneOut('bulk')}
    this.#in = {urgent: this.#laneIn('urgent'), bulk: this.#laneIn('bulk')}
    this.#liveOut = new LiveOut({
      source: parts.source,
      clock: parts.clock,
      send: payload => this.#send('live', ++this.#sent.live, payload),
      hz: parts.hz,
      recordsPerSecond: parts.recordsPerSecond,
    })
    this.#liveIn = new LiveIn({sink: parts.sink, onRefused: reason => this.#refused.add(`live:${reason}`)})
    this.#stops.push(
      this.#transport.onBytes(bytes => this.receive(bytes)),
      this.#transport.onUp(() => this.#beat()),
      this.#transport.onDown(() => this.#lost()),
    )
    this.#beat()
  }

  // Out

  /** What a tick of the picture has changed, after policy has decided; every 100 ms, also when nothing has. */
  publish(changes: Pick<Changes, 'sources' | 'goneSources'>): void {
    this.#liveOut.changed(changes)
    if (this.#heartbeat.state === 'down' || !this.#transport.isUp) return
    this.#pump()
    this.#liveOut.send(() => this.#transport.isWritable())
  }

  /** Policy has decided anew about these rows of sources, or about everything. What is masked is gone with the next tick. */
  releaseChanged(rows?: Iterable<number>): void {
    this.#liveOut.releaseChanged(rows)
  }

  /** Messages for this partner have been committed. */
  wake(): void {
    if (this.#heartbeat.state !== 'down' && this.#transport.isUp) this.#pump()
  }

  /** Once a second. */
  tick(): void {
    if (this.#isStopped) return
    this.#beat()
    this.#liveIn.sweep()
    if (this.#heartbeat.state === 'down') this.#lost()
    else for (const lane of DURABLE_LANES) this.#out[lane].tick()
  }

  /** Names of source tracks for a message to this partner: those that it has. */
  refsOf(sources: Iterable<number>): string[] {
    const refs: string[] = []
    for (const source of sources) {
      const handle = this.#liveOut.handleOf(source)
      if (handle > 0) refs.push(`${this.#run}:${handle}`)
    }
    return refs
  }

  // In

  /** Row of the source that a message of this partner means; undefined when it means nothing here any more. */
  sourceOf(ref: string): number | undefined {
    return this.#liveIn.sourceOf(ref)
  }

  /** World, contact, basis and obligations of a source of this link; undefined for any other source. */
  basisOf(source: number): LiveDescriptor | undefined {
    return this.#liveIn.descriptorOf(source)
  }

  /** Bytes from the carrier. Whatever they are, the link goes on; what is refused is counted. */
  receive(bytes: Uint8Array): void {
    if (this.#isStopped) return
    if (!this.#allowance.takes(bytes.length)) return this.#refused.add('flood')
    const {own, partner, partnerKey} = this.#parts
    const envelope = open(bytes, {from: partner, to: own, key: partnerKey})
    if ('refused' in envelope) return this.#refused.add(envelope.refused)
    const run = this.#theirRun.heard(envelope.run)
    if (run === 'over') return this.#refused.add('run')
    if (run === 'begins') this.#begin(envelope.run)
    switch (envelope.lane) {
      case 'control':
        return this.#controlled(envelope)
      case 'live':
        return this.#liveIn.receive(envelope.seq, envelope.payload, (this.#heartbeat.roundTripMs ?? 0) / 2)
      case 'urgent':
      case 'bulk':
        this.#in[envelope.lane].receive(envelope)
        return this.#oweAck(envelope.lane)
    }
  }

  status(): LinkStatus {
    const {state, silentMs, roundTripMs, offsetMs} = this.#heartbeat
    const isReduced = this.#liveOut.isReduced
    return {
      partner: this.partner,
      state: this.#transport.isUp ? state : 'down',
      silentMs,
      roundTripMs,
      offsetMs,
      isReduced,
      lanes: {urgent: this.#laneStatus('urgent'), bulk: this.#laneStatus('bulk')},
      live: {out: this.#liveOut.size, in: this.#liveIn.size},
      refused: this.#refused.all(),
    }
  }

  get state(): LinkStatus['state'] {
    return this.#transport.isUp ? this.#heartbeat.state : 'down'
  }

  get silentMs(): number {
    return this.#heartbeat.silentMs
  }

  /** How far the partner's clock is ahead, ms; undefined before it has been measured. */
  get offsetMs(): number | undefined {
    return this.#heartbeat.offsetMs
  }

  get roundTripMs(): number | undefined {
    return this.#heartbeat.roundTripMs
  }

  stop(): void {
    this.#isStopped = true
    this.#ackSoon?.()
    for (const stop of this.#stops) stop()
    this.#transport.stop()
  }

  // Beats and acknowledgements

  #beat(): void {
    if (!this.#transport.isUp) return
    this.#say({
      type: 'beat',
      ...this.#heartbeat.next(),
      wall: this.#clock.wall(),
      urgent: this.#laneSaid('urgent'),
      bulk: this.#laneSaid('bulk'),
      live: this.#sent.live,
      needsSnapshot: this.#liveIn.needsSnapshot,
    })
  }

  #controlled({seq, payload}: Envelope): void {
    if (seq <= this.#control) return this.#refused.add('stale')
    this.#control = seq
    const message = decodeControl(payload)
    if (message === undefined) return this.#refused.add('schema')
    if (message.type === 'beat') this.#heard(message)
    else this.#out[message.lane].acknowledge(message.applied, {gap: message.gap, roundTripMs: this.roundTripMs ?? 0})
  }

  #heard(beat: BeatMessage): void {
    const isBack = this.#heartbeat.state === 'down'
    this.#heartbeat.heard(beat)
    this.#liveIn.claimed(beat.live)
    if (beat.needsSnapshot) this.#liveOut.snapshot()
    for (const lane of DURABLE_LANES) {
      const {applied, hash, sent} = beat[lane]
      this.#out[lane].acknowledge(applied, {gap: false, hash, roundTripMs: this.roundTripMs ?? 0})
      if (this.#claimed[lane] > this.#in[lane].taken) this.#oweAck(lane)
      this.#claimed[lane] = sent
    }
    // The other side learns of us at once, and not with the next second.
    if (isBack) this.#beat()
  }

  #oweAck(lane: DurableLane): void {
    this.#owed.add(lane)
    this.#ackSoon ??= this.#clock.after(ACK_AFTER, () => this.#acknowledge())
  }

  #acknowledge(): void {
    this.#ackSoon = undefined
    for (const lane of DURABLE_LANES) {
      if (!this.#owed.delete(lane)) continue
      const {applied, isGap, taken} = this.#in[lane]
      this.#say({type: 'ack', lane, applied: applied.seq, gap: isGap || this.#claimed[lane] > taken})
    }
  }

  #say(message: Parameters<typeof encodeControl>[0]): void {
    this.#send('control', ++this.#sent.control, encodeControl(message))
  }

  // What stands behind

  #pump(): void {
    for (const lane of DURABLE_LANES) this.#out[lane].pump()
  }

  #lost(): void {
    this.#heartbeat.lost()
    for (const lane of DURABLE_LANES) this.#out[lane].forget()
    this.#liveIn.missed()
  }

  #send(lane: Lane, seq: number, payload: Uint8Array, durable = {prevHash: NO_HASH, heldMs: 0}): void {
    const {own: from, partner: to, key} = this.#parts
    const issuedAt = this.#clock.wall()
    this.#transport.send(seal({from, to, lane, run: this.#run, seq, issuedAt, payload, ...durable}, key.privateKey))
  }

  /** The partner has started anew: its numbers count from one, and what it has is asked again. */
  #begin(run: string): void {
    this.#control = 0
    this.#claimed.urgent = this.#claimed.bulk = 0
    for (const lane of DURABLE_LANES) this.#out[lane].forget()
    this.#liveIn.begin(run)
  }

  #laneOut(lane: DurableLane): LaneOut {
    return new LaneOut({
      lane,
      store: this.#parts.stores[lane],
      clock: this.#clock,
      send: ({seq, body, prevHash, heldMs}) => this.#send(lane, seq, body, {prevHash, heldMs}),
      onAlarm: this.#parts.onAlarm,
    })
  }

  #laneIn(lane: DurableLane): LaneIn {
    const {stores, inbox, onAlarm} = this.#parts
    return new LaneIn({
      lane,
      store: stores[lane],
      inbox,
      onCommitted: () => this.#oweAck(lane),
      onRefused: reason => this.#refused.add(`${lane}:${reason}`),
      onAlarm,
    })
  }

  #laneSaid(lane: DurableLane): BeatMessage['urgent'] {
    const {applied} = this.#in[lane]
    return {sent: this.#out[lane].sent, applied: applied.seq, hash: hex(applied.hash)}
  }

  #laneStatus(lane: DurableLane): LinkStatus['lanes'][DurableLane] {
    const out = this.#out[lane]
    const into = this.#in[lane]
    return {
      sent: out.sent,
      acknowledged: out.acknowledged,
      applied: into.applied.seq,
      isHalted: out.isHalted || into.isHalted,
    }
  }
}
