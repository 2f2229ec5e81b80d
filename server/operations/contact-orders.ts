import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, type Refusal} from '../../shared/operations/decider.ts'
import type {Command} from '../../shared/protocol/command.ts'
import {contactFor} from './contact-acts.ts'
import {mergeContacts, takeControl} from './custody-acts.ts'
import {doerOf, given} from './drafts.ts'
import type {Turn} from './files.ts'
import type {ActContext, House} from './house.ts'
import {openHandoffOf} from './open-handoff.ts'

export type ContactOrder = Extract<Command, {type: `contact.${string}`}>

/** What a person does with the file on an object. */
export function contactAct(context: ActContext, turn: Turn, by: Actor, command: ContactOrder): Refusal | undefined {
  const {house} = context
  switch (command.type) {
    case 'contact.mark': {
      const found = contactFor(house, turn, by, {track: command.track}, command.title)
      return isRefusal(found) ? found : undefined
    }
    case 'contact.unmark':
      return turn.act('contact', command.contact, by, {
        type: 'close',
        openHandoff: openHandoffOf(turn, command.contact),
        drop: command.drop ?? false,
      })
    case 'contact.assess': {
      const {identity, object, title, expectedEpoch} = command
      return turn.act('contact', command.contact, by, given({type: 'assess', identity, object, title, expectedEpoch}))
    }
    case 'contact.national':
      return assessNationally(house, turn, by, command)
    case 'contact.relinquish':
    case 'contact.keep': {
      const {expectedEpoch} = command
      const available = command.type === 'contact.relinquish'
      return turn.act('contact', command.contact, by, {type: 'relinquish', available, expectedEpoch})
    }
    case 'contact.claim': {
      const {handoff, contact} = command
      return takeControl(house, turn, by, {form: 'claim', handoff, contact, reason: 'claim'})
    }
    case 'contact.merge':
      return mergeContacts(context, turn, by, command)
    case 'contact.separate':
      return turn.act('contact', command.contact, by, {type: 'separate'})
    case 'contact.note':
      return turn.act('contact', command.contact, by, {type: 'note', text: command.text})
  }
}

/** What the own nation thinks of a partner's contact is kept here, and told to who controls it. */
function assessNationally(
  {own}: House,
  turn: Turn,
  by: Actor,
  {contact: id, identity, confidence}: Extract<ContactOrder, {type: 'contact.national'}>,
): Refusal | undefined {
  const refused = turn.act('contact', id, by, {type: 'national', nation: own, identity, confidence})
  const contact = turn.get('contact', id)
  if (refused !== undefined || contact.status === 'NONE') return refused
  const {controller} = contact.custody
  turn.send(controller, {type: 'assessment', contact: contact.id, identity, confidence, age: 0, by: doerOf(by)})
  return undefined
}
