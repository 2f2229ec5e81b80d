import {takeControl} from './custody-acts.ts'
import type {HappeningOf, Turn} from './files.ts'
import type {House} from './house.ts'

/**
 * A takeover or a claim that the controller's node has not answered is done without its ledger, from when it was asked;
 * one that it has refused after that is over.
 */
export function afterRequest(house: House, turn: Turn, {after, events}: HappeningOf<'request'>): void {
  if (after.status === 'NONE') return
  const {command, by, askedAt} = after
  if (command.type !== 'handoff.takeover' && command.type !== 'contact.claim') return
  const {handoff, contact} = command
  const [form, reason] =
    command.type === 'contact.claim' ? (['claim', 'claim'] as const) : (['takeover', command.reason] as const)
  for (const event of events) {
    if (event.type === 'unanswered') takeControl(house, turn, by, {form, handoff, contact, reason, since: askedAt})
    if (event.type === 'answered' && event.result.outcome === 'refused')
      turn.act('contact', contact, house.system, {type: 'settle', handoff, stands: false})
  }
}
