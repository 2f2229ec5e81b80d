import {assert, unreachable} from '../base/assert.ts'
import type {AlertId, ContactId, IncidentId, PostId, TaskId, UnitId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import {type Decider, refuse, type Stamp, type Timer} from './decider.ts'
import type {TaskStatus, TaskType} from './task.ts'

export const INCIDENT_STATUSES = ['REPORTED', 'OPEN', 'ASSIGNED', 'RESPONDING', 'RESOLVED', 'CLOSED'] as const
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number]
export const INCIDENT_CATEGORIES = [
  'distress',
  'unidentified-object',
  'border-crossing',
  'fisheries',
  'smuggling-indication',
  'pollution',
  'infrastructure',
  'other',
] as const
export type IncidentCategory = (typeof INCIDENT_CATEGORIES)[number]

/** One line of the log: a catalogue code under `evidence.` and its values. */
export type LogLine = {
  readonly at: number
  readonly by: Actor
  readonly code: string
  readonly values: Readonly<Record<string, string | number>>
}

export type IncidentOpening = {
  readonly id: IncidentId
  readonly world: World
  /** What people say: `SE-I-4821`. */
  readonly number: string
  readonly category: IncidentCategory
  readonly title: string
  readonly priority: 1 | 2 | 3
  readonly place?: Position | undefined
  readonly contact?: ContactId | undefined
  readonly alert?: AlertId | undefined
}

export type IncidentFile = Omit<IncidentOpening, 'contact' | 'alert'> & {
  readonly status: IncidentStatus
  readonly version: number
  readonly openedAt: number
  readonly openedBy: Actor
  readonly lead?: PostId | undefined
  readonly contacts: readonly ContactId[]
  readonly alerts: readonly AlertId[]
  readonly tasks: readonly TaskId[]
  readonly units: readonly UnitId[]
  readonly log: readonly LogLine[]
  readonly outcome?: string | undefined
}

export type IncidentState = {readonly status: 'NONE'; readonly version: 0} | IncidentFile

export type IncidentCommand = Stamp &
  (
    | ({readonly type: 'open'} & IncidentOpening)
    | {readonly type: 'assign'; readonly unit: UnitId; readonly task: TaskId; readonly taskType: TaskType}
    | {readonly type: 'note'; readonly text: string}
    /** A task of this incident has moved on: in the same turn as the task's event. */
    | {readonly type: 'progress'; readonly task: TaskId; readonly unit: UnitId; readonly status: TaskStatus}
    | {readonly type: 'attach'; readonly alert?: AlertId | undefined; readonly contact?: ContactId | undefined}
    | {readonly type: 'resolve'; readonly outcome: string}
    | {readonly type: 'close'}
  )

export type IncidentEvent = Stamp &
  (
    | ({readonly type: 'opened'; readonly reported: boolean; readonly lead?: PostId | undefined} & IncidentOpening)
    | {
        readonly type: 'assigned'
        readonly unit: UnitId
        readonly task: TaskId
        readonly taskType: TaskType
        readonly lead?: PostId | undefined
      }
    | {readonly type: 'noted'; readonly text: string}
    | {readonly type: 'progressed'; readonly task: TaskId; readonly unit: UnitId; readonly status: TaskStatus}
    | {readonly type: 'attached'; readonly alert?: AlertId | undefined; readonly contact?: ContactId | undefined}
    | {readonly type: 'resolved'; readonly outcome: string}
    | {readonly type: 'closed'}
  )

