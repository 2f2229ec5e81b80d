import type {AlertCommand, AlertEvent, AlertState} from '../../shared/operations/alert.ts'
import * as alert from '../../shared/operations/alert.ts'
import type {ContactCommand, ContactEvent, ContactState} from '../../shared/operations/contact.ts'
import * as contact from '../../shared/operations/contact.ts'
import type {Decider, Timer} from '../../shared/operations/decider.ts'
import type {FileCommand, FileEvent, FileState} from '../../shared/operations/file.ts'
import * as file from '../../shared/operations/file.ts'
import type {HandoffCommand, HandoffEvent, HandoffState} from '../../shared/operations/handoff.ts'
import * as handoff from '../../shared/operations/handoff.ts'
import {HANDOFF_OPEN} from '../../shared/operations/handoff-state.ts'
import type {IncidentCommand, IncidentEvent, IncidentState} from '../../shared/operations/incident.ts'
import * as incident from '../../shared/operations/incident.ts'
import {isOver as isIncidentOver} from '../../shared/operations/incident-state.ts'
import type {PostCommand, PostEvent, PostState} from '../../shared/operations/post.ts'
import * as post from '../../shared/operations/post.ts'
import type {ShiftCommand, ShiftEvent, ShiftState} from '../../shared/operations/shift.ts'
import * as shift from '../../shared/operations/shift.ts'
import type {PursuitCommand, PursuitEvent, PursuitState} from '../../shared/operations/pursuit.ts'
import * as pursuit from '../../shared/operations/pursuit.ts'
import type {PointOutCommand, PointOutEvent, PointOutState} from '../../shared/operations/point-out.ts'
import * as pointOut from '../../shared/operations/point-out.ts'
import type {TaskCommand, TaskEvent, TaskState} from '../../shared/operations/task.ts'
import * as task from '../../shared/operations/task.ts'
import type {UnitCommand, UnitEvent, UnitState} from '../../shared/operations/unit.ts'
import * as unit from '../../shared/operations/unit.ts'
import type {NoticeFile} from './notice.ts'
import * as notice from './notice.ts'
import * as request from './request.ts'
import type {RequestCommand, RequestEvent, RequestState} from './request.ts'

/** Everything durable, by kind: what it is, what can be asked of it, what can happen to it. */
export type States = {
  alert: AlertState
  contact: ContactState
  handoff: HandoffState
  incident: IncidentState
  pursuit: PursuitState
  'point-out': PointOutState
  task: TaskState
  unit: UnitState
  post: PostState
  shift: ShiftState
  notice: NoticeFile | {readonly status: 'NONE'; readonly version: 0}
  request: RequestState
  file: FileState
}
export type Commands = {
  alert: AlertCommand
  contact: ContactCommand
  handoff: HandoffCommand
  incident: IncidentCommand
  pursuit: PursuitCommand
  'point-out': PointOutCommand
  task: TaskCommand
  unit: UnitCommand
  post: PostCommand
  shift: ShiftCommand
  notice: notice.NoticeCommand
  request: RequestCommand
  file: FileCommand
}
export type Events = {
  alert: AlertEvent
  contact: ContactEvent
  handoff: HandoffEvent
  incident: IncidentEvent
  pursuit: PursuitEvent
  'point-out': PointOutEvent
  task: TaskEvent
  unit: UnitEvent
  post: PostEvent
  shift: ShiftEvent
  notice: notice.NoticeEvent
  request: RequestEvent
  file: FileEvent
}
export type Kind = keyof States
export const KINDS = [
  'alert',
  'contact',
  'handoff',
  'incident',
  'pursuit',
  'task',
  'unit',
  'post',
  'shift',
  'notice',
  'request',
  'file',
  'point-out',
] as const

export type Life<K extends Kind> = {
  readonly decider: Decider<States[K], Commands[K], Events[K]>
  timersOf(state: States[K]): readonly Timer[]
  /** A start loads it, however old it is. */
  isOpen(state: States[K]): boolean
}

/** The life of each kind. */
export const LIVES: {readonly [K in Kind]: Life<K>} = {
  alert: {
    decider: alert.alert,
    timersOf: alert.timersOf,
    isOpen: state =>
      state.status !== 'NONE' &&
      state.copied?.withdrawn !== true &&
      (state.active || state.acknowledged === undefined) &&
      state.incident === undefined,
  },
  contact: {
    decider: contact.contact,
    timersOf: contact.timersOf,
    isOpen: state => state.status === 'OPEN' && !state.withdrawn,
  },
  handoff: {
    decider: handoff.handoff,
    timersOf: handoff.timersOf,
    isOpen: state => HANDOFF_OPEN.some(status => status === state.status),
  },
  incident: {
    decider: incident.incident,
    timersOf: incident.timersOf,
    isOpen: state => state.status !== 'NONE' && !isIncidentOver(state),
  },
  pursuit: {decider: pursuit.pursuit, timersOf: pursuit.timersOf, isOpen: pursuit.isOpenPursuit},
  'point-out': {
    decider: pointOut.pointOut,
    timersOf: pointOut.timersOf,
    isOpen: state => state.status === 'OFFERED',
  },
  task: {
    decider: task.task,
    timersOf: task.timersOf,
    isOpen: state => state.status !== 'NONE' && (!task.isOver(state) || task.isUnread(state)),
  },
  unit: {decider: unit.unit, timersOf: unit.timersOf, isOpen: () => true},
  post: {decider: post.post, timersOf: post.timersOf, isOpen: () => true},
  shift: {
    decider: shift.shift,
    timersOf: shift.timersOf,
    isOpen: state => state.status !== 'NONE' && shift.isShiftOpen(state.status),
  },
  notice: {decider: notice.notice, timersOf: () => [], isOpen: () => false},
  request: {decider: request.request, timersOf: request.timersOf, isOpen: state => state.status === 'ASKED'},
  file: {decider: file.file, timersOf: () => [], isOpen: () => false},
}
