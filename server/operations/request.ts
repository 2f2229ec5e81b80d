import type {CommandId, NationCode} from '../../shared/base/id.ts'
import {unreachable} from '../../shared/base/assert.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {type Decider, refuse, type Stamp, type Timer} from '../../shared/operations/decider.ts'
import type {Command, CommandResult} from '../../shared/protocol/command.ts'

/** How long a partner has for one answer, ms, and how often that is waited for before the caller is told to call. */
const ANSWER_MS = 10_000
const TRIES = 3

type Asked = {
  readonly id: CommandId
  readonly home: NationCode
  readonly command: Command
  /** Whose stored result the answer becomes. */
  readonly caller: string
}

/** A command on a thing whose home is another nation, from asking to the answer. */
export type RequestFile = Asked & {
  readonly status: 'ASKED' | 'UNANSWERED' | 'ANSWERED'
  readonly version: number
  readonly askedAt: number
  readonly by: Actor
  readonly result: CommandResult
}
export type RequestState = {readonly status: 'NONE'; readonly version: 0} | RequestFile

export type RequestCommand = Stamp &
  (
    | ({readonly type: 'ask'} & Asked)
    | {readonly type: 'answer'; readonly result: CommandResult}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
  )
export type RequestEvent = Stamp &
  (
    | ({readonly type: 'requested'} & Asked)
    /** An answer may come after `unanswered`: what the home did stands. */
    | {readonly type: 'answered'; readonly result: CommandResult}
    | {readonly type: 'unanswered'}
  )

export const request: Decider<RequestState, RequestCommand, RequestEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    const {at, by} = command
    if (command.type === 'ask') return state.status === 'NONE' ? [{...command, type: 'requested'}] : refuse('exists')
    if (state.status === 'NONE') return refuse('not-found')
    if (state.status === 'ANSWERED') return []
    switch (command.type) {
      case 'answer':
        return [{type: 'answered', at, by, result: command.result}]
      case 'timer':
        return state.status === 'ASKED' && command.version === state.version ? [{type: 'unanswered', at, by}] : []
      default:
        return unreachable(command)
    }
  },

  evolve(state, event) {
    if (event.type === 'requested') {
      const {id, home, command, caller, at, by} = event
      const result: CommandResult = {outcome: 'forwarded', commandId: id}
      return {id, home, command, caller, by, status: 'ASKED', version: 1, askedAt: at, result}
    }
    if (state.status === 'NONE') return state
    const version = state.version + 1
    switch (event.type) {
      case 'answered':
        return {...state, status: 'ANSWERED', version, result: event.result}
      case 'unanswered':
        return {
          ...state,
          status: 'UNANSWERED',
          version,
          result: {outcome: 'refused', commandId: state.id, code: 'not-delivered'},
        }
      default:
        return unreachable(event)
    }
  },
}

export function timersOf(state: RequestState): readonly Timer[] {
  if (state.status !== 'ASKED') return []
  return [{timer: 'answer', dueAt: state.askedAt + TRIES * ANSWER_MS, version: state.version}]
}
