import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import {contactFor, type SubjectOf} from './contact-acts.ts'
import type {Turn} from './files.ts'
import type {House} from './house.ts'
import {sendTask} from './task-acts.ts'

export type IncidentOrder = Extract<Command, {type: `incident.${string}`}>

/** What a person does with an incident. */
export function incidentAct(house: House, turn: Turn, by: Actor, command: IncidentOrder): Refusal | undefined {
  switch (command.type) {
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
