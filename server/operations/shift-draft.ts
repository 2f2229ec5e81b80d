import {designatorOf, type PostId} from '../../shared/base/id.ts'
import {alertStatus} from '../../shared/operations/alert.ts'
import {isPresent, postState} from '../../shared/operations/post.ts'
import type {ShiftItem} from '../../shared/operations/shift.ts'
import {unitStatus} from '../../shared/operations/unit.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'
import {concerns, isOpenHandoff, placeOf, waitsFor, whoseHandoff} from './post-work.ts'

/** Acknowledged and still true for so long: told as stale, ms. */
const STALE_MS = 30 * 60_000

/** A post that is handed over, and what it is read from. */
type Watch = {readonly house: House; readonly turn: Turn; readonly post: PostId}

/** All that whoever takes a post over has to know, as the things say it now. */
export function draftOf(house: House, turn: Turn, post: PostId): readonly ShiftItem[] {
  const watch = {house, turn, post}
  return [
    ...alerts(watch),
    ...handoffs(watch),
    ...incidents(watch),
    ...contacts(watch),
    ...units(watch),
    ...surroundings(watch),
    ...neighbours(watch),
    ...orders(watch),
    ...requests(watch),
  ]
}

function* alerts({house, turn, post}: Watch): Iterable<ShiftItem> {
  let open = 0
  let unacknowledged = 0
  for (const alert of turn.all('alert')) {
    if (alert.status === 'NONE' || alert.copied?.withdrawn === true) continue
    if (!concerns(house, post, {place: alert.place})) continue
    const {id, rule, priority, origin} = alert
    const key = `alert/${id}`
    const values = {rule, priority, origin, subject: subjectsOf(house, alert)}
    const status = alertStatus(alert)
    const isOpen = status === 'UNACK' || status === 'CLEARED_UNACK' || status === 'ACK'
    if (isOpen && status !== 'ACK' && priority === 1) {
      yield {key, section: 'alarms', code: 'alarm', values, blocks: 'alarm'}
    } else if (alert.shelved !== undefined && status === 'SHELVED') {
      const {reason, until} = alert.shelved
      yield {key, section: 'alerts', code: 'alert-shelved', values: {...values, reason}, dueAt: until}
    } else if (status === 'ACK' && turn.at - (alert.acknowledged?.at ?? turn.at) > STALE_MS) {
      yield {key, section: 'alerts', code: 'alert-stale', values}
    } else if (isOpen) {
      open++
      if (status !== 'ACK') unacknowledged++
    }
  }
  if (open > 0) yield {key: 'alerts', section: 'alerts', code: 'alerts-open', values: {open, unacknowledged}}
}

function* handoffs({house, turn, post}: Watch): Iterable<ShiftItem> {
  for (const handoff of turn.all('handoff')) {
    if (handoff.status === 'NONE' || !isOpenHandoff(handoff)) continue
    if (!concerns(house, post, whoseHandoff(house, handoff))) continue
    const {id, contact, from, to, status, subject, deadline, terms} = handoff
    const note = terms.note === undefined || terms.note === '' ? {} : {note: terms.note}
    const isWaiting = waitsFor(handoff, house)
    yield {
      key: `handoff/${id}`,
      section: 'handoffs',
      code: isWaiting ? 'handoff-waits' : 'handoff-open',
      values: {contact: designatorOf(contact), subject: subject.label, from, to, status, ...note},
      ...(deadline === undefined ? {} : {dueAt: deadline.at}),
      ...(isWaiting ? {blocks: 'handoff' as const} : {}),
    }
  }
}

function* incidents({house, turn, post}: Watch): Iterable<ShiftItem> {
  for (const incident of turn.all('incident')) {
    if (incident.status === 'NONE' || incident.status === 'CLOSED') continue
    const {id, number, title, status, priority, lead, units: sent, place} = incident
    const leadPost = lead?.nation === house.own ? lead.post : undefined
    if (!concerns(house, post, {post: leadPost, place})) continue
    yield {
      key: `incident/${id}`,
      section: 'incidents',
      code: 'incident',
      values: {
        number,
        title,
        status,
        priority,
        lead: lead === undefined ? '' : (lead.post ?? lead.nation),
        units: sent.join(', '),
      },
    }
  }
}

