import type {NoticeThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {trackOf, type Projection} from './projection.ts'

/** A notice as consoles have it. */
export function noticeThing(projection: Projection, id: string): NoticeThing | undefined {
  const {files, wallOf} = projection
  const state = files.get('notice', id)
  if (state.status === 'NONE') return undefined
  const {keys, status: _status, ...rest} = state
  return given({
    ...rest,
    kind: 'notice',
    at: wallOf(state.at),
    tracks: keys.flatMap(key => trackOf(projection, key) ?? []),
  }) as unknown as NoticeThing
}
