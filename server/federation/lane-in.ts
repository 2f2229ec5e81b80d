import {linkMessage} from '../../shared/protocol/link.ts'
import {readJson} from './control.ts'
import {chainHash, messageIn} from '../operations/outbox-record.ts'
import type {Envelope} from './envelope.ts'
import type {DurableLane, Inbox, LanePosition, LaneStore, LinkAlarm} from './ports.ts'

/** Messages handed to the inbox and not yet committed. */
const MOST_OPEN = 64
/** Hashes remembered to tell a repeat from a second story. */
const REMEMBERED = 512

/** Why a message of a durable lane is not taken in. */
export type LaneRefusal = 'duplicate' | 'gap' | 'busy' | 'chain' | 'equivocation' | 'schema' | 'halted'

/** The incoming half of a durable lane: each message once and in order, whatever comes. */
export class LaneIn {
  readonly #lane: DurableLane
  readonly #inbox: Inbox
  readonly #onCommitted: () => void
  readonly #onRefused: (reason: LaneRefusal) => void
  readonly #onAlarm: (alarm: LinkAlarm) => void
  readonly #hashes = new Map<number, Uint8Array>()
  /** Handed over, and committed. */
  #taken: LanePosition
  #committed: LanePosition
  /** Positions handed over, in order; true once settled. */
  readonly #open: {readonly position: LanePosition; isSettled: boolean}[] = []
  #isHalted = false
  #isGap = false
  readonly #warned = new Set<number>()

  constructor(options: {
    lane: DurableLane
    store: LaneStore
    inbox: Inbox
    onCommitted: () => void
    onRefused: (reason: LaneRefusal) => void
    onAlarm: (alarm: LinkAlarm) => void
  }) {
    this.#lane = options.lane
    this.#inbox = options.inbox
    this.#onCommitted = options.onCommitted
    this.#onRefused = options.onRefused
    this.#onAlarm = options.onAlarm
    this.#taken = this.#committed = options.store.applied
  }

  /** The last message that is on disk. */
  get applied(): LanePosition {
    return this.#committed
  }

  /** The last message handed over, committed or not. */
  get taken(): number {
    return this.#taken.seq
  }

  /** Something is missing after what has been taken. */
  get isGap(): boolean {
    return this.#isGap
  }

  get isHalted(): boolean {
    return this.#isHalted
  }

  /** A signed message of this lane from the partner. */
  receive(envelope: Envelope): void {
    const {seq, prevHash, payload} = envelope
    if (this.#isHalted) return this.#onRefused('halted')
    const hash = chainHash(prevHash, payload)
    if (seq <= this.#taken.seq) return this.#repeated(seq, hash, payload)
    if (seq > this.#taken.seq + 1) {
      this.#isGap = true
      return this.#onRefused('gap')
    }
    if (!sameBytes(prevHash, this.#taken.hash)) {
      this.#warn(seq, payload)
      return this.#onRefused('chain')
    }
    if (this.#open.length >= MOST_OPEN) {
      this.#isGap = true
      return this.#onRefused('busy')
    }
    this.#take({seq, hash}, envelope)
  }

  #take(position: LanePosition, {payload, heldMs}: Envelope): void {
    this.#taken = position
    this.#isGap = false
    this.#hashes.set(position.seq, position.hash)
    this.#hashes.delete(position.seq - REMEMBERED)
    const entry = {position, isSettled: false}
    this.#open.push(entry)
    const checked = linkMessage.safeParse(readJson(messageIn(payload)))
    if (!checked.success) {
      this.#onRefused('schema')
      this.#reject(entry, 'schema', payload)
      return
    }
    this.#run(
      () => this.#inbox.deliver({lane: this.#lane, ...position, message: checked.data, heldMs}),
      () => this.#settle(entry),
      () => this.#reject(entry, 'fault', payload),
    )
  }

  #reject(entry: {readonly position: LanePosition; isSettled: boolean}, reason: string, payload: Uint8Array): void {
    const {position} = entry
    this.#run(
      () => this.#inbox.reject({lane: this.#lane, ...position, reason, body: Uint8Array.from(messageIn(payload))}),
      () => this.#settle(entry),
      error => {
        this.#isHalted = true
        this.#onAlarm({type: 'fault', lane: this.#lane, seq: position.seq, error})
      },
    )
  }

  #run(act: () => Promise<void> | void, done: () => void, failed: (error: unknown) => void): void {
    try {
      const outcome = act()
      if (outcome === undefined) done()
      else outcome.then(done, failed)
    } catch (error) {
      failed(error)
    }
  }

  #settle(entry: {isSettled: boolean}): void {
    entry.isSettled = true
    while (this.#open[0]?.isSettled === true) this.#committed = this.#open.shift()?.position ?? this.#committed
    this.#onCommitted()
  }

  #repeated(seq: number, hash: Uint8Array, payload: Uint8Array): void {
    const known = seq === this.#taken.seq ? this.#taken.hash : this.#hashes.get(seq)
    const isOther = known !== undefined && !sameBytes(known, hash)
    if (isOther) this.#warn(seq, payload)
    this.#onRefused(isOther ? 'equivocation' : 'duplicate')
  }

  /** Once for each number, and no more than a few: a flood of them is one story. */
  #warn(seq: number, payload: Uint8Array): void {
    if (this.#warned.has(seq) || this.#warned.size >= REMEMBERED) return
    this.#warned.add(seq)
    this.#onAlarm({type: 'equivocation', lane: this.#lane, seq, evidence: Uint8Array.from(payload)})
  }
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
