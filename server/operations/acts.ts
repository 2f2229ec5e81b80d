import type {UnitId} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import {contactFor, type SubjectOf} from './contact-acts.ts'
import type {Turn} from './files.ts'
import {handoffAct, openHandoffOf} from './handoff-acts.ts'
import type {LedgerTime} from './ledger-time.ts'
import type {House} from './reactions.ts'

/** How soon a task has to be read before the sender is told: with lives at risk, else; ms. */
const READ_WITHIN = {alarm: 60_000, usual: 180_000}

/** A person's command on things of the own ledger, with the facts that its decider needs. */
export function actOn(
  context: {house: House; time: LedgerTime},
  turn: Turn,
  by: Actor,
  command: Command,
  pressedAt: number | undefined,
): Refusal | undefined {
  const {house} = context
  switch (command.type) {
    case 'alert.acknowledge':
      return turn.act('alert', command.alert, by, {type: 'acknowledge'})
    case 'alert.shelve':
      return turn.act('alert', command.alert, by, {
        type: 'shelve',
        minutes: command.minutes,
        reason: command.reason,
      })
    case 'alert.unshelve':
      return turn.act('alert', command.alert, by, {type: 'unshelve'})
    case 'alert.note':
      return turn.act('alert', command.alert, by, {type: 'note', text: command.text})

    case 'contact.mark': {
      const found = contactFor(house, turn, by, {track: command.track}, command.title)
      return isRefusal(found) ? found : undefined
    }
    case 'contact.unmark':
      return turn.act('contact', command.contact, by, {
        type: 'close',
        openHandoff: openHandoffOf(turn, command.contact),
      })
    case 'contact.note':
      return turn.act('contact', command.contact, by, {type: 'note', text: command.text})

    case 'incident.open':
      return openIncident(house, turn, by, command)
    case 'incident.assign': {
      const incident = turn.get('incident', command.incident)
      if (incident.status === 'NONE') return refuse('not-found')
      const {unit, task, taskType} = command
      const refused = turn.act('incident', incident.id, by, {type: 'assign', unit, task, taskType})
      if (refused !== undefined) return refused
      const contact = incident.contacts[0]
      return sendTask(house, turn, by, {
        task,
        unit,
        taskType,
        incident: incident.id,
        note: '',
        ...(contact === undefined ? {} : {subject: {contact}}),
      })
    }
    case 'incident.note':
      return turn.act('incident', command.incident, by, {type: 'note', text: command.text})
    case 'incident.resolve':
      return turn.act('incident', command.incident, by, {type: 'resolve', outcome: command.outcome})
    case 'incident.close':
      return turn.act('incident', command.incident, by, {type: 'close'})

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

    case 'unit.sos':
      return ofUnit(house, by, unit => turn.act('unit', unit, by, {type: 'sos', place: command.place}))
    case 'unit.sos-end':
      return house.units.has(command.unit) ? turn.act('unit', command.unit, by, {type: 'sos-end'}) : refuse('not-found')
    case 'unit.report': {
      const {category, text, place} = command
      return ofUnit(house, by, unit => turn.act('unit', unit, by, {type: 'report', category, text, place}))
    }
    case 'unit.status':
      return ofUnit(house, by, unit => turn.act('unit', unit, by, {type: 'status', status: command.status}))

    default:
      return handoffAct(context, turn, by, command)
  }
}

function openIncident(house: House, turn: Turn, by: Actor, command: CommandOf<'incident.open'>): Refusal | undefined {
  const {incident: id, category, title, alert: alertId} = command
  const alert = alertId === undefined ? undefined : turn.get('alert', alertId)
  if (alert?.status === 'NONE') return refuse('not-found')
  const subject = command.subject ?? subjectOfAlert(house, alert?.keys ?? [])
  const found = subject === undefined ? undefined : contactFor(house, turn, by, subject)
  if (found !== undefined && isRefusal(found)) return found
  const contact = found === undefined ? undefined : turn.get('contact', found.contact)
  const file = contact === undefined || contact.status === 'NONE' ? undefined : contact
  const seen = file?.key === undefined ? undefined : house.rooms.picture.subjectOf(file.key)
  const refused = turn.act('incident', id, by, {
    type: 'open',
    id,
    world: alert?.world ?? file?.world ?? 'real',
    number: incidentNumber(house),
    category,
    title,
    priority: category === 'distress' ? 1 : priorityOf(alert?.priority),
    place: alert?.place ?? seen?.place,
    contact: file?.id,
    alert: alertId,
  })
  if (refused !== undefined || alertId === undefined) return refused
  return turn.act('alert', alertId, by, {type: 'transfer', incident: id})
}

function subjectOfAlert({rooms}: House, keys: readonly string[]): SubjectOf | undefined {
  const key = keys[0]
  const track = key === undefined ? undefined : rooms.picture.trackOf(key)
  return track === undefined ? undefined : {track}
}

function priorityOf(alert: 1 | 2 | 3 | 4 | undefined): 1 | 2 | 3 {
  return alert === undefined || alert === 4 ? 3 : alert
}

/** Four digits of chance: what people say, and no counter. */
function incidentNumber({own, random}: House): string {
  return `${own}-I-${String(Math.floor(random.unit() * 10_000)).padStart(4, '0')}`
}

function sendTask(
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

function ofUnit(house: House, by: Actor, act: (unit: UnitId) => Refusal | undefined): Refusal | undefined {
  return by.unit === undefined || !house.units.has(by.unit) ? refuse('no-unit') : act(by.unit)
}

function answerOf<Name extends string>(type: `task.${Name}`): Name {
  return type.slice('task.'.length) as Name
}
