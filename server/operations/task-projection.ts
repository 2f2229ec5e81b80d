import type {TaskThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, trackOf, type Projection} from './projection.ts'

/** A task as consoles have it. */
export function taskThing(projection: Projection, id: string): TaskThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('task', id)
  if (state.status === 'NONE') return undefined
  const {key, taskType, readWithinMs: _read, unread: _unread, ...rest} = state
  const steps = state.steps.map(step => given(atWall(projection, step)))
  return given({
    ...rest,
    kind: 'task',
    type: taskType,
    track: trackOf(projection, key),
    sentAt: wallOf(state.sentAt),
    sentBy: doerOf(state.sentBy, rooms),
    steps,
  }) as unknown as TaskThing
}
