import type {HandoffId, NationCode} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {Refusal} from '../../shared/operations/decider.ts'
import type {CustodyFact} from '../../shared/operations/handoff.ts'
import type {Command} from '../../shared/protocol/command.ts'
import {openHandoff} from './open-handoff.ts'
import type {ActContext, House} from './house.ts'
import {enterCode, repudiate, takeControl, verbalGrant} from './custody-acts.ts'
import type {Turn} from './files.ts'

export type HandoffOrder = Extract<Command, {type: `handoff.${string}`}>

/** A command on a handoff of the own ledger, by an own person or by a partner's whose request has come. */
export function handoffAct(context: ActContext, turn: Turn, by: Actor, command: HandoffOrder): Refusal | undefined {
  const {house} = context
  const {handoff: id} = command
  switch (command.type) {
    case 'handoff.propose':
    case 'handoff.notify':
      return openHandoff(context, turn, by, {...command, type: command.type, from: house.own})
    case 'handoff.request': {
      const {contact, terms, why} = command
      return openHandoff(context, turn, by, {
        type: command.type,
        handoff: id,
        subject: {contact},
        from: house.own,
        to: by.nation,
        terms,
        why,
      })
    }
    case 'handoff.accept':
    case 'handoff.accept-counter':
    case 'handoff.grant':
    case 'handoff.confirm':
    case 'handoff.assume':
      return turn.act('handoff', id, by, {
        type: shortOf(command.type),
        expectedVersion: command.expectedVersion,
        custody: custodyOf(turn, id),
      })
    case 'handoff.reject':
      return turn.act('handoff', id, by, {...because(command), text: command.text, type: 'reject'})
    case 'handoff.reject-counter':
      return turn.act('handoff', id, by, {...because(command), type: 'reject-counter'})
    case 'handoff.deny':
      return turn.act('handoff', id, by, {...because(command), type: 'deny'})
    case 'handoff.refuse':
      return turn.act('handoff', id, by, {...because(command), type: 'refuse'})
    case 'handoff.counter':
      return turn.act('handoff', id, by, {
        type: 'counter',
        terms: command.terms,
        expectedVersion: command.expectedVersion,
      })
    case 'handoff.repropose':
      return turn.act('handoff', id, by, {
        type: 'repropose',
        terms: command.terms,
        expectedVersion: command.expectedVersion,
      })
    case 'handoff.standby':
    case 'handoff.withdraw':
    case 'handoff.release':
    case 'handoff.recall':
      return turn.act('handoff', id, by, {type: shortOf(command.type), expectedVersion: command.expectedVersion})
    case 'handoff.verbal-accept': {
      const {who, callback, readBack, expectedVersion} = command
      return turn.act('handoff', id, by, {type: 'verbal-accept', who, callback, readBack, expectedVersion})
    }
    case 'handoff.verbal-assume': {
      const {who, callback, readBack, expectedVersion} = command
      const isLinkDown = isDown(house, turn, id)
      return turn.act('handoff', id, by, {type: 'verbal-assume', who, callback, readBack, expectedVersion, isLinkDown})
    }
    case 'handoff.countersign':
      return turn.act('handoff', id, by, {
        type: 'countersign',
        expectedVersion: command.expectedVersion,
        custody: custodyOf(turn, id),
        isLinkDown: isDown(house, turn, id),
        code: codeOf(house, turn, id),
      })
    case 'handoff.enter-code':
      return enterCode(house, turn, by, command)
    case 'handoff.repudiate':
      return repudiate(house, turn, by, command)
    case 'handoff.takeover': {
      const {contact, reason} = command
      return takeControl(house, turn, by, {form: 'takeover', handoff: id, contact, reason})
    }
    case 'handoff.seen':
      return turn.act('handoff', id, by, {type: 'presented', seen: true})
  }
}

function isDown({rooms}: House, turn: Turn, id: HandoffId): boolean {
  const handoff = turn.get('handoff', id)
  return handoff.status !== 'NONE' && handoff.from !== handoff.to && !rooms.handoffs.isLinkUp(handoff.to)
}

/** What FROM's commander reads out. */
function codeOf({rooms}: House, turn: Turn, id: HandoffId): string {
  const handoff = turn.get('handoff', id)
  return (handoff.status === 'NONE' ? undefined : rooms.grants.code(verbalGrant(handoff).text, handoff.to)) ?? ''
}

function custodyOf(turn: Turn, id: HandoffId): CustodyFact {
  const handoff = turn.get('handoff', id)
  const contact = handoff.status === 'NONE' ? undefined : turn.get('contact', handoff.contact)
  if (contact === undefined || contact.status === 'NONE') return {controller: '' as NationCode, epoch: -1}
  return {controller: contact.custody.controller, epoch: contact.custody.epoch}
}

function because<Code>(command: {readonly code: Code; readonly expectedVersion?: number | undefined}) {
  return {code: command.code, expectedVersion: command.expectedVersion}
}

function shortOf<Name extends string>(type: `handoff.${Name}`): Name {
  return type.slice('handoff.'.length) as Name
}
