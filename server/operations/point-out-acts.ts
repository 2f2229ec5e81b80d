import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, type Refusal, refuse} from '../../shared/operations/decider.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {ActContext} from './house.ts'
import {contactFor} from './contact-acts.ts'
import {given} from './drafts.ts'
import type {Turn} from './files.ts'

export type PointOutOrder = Extract<Command, {type: `point-out.${string}`}>

/** A command on a point-out of the own ledger, by an own person or by a partner's whose request has come. */
export function pointOutAct(context: ActContext, turn: Turn, by: Actor, command: PointOutOrder): Refusal | undefined {
  const {pointOut: id} = command
  switch (command.type) {
    case 'point-out.offer':
      return offer(context, turn, by, command)
    case 'point-out.approve':
      return turn.act('point-out', id, by, {type: 'approve'})
    case 'point-out.unable':
      return turn.act('point-out', id, by, {type: 'unable', code: command.code, text: command.text})
    case 'point-out.withdraw':
      return turn.act('point-out', id, by, {type: 'withdraw'})
  }
}

function offer(
  {house}: ActContext,
  turn: Turn,
  by: Actor,
  command: Extract<PointOutOrder, {type: 'point-out.offer'}>,
): Refusal | undefined {
  const {own, rooms} = house
  const found = contactFor(house, turn, by, command.subject)
  if (isRefusal(found)) return found
  const contact = turn.get('contact', found.contact)
  if (contact.status === 'NONE') return refuse('not-found')
  if (contact.status === 'CLOSED') return refuse('contact-closed')
  const subject = contact.key === undefined ? undefined : rooms.picture.subjectOf(contact.key)
  const facts = rooms.handoffs.pointOut({contact, subject, to: command.to})
  return turn.act('point-out', command.pointOut, by, {
    type: 'offer',
    permitted: facts.permitted,
    parties: given({
      id: command.pointOut,
      world: contact.world,
      contact: contact.id,
      object: contact.object,
      from: own,
      fromPost: by.post,
      to: command.to,
      toPost: command.toPost,
      text: command.text,
      label: subject?.label ?? contact.id.slice(0, 7),
      place: subject?.place,
      replyMs: facts.replyMs,
      graceMs: facts.graceMs,
    }),
  })
}
