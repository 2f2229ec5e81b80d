import type {ContactId, NationCode} from '../../shared/base/id.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {ContactThing, HandoffThing} from '../../shared/protocol/things.ts'
import type {SignedIn} from '../state/session.ts'
import type {CallAct} from './queue-forms.ts'

/** Who looks at it, and whether the other side can be reached. */
export type Looking = {
  readonly nation: NationCode
  readonly role: SignedIn['role']
  readonly isLinkDown: boolean
  /** Wall time, ms. */
  readonly now: number
}

const MOST_ROUNDS = 3
/** So long after a handoff was accepted it can be offered straight back by one key, ms. */
const GIVE_BACK_MS = 10_000

/** TO may ask for other terms, three times at most. */
export function mayCounter({to, status, rounds}: HandoffThing, {nation}: Looking): boolean {
  return to === nation && (status === 'PROPOSED' || status === 'STANDBY') && rounds < MOST_ROUNDS
}

/** FROM may change what it offers; agreed terms stand until the new ones are accepted. */
export function mayRevise({from, status}: HandoffThing, {nation}: Looking): boolean {
  return from === nation && (status === 'PROPOSED' || status === 'COUNTERED' || status === 'ACCEPTED')
}

/** What FROM may write down of a telephone call now: the acceptance, or with the link down the assumption. */
export function callFor(
  {from, status, verbal}: HandoffThing,
  {nation, role, isLinkDown}: Looking,
): CallAct | undefined {
  if (from !== nation) return undefined
  if (role === 'commander' && (status === 'PROPOSED' || status === 'STANDBY')) return 'accept'
  if (status === 'RELEASED' && isLinkDown && verbal?.assume === undefined) return 'assume'
  return undefined
}

/** The second of two persons: FROM's commander confirms what an operator has written down. */
export function countersignOf(
  {id, version, from, status, verbal}: HandoffThing,
  {nation, role}: Looking,
): Command | undefined {
  const isDue = status === 'RELEASED' && verbal?.assume !== undefined && verbal.countersigned === undefined
  if (from !== nation || role !== 'commander' || !isDue) return undefined
  return {type: 'handoff.countersign', handoff: id, expectedVersion: version}
}

/** TO's commander may type the ten letters that FROM has read out, while the link is down. */
export function mayEnterCode({to, status}: HandoffThing, {nation, role, isLinkDown}: Looking): boolean {
  return to === nation && role === 'commander' && isLinkDown && (status === 'RELEASED' || status === 'ACCEPTED')
}

/** TO says over the link that this was said on the telephone. */
export function confirmOf({id, version, to, verbal}: HandoffThing, {nation}: Looking): Command | undefined {
  if (to !== nation || verbal === undefined || verbal.isConfirmed) return undefined
  return {type: 'handoff.confirm', handoff: id, expectedVersion: version}
}

/** TO's commander may say that it never was, until then. */
export function mayRepudiate({to, verbal}: HandoffThing, {nation, role, now}: Looking): boolean {
  const until = verbal?.isConfirmed === true ? undefined : verbal?.repudiateBy
  return to === nation && role === 'commander' && until !== undefined && until > now
}

/** FROM was left with it: it can be offered again. */
export function mayTryAgain({from, status}: HandoffThing, {nation}: Looking): boolean {
  return from === nation && (status === 'EXPIRED' || status === 'FAILED' || status === 'REJECTED')
}

/** The same offer once more, to the same post or to another. */
export function againOf(
  {contact, to, toPost, terms, why}: HandoffThing,
  id: string,
  post?: HandoffThing['toPost'],
): Command {
  const chosen = post ?? toPost
  return {
    type: 'handoff.propose',
    handoff: id as HandoffThing['id'],
    subject: {contact},
    to,
    ...(chosen === undefined ? {} : {toPost: chosen}),
    terms,
    why,
  }
}

/** Offers straight back what was accepted a moment ago. `makeId`: for the new handoff. */
export function giveBackOf(
  handoffs: Iterable<HandoffThing>,
  {nation, now}: Pick<Looking, 'nation' | 'now'>,
  makeId: () => string,
): Command | undefined {
  let latest: {readonly handoff: HandoffThing; readonly at: number} | undefined
  for (const handoff of handoffs) {
    const at = handoff.steps.at(-1)?.at ?? -Infinity
    if (handoff.status !== 'COMPLETED' || handoff.to !== nation || now - at > GIVE_BACK_MS) continue
    if (latest === undefined || at > latest.at) latest = {handoff, at}
  }
  if (latest === undefined) return undefined
  const {contact, from, fromPost, terms} = latest.handoff
  return {
    type: 'handoff.propose',
    handoff: makeId() as HandoffThing['id'],
    subject: {contact},
    to: from,
    ...(fromPost === undefined ? {} : {toPost: fromPost}),
    terms: {transfer: terms.transfer},
    why: 'taken-by-mistake',
  }
}

/** What a person can do with the custody of a contact, besides handing it over. */
export type CustodyAct = 'relinquish' | 'keep' | 'claim'

/** What one key does with a contact's custody: own ones are let go or kept, others' claimed. */
export function custodyActOf({custody}: ContactThing, {nation}: Pick<Looking, 'nation'>): CustodyAct {
  if (custody.controller !== nation) return 'claim'
  return custody.available ? 'keep' : 'relinquish'
}

/** Why an act on a contact's custody is not possible for this person now (`refusal.<code>`); undefined: it is. */
export function refusedCustody(act: CustodyAct, contact: ContactThing, {nation, role}: Looking): string | undefined {
  const {controller, available, unattended} = contact.custody
  if (role !== 'commander') return 'commander-only'
  switch (act) {
    case 'relinquish':
      return controller !== nation ? 'controller-only' : available ? 'already-available' : undefined
    case 'keep':
      return controller !== nation ? 'controller-only' : available ? undefined : 'not-available'
    case 'claim':
      if (controller === nation) return 'already-yours'
      return available || unattended === true ? undefined : 'not-available'
  }
}

export function custodyCommand(act: CustodyAct, contact: ContactId, epoch: number, makeId: () => string): Command {
  switch (act) {
    case 'relinquish':
      return {type: 'contact.relinquish', contact, expectedEpoch: epoch}
    case 'keep':
      return {type: 'contact.keep', contact, expectedEpoch: epoch}
    case 'claim':
      return {type: 'contact.claim', handoff: makeId() as HandoffThing['id'], contact}
  }
}
