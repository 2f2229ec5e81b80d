import type {CommandId} from '../../shared/base/id.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {LinkStatus} from '../state/link-status.ts'
import type {OutboxEntry} from './outbox.ts'

/** The press that can still be taken back, and when it goes: nothing counts down to a sending that has no link. */
export type UndoOffer = {
  readonly id: CommandId
  readonly pressed: Command['type']
  /** Whole seconds; undefined while it waits for the link. */
  readonly sentInSeconds: number | undefined
}

/** The last press that may be undone at `wall` (node's time, ms); undefined when it is too late for all. */
export function undoOffer(
  entries: readonly OutboxEntry[],
  {wall, link}: {readonly wall: number; readonly link: LinkStatus},
): UndoOffer | undefined {
  const held = entries.findLast(entry => entry.status === 'kept' && (entry.heldUntil ?? 0) > wall)
  if (held?.heldUntil === undefined) return undefined
  return {
    id: held.id,
    pressed: held.command.type,
    sentInSeconds: link === 'live' ? Math.ceil((held.heldUntil - wall) / 1_000) : undefined,
  }
}
