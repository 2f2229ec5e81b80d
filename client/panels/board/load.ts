import type {ContactId, NationCode, PostId} from '../../../shared/base/id.ts'
import type {Position} from '../../../shared/geo/position.ts'
import type {Hello} from '../../../shared/protocol/message.ts'
import type {AlertThing, ContactThing, HandoffThing, PostThing} from '../../../shared/protocol/things.ts'

type Sector = NonNullable<Hello['posts'][number]['sector']>
/** A post of the own nation with what is known of it. */
export type PostOfBoard = {
  readonly id: PostId
  readonly name: string
  readonly sector: Sector | undefined
  /** Who holds it now, by name; undefined: nobody. */
  readonly who: string | undefined
  readonly state: PostThing['state']
}

/** What load is counted from: things, never keystrokes; and of posts, never of people. */
export type Work = {
  readonly nation: NationCode
  readonly contacts: Iterable<ContactThing>
  readonly alerts: Iterable<AlertThing>
  readonly handoffs: Iterable<HandoffThing>
  /** Wall time, ms. */
  readonly now: number
}

/** Each part of the sum: how many, and what they weigh. */
export type LoadPart = 'held' | 'p1' | 'p2' | 'handoffs' | 'alerts'
export const WEIGHTS: Readonly<Record<LoadPart, number>> = {held: 1, p1: 5, p2: 3, handoffs: 2, alerts: 1}
export const LOAD_PARTS = ['held', 'p1', 'p2', 'handoffs', 'alerts'] as const satisfies readonly LoadPart[]

export type PostLoad = PostOfBoard & {
  readonly counts: Readonly<Record<LoadPart, number>>
  readonly total: number
  /** Handoffs that wait for it, and those that it waits for. */
  readonly incoming: number
  readonly outgoing: number
  /** Since when the longest-waiting unacknowledged alert or handoff has waited; undefined: none does. */
  readonly oldestAt: number | undefined
  /** Contacts that it holds and that are not on offer to anybody. */
  readonly movable: readonly ContactThing[]
}

/** Alerts raised in this time count as the rate, ms. */
export const RATE_MS = 600_000

/** The load of each post as a sum whose parts can be read, in the order of the posts and not of the load. */
export function loadsOf(posts: readonly PostOfBoard[], work: Work): readonly PostLoad[] {
  const {nation, now} = work
  const contacts = [...work.contacts].filter(one => one.status === 'OPEN' && one.custody.controller === nation)
  const postOf = new Map(contacts.flatMap(({id, custody}) => (custody.post === undefined ? [] : [[id, custody.post]])))
  const handoffs = [...work.handoffs].filter(one => WAITING.has(one.status))
  const onOffer = new Set(handoffs.filter(one => one.from === nation).map(one => one.contact))
  const alerts = [...work.alerts].map(alert => ({
    alert,
    post: (alert.contact && postOf.get(alert.contact)) ?? postAt(posts, alert.place),
  }))
  return posts.map(post => {
    const held = contacts.filter(one => one.custody.post === post.id)
    const mine = alerts.filter(one => one.post === post.id).map(one => one.alert)
    const unread = mine.filter(({status}) => status === 'UNACK' || status === 'CLEARED_UNACK')
    const waiting = handoffs.filter(
      one => one.to === nation && ASKED.has(one.status) && (one.toPost ?? postAt(posts, one.subject.place)) === post.id,
    )
    const counts = {
      held: held.length,
      p1: unread.filter(({priority}) => priority === 1).length,
      p2: unread.filter(({priority}) => priority === 2).length,
      handoffs: waiting.length,
      alerts: mine.filter(({raisedAt}) => raisedAt > now - RATE_MS).length,
    }
    const since = [...unread.map(one => one.raisedAt), ...waiting.map(one => one.steps.at(-1)?.at ?? now)]
    return {
      ...post,
      counts,
      total: LOAD_PARTS.reduce((sum, part) => sum + counts[part] * WEIGHTS[part], 0),
      incoming: waiting.length,
      outgoing: handoffs.filter(one => one.from === nation && one.fromPost === post.id).length,
      oldestAt: since.length === 0 ? undefined : Math.min(...since),
      movable: held.filter(one => !onOffer.has(one.id)),
    }
  })
}

/** Work to move from a post with too much to one that has room. */
export type Move = {
  readonly from: PostLoad
  readonly to: PostLoad
  readonly contacts: readonly ContactId[]
  /** What each would then have. */
  readonly fromAfter: number
  readonly toAfter: number
}

/**
 * Contacts that would bring an overloaded post down to its limit, to the post with the most room that somebody holds and
 * that does not say it is busy; undefined where there is none, or nothing to move. Those in the other's sector first.
 */
export function suggestMove(
  from: PostLoad,
  of: {
    readonly loads: readonly PostLoad[]
    readonly limit: number
    /** Where a contact's object is now. */
    readonly placeOf: (contact: ContactThing) => Position | undefined
  },
): Move | undefined {
  const {loads, limit, placeOf} = of
  if (from.total <= limit) return undefined
  const [to] = roomFor(from, loads, limit)
  if (to === undefined) return undefined
  const count = Math.min(from.total - limit, limit - to.total, from.movable.length, MOST_AT_ONCE)
  if (count < 1) return undefined
  const isNear = (contact: ContactThing) => postAt([to], placeOf(contact)) === to.id
  const contacts = [...from.movable].sort((a, b) => Number(isNear(b)) - Number(isNear(a))).slice(0, count)
  return {from, to, contacts: contacts.map(one => one.id), fromAfter: from.total - count, toAfter: to.total + count}
}

/** Posts that could take something: those with a sector before the shift's command, the one with the most room first. */
export function roomFor(from: PostLoad, loads: readonly PostLoad[], limit: number): readonly PostLoad[] {
  return loads
    .filter(one => one.id !== from.id && one.who !== undefined && one.state === 'open' && one.total < limit)
    .sort((a, b) => Number(a.sector === undefined) - Number(b.sector === undefined) || a.total - b.total)
}

/** The post whose sector holds a place; the first of two. */
export function postAt(posts: readonly PostOfBoard[], place: Position | undefined): PostId | undefined {
  if (place === undefined) return undefined
  return posts.find(({sector}) => sector !== undefined && isIn(sector, place))?.id
}

const MOST_AT_ONCE = 50
const ASKED: ReadonlySet<string> = new Set(['PROPOSED', 'STANDBY', 'REQUESTED'])
const WAITING: ReadonlySet<string> = new Set(['REQUESTED', 'PROPOSED', 'STANDBY', 'COUNTERED', 'ACCEPTED', 'RELEASED'])

function isIn({west, south, east, north}: Sector, {lon, lat}: Position): boolean {
  return lon >= west && lon <= east && lat >= south && lat <= north
}
