import type {PostId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import {isInSector} from '../../shared/model/post.ts'
import {type AlertFile, alertStatus} from '../../shared/operations/alert.ts'
import type {ContactFile} from '../../shared/operations/contact.ts'
import type {HandoffFile} from '../../shared/operations/handoff.ts'
import {HANDOFF_OPEN} from '../../shared/operations/handoff-state.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'

/** What says whose a thing is: the post it names, else where it is. */
type Whose = {readonly post?: PostId | undefined; readonly place?: Position | undefined}

/** What waits at a post, and what it holds. */
export type PostWork = {
  /** Contacts under this nation's control. */
  readonly contacts: readonly ContactFile[]
  /** Open handoffs in which this nation has the next word. */
  readonly waiting: readonly HandoffFile[]
  /** Open handoffs of the nation that wait for the other side. */
  readonly underWay: readonly HandoffFile[]
  /** Unacknowledged alerts of priority 1. */
  readonly alarms: readonly AlertFile[]
}

/** The post in whose sector a place lies. */
export function postOf({posts}: House, place: Position): PostId | undefined {
  for (const post of posts.values()) if (isInSector(post, place)) return post.id
  return undefined
}

/** Whether a thing is this post's to answer for. What is nobody's is everybody's. */
export function isWorkOf(house: House, post: PostId, {post: named, place}: Whose): boolean {
  const owner = ownPost(house, named) ?? (place === undefined ? undefined : postOf(house, place))
  return owner === undefined || owner === post
}

/** Whether a post has to know of a thing: its own work, and for one without a sector all of the nation's. */
export function concerns(house: House, post: PostId, whose: Whose): boolean {
  return house.posts.get(post)?.sector === undefined || isWorkOf(house, post, whose)
}

/** All that a post answers for now. */
export function workOf(house: House, turn: Turn, post: PostId): PostWork {
  const contacts: ContactFile[] = []
  const waiting: HandoffFile[] = []
  const underWay: HandoffFile[] = []
  const alarms: AlertFile[] = []
  for (const contact of turn.all('contact')) {
    if (contact.status !== 'OPEN' || contact.withdrawn || contact.custody.controller !== house.own) continue
    if (isWorkOf(house, post, {post: contact.custody.post, place: placeOf(house, contact)})) contacts.push(contact)
  }
  for (const handoff of turn.all('handoff')) {
    if (handoff.status === 'NONE' || !isOpenHandoff(handoff) || !isWorkOf(house, post, whoseHandoff(house, handoff)))
      continue
    if (waitsFor(handoff, house)) waiting.push(handoff)
    else underWay.push(handoff)
  }
  for (const alert of turn.all('alert'))
    if (isAlarm(alert) && isWorkOf(house, post, {place: alert.place})) alarms.push(alert)
  return {contacts, waiting, underWay, alarms}
}

/** Where a contact's object is, while the picture holds it. */
export function placeOf({rooms}: House, {key}: ContactFile): Position | undefined {
  return key === undefined ? undefined : rooms.picture.subjectOf(key)?.place
}

/** Of FROM the post that opened it, of TO the one it is addressed to, else the one in whose sector the object is. */
export function whoseHandoff({own}: House, {from, fromPost, toPost, subject}: HandoffFile): Whose {
  return {post: from === own ? fromPost : toPost, place: subject.place}
}

export function isOpenHandoff({status}: HandoffFile): boolean {
  return HANDOFF_OPEN.some(open => open === status)
}

/** Whether the other side waits for a word of this nation. */
export function waitsFor({status, from, to}: HandoffFile, {own}: Pick<House, 'own'>): boolean {
  switch (status) {
    case 'PROPOSED':
    case 'STANDBY':
    case 'RELEASED':
      return to === own
    case 'REQUESTED':
    case 'COUNTERED':
      return from === own
    default:
      return false
  }
}

function isAlarm(alert: {readonly status: string}): alert is AlertFile {
  if (alert.status === 'NONE') return false
  const file = alert as AlertFile
  if (file.priority !== 1 || file.copied?.withdrawn === true) return false
  const status = alertStatus(file)
  return status === 'UNACK' || status === 'CLEARED_UNACK'
}

/** A post that is not of this nation names nobody here. */
function ownPost({posts}: House, post: PostId | undefined): PostId | undefined {
  return post !== undefined && posts.has(post) ? post : undefined
}
