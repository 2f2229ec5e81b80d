import {alarmOfCustody} from './custody-alerts.ts'
import type {HappeningOf, Turn} from './files.ts'
import type {House} from './house.ts'
import {openHandoffOf} from './open-handoff.ts'

/** Who holds a grant says so; what was open of a contact that has ended ends with it; what is wrong with it is told. */
export function afterContact(house: House, turn: Turn, {before, after, events}: HappeningOf<'contact'>): void {
  if (after.status === 'NONE') return
  for (const event of events) {
    if (event.type === 'granted') turn.send(event.grant.from, {type: 'receipt', grant: event.grant.grant})
    if (event.type !== 'closed' && event.type !== 'merged') continue
    const open = openHandoffOf(turn, after.id)
    const successor = event.type === 'merged' ? event.into : undefined
    if (open !== undefined) turn.act('handoff', open, house.system, {type: 'supersede', successor})
  }
  alarmOfCustody(house, turn, {before, after, events})
}
