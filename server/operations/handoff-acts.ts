import type {HandoffId, NationCode} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, refuse, type Refusal} from '../../shared/operations/decider.ts'
import {continues, type CustodyFact, type Terms} from '../../shared/operations/handoff.ts'
import type {Command} from '../../shared/protocol/command.ts'
import {openHandoffOf} from './open-handoff.ts'
import type {ActContext} from './house.ts'
import {contactFor, type SubjectOf} from './contact-acts.ts'
import {given} from './drafts.ts'
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
    case 'handoff.verbal-accept':
    case 'handoff.confirm':
    case 'handoff.verbal-assume':
    case 'handoff.countersign':
    case 'handoff.enter-code':
    case 'handoff.repudiate':
    case 'handoff.takeover':
      return refuse('not-possible')
    case 'handoff.seen':
      return turn.act('handoff', id, by, {type: 'presented', seen: true})
  }
}

type Opening = {
  readonly type: 'handoff.propose' | 'handoff.notify' | 'handoff.request'
  readonly handoff: HandoffId
  readonly subject: SubjectOf
  readonly from: NationCode
  readonly to: NationCode
  readonly toPost?: Actor['post']
  readonly terms?: {readonly [K in keyof Terms]?: Terms[K] | undefined} | undefined
  readonly why: string
  readonly convoy?: string | undefined
}

/** Opens a handoff, or goes on with the one that an offer answers or follows. */
export function openHandoff({house, time}: ActContext, turn: Turn, by: Actor, opening: Opening): Refusal | undefined {
  const found = contactFor(house, turn, by, opening.subject)
  if (isRefusal(found)) return found
  const contact = turn.get('contact', found.contact)
  if (contact.status === 'NONE') return refuse('not-found')
  const {from, to} = opening
  const subject = contact.key === undefined ? undefined : house.rooms.picture.subjectOf(contact.key)
  const offer = house.rooms.handoffs.offer({contact, subject, from, to})
  const open = openHandoffOf(turn, contact.id)
  const id = open !== undefined && continues(turn.get('handoff', open), {from, to}) ? open : opening.handoff
  return turn.act('handoff', id, by, {
    type: shortOf(opening.type),
    parties: {
      id,
      world: contact.world,
      contact: contact.id,
      object: contact.object,
      from,
      fromPost: contact.custody.post ?? (by.nation === from ? by.post : undefined),
      to,
      toPost: opening.toPost ?? (by.nation === to ? by.post : undefined),
      epoch: contact.custody.epoch,
      why: opening.why,
      convoy: opening.convoy,
      agreement: offer.agreement,
      timers: offer.timers,
      graceMs: offer.graceMs,
    },
    terms: {transfer: offer.transfer, ...given(opening.terms ?? {})},
    subject: offer.subject,
    facts: {
      custody: {controller: contact.custody.controller, epoch: contact.custody.epoch},
      contactOpen: contact.status === 'OPEN',
      openHandoff: open,
      permitted: offer.permitted,
      crossingAt: offer.crossingAt === undefined ? undefined : time.fromWall(offer.crossingAt),
    },
  })
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
