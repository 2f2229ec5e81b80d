import {chainHash, NO_HASH} from '../../server/federation/envelope.ts'
import type {
  Delivery,
  DurableLane,
  Inbox,
  LanePosition,
  LaneStore,
  OutboxMessage,
  Rejection,
} from '../../server/federation/ports.ts'
import type {LinkMessage} from '../../shared/protocol/link.ts'

/** One durable lane in memory, as a ledger keeps it. */
export class MemoryLane implements LaneStore {
  readonly rows: OutboxMessage[] = []
  applied: LanePosition = {seq: 0, hash: NO_HASH}

  get position(): number {
    return this.rows.length
  }

  after(seq: number, most: number): readonly OutboxMessage[] {
    return this.rows.slice(seq, seq + most)
  }

  add(message: LinkMessage | string, heldMs = 0): void {
    const prevHash = this.rows.at(-1)?.hash ?? NO_HASH
    const body = Buffer.from(typeof message === 'string' ? message : JSON.stringify(message))
    this.rows.push({seq: this.rows.length + 1, prevHash, hash: chainHash(prevHash, body), body, heldMs})
  }
}

/** An inbox that keeps what it is given and moves the cursors. */
export class MemoryInbox implements Inbox {
  readonly delivered: Delivery[] = []
  readonly rejected: Rejection[] = []
  readonly #lanes: Readonly<Record<DurableLane, MemoryLane>>

  constructor(lanes: Readonly<Record<DurableLane, MemoryLane>>) {
    this.#lanes = lanes
  }

  deliver(delivery: Delivery): void {
    this.delivered.push(delivery)
    this.#lanes[delivery.lane].applied = {seq: delivery.seq, hash: delivery.hash}
  }

  reject(rejection: Rejection): void {
    this.rejected.push(rejection)
    this.#lanes[rejection.lane].applied = {seq: rejection.seq, hash: rejection.hash}
  }
}
