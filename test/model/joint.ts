import type {Clock} from '../../shared/base/clock.ts'
import type {NationCode} from '../../shared/base/id.ts'
import {hex} from '../../shared/base/random.ts'
import {LaneIn} from '../../server/federation/lane-in.ts'
import {LaneOut} from '../../server/federation/lane-out.ts'
import type {LinkAlarm, OutboxMessage} from '../../server/federation/ports.ts'
import {inboxOf, laneStore} from '../../server/nation/lanes.ts'
import type {Ledger} from '../../server/operations/ledger.ts'
import type {Operations} from '../../server/operations/operations.ts'

/** Acknowledgements wait so long for each other, as those of a link do. */
const ACK_AFTER = 5

type Said = {readonly run: string; readonly number: number; readonly applied: number; readonly hash: string}
/** What crosses: the rows of the urgent lane, and what is said about them. */
export type Packet =
  | {readonly type: 'row'; readonly run: string; readonly row: OutboxMessage}
  | ({readonly type: 'ack'; readonly gap: boolean} & Said)
  | ({readonly type: 'beat'; readonly sent: number} & Said)

/**
 * One node's end of a link as far as durable messages go: the real outgoing and incoming halves of the urgent lane, with
 * a link's acknowledgements and beats, but no signatures on the way: two thousand runs have to be affordable.
 */
export class Joint {
  readonly #clock: Clock
  readonly #out: LaneOut
  readonly #in: LaneIn
  readonly #send: (packet: Packet) => void
  readonly #run: string
  #number = 0
  #theirRun = ''
  #theirNumber = 0
  #claimed = 0
  #owesAck = false

  constructor(of: {
    clock: Clock
    run: string
    partner: NationCode
    ledger: Ledger
    operations: Operations
    send: (packet: Packet) => void
    onAlarm: (alarm: LinkAlarm) => void
  }) {
    const {clock, partner, ledger, operations, onAlarm} = of
    const store = laneStore({ledger, operations, partner, lane: 'urgent'})
    this.#clock = clock
    this.#run = of.run
    this.#send = of.send
    this.#out = new LaneOut({
      lane: 'urgent',
      store,
      clock,
      send: row => this.#send({type: 'row', run: this.#run, row}),
      onAlarm,
    })
    this.#in = new LaneIn({
      lane: 'urgent',
      store,
      inbox: inboxOf(operations, partner),
      onCommitted: () => this.#oweAck(),
      onRefused: () => undefined,
      onAlarm,
    })
    this.beat()
  }

  /** Messages for the partner have been committed. */
  wake(): void {
    this.#out.pump()
  }

  /** Once a second. */
  tick(): void {
    this.beat()
    this.#out.tick()
  }

  lost(): void {
    this.#out.forget()
  }

  beat(): void {
    this.#send({type: 'beat', sent: this.#out.sent, ...this.#said()})
  }

  receive(packet: Packet): void {
    if (packet.run !== this.#theirRun) {
      // What is left of an earlier run of the partner is not heard any more: runs are numbered here.
      if (Number(packet.run) < Number(this.#theirRun)) return
      this.#theirRun = packet.run
      this.#theirNumber = this.#claimed = 0
      this.#out.forget()
    }
    switch (packet.type) {
      case 'row': {
        const {seq, prevHash, body, heldMs} = packet.row
        this.#in.receive({
          ...{from: '' as NationCode, to: '' as NationCode, lane: 'urgent', run: packet.run, issuedAt: 0},
          ...{seq, prevHash, heldMs, payload: body},
        })
        return this.#oweAck()
      }
      case 'ack':
        if (packet.number <= this.#theirNumber) return
        this.#theirNumber = packet.number
        return this.#out.acknowledge(packet.applied, {gap: packet.gap, roundTripMs: 0})
      case 'beat':
        if (packet.number <= this.#theirNumber) return
        this.#theirNumber = packet.number
        this.#out.acknowledge(packet.applied, {gap: false, hash: packet.hash, roundTripMs: 0})
        if (this.#claimed > this.#in.taken) this.#oweAck()
        this.#claimed = packet.sent
    }
  }

  #oweAck(): void {
    if (this.#owesAck) return
    this.#owesAck = true
    this.#clock.after(ACK_AFTER, () => {
      this.#owesAck = false
      const gap = this.#in.isGap || this.#claimed > this.#in.taken
      this.#send({type: 'ack', gap, ...this.#said()})
    })
  }

  #said(): Said {
    const {seq, hash} = this.#in.applied
    return {run: this.#run, number: ++this.#number, applied: seq, hash: hex(hash)}
  }
}