function* contacts({house, turn, post}: Watch): Iterable<ShiftItem> {
  for (const contact of turn.all('contact')) {
    if (contact.status !== 'OPEN' || contact.withdrawn) continue
    const {id, title, identity, object, custody} = contact
    if (custody.controller !== house.own && !custody.contested) continue
    if (!concerns(house, post, {post: custody.post, place: placeOf(house, contact)})) continue
    yield {
      key: `contact/${id}`,
      section: custody.contested ? 'neighbours' : 'contacts',
      code: custody.contested ? 'contact-contested' : 'contact-held',
      values: {contact: designatorOf(id), title, identity, object, controller: custody.controller},
    }
  }
}

function* units({house, turn, post}: Watch): Iterable<ShiftItem> {
  for (const unit of house.units.values()) {
    const state = turn.get('unit', unit.id)
    const status = unitStatus(state)
    if (status === 'available' && state.sos === undefined) continue
    if (!concerns(house, post, {post: unit.post})) continue
    const tasks = state.tasks.flatMap(({task}) => {
      const file = turn.get('task', task)
      return file.status === 'NONE' || file.title === '' ? [] : [file.title]
    })
    const until = status === 'out-of-service' ? state.outOfService?.until : state.duty?.until
    yield {
      key: `unit/${unit.id}`,
      section: 'units',
      code: state.sos === undefined ? 'unit-out' : 'unit-sos',
      values: {unit: unit.name, status, task: tasks.join(', ')},
      ...(until === undefined ? {} : {dueAt: until}),
    }
  }
}

/** What is degraded, and agreements that do not stand. */
function* surroundings({house}: Watch): Iterable<ShiftItem> {
  const {surroundings: around} = house.rooms
  if (around === undefined) return
  for (const {name, status} of around.feeds())
    yield {key: `feed/${name}`, section: 'sensors', code: 'feed', values: {feed: name, status}}
  for (const {id, title, status} of around.agreements())
    yield {key: `agreement/${id}`, section: 'agreements', code: 'agreement', values: {agreement: title, status}}
  for (const {nation, status} of around.links())
    yield {key: `link/${nation}`, section: 'neighbours', code: 'link', values: {nation, status}}
}

/** Neighbours' posts that are not simply open, and own posts that nobody sits at. */
function* neighbours({house, turn, post}: Watch): Iterable<ShiftItem> {
  for (const [id, state] of turn.entries('post')) {
    if (state.copied !== undefined) {
      const {nation, name, state: told} = state.copied
      if (told === 'open' || told === 'free') continue
      yield {
        key: `post/${id}`,
        section: 'neighbours',
        code: 'neighbour-post',
        values: {post: id, name, nation, state: told},
      }
    } else if (id !== post && state.holder !== undefined && !isPresent(state, state.holder.by)) {
      yield {
        key: `post/${id}`,
        section: 'neighbours',
        code: 'post-unattended',
        values: {post: id, name: house.posts.get(id as PostId)?.name ?? '', state: postState(state)},
      }
    }
  }
}

function* orders({turn, post}: Watch): Iterable<ShiftItem> {
  for (const {id, text, language} of turn.get('post', post).orders)
    yield {
      key: `order/${id}`,
      section: 'orders',
      code: 'order',
      values: {text, ...(language === undefined ? {} : {language})},
    }
}

/** What people of this post have asked of another nation and not yet been answered. */
function* requests({turn, post}: Watch): Iterable<ShiftItem> {
  for (const request of turn.all('request')) {
    if (request.status !== 'ASKED' && request.status !== 'UNANSWERED') continue
    if (request.by.post !== post) continue
    const {id, home, command, status} = request
    yield {
      key: `request/${id}`,
      section: 'requests',
      code: 'request',
      values: {command: command.type, nation: home, status},
    }
  }
}

function subjectsOf(
  house: House,
  alert: {readonly keys: readonly string[]; readonly copied?: {readonly subjects: readonly string[]} | undefined},
) {
  const labels =
    alert.copied?.subjects ??
    alert.keys.map(key => house.rooms.picture.subjectOf(key)?.label ?? key.replace(/^\w+:/, ''))
  return labels.join(', ')
}
