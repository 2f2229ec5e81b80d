import type {PostId} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {postState} from '../../shared/operations/post.ts'
import {isShiftOpen} from '../../shared/operations/shift.ts'
import type {PostThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, type Projection} from './projection.ts'

/** A post as consoles have it: an own one with the people at it, a partner's by name and state. */
export function postThing(projection: Projection, id: string): PostThing | undefined {
  const {files, posts, own, world, wallOf} = projection
  const state = files.get('post', id)
  const post = posts.get(id as PostId)
  const {copied} = state
  if (post === undefined && copied === undefined) return undefined
  const person = ({by, since}: {readonly by: Actor; readonly since: number}) => ({
    by: doerOf(by, projection.rooms),
    actor: by.actor,
    since: wallOf(since),
  })
  return given({
    kind: 'post',
    id: id as PostId,
    version: state.version,
    world,
    nation: copied?.nation ?? own,
    name: post?.name ?? copied?.name ?? '',
    state: postState(state),
    stateAt: state.changedAt === undefined ? undefined : wallOf(state.changedAt),
    holder: state.holder && given({...person(state.holder), unattended: state.holder.unattended}),
    present: state.present.map(person),
    orders: state.orders.map(order => given(atWall(projection, order))),
    shift: runningShift(projection, id),
  }) as unknown as PostThing
}

function runningShift({files}: Projection, post: string): string | undefined {
  for (const [id, shift] of files.all('shift'))
    if (shift.status !== 'NONE' && shift.post === post && isShiftOpen(shift.status)) return id
  return undefined
}
