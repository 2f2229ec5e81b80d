import {createHmac} from 'node:crypto'
import type {ContactId, NationCode, TrackId} from '../../shared/base/id.ts'
import {crockford} from '../../shared/base/random.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import type {Turn} from './files.ts'
import type {Subject} from './ports.ts'
import type {House} from './house.ts'

/** What a person points at. */
export type SubjectOf = {readonly track: TrackId} | {readonly contact: ContactId}

/** The contact of what somebody points at: opened in the same breath where there is none. */
export function contactFor(
  house: House,
  turn: Turn,
  by: Actor,
  subject: SubjectOf,
  title?: string,
): {readonly contact: ContactId} | Refusal {
  if ('contact' in subject) {
    const contact = turn.get('contact', subject.contact)
    return contact.status === 'NONE' || contact.withdrawn ? refuse('not-found') : {contact: subject.contact}
  }
  const seen = house.rooms.picture.subjectOfTrack(subject.track)
  if (seen === undefined) return refuse('not-found')
  const known = openContactOn(turn, seen.key)
  if (known !== undefined) return {contact: known.id}
  return openContact(house, turn, by, seen, title)
}

export function openContactOn(turn: Turn, key: string): ContactFile | undefined {
  for (const contact of turn.all('contact'))
    if (contact.status === 'OPEN' && !contact.withdrawn && contact.key === key) return contact
  return undefined
}

function openContact(
  {own, random, contactSecret}: House,
  turn: Turn,
  by: Actor,
  seen: Subject,
  title: string | undefined,
): {readonly contact: ContactId} | Refusal {
  const contact = contactId(own, contactSecret, seen.key, random.bytes(16))
  const refused = turn.act('contact', contact, by, {
    type: 'open',
    id: contact,
    world: seen.world,
    key: seen.key,
    post: by.post,
    object: seen.kind,
    identity: seen.identity === 'own' || seen.identity === 'partner' ? seen.identity : 'of-interest',
    title: title ?? seen.label,
  })
  return refused ?? {contact}
}

/** Ten letters of a keyed hash over the object's name and a number of chance: tells nothing, and never the same twice. */
function contactId(own: NationCode, secret: Uint8Array, key: string, nonce: Uint8Array): ContactId {
  const letters = crockford(createHmac('sha256', secret).update(nonce).update(key).digest()).slice(0, 10)
  return `${own}-${letters}` as ContactId
}
