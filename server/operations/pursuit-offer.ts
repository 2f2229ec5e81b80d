import type {ContactId, HandoffId, NationCode} from '../../shared/base/id.ts'
import type {Refusal} from '../../shared/operations/decider.ts'
import type {Turn} from './files.ts'
import {handoffAct} from './handoff-acts.ts'
import type {House} from './house.ts'
import type {LedgerTime} from './ledger-time.ts'
import {openHandoffOf} from './open-handoff.ts'
import type {HandoffFacts} from './ports.ts'

/**
 * The offer that a crossing makes by itself: FROM's node offers the contact to the host, who has half the usual time to
 * answer. An offer to the host that is open already stands as it is.
 */
export function offerUrgently(
  {house, time}: {house: House; time: LedgerTime},
  turn: Turn,
  {handoff, contact, to}: {readonly handoff: HandoffId; readonly contact: ContactId; readonly to: NationCode},
): Refusal | {readonly handoff: HandoffId} {
  const {rooms, system} = house
  const hurried: House = {...house, rooms: {...rooms, handoffs: hurriedFacts(rooms.handoffs)}}
  const order = {type: 'handoff.propose', handoff, subject: {contact}, to, why: 'pursuit'} as const
  const refused = handoffAct({house: hurried, time}, turn, system, order)
  const open = openHandoffOf(turn, contact)
  const held = open === undefined ? undefined : turn.get('handoff', open)
  const stands = held !== undefined && held.status !== 'NONE' && held.to === to
  if (stands) return {handoff: held.id}
  return refused ?? {handoff}
}

function hurriedFacts(facts: HandoffFacts): HandoffFacts {
  return {
    ...facts,
    offer(of) {
      const offer = facts.offer(of)
      return {...offer, timers: {...offer.timers, reply: Math.ceil(offer.timers.reply / 2)}}
    },
  }
}