/** Something that has to be dealt with, from the report to its close. SPEC.md, IN. */
export const incident: Decider<IncidentState, IncidentCommand, IncidentEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    const {at, by} = command
    if (command.type === 'open') {
      if (state.status !== 'NONE') return refuse('already-open')
      const {type: _type, ...opening} = command
      const reported = by.role === 'field' || by.role === 'system'
      return [{type: 'opened', ...opening, reported, lead: reported ? undefined : by.post}]
    }
    if (state.status === 'NONE') return refuse('not-found')
    if (state.status === 'CLOSED') return command.type === 'progress' ? [] : refuse('incident-closed')

    switch (command.type) {
      case 'assign': {
        if (state.status === 'RESOLVED') return refuse('incident-resolved')
        const {unit, task, taskType} = command
        if (state.tasks.includes(task)) return refuse('already-sent')
        return [{type: 'assigned', unit, task, taskType, lead: state.lead ?? by.post, at, by}]
      }
      case 'note':
        return [{type: 'noted', text: command.text, at, by}]
      case 'progress': {
        const {task, unit, status} = command
        return state.tasks.includes(task) ? [{type: 'progressed', task, unit, status, at, by}] : []
      }
      case 'attach': {
        const {alert, contact} = command
        const newAlert = alert !== undefined && !state.alerts.includes(alert)
        const newContact = contact !== undefined && !state.contacts.includes(contact)
        return newAlert || newContact ? [{type: 'attached', alert, contact, at, by}] : []
      }
      case 'resolve':
        if (state.status === 'RESOLVED') return refuse('incident-resolved')
        return [{type: 'resolved', outcome: command.outcome, at, by}]
      case 'close':
        if (by.role !== 'commander') return refuse('commander-only')
        return state.status === 'RESOLVED' ? [{type: 'closed', at, by}] : refuse('resolve-first')
      default:
        return unreachable(command)
    }
  },

  evolve(state, event) {
    if (event.type === 'opened') return opened(event)
    assert(state.status !== 'NONE', `an incident before ${event.type}`)
    return {...state, ...changed(state, event), version: state.version + 1, log: [...state.log, lineOf(event)]}
  },
}

/** An incident waits for people, never for a timer. */
export function timersOf(_state: IncidentState): readonly Timer[] {
  return []
}

type Changed = Exclude<IncidentEvent, {type: 'opened'}>

function opened(event: Extract<IncidentEvent, {type: 'opened'}>): IncidentFile {
  const {type: _type, at, by, reported, lead, contact, alert, ...opening} = event
  return {
    ...opening,
    status: reported ? 'REPORTED' : 'OPEN',
    version: 1,
    openedAt: at,
    openedBy: by,
    lead,
    contacts: contact === undefined ? [] : [contact],
    alerts: alert === undefined ? [] : [alert],
    tasks: [],
    units: [],
    log: [{at, by, code: reported ? 'incident-reported' : 'incident-opened', values: {}}],
  }
}

function changed(state: IncidentFile, event: Changed): Partial<IncidentFile> {
  switch (event.type) {
    case 'assigned':
      return {
        status: state.status === 'RESPONDING' ? 'RESPONDING' : 'ASSIGNED',
        lead: event.lead,
        tasks: [...state.tasks, event.task],
        units: state.units.includes(event.unit) ? state.units : [...state.units, event.unit],
      }
    case 'progressed': {
      const moving = event.status === 'EN_ROUTE' || event.status === 'ON_SCENE'
      return moving && state.status === 'ASSIGNED' ? {status: 'RESPONDING'} : {}
    }
    case 'attached':
      return {
        alerts: withOne(state.alerts, event.alert),
        contacts: withOne(state.contacts, event.contact),
      }
    case 'noted':
      return {}
    case 'resolved':
      return {status: 'RESOLVED', outcome: event.outcome}
    case 'closed':
      return {status: 'CLOSED'}
    default:
      return unreachable(event)
  }
}

function withOne<T>(list: readonly T[], item: T | undefined): readonly T[] {
  return item === undefined || list.includes(item) ? list : [...list, item]
}

function lineOf(event: Changed): LogLine {
  const {at, by} = event
  switch (event.type) {
    case 'assigned':
      return {at, by, code: 'unit-assigned', values: {unit: event.unit, type: event.taskType}}
    case 'progressed':
      return {at, by, code: 'task-progress', values: {unit: event.unit, status: event.status}}
    case 'attached':
      return {at, by, code: event.alert === undefined ? 'contact-attached' : 'alert-attached', values: {}}
    case 'noted':
      return {at, by, code: 'note', values: {text: event.text}}
    case 'resolved':
      return {at, by, code: 'incident-resolved', values: {outcome: event.outcome}}
    case 'closed':
      return {at, by, code: 'incident-closed', values: {}}
    default:
      return unreachable(event)
  }
}
