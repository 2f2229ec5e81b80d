import type {ContactId, HandoffId, NationCode} from '../../shared/base/id.ts'
import {crockfordSaid} from '../../shared/base/random.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {HandoffFile} from '../../shared/operations/handoff.ts'
import {timersFor} from '../../shared/operations/handoff.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {ContestBody} from '../../shared/protocol/link-custody.ts'
import {given} from './drafts.ts'
import type {Turn} from './files.ts'
import type {ActContext, House} from './house.ts'
import {openHandoff, openHandoffOf} from './open-handoff.ts'

type Taking = {
  readonly form: 'takeover' | 'claim'
  readonly handoff: HandoffId
  readonly contact: ContactId
  readonly reason: string
  /** Where the object was when it was taken, and since when TO has acted; absent: now. */
  readonly place?: {readonly lon: number; readonly lat: number} | undefined
  readonly since?: number | undefined
}

/**
 * Takes control of a contact for `by`: in the controller's ledger at once; where the controller is another nation that
 * cannot be asked, in a contested interval of the own.
 */
export function takeControl(house: House, turn: Turn, by: Actor, taking: Taking): Refusal | undefined {
  const contact = turn.get('contact', taking.contact)
  if (contact.status === 'NONE') return refuse('not-found')
  return contact.custody.controller === house.own
    ? takeHere(house, turn, by, {...taking, contact})
    : contest(house, turn, by, {...taking, contact})
}

function takeHere(
  house: House,
  turn: Turn,
  by: Actor,
  {form, handoff, contact, reason, place, since}: Omit<Taking, 'contact'> & {readonly contact: ContactFile},
): Refusal | undefined {
  const {own, rooms, system} = house
  const {custody} = contact
  const subject = contact.key === undefined ? undefined : rooms.picture.subjectOf(contact.key)
  const to = by.nation
  const offer = to === own ? undefined : rooms.handoffs.offer({contact, subject, from: own, to})
  if (form === 'claim' && offer?.permitted === false) return refuse('no-agreement', {nation: to})
  const open = openHandoffOf(turn, contact.id)
  const standing = open === undefined ? undefined : turn.get('handoff', open)
  const goesOn =
    standing !== undefined && standing.status !== 'NONE' && standing.to === to && standing.form === undefined
  // Whoever takes it inside the own territory need not wait for what others are agreeing.
  if (form === 'takeover' && open !== undefined && !goesOn)
    turn.act('handoff', open, system, {type: 'supersede', successor: undefined})
  const isUnattended = custody.unattended !== undefined && rooms.handoffs.mayClaimUnattended(to)
  const at = place ?? subject?.place
  return turn.act('handoff', goesOn && open !== undefined ? open : handoff, by, {
    type: 'take',
    form,
    reason,
    since,
    parties: {
      id: goesOn && open !== undefined ? open : handoff,
      world: contact.world,
      contact: contact.id,
      object: contact.object,
      from: own,
      fromPost: custody.post,
      to,
      toPost: by.post,
      epoch: custody.epoch,
      why: form,
      form,
      agreement: offer?.agreement,
      timers: offer?.timers ?? timersFor(contact.object),
      graceMs: 0,
    },
    terms: {transfer: 'on-accept'},
    subject: offer?.subject ?? {label: contact.title, fields: [], withheld: []},
    facts: {
      custody: {controller: custody.controller, epoch: custody.epoch},
      contactOpen: contact.status === 'OPEN',
      openHandoff: form === 'takeover' ? undefined : open,
      permitted: true,
      mayTake:
        form === 'takeover'
          ? at !== undefined && rooms.handoffs.isTerritoryOf(to, at)
          : custody.available || isUnattended,
    },
  })
}

/** Acts as controller without the controller's ledger, signed and told to it: what stands is settled when it answers. */
function contest(
  {own, rooms}: House,
  turn: Turn,
  by: Actor,
  {form, handoff, contact, reason, since}: Omit<Taking, 'contact'> & {readonly contact: ContactFile},
): Refusal | undefined {
  const {controller, epoch, available, unattended} = contact.custody
  // Nobody acts alone for another nation.
  if (by.nation !== own) return refuse('controller-only')
  if (by.role !== 'commander') return refuse('commander-only')
  if (contact.status === 'CLOSED') return refuse('contact-closed')
  const live = contact.live.flatMap(ref => rooms.refs.keyOf(ref, controller) ?? [])[0]
  const key = contact.key ?? live
  const place = key === undefined ? undefined : rooms.picture.subjectOf(key)?.place
  if (form === 'takeover' && (place === undefined || !rooms.handoffs.isTerritoryOf(own, place)))
    return refuse('not-in-territory', {nation: controller})
  const isLeft = available || (unattended !== undefined && rooms.handoffs.mayClaimUnattended(controller))
  if (form === 'claim' && !isLeft) return refuse('not-available', {nation: controller})
  const refused = turn.act('contact', contact.id, by, {
    type: 'contest',
    contest: {handoff, by: own, against: controller, epoch, form, reason, from: since ?? turn.at},
  })
  if (refused !== undefined) return refused
  const body: ContestBody = given({
    handoff,
    contact: contact.id,
    from: controller,
    to: own,
    toPost: by.post,
    epoch,
    form,
    reason,
    world: contact.world,
    place,
    actor: by.actor as string,
  })
  const text = JSON.stringify(body)
  const age = Math.max(0, turn.at - (since ?? turn.at))
  turn.send(controller, {type: 'contest', body: text, signature: rooms.grants.sign(text), age})
  return undefined
}

