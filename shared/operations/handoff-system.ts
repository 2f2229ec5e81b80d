import {unreachable} from '../base/assert.ts'
import {isRefusal, type Stamp} from './decider.ts'
import {released} from './handoff-release.ts'
import {agree, endBy} from './handoff-rules.ts'
import type {HandoffCommand, HandoffEvent, HandoffFile} from './handoff-state.ts'
import {deadlinesOf, isDue, isOverdue} from './handoff-timers.ts'

type SystemAct = Extract<
  HandoffCommand,
  {type: 'presented' | 'crossed' | 'reached' | 'turned' | 'lapse' | 'supersede' | 'cease' | 'timer'}
>

/** What the link, the picture, the agreements and time bring to an open handoff. */
export function bySystem(state: HandoffFile, command: SystemAct): readonly HandoffEvent[] {
  const {at, by} = command
  if (command.type === 'timer') return fire(state, command)
  if (isOverdue(state, at)) return []
  switch (command.type) {
    case 'presented':
      return presented(state, command)
    case 'crossed':
      return crossed(state, command)
    case 'reached':
      return state.reached === true ? [] : [{type: 'reached', at, by}, ...released({...state, reached: true}, command)]
    case 'turned':
      return (state.turnedBack ?? false) === command.back ? [] : [{type: 'turned', back: command.back, at, by}]
    case 'lapse':
      return state.status === 'NOTIFIED' ? [{type: 'lapsed', at, by}] : []
    case 'supersede':
      return [{type: 'superseded', successor: command.successor, at, by}]
    case 'cease':
      return [{type: 'cancelled', code: command.code, at, by}]
    default:
      return unreachable(command)
  }
}

/** A receipt. What meets the agreement's standard conditions is accepted with it. */
function presented(state: HandoffFile, command: Extract<SystemAct, {type: 'presented'}>): readonly HandoffEvent[] {
  const {at, by, seen, standard, custody} = command
  const awaits = state.status === 'PROPOSED' || state.status === 'NOTIFIED'
  const delivers = !state.delivered && awaits
  const received: readonly HandoffEvent[] = [
    ...(delivers ? [{type: 'delivered', at, by} as const] : []),
    ...(!state.seen && seen && awaits ? [{type: 'seen', at, by} as const] : []),
  ]
  if (standard === undefined || custody === undefined || !delivers || state.status !== 'PROPOSED') return received
  const accepted = agree({...state, delivered: true}, state.terms, {custody, automatic: standard, at, by})
  return isRefusal(accepted) ? received : [...received, ...accepted]
}

function crossed(state: HandoffFile, command: Stamp): readonly HandoffEvent[] {
  const {at, by} = command
  const crossing = state.crossed ? [] : [{type: 'crossed', at, by} as const]
  return [...crossing, ...released({...state, crossed: true}, command)]
}

/** A timer says when to look, not what is so: a late, repeated or outlived one changes nothing. */
function fire(state: HandoffFile, command: Stamp & {timer: string; version: number}): readonly HandoffEvent[] {
  const {at, by} = command
  if (command.timer === 'release') return isOverdue(state, at) ? [] : released(state, command)
  const due = deadlinesOf(state).find(
    one => one.timer === command.timer && command.version >= one.version && isDue(state, one, at),
  )
  if (due === undefined) return []
  const {timer} = due
  if (state.standing !== undefined && timer !== 'hold') return [{type: 'reverted', timer, at, by}]
  return [{type: endBy(timer), timer, at, by}]
}
