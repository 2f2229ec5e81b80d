import type {TaskFile} from '../../shared/operations/task.ts'
import type {TaskingStatus} from '../../shared/operations/unit.ts'
import type {HappeningOf, Turn} from './files.ts'
import type {House} from './house.ts'

/** The unit and the incident follow the task. */
export function afterTask({system}: House, turn: Turn, {after: task}: HappeningOf<'task'>): void {
  if (task.status === 'NONE') return
  const {id, unit, status, incident} = task
  turn.act('unit', unit, system, {type: 'tasked', task: id, status: taskingOf(task)})
  if (incident !== undefined) turn.act('incident', incident, system, {type: 'progress', task: id, unit, status})
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
      return 'on-scene'
    case 'CANTCO':
    case 'COMPLETE':
    case 'CANCELLED':
      return 'over'
  }
}
