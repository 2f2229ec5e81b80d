import {unreachable} from '../base/assert.ts'
import type {TaskId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {UnitStatus} from '../model/unit.ts'
import type {Actor} from './actor.ts'
import {type Decider, refuse, type Stamp, type Timer} from './decider.ts'

/** What a unit says of itself; the rest follows from its tasks. */
export type OwnStatus = 'available' | 'returning' | 'limited' | 'out-of-service'
export type TaskingStatus = Exclude<UnitStatus, OwnStatus>
export type ReportCategory = 'boat' | 'persons' | 'drone' | 'vehicle' | 'all-clear' | 'other'

/** What changes of a unit; name, kind and post are the configuration's. Every unit starts as `initial`. */
export type UnitState = {
  readonly version: number
  readonly own: OwnStatus
  readonly tasks: readonly {readonly task: TaskId; readonly status: TaskingStatus}[]
  readonly sos?: {readonly at: number; readonly place?: Position | undefined; readonly by: Actor} | undefined
  readonly report?:
    | {
        readonly at: number
        readonly category: ReportCategory
        readonly text?: string | undefined
        readonly place?: Position | undefined
      }
    | undefined
}

export type UnitCommand = Stamp &
  (
    | {readonly type: 'status'; readonly status: OwnStatus}
    | {readonly type: 'sos'; readonly place?: Position | undefined}
    | {readonly type: 'sos-end'}
    | {
        readonly type: 'report'
        readonly category: ReportCategory
        readonly text?: string | undefined
        readonly place?: Position | undefined
      }
    /** One of its tasks stands so now; `over`: is no longer its task. In the same turn as the task's event. */
    | {readonly type: 'tasked'; readonly task: TaskId; readonly status: TaskingStatus | 'over'}
  )

export type UnitEvent = Stamp &
  (
    | {readonly type: 'status-set'; readonly status: OwnStatus}
    | {readonly type: 'sos-raised'; readonly place?: Position | undefined}
    | {readonly type: 'sos-ended'}
    | {
        readonly type: 'reported'
        readonly category: ReportCategory
        readonly text?: string | undefined
        readonly place?: Position | undefined
      }
    | {readonly type: 'tasked'; readonly task: TaskId; readonly status: TaskingStatus | 'over'}
  )

/** A patrol boat, drone or team: what it says of itself, and what its tasks say. SPEC.md, UN. */
export const unit: Decider<UnitState, UnitCommand, UnitEvent> = {
  initial: {version: 0, own: 'available', tasks: []},

  decide(state, command) {
    const {at, by} = command
    switch (command.type) {
      case 'status': {
        const {status} = command
        const free = status === 'available' || status === 'returning'
        if (free && state.tasks.length > 0) return refuse('task-running')
        return status === state.own ? [] : [{type: 'status-set', status, at, by}]
      }
      case 'sos':
        if (state.sos !== undefined && command.place === undefined) return []
        return [{type: 'sos-raised', place: command.place, at, by}]
      case 'sos-end':
        return state.sos === undefined ? [] : [{type: 'sos-ended', at, by}]
      case 'report': {
        const {category, text, place} = command
        return [{type: 'reported', category, text, place, at, by}]
      }
      case 'tasked': {
        const {task, status} = command
        const known = state.tasks.find(one => one.task === task)?.status
        return status === (known ?? 'over') ? [] : [{type: 'tasked', task, status, at, by}]
      }
      default:
        return unreachable(command)
    }
  },

  evolve(state, event) {
    return {...state, ...changed(state, event), version: state.version + 1}
  },
}

/** The status that consoles show: out of service before all, then the task that is furthest on, then its own word. */
export function unitStatus(state: UnitState): UnitStatus {
  if (state.own === 'out-of-service') return state.own
  return FURTHEST_FIRST.find(status => state.tasks.some(task => task.status === status)) ?? state.own
}

/** A unit waits for nothing. */
export function timersOf(_state: UnitState): readonly Timer[] {
  return []
}

const FURTHEST_FIRST: readonly TaskingStatus[] = ['on-scene', 'en-route', 'assigned']

/** What becomes of a state; `undefined` takes the mark away. */
function changed(state: UnitState, event: UnitEvent): Partial<UnitState> {
  const {at, by} = event
  switch (event.type) {
    case 'status-set':
      return {own: event.status}
    case 'sos-raised':
      // A newer place does not make it a newer emergency.
      return {sos: {at: state.sos?.at ?? at, place: event.place ?? state.sos?.place, by: state.sos?.by ?? by}}
    case 'sos-ended':
      return {sos: undefined}
    case 'reported':
      return {report: {at, category: event.category, text: event.text, place: event.place}}
    case 'tasked': {
      const others = state.tasks.filter(one => one.task !== event.task)
      return {tasks: event.status === 'over' ? others : [...others, {task: event.task, status: event.status}]}
    }
    default:
      return unreachable(event)
  }
}
