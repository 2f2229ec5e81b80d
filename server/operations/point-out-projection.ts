import type {PointOutThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, type Projection, trackOf} from './projection.ts'

/** A point-out as consoles have it. */
export function pointOutThing(projection: Projection, id: string): PointOutThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('point-out', id)
  if (state.status === 'NONE') return undefined
  const {version, world, contact, object, from, fromPost, to, toPost, status, text, label, place, reason, basis} = state
  const file = files.get('contact', contact)
  const live = state.live.flatMap(ref => rooms.refs.keyOf(ref, from) ?? [])[0]
  return given({
    kind: 'point-out',
    id: state.id,
    ...{version, world, contact, object, from, fromPost, to, toPost, status, text, label, place, reason, basis},
    track: trackOf(projection, (file.status === 'NONE' ? undefined : file.key) ?? live),
    deadline: state.deadline && {at: wallOf(state.deadline.at), length: state.deadline.length},
    steps: state.steps.map(one => atWall(projection, one)),
  }) as unknown as PointOutThing
}
