import type {NationCode} from '../../shared/base/id.ts'
import type {DurableLane, Inbox, LaneStore} from '../federation/ports.ts'
import type {Ledger} from '../operations/ledger.ts'
import type {Operations} from '../operations/operations.ts'

/** One durable lane of a link, as the ledger keeps it and policy lets it leave now. */
export function laneStore(of: {
  readonly ledger: Ledger
  readonly operations: Operations
  readonly partner: NationCode
  readonly lane: DurableLane
}): LaneStore {
  const {ledger, operations, partner, lane} = of
  return {
    get position() {
      return ledger.outboxPosition(partner, lane)
    },
    after: (seq, most) =>
      operations
        .outboxAfter(partner, lane, seq, most)
        .map(({record, ...row}) => ({...row, body: record, heldMs: Math.max(0, operations.now() - row.at)})),
    get applied() {
      return ledger.inbox(partner, lane)
    },
  }
}

/** Where a partner's messages are taken in: effect and cursor in one transaction. */
export function inboxOf(operations: Operations, partner: NationCode): Inbox {
  return {
    async deliver({lane, seq, hash, message, heldMs}) {
      await operations.receive({partner, lane, seq, hash: Buffer.from(hash), message, heldMs})
    },
    reject: ({lane, seq, hash, reason, body}) =>
      operations.reject({
        partner,
        lane,
        seq,
        hash: Buffer.from(hash),
        reason,
        body: Buffer.from(body).toString('utf8'),
      }),
  }
}
