import type {ContactId, HandoffId, NationCode} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import {isRefusal, refuse, type Refusal} from '../../shared/operations/decider.ts'
import {continues, type HandoffForm, isEnded, type Terms, timersFor} from '../../shared/operations/handoff.ts'
import {contactFor, type SubjectOf} from './contact-acts.ts'
import {given} from './drafts.ts'
import type {Turn} from './files.ts'
import type {ActContext} from './house.ts'
import type {OfferFacts, Subject} from './ports.ts'

/** The one open handoff of a contact, if there is one. */
export function openHandoffOf(turn: Turn, contact: ContactId): HandoffId | undefined {
  for (const handoff of turn.all('handoff'))
    if (handoff.status !== 'NONE' && handoff.contact === contact && !isEnded(handoff)) return handoff.id
  return undefined
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
  readonly form?: HandoffForm | undefined
  readonly successor?: ContactId | undefined
  /** Half the time to answer. */
  readonly urgent?: boolean | undefined
}

/** Opens a handoff, or goes on with the one that an offer answers or follows. */
export function openHandoff({house, time}: ActContext, turn: Turn, by: Actor, opening: Opening): Refusal | undefined {
  const found = contactFor(house, turn, by, opening.subject)
  if (isRefusal(found)) return found
  const contact = turn.get('contact', found.contact)
  if (contact.status === 'NONE') return refuse('not-found')
  const {from, to} = opening
  const subject = contact.key === undefined ? undefined : house.rooms.picture.subjectOf(contact.key)
  const offer = from === to ? withinNation(contact, subject) : house.rooms.handoffs.offer({contact, subject, from, to})
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
      form: opening.form,
      successor: opening.successor,
      agreement: offer.agreement,
      timers: opening.urgent === true ? urgently(contact.object, offer.timers) : offer.timers,
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

/** Between two posts of one nation everything may be seen, and no agreement is needed. */
function withinNation(contact: ContactFile, subject: Subject | undefined): OfferFacts {
  const {label = contact.title, place, speed, course} = subject ?? {}
  return {
    permitted: true,
    transfer: 'on-accept',
    timers: timersFor(contact.object),
    graceMs: 0,
    subject: given({label, place, speed, course, fields: [], withheld: []}),
  }
}

function urgently(object: ContactFile['object'], timers: OfferFacts['timers']): OfferFacts['timers'] {
  return timersFor(object, {timers}, true)
}

function shortOf<Name extends string>(type: `handoff.${Name}`): Name {
  return type.slice('handoff.'.length) as Name
}
