import type {PursuitThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, type Projection, trackOf} from './projection.ts'

/** A pursuit as consoles and phones have it: the notice by its hash, times by this node's time of day. */
export function pursuitThing(projection: Projection, id: string): PursuitThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('pursuit', id)
  if (state.status === 'NONE') return undefined
  const {copy: _copy, terms: _terms, crossed, signal, told, authorised, ended, beyond, ...rest} = state
  const file = files.get('contact', state.contact)
  const live = file.status === 'NONE' ? [] : file.live.flatMap(ref => rooms.refs.keyOf(ref, state.from) ?? [])
  const key = (file.status === 'NONE' ? undefined : file.key) ?? live[0]
  return given({
    ...rest,
    kind: 'pursuit',
    startedAt: wallOf(state.startedAt),
    startedBy: doerOf(state.startedBy, rooms),
    signal: signal && atWall(projection, signal),
    crossed: crossed && given({...atWall(projection, crossed), notice: crossed.notice.hash}),
    receivedAt: state.receivedAt === undefined ? undefined : wallOf(state.receivedAt),
    told: told && atWall(projection, told),
    authorised: authorised && atWall(projection, authorised),
    beyond: beyond && given({...beyond, at: wallOf(beyond.at)}),
    ended: ended && atWall(projection, ended),
    steps: state.steps.map(step => atWall(projection, step)),
    track: trackOf(projection, key),
  }) as unknown as PursuitThing
}
