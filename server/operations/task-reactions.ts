import {unreachable} from '../../shared/base/assert.ts'
import {isUnread, type TaskEvent, type TaskFile} from '../../shared/operations/task.ts'
import type {TaskingStatus} from '../../shared/operations/unit.ts'
import type {HappeningOf, Turn} from './files.ts'
import type {House} from './house.ts'
import {endAlert, raiseAlert} from './own-alerts.ts'
import {presentIncident} from './present-incident.ts'
import {heardOf} from './unit-watch.ts'

/** The unit and the incident follow the task; whoever sent it is told when nobody reads it. */
export function afterTask(house: House, turn: Turn, {before, after: task, events}: HappeningOf<'task'>): void {
  if (task.status === 'NONE') return
  for (const event of events) if (event.type === 'resent') tellUnread(house, turn, task, event)
  if (!isUnread(task)) endAlert(house, turn, unreadOf(task))
  if (before.status === task.status) return
  const {id, unit, status, incident} = task
  const {system, tasking: watch} = house
  turn.act('unit', unit, system, {
    type: 'tasked',
    task: id,
    status: taskingOf(task),
    watch,
    heardAt: heardOf(house, unit, turn.at),
  })
  const present = incident === undefined ? undefined : presentIncident(turn, incident)
  if (present !== undefined && status !== 'DRAFT')
    turn.act('incident', present.id, system, {type: 'progress', task: id, unit, status})
}

/** First the sender is told; the second time it rings again, for the commander. */
function tellUnread(house: House, turn: Turn, task: TaskFile, event: Extract<TaskEvent, {type: 'resent'}>): void {
  const unit = house.units.get(task.unit)
  const minutes = Math.round((turn.at - firstSentAt(task)) / 60_000)
  const code = task.status === 'CANCELLED' ? 'recall-unread' : 'task-unread'
  const isEscalated = event.sends > 2
  raiseAlert(house, turn, {
    rule: 'task-unread',
    situation: unreadOf(task),
    world: task.world,
    priority: 2,
    evidence: [
      {code, values: {unit: unit?.name ?? task.unit, minutes}},
      ...(isEscalated ? [{code: 'told-commander', values: {}}] : []),
    ],
    place: task.place,
    contact: task.contact,
    since: firstSentAt(task),
    keys: [`unit:${task.unit}`],
    ...(event.sends === 3 ? {rings: {code: 'told-commander', values: {}}} : {}),
  })
}

/** When what stands now was sent first: the order, or its recall. */
function firstSentAt(task: TaskFile): number {
  return task.status === 'CANCELLED' ? (task.steps.at(-1)?.at ?? task.sentAt) : task.sentAt
}

function unreadOf({id}: TaskFile): string {
  return `unread:${id}`
}

function taskingOf(task: TaskFile): TaskingStatus | 'over' {
  switch (task.status) {
    case 'SENT':
    case 'DELIVERED':
    case 'RECEIVED':
    case 'WILCO':
      return 'assigned'
    case 'EN_ROUTE':
      return 'en-route'
    case 'ON_SCENE':
    case 'EXECUTING':
      return 'on-scene'
    case 'DRAFT':
    case 'CANTCO':
    case 'COMPLETE':
    case 'ABORTED':
    case 'CANCELLED':
      return 'over'
    default:
      return unreachable(task.status)
  }
}
