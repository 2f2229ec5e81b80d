import type {UnitThing} from '../../shared/protocol/things.ts'
import type {OutboxEntry} from './outbox.ts'

/** Whether the unit is on duty: by what was pressed last on this phone, else by what the post knows; else it is. */
export function isOnDuty(me: UnitThing | undefined, entries: readonly OutboxEntry[]): boolean {
  const pressed = entries.findLast(({command, status}) => command.type === 'unit.duty' && status === 'kept')
  if (pressed?.command.type === 'unit.duty') return pressed.command.on
  return me?.duty?.on ?? true
}
