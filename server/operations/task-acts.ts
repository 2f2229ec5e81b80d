import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import {contactFor, type SubjectOf} from './contact-acts.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'

/** How soon a task has to be read before the sender is told: with lives at risk, else; ms. */
const READ_WITHIN = {alarm: 60_000, usual: 180_000}

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
    case 'task.send':
      return sendTask(house, turn, by, command)
    case 'task.cancel':
      return turn.act('task', command.task, by, {type: 'cancel'})
    case 'task.delivered':
    case 'task.received':
    case 'task.wilco':
    case 'task.en-route':
    case 'task.on-scene':
    case 'task.complete':
      return turn.act('task', command.task, by, {type: answerOf(command.type), pressedAt})
    case 'task.cannot-comply':
      return turn.act('task', command.task, by, {
        type: 'cannot-comply',
        code: command.code,
        text: command.text,
        pressedAt,
      })
  }
}

/** An order to a unit, about an object, an incident, or nothing more than its note. */
export function sendTask(
  house: House,
  turn: Turn,
  by: Actor,
  order: Omit<CommandOf<'task.send'>, 'type' | 'subject'> & {readonly subject?: SubjectOf | undefined},
): Refusal | undefined {
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
  const isAlarm = occasion?.priority === 1
  return turn.act('task', task, by, {
    type: 'send',
    id: task,
    world: unit.world,
    unit: id,
    taskType,
    incident,
    contact: file?.id,
    key: file?.key,
    title: occasion?.title ?? file?.title ?? '',
    note,
    place: seen?.place ?? occasion?.place,
    readWithinMs: isAlarm ? READ_WITHIN.alarm : READ_WITHIN.usual,
  })
}

function answerOf<Name extends string>(type: `task.${Name}`): Name {
  return type.slice('task.'.length) as Name
}
