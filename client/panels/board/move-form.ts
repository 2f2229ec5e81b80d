import type {ContactId, HandoffId, NationCode, PostId} from '../../../shared/base/id.ts'
import type {Position} from '../../../shared/geo/position.ts'
import type {Command} from '../../../shared/protocol/command.ts'
import type {Hello} from '../../../shared/protocol/message.ts'
import type {ContactThing} from '../../../shared/protocol/things.ts'
import type {Stores} from '../../state/stores.ts'
import {allSituations, type ThingsState} from '../../state/things.ts'
import {postsOf} from './board-things.ts'
import {loadsOf, type PostLoad, roomFor, suggestMove} from './load.ts'

/** Where a post's line is when the node does not say, and for a node that does. */
export const LOAD_LIMIT = 20

/** Contacts on their way from one post of the own nation to another, who has to accept them. */
export type MoveForm = {
  readonly type: 'move'
  readonly nation: NationCode
  readonly from: PostId
  readonly to: PostId | undefined
  readonly contacts: readonly ContactId[]
}

export function boardLoads(hello: Hello | undefined, things: ThingsState, now: number): readonly PostLoad[] {
  if (hello === undefined) return []
  return loadsOf(postsOf(hello, things), {
    nation: hello.nation,
    contacts: things.contact.values(),
    alerts: allSituations(things),
    handoffs: things.handoff.values(),
    now,
  })
}

/** Filled with what is suggested; without a suggestion the person chooses. */
export function moveForm(post: string, stores: Stores, now: number): MoveForm | string {
  const {session} = stores.session.getState()
  const hello = session.status === 'open' ? session.hello : undefined
  const limit = hello?.loadLimit ?? LOAD_LIMIT
  const loads = boardLoads(hello, stores.things.getState(), now)
  const from = loads.find(({id}) => id === post)
  if (hello === undefined || from === undefined) return 'select-first'
  if (from.movable.length === 0) return 'nothing-to-move'
  const move = suggestMove(from, {loads, limit, placeOf: contact => placeOf(contact, stores)})
  const to = move?.to ?? roomFor(from, loads, limit)[0]
  return {type: 'move', nation: hello.nation, from: from.id, to: to?.id, contacts: move?.contacts ?? []}
}

/** One offer, or several that go as one; or the code of what is still missing (`refusal.<code>`). */
export function moveCommand({nation, to, contacts}: MoveForm, makeId: () => string): Command | string {
  const [first] = contacts
  if (to === undefined) return 'choose-post'
  if (first === undefined) return 'choose-contacts'
  const along = {to: nation, toPost: to, why: 'balance'}
  if (contacts.length === 1)
    return {type: 'handoff.propose', handoff: makeId() as HandoffId, subject: {contact: first}, ...along}
  return {
    type: 'convoy.propose',
    convoy: makeId(),
    members: contacts.map(contact => ({handoff: makeId() as HandoffId, subject: {contact}})),
    ...along,
  }
}

/** Where a contact's object is now, as far as the map has it. */
export function placeOf({track}: ContactThing, {tracks}: Stores): Position | undefined {
  const slot = track === undefined ? -1 : tracks.slotOf(track)
  return slot < 0 ? undefined : tracks.positionOf(slot, tracks.at[slot] ?? NaN)
}
