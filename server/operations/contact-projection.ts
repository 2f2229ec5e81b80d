import type {ContactThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, trackOf, type Projection} from './projection.ts'

/** A contact as consoles have it. */
export function contactThing(projection: Projection, id: string): ContactThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('contact', id)
  if (state.status === 'NONE' || state.withdrawn) return undefined
  const {version, world, status, object, identity, title, openedAt, basis, custody} = state
  const {grants: _grants, ...held} = custody
  const from = state.copied?.from
  const live = from === undefined ? undefined : state.live.flatMap(ref => rooms.refs.keyOf(ref, from) ?? [])[0]
  return given({
    kind: 'contact',
    id: state.id,
    version,
    world,
    status,
    object,
    identity,
    track: trackOf(projection, state.key ?? live),
    title,
    openedAt: wallOf(openedAt),
    openedBy: doerOf(state.openedBy, rooms),
    notes: state.notes.map(one => atWall(projection, one)),
    custody: given({...held, since: wallOf(held.since)}),
    basis,
  }) as unknown as ContactThing
}
