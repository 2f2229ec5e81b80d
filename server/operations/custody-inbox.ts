import type {ActorId, NationCode} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {HandoffFile} from '../../shared/operations/handoff.ts'
import {contestBody} from '../../shared/protocol/link-custody.ts'
import {type LinkMessage} from '../../shared/protocol/link.ts'
import {takeControl} from './custody-acts.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'

type Rejection = {readonly rejected: string}
type Message<Type extends LinkMessage['type']> = Extract<LinkMessage, {type: Type}>

/** What a partner's people think of a contact that both nations know. */
export function takeAssessment(
  turn: Turn,
  partner: NationCode,
  {contact: id, identity, confidence, age, by}: Message<'assessment'>,
  moment: (age: number) => number,
): Rejection | undefined {
  if (by.nation !== partner) return {rejected: 'not-own-actor'}
  if (turn.get('contact', id).status === 'NONE') return {rejected: 'no-contact'}
  const {nation, actor, role, post} = by
  const who: Actor = {nation, actor: actor as ActorId, role, ...(post === undefined ? {} : {post})}
  const since = moment(age)
  const refused = turn.act('contact', id, who, {type: 'national', nation: partner, identity, confidence, since})
  return refused === undefined ? undefined : {rejected: refused.refused}
}

/**
 * A partner has acted as controller of what we control, without our ledger. It is recorded as it is told, and decided in
 * the same turn: where it stands control passes from the partner's own time, and the grant follows.
 */
export function takeContest(
  house: House,
  turn: Turn,
  partner: NationCode,
  {body, signature, age}: Message<'contest'>,
  moment: (age: number) => number,
): Rejection | undefined {
  if (!house.rooms.grants.verify(partner, body, signature)) return {rejected: 'bad-signature'}
  const parsed = contestBody.safeParse(parseJson(body))
  if (!parsed.success) return {rejected: 'bad-contest'}
  const {handoff, contact: id, from, to, toPost, epoch, form, reason, place, actor} = parsed.data
  if (to !== partner || from !== house.own) return {rejected: 'not-party'}
  const contact = turn.get('contact', id)
  if (contact.status === 'NONE') return {rejected: 'no-contact'}
  const known = turn.get('handoff', handoff)
  // Control may have gone there by another of its contests.
  const isDone = contact.custody.controller === partner || (known.status === 'COMPLETED' && known.to === partner)
  const post = toPost === undefined ? {} : {post: toPost}
  const by: Actor = {nation: partner, actor: actor as ActorId, role: 'commander', ...post}
  const since = moment(age)
  turn.act('contact', id, by, {
    type: 'contest',
    contest: {handoff, by: partner, against: house.own, epoch, form, reason, from: since},
  })
  const refused = isDone ? undefined : takeControl(house, turn, by, {form, handoff, contact: id, reason, place, since})
  const stands = refused === undefined
  turn.act('contact', id, house.system, {type: 'settle', handoff, stands})
  turn.send(partner, {type: 'verdict', handoff, contact: id, stands, ...(stands ? {} : {code: refused.refused})})
  return undefined
}

/**
 * Whether what we did by ourselves stands. Where it does, the grant came before the verdict, so that a contest which is
 * open still is one that control has gone on from meanwhile, or a further one beside that which stood: it is over too.
 */
export function takeVerdict(
  {own, system}: House,
  turn: Turn,
  partner: NationCode,
  {handoff, contact: id, stands}: Message<'verdict'>,
): Rejection | undefined {
  const contact = turn.get('contact', id)
  if (contact.status === 'NONE') return {rejected: 'no-contact'}
  const ours = contact.contests?.find(one => one.handoff === handoff && one.by === own)
  if (ours === undefined) return undefined
  // Who was told decides, also when control has gone on from there meanwhile.
  if (ours.against !== partner) return {rejected: 'not-yours'}
  turn.act('contact', id, system, {type: 'settle', handoff, stands})
  return undefined
}

/** What automatic acceptance needs to know of an offer that has come before a person. */
export function standardOf({rooms}: House, turn: Turn, handoff: HandoffFile) {
  const contact = turn.get('contact', handoff.contact)
  if (contact.status === 'NONE') return {}
  const {controller, epoch} = contact.custody
  const subject = contact.key === undefined ? undefined : rooms.picture.subjectOf(contact.key)
  const assessed = subject === undefined ? undefined : {...subject, identity: contact.identity}
  return {standard: rooms.handoffs.standard(handoff, assessed), custody: {controller, epoch}}
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