/** Whether somebody acts without the controller's ledger because it cannot be reached. */
export function actsAlone({rooms}: House, home: NationCode, {type}: Command): boolean {
  return (type === 'handoff.takeover' || type === 'contact.claim') && !rooms.handoffs.isLinkUp(home)
}

/** Two designators of one object: at once where one nation controls both, else by agreement of the two. */
export function mergeContacts(
  context: ActContext,
  turn: Turn,
  by: Actor,
  command: Extract<Command, {type: 'contact.merge'}>,
): Refusal | undefined {
  const {house} = context
  const {own} = house
  const ending = turn.get('contact', command.contact)
  const survivor = turn.get('contact', command.survivor)
  if (ending.status === 'NONE' || survivor.status === 'NONE' || ending.id === survivor.id) return refuse('not-found')
  if (ending.status === 'CLOSED' || survivor.status === 'CLOSED') return refuse('contact-closed')
  if (ending.world !== survivor.world) return refuse('other-world')
  const {controller} = survivor.custody
  if (ending.custody.controller !== own) return refuse('controller-only')
  if (controller === own) {
    if (by.nation !== own) return refuse('controller-only')
    return turn.act('contact', ending.id, by, {type: 'merge', into: survivor.id})
  }
  if (by.nation !== own && by.nation !== controller) return refuse('controller-only')
  return openHandoff(context, turn, by, {
    type: by.nation === own ? 'handoff.propose' : 'handoff.request',
    handoff: command.handoff,
    subject: {contact: ending.id},
    from: own,
    to: controller,
    terms: {transfer: 'on-accept'},
    why: command.why,
    form: 'merge',
    successor: survivor.id,
  })
}

/** What both sides can write down alike of a transfer by voice: the ten letters are its truncated MAC. */
export function verbalGrant({id, contact, from, to, epoch, world}: HandoffFile): {grant: string; text: string} {
  const grant = `verbal-${id}`.slice(0, 64)
  return {grant, text: JSON.stringify([grant, contact, id, from, to, epoch + 1, world])}
}

/** TO's commander types what FROM has read out: TO then holds control, before the grant itself can arrive. */
export function enterCode(
  house: House,
  turn: Turn,
  by: Actor,
  {handoff: id, code}: Extract<Command, {type: 'handoff.enter-code'}>,
): Refusal | undefined {
  const {own, rooms, system} = house
  const handoff = turn.get('handoff', id)
  if (handoff.status === 'NONE' || !handoff.copy || handoff.to !== own) return refuse('not-found')
  if (by.role !== 'commander') return refuse('commander-only')
  if (handoff.status !== 'ACCEPTED' && handoff.status !== 'RELEASED') return refuse('not-now', {status: handoff.status})
  const {grant, text} = verbalGrant(handoff)
  const expected = rooms.grants.code(text, handoff.from)
  if (expected === undefined || crockfordSaid(code) !== expected) return refuse('wrong-code')
  turn.audit('handoff.code-entered', {handoff: id, by: by.actor})
  const known = turn.get('contact', handoff.contact)
  const key = known.status === 'NONE' ? undefined : known.key
  return turn.act('contact', handoff.contact, system, {
    type: 'receive-grant',
    id: handoff.contact,
    grant: {grant, handoff: id, from: handoff.from, to: own, epoch: handoff.epoch + 1, at: turn.at, verbal: true},
    post: handoff.toPost,
    functions: handoff.terms.functions,
    file: {
      world: handoff.world,
      key: key ?? handoff.live.flatMap(ref => rooms.refs.keyOf(ref, handoff.from) ?? [])[0],
      object: handoff.object,
      identity: handoff.identity ?? 'of-interest',
      title: handoff.subject.label,
    },
  })
}

/** Until when what was agreed by voice may be denied: so long after the signed grant is here. */
export function repudiateBy(contact: ContactFile, handoff: HandoffFile): number | undefined {
  const held = contact.custody.grants.find(one => one.handoff === handoff.id)
  if (held?.verbal !== true || held.signed === undefined || held.epoch !== contact.custody.epoch) return undefined
  return (held.signedAt ?? held.at) + handoff.timers.confirm
}

/** TO's commander: this was never agreed. Control goes back by a record of its own; the handoff stays as it ended. */
export function repudiate(
  {own}: House,
  turn: Turn,
  by: Actor,
  {handoff: id, text}: Extract<Command, {type: 'handoff.repudiate'}>,
): Refusal | undefined {
  const handoff = turn.get('handoff', id)
  if (handoff.status === 'NONE' || !handoff.copy || handoff.to !== own) return refuse('not-found')
  const contact = turn.get('contact', handoff.contact)
  if (contact.status === 'NONE') return refuse('not-found')
  const latest = repudiateBy(contact, handoff)
  const {custody} = contact
  const back = `denied-${id}`.slice(0, 64) as HandoffId
  return turn.act('handoff', back, by, {
    type: 'take',
    form: 'compensation',
    reason: text,
    parties: {
      id: back,
      world: contact.world,
      contact: contact.id,
      object: contact.object,
      from: own,
      fromPost: custody.post,
      to: handoff.from,
      toPost: handoff.fromPost,
      epoch: custody.epoch,
      why: 'compensation',
      agreement: handoff.agreement,
      timers: handoff.timers,
      graceMs: 0,
    },
    terms: {transfer: 'on-accept'},
    subject: handoff.subject,
    facts: {
      custody: {controller: custody.controller, epoch: custody.epoch},
      contactOpen: contact.status === 'OPEN',
      openHandoff: openHandoffOf(turn, contact.id),
      permitted: true,
      mayTake: latest !== undefined && turn.at <= latest,
    },
  })
}
