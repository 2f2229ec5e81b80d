import type {UnitThing} from '../../shared/protocol/things.ts'
import type {OutboxEntry} from './outbox.ts'

/**
 * Whether the unit is on duty: by what was pressed last on this phone, until the post's word is newer than that; else
 * by the post's word; else it is. What a roster says has no age: it holds against everything but a press that waits.
 */
export function isOnDuty(me: UnitThing | undefined, entries: readonly OutboxEntry[]): boolean {
  const word = me?.duty
  const pressed = entries.findLast(({command, status}) => command.type === 'unit.duty' && status !== 'refused')
  if (pressed?.command.type === 'unit.duty') {
    const isTakenIn = word?.from === 'roster' || (word?.at !== undefined && word.at >= pressed.pressedAt)
    if (pressed.status === 'kept' || !isTakenIn) return pressed.command.on
  }
  return word?.on ?? true
}
