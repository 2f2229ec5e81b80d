import {cotReply, cotTask} from '../../shared/operations/task-codes.ts'
import {timersOf} from '../../shared/operations/task.ts'
import type {TaskThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, trackOf, type Projection} from './projection.ts'

/** A task as consoles have it. */
export function taskThing(projection: Projection, id: string): TaskThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('task', id)
  if (state.status === 'NONE') return undefined
  const {key, taskType, readWithinMs, ackWithinMs, lastSentAt: _last, stoodDown, ...rest} = state
  const due = timersOf(state)[0]
  const reply = cotReply(state.status, state.reason?.code)
  return given({
    ...rest,
    kind: 'task',
    type: taskType,
    priority: state.priority ?? 2,
    track: trackOf(projection, key),
    sentAt: wallOf(state.sentAt),
    sentBy: doerOf(state.sentBy, rooms),
    steps: state.steps.map(step => given(atWall(projection, step))),
    reason: state.reason && given(state.reason),
    ackBy: wallOf(state.sentAt) + (ackWithinMs ?? readWithinMs),
    unread: state.sends > 1,
    escalated: state.sends > 2,
    deadline: due && {timer: due.timer, at: wallOf(due.dueAt), length: readWithinMs},
    stoodDown: stoodDown === undefined ? undefined : wallOf(stoodDown),
    cot: given({task: cotTask(taskType), reply}),
  }) as unknown as TaskThing
}
