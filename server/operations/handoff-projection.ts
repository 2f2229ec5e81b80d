import type {HandoffThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, trackOf, type Projection} from './projection.ts'

/** A handoff as consoles have it. */
export function handoffThing(projection: Projection, id: string): HandoffThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('handoff', id)
  if (state.status === 'NONE') return undefined
  const {version, world, contact, object, from, fromPost, to, toPost, status, delivered, seen, terms} = state
  const {counter, rounds, epoch, why, convoy, agreement, reason, deadline, subject} = state
  const file = files.get('contact', contact)
  const live = state.live.flatMap(ref => rooms.refs.keyOf(ref, from) ?? [])[0]
  const key = (file.status === 'NONE' ? undefined : file.key) ?? live
  return given({
    kind: 'handoff',
    id: state.id,
    version,
    world,
    contact,
    object,
    from,
    fromPost,
    to,
    toPost,
    status,
    delivered,
    seen,
    terms,
    counter,
    rounds,
    epoch,
    why,
    convoy,
    agreement,
    reason,
    deadline: deadline && {timer: deadline.timer, at: wallOf(deadline.at), length: deadline.length},
    steps: state.steps.map(one => atWall(projection, one)),
    track: trackOf(projection, key),
    subject: given(subject),
  }) as unknown as HandoffThing
}
