import {unreachable} from '../base/assert.ts'
import type {OperationalStatus, UnitStatus} from '../model/unit.ts'
import {type Decider, type Refusal, refuse, type Stamp, type Timer} from './decider.ts'
import type {
  Hearing,
  ResourcesSaid,
  Safety,
  StatusSaid,
  TaskingStatus,
  UnitCommand,
  UnitEvent,
  UnitState,
} from './unit-state.ts'

export {OWN_STATUSES} from './unit-state.ts'
export type {
  OwnStatus,
  ReportCategory,
  TaskingStatus,
  UnitCommand,
  UnitEvent,
  UnitState,
  WatchTimes,
} from './unit-state.ts'

/** A patrol boat, drone or team: what it says of itself, and what its tasks say. SPEC.md, UN. */
export const unit: Decider<UnitState, UnitCommand, UnitEvent> = {
  initial: {version: 0, own: 'available', tasks: []},

  decide(state, command) {
    const {at, by} = command
    switch (command.type) {
      case 'status':
        return sayStatus(state, command)
      case 'duty': {
        if (!command.on && state.tasks.length > 0) return refuse('task-running')
        const {type: _type, ...said} = command
        return isOld(state.duty, command.saidAt) ? [] : [{type: 'duty-set', ...said}]
      }
      case 'resources': {
        const {type: _type, ...said} = command
        return [{type: 'resources-set', ...said}]
      }
      case 'safe':
        return state.safety === undefined ? [] : [{type: 'safe', at, by}]
      case 'sos':
        if (state.sos !== undefined && command.place === undefined) return []
        return [{type: 'sos-raised', place: command.place, pressedAt: command.pressedAt, at, by}]
      case 'sos-end':
        return state.sos === undefined ? [] : [{type: 'sos-ended', at, by}]
      case 'report': {
        const {category, text, place, report, pressedAt} = command
        return [{type: 'reported', category, text, place, report, pressedAt, at, by}]
      }
      case 'tasked': {
        const {type: _type, ...tasked} = command
        const known = state.tasks.find(one => one.task === command.task)?.status
        return command.status === (known ?? 'over') ? [] : [{type: 'tasked', ...tasked}]
      }
      case 'heard':
        return state.hearing?.since === undefined ? [] : [{type: 'heard', heardAt: command.heardAt, at, by}]
      case 'timer':
        return fired(state, command)
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

/** The same in EUROSUR's words; who is off duty is not there to be sent. */
export function operationalStatus(state: UnitState, isOnDuty: boolean | undefined): OperationalStatus {
  if (state.own === 'out-of-service' || isOnDuty === false) return 'not-available'
  return state.limited === undefined ? 'fully-operational' : 'limited'
}

/** On scene it is asked whether all is well, and somebody told when no answer comes; likewise when its place is silent. */
export function timersOf({safety, hearing}: UnitState): readonly Timer[] {
  const timers: Timer[] = []
  if (safety !== undefined && !safety.late)
    timers.push(
      safety.askedAt === undefined
        ? {timer: 'safety', dueAt: safety.dueAt, version: safety.dueAt}
        : {timer: 'safety-late', dueAt: safety.askedAt + safety.answerMs, version: safety.askedAt},
    )
  if (hearing !== undefined && hearing.since === undefined)
    timers.push({timer: 'silent', dueAt: hearing.heardAt + hearing.silentMs, version: hearing.heardAt})
  return timers
}

const FURTHEST_FIRST: readonly TaskingStatus[] = ['on-scene', 'en-route', 'assigned']

function sayStatus(state: UnitState, command: Extract<UnitCommand, {type: 'status'}>): readonly UnitEvent[] | Refusal {
  const {type: _type, ...said} = command
  const {status, what, reason} = said
  if ((status === 'available' || status === 'returning') && state.tasks.length > 0) return refuse('task-running')
  if (status === 'limited' && what === undefined) return refuse('say-what')
  if (status === 'out-of-service' && reason === undefined) return refuse('say-reason')
  if (state.ownAt !== undefined && command.saidAt < state.ownAt) return []
  return isSaidAlready(state, said) ? [] : [{type: 'status-set', ...said}]
}

function isSaidAlready(state: UnitState, {status, what, reason, until, text}: StatusSaid): boolean {
  if (status !== state.own) return false
  if (status === 'limited') return state.limited?.what === what && state.limited?.text === text
  if (status !== 'out-of-service') return true
  const {outOfService: out} = state
  return out?.reason === reason && out?.until === until && out?.text === text
}

/** A timer that comes early, twice, or for what is over changes nothing. */
function fired(state: UnitState, command: Extract<UnitCommand, {type: 'timer'}>): readonly UnitEvent[] {
  const {at, by, heardAt} = command
  const due = timersOf(state).find(one => one.timer === command.timer && one.version === command.version)
  if (due === undefined || at < due.dueAt) return []
  switch (due.timer) {
    case 'safety':
      return [{type: 'safety-asked', at, by}]
    case 'safety-late':
      return [{type: 'safety-late', at, by}]
    default: {
      const silentMs = state.hearing?.silentMs ?? 0
      const isHeard = heardAt !== undefined && heardAt + silentMs > at
      return isHeard ? [{type: 'heard', heardAt, at, by}] : [{type: 'silent', at, by}]
    }
  }
}

/** Something that was said earlier than what is known. */
function isOld(known: {readonly at: number} | undefined, saidAt: number): boolean {
  return known !== undefined && saidAt < known.at
}

/** What becomes of a state; `undefined` takes the mark away. */
function changed(state: UnitState, event: UnitEvent): Partial<UnitState> {
  const {at, by} = event
  switch (event.type) {
    case 'status-set': {
      const {status, what, reason, until, text, saidAt} = event
      return {
        own: status,
        ownAt: saidAt,
        ...(state.tasks.length === 0 ? {statusAt: saidAt} : {}),
        limited: status === 'limited' && what !== undefined ? {what, text, at: saidAt} : undefined,
        outOfService:
          status === 'out-of-service' && reason !== undefined ? {reason, text, until, at: saidAt} : undefined,
      }
    }
    case 'duty-set': {
      const {on, until, crew, from, saidAt} = event
      return {
        duty: {on, until, from, at: saidAt},
        ...(crew === undefined ? {} : {crew: {count: crew, at: saidAt}}),
      }
    }
    case 'resources-set':
      return resources(state, event)
    case 'safe':
      return {safety: rested(state.safety, at)}
    case 'safety-asked':
      return {safety: state.safety && {...state.safety, askedAt: at}}
    case 'safety-late':
      return {safety: state.safety && {...state.safety, late: true}}
    case 'silent':
      return {hearing: state.hearing && {...state.hearing, since: state.hearing.heardAt}}
    case 'heard':
      return {hearing: state.hearing && {...state.hearing, heardAt: event.heardAt, since: undefined}}
    case 'sos-raised':
      // A newer place does not make it a newer emergency.
      return {sos: {at: state.sos?.at ?? at, place: event.place ?? state.sos?.place, by: state.sos?.by ?? by}}
    case 'sos-ended':
      return {sos: undefined}
    case 'reported':
      return {report: {at, category: event.category, text: event.text, place: event.place}}
    case 'tasked':
      return tasked(state, event)
    default:
      return unreachable(event)
  }
}

/** Each value keeps its own age; one that was read earlier than what is known is left out. */
function resources(state: UnitState, {fuelPercent, batteryPercent, crew, readyInMinutes, saidAt}: ResourcesSaid) {
  const isNews = (known: {readonly at: number} | undefined) => !isOld(known, saidAt)
  return {
    ...(fuelPercent !== undefined && isNews(state.fuel) ? {fuel: {percent: fuelPercent, at: saidAt}} : {}),
    ...(batteryPercent !== undefined && isNews(state.battery) ? {battery: {percent: batteryPercent, at: saidAt}} : {}),
    ...(crew !== undefined && isNews(state.crew) ? {crew: {count: crew, at: saidAt}} : {}),
    ...(readyInMinutes !== undefined && isNews(state.readiness)
      ? {readiness: {minutes: readyInMinutes, at: saidAt}}
      : {}),
  }
}

/** A word on a task is a sign of life too: the question comes later. */
function tasked(state: UnitState, event: Stamp & Extract<UnitEvent, {type: 'tasked'}>): Partial<UnitState> {
  const {task, status, watch, heardAt, at} = event
  const others = state.tasks.filter(one => one.task !== task)
  const tasks = status === 'over' ? others : [...others, {task, status}]
  const isOnScene = tasks.some(one => one.status === 'on-scene')
  const fresh: Safety | undefined = watch && {
    dueAt: at + watch.safetyMs,
    everyMs: watch.safetyMs,
    answerMs: watch.safetyAnswerMs,
    late: false,
  }
  const standing = status === 'over' ? state.safety : (rested(state.safety, at) ?? fresh)
  const hearing: Hearing | undefined =
    state.hearing ?? (watch && {heardAt: Math.max(heardAt ?? -Infinity, at), silentMs: watch.silentMs})
  return {
    tasks,
    statusAt: at,
    safety: isOnScene ? standing : undefined,
    hearing: tasks.length === 0 ? undefined : hearing,
  }
}

function rested(safety: Safety | undefined, at: number): Safety | undefined {
  return safety && {...safety, dueAt: at + safety.everyMs, askedAt: undefined, late: false}
}
