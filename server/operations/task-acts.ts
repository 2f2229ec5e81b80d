import {unreachable} from '../../shared/base/assert.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import {contactFor, type SubjectOf} from './contact-acts.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'
import {refuseWithoutBasis} from './task-basis.ts'

export type TaskOrder = Extract<Command, {type: `task.${string}`}>

/** What a dispatcher orders and a unit answers. */
export function taskAct(
  house: House,
  turn: Turn,
  by: Actor,
  command: TaskOrder,
  pressedAt: number | undefined,
): Refusal | undefined {
  switch (command.type) {
    case 'task.draft':
      return orderTask(house, turn, by, command, 'draft')
    case 'task.send':
      return orderTask(house, turn, by, command, 'send')
    case 'task.cancel':
      return turn.act('task', command.task, by, {type: 'cancel'})
    case 'task.delivered':
    case 'task.received':
    case 'task.wilco':
    case 'task.en-route':
    case 'task.on-scene':
    case 'task.executing':
    case 'task.complete':
    case 'task.stood-down':
      return turn.act('task', command.task, by, {type: answerOf(command.type), pressedAt})
    case 'task.cannot-comply':
    case 'task.abort': {
      const {code, text} = command
      return turn.act('task', command.task, by, {type: answerOf(command.type), code, text, pressedAt})
    }
    default:
      return unreachable(command)
  }
}

type Ordered = Omit<CommandOf<'task.send'>, 'type' | 'subject'> & {readonly subject?: SubjectOf | undefined}

/** An order to a unit, about an object, an incident, or nothing more than its note. */
export function sendTask(house: House, turn: Turn, by: Actor, order: Ordered): Refusal | undefined {
  return orderTask(house, turn, by, order, 'send')
}

function orderTask(house: House, turn: Turn, by: Actor, order: Ordered, type: 'draft' | 'send'): Refusal | undefined {
  const {task, unit: id, taskType, incident, note} = order
  const unit = house.units.get(id)
  if (unit === undefined) return refuse('not-found')
  const found = order.subject === undefined ? undefined : contactFor(house, turn, by, order.subject)
  if (found !== undefined && isRefusal(found)) return found
  const contact = found === undefined ? undefined : turn.get('contact', found.contact)
  const file = contact === undefined || contact.status === 'NONE' ? undefined : contact
  if (file !== undefined && file.world !== unit.world) return refuse('other-world')
  const about = incident === undefined ? undefined : turn.get('incident', incident)
  const occasion = about === undefined || about.status === 'NONE' ? undefined : about
  const seen = file?.key === undefined ? undefined : house.rooms.picture.subjectOf(file.key)
  const refused = refuseWithoutBasis(house, turn, {taskType, contact: file, place: seen?.place})
  if (refused !== undefined) return refused
  const {ackMs, readAlarmMs, readMs} = house.tasking
  const priority = occasion?.priority ?? 2
  return turn.act('task', task, by, {
    type,
    id: task,
    world: unit.world,
    unit: id,
    taskType,
    priority,
    incident,
    contact: file?.id,
    key: file?.key,
    title: occasion?.title ?? file?.title ?? '',
    note,
    place: seen?.place ?? occasion?.place,
    readWithinMs: priority === 1 ? readAlarmMs : readMs,
    ackWithinMs: ackMs,
  })
}

function answerOf<Name extends string>(type: `task.${Name}`): Name {
  return type.slice('task.'.length) as Name
}
