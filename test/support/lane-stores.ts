import {NO_HASH} from '../../server/federation/envelope.ts'
import {chainHash, cutRecord, writtenRecord} from '../../server/operations/outbox-record.ts'
import type {
  Delivery,
  DurableLane,
  Inbox,
  LanePosition,
  LaneStore,
  OutboxMessage,
  Rejection,
} from '../../server/federation/ports.ts'
import type {Random} from '../../shared/base/random.ts'
import type {LinkMessage} from '../../shared/protocol/link.ts'

/** One durable lane in memory, as a ledger keeps it. */
export class MemoryLane implements LaneStore {
  readonly rows: OutboxMessage[] = []
  /** Numbers of messages that may not leave any more, as a ledger's owner says it when they are about to. */
  readonly struck = new Set<number>()
  applied: LanePosition = {seq: 0, hash: NO_HASH}

  get position(): number {
    return this.rows.length
  }

  after(seq: number, most: number): readonly OutboxMessage[] {
    return this.rows.slice(seq, seq + most).map(row => {
      const cut = this.struck.has(row.seq) ? cutRecord(row.body, JSON.stringify({type: 'void'})) : undefined
      return cut === undefined ? row : {...row, body: cut}
    })
  }

  /** As a ledger writes it. */
  write(message: LinkMessage, random: Random): void {
    const body = writtenRecord(Buffer.from(JSON.stringify(message)), random)
    this.#push(body, 0)
  }

  /** Without salt, or anything that is no message at all. */
  add(message: LinkMessage | string, heldMs = 0): void {
    this.#push(Buffer.from(typeof message === 'string' ? message : JSON.stringify(message)), heldMs)
  }

  #push(body: Buffer, heldMs: number): void {
    const prevHash = this.rows.at(-1)?.hash ?? NO_HASH
    this.rows.push({seq: this.rows.length + 1, prevHash, hash: chainHash(prevHash, body), body, heldMs})
  }
}

/** An inbox that keeps what it is given and moves the cursors: at once, or when a test lets it commit. */
export class MemoryInbox implements Inbox {
  /** What has been committed, in the order in which it was given. */
  readonly delivered: Delivery[] = []
  readonly rejected: Rejection[] = []
  /** While set, what is given waits for {@link commit}. */
  isHeld = false
  /** Says why a message cannot be taken in; it is thrown. */
  faultOf: (delivery: Delivery) => string | undefined = () => undefined
  readonly #held: (() => void)[] = []
  readonly #lanes: Readonly<Record<DurableLane, MemoryLane>>

  constructor(lanes: Readonly<Record<DurableLane, MemoryLane>>) {
    this.#lanes = lanes
  }

  deliver(delivery: Delivery): Promise<void> | void {
    const fault = this.faultOf(delivery)
    if (fault !== undefined) throw new Error(fault)
    return this.#when(() => {
      this.delivered.push(delivery)
      this.#lanes[delivery.lane].applied = {seq: delivery.seq, hash: delivery.hash}
    })
  }

  reject(rejection: Rejection): Promise<void> | void {
    return this.#when(() => {
      this.rejected.push(rejection)
      this.#lanes[rejection.lane].applied = {seq: rejection.seq, hash: rejection.hash}
    })
  }

  /** Commits what waits, in order; from now on all is committed at once. */
  async commit(): Promise<void> {
    this.isHeld = false
    for (const act of this.#held.splice(0)) act()
    await Promise.resolve()
  }

  #when(act: () => void): Promise<void> | void {
    if (!this.isHeld) return act()
    return new Promise(settle =>
      this.#held.push(() => {
        act()
        settle()
      }),
    )
  }
}
