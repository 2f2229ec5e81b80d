import type {ContactId, HandoffId} from '../../shared/base/id.ts'
import {isEnded} from '../../shared/operations/handoff.ts'
import type {Turn} from './files.ts'

/** The one open handoff of a contact, if there is one. */
export function openHandoffOf(turn: Turn, contact: ContactId): HandoffId | undefined {
  for (const handoff of turn.all('handoff'))
    if (handoff.status !== 'NONE' && handoff.contact === contact && !isEnded(handoff)) return handoff.id
  return undefined
}
