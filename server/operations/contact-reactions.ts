import type {HappeningOf, Turn} from './files.ts'

/** Who holds a grant says so. */
export function afterContact(turn: Turn, {events}: HappeningOf<'contact'>): void {
  for (const event of events)
    if (event.type === 'granted') turn.send(event.grant.from, {type: 'receipt', grant: event.grant.grant})
}
