import {isOpenPursuit} from '../../shared/operations/pursuit.ts'
import type {HappeningOf, Turn} from './files.ts'
import type {House} from './house.ts'

/** A pursuit goes with the control of its contact: who no longer has it, or has closed it, pursues no more. */
export function endPursuits({own, system}: House, turn: Turn, {after: contact}: HappeningOf<'contact'>): void {
  if (contact.status === 'NONE') return
  const why = contact.status === 'CLOSED' ? 'closed' : contact.custody.controller === own ? undefined : 'taken-over'
  if (why === undefined) return
  for (const pursuit of [...turn.all('pursuit')]) {
    if (!isOpenPursuit(pursuit) || pursuit.copy || pursuit.contact !== contact.id) continue
    turn.act('pursuit', pursuit.id, system, {type: 'cease', why})
  }
}
