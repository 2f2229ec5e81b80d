import type {IncidentId, TaskId} from '../../shared/base/id.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import {isRefusal, refuse, type Refusal} from '../../shared/operations/decider.ts'
import type {Criterion, IncidentCategory} from '../../shared/operations/incident-codes.ts'
import {phaseOf} from '../../shared/operations/incident-sar.ts'
import {isOver} from '../../shared/operations/incident-state.ts'
import {isOver as isTaskOver} from '../../shared/operations/task.ts'
import type {Command, CommandOf} from '../../shared/protocol/command.ts'
import {contactFor, type SubjectOf} from './contact-acts.ts'
import {given} from './drafts.ts'
import type {Turn} from './files.ts'
import {type House, newId} from './house.ts'
import {incidentDraft} from './incident-sharing.ts'
import {sendTask} from './task-acts.ts'

export type IncidentOrder = Extract<Command, {type: `incident.${string}`}>

/** What a person does with an incident, with what its decider has to know of other things. */
export function incidentAct(house: House, turn: Turn, by: Actor, command: IncidentOrder): Refusal | undefined {
  const {incident: id} = command
  switch (command.type) {
    case 'incident.open':
      return openIncident(house, turn, by, command)
    case 'incident.assign':
      return assign(house, turn, by, command)
    case 'incident.resolve': {
      const {outcome, response, standDown} = command
      return withTasksOver(turn, by, {id, standDown}, running =>
        turn.act('incident', id, by, {type: 'resolve', outcome, response, running}),
      )
    }
    case 'incident.close': {
      const {reason, text, standDown} = command
      return withTasksOver(turn, by, {id, standDown}, running =>
        turn.act('incident', id, by, {type: 'close', reason, text, running}),
      )
    }
    case 'incident.merge':
      return merge(turn, by, command)
    case 'incident.attach':
      return attach(turn, by, command)
    case 'incident.assign-lead':
      return command.post.startsWith(`${house.own}-`)
        ? turn.act('incident', id, by, {type: 'assign-lead', post: command.post})
        : refuse('not-found')
    case 'incident.share': {
      const incident = turn.get('incident', id)
      if (incident.status === 'NONE') return refuse('not-found')
      const {nation} = command
      const draft = incidentDraft(incident, {partner: nation, scope: 'shared'}, turn.at, () => undefined)
      const permitted = house.rooms.exporter.release({...draft, told: false}, nation) !== undefined
      return turn.act('incident', id, by, {type: 'share', nation, permitted})
    }
    case 'incident.sar-lower': {
      const {from, phase, because} = command
      return turn.act('incident', id, by, {type: 'sar-lower', from, phase, because, mrcc: house.mrcc})
    }
    case 'incident.sar-end':
      return turn.act('incident', id, by, {
        type: 'sar-end',
        from: command.from,
        because: command.because,
        mrcc: house.mrcc,
      })
    case 'incident.sar-facts':
      return turn.act('incident', id, by, {type: 'sar-facts', facts: given(command.facts)})
    case 'incident.accept-lead':
      return turn.act('incident', id, by, {type: 'accept-lead', epoch: command.epoch, grant: newId(house.random)})
    case 'incident.decline-lead':
      return turn.act('incident', id, by, {type: 'decline-lead', epoch: command.epoch})
    case 'incident.validate':
      return turn.act('incident', id, by, {
        type: 'validate',
        credibility: command.credibility,
        reliability: command.reliability,
      })
    case 'incident.assess':
      return turn.act('incident', id, by, {type: 'assess', category: command.category, criterion: command.criterion})
    case 'incident.reopen':
      return turn.act('incident', id, by, {type: 'reopen', because: command.because})
    case 'incident.note':
      return turn.act('incident', id, by, {type: 'note', text: command.text})
    case 'incident.attach-file':
      return turn.act('incident', id, by, {type: 'attach-file', file: command.file})
    case 'incident.tick':
      return turn.act('incident', id, by, {type: 'tick', item: command.item, done: command.done})
    case 'incident.report-sent':
      return turn.act('incident', id, by, {type: 'report-sent', reference: command.reference})
    case 'incident.sar-raise':
      return turn.act('incident', id, by, {type: 'sar-raise', phase: command.phase})
    case 'incident.unshare':
      return turn.act('incident', id, by, {type: 'unshare', nation: command.nation})
    case 'incident.offer-lead':
      return turn.act('incident', id, by, {type: 'offer-lead', to: command.to})
    case 'incident.take':
    case 'incident.acknowledge-lead':
    case 'incident.contain':
    case 'incident.withdraw-lead':
      return turn.act('incident', id, by, {type: shortOf(command.type)})
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
    criterion: command.criterion ?? usualCriterion(category),
    title,
    priority: category === 'distress' ? 1 : priorityOf(alert?.priority),
    place: alert?.place ?? seen?.place,
    contact: file?.id,
    reported: command.reported === true,
  })
  if (refused !== undefined || alertId === undefined || alert === undefined) return refused
  return attachAlert(turn, by, {id, alert: alertId, distress: alert.rule === 'distress'})
}

/** What is usual where the originator names no criterion. */
function usualCriterion(category: IncidentCategory): Criterion {
  return category === 'distress' ? 'lives-at-risk' : 'own-means-suffice'
}

function assign(house: House, turn: Turn, by: Actor, command: CommandOf<'incident.assign'>): Refusal | undefined {
  const incident = turn.get('incident', command.incident)
  if (incident.status === 'NONE') return refuse('not-found')
  const {unit, task, taskType} = command
  const unitPost = house.units.get(unit)?.post
  if (unitPost === undefined) return refuse('not-found')
  const refused = turn.act('incident', incident.id, by, {type: 'assign', unit, unitPost, task, taskType})
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

/** Ends what its units still do first, where the person has said so; else the incident says how many still do it. */
function withTasksOver(
  turn: Turn,
  by: Actor,
  {id, standDown}: {id: IncidentId; standDown: true | undefined},
  act: (running: readonly TaskId[]) => Refusal | undefined,
): Refusal | undefined {
  const running = runningTasks(turn, id)
  if (standDown !== true) return act(running)
  for (const task of running) {
    const refused = turn.act('task', task, by, {type: 'cancel'})
    if (refused !== undefined) return refused
  }
  return act([])
}

function runningTasks(turn: Turn, id: IncidentId): readonly TaskId[] {
  const incident = turn.get('incident', id)
  if (incident.status === 'NONE') return []
  return incident.tasks.filter(id => {
    const task = turn.get('task', id)
    return task.status !== 'NONE' && !isTaskOver(task)
  })
}

/** What was found, said and done there goes over, its rescue phase too; one turn. */
function merge(turn: Turn, by: Actor, {incident, into}: CommandOf<'incident.merge'>): Refusal | undefined {
  const from = turn.get('incident', incident)
  const target = turn.get('incident', into)
  if (from.status === 'NONE' || target.status === 'NONE') return refuse('not-found')
  if (from.world !== target.world) return refuse('other-world')
  const {id, number, contacts, alerts, tasks, units, files, distress} = from
  const phase = phaseOf(from)
  const refused = turn.act('incident', incident, by, {type: 'merge', into, intoOpen: !isOver(target)})
  if (refused !== undefined) return refused
  return turn.act('incident', into, by, {
    type: 'absorb',
    from: {id, number, contacts, alerts, tasks, units, files, distress, phase},
  })
}

function attach(turn: Turn, by: Actor, command: CommandOf<'incident.attach'>): Refusal | undefined {
  const {incident: id, contact, alert: alertId} = command
  if (contact !== undefined) {
    if (turn.get('contact', contact).status === 'NONE') return refuse('not-found')
    const refused = turn.act('incident', id, by, {type: 'attach', contact})
    if (refused !== undefined) return refused
  }
  if (alertId === undefined) return undefined
  const alert = turn.get('alert', alertId)
  return alert.status === 'NONE'
    ? refuse('not-found')
    : attachAlert(turn, by, {id, alert: alertId, distress: alert.rule === 'distress'})
}

/** The incident takes the alert over, and with it the acknowledgement. */
function attachAlert(
  turn: Turn,
  by: Actor,
  {id, alert, distress}: {id: IncidentId; alert: NonNullable<CommandOf<'incident.attach'>['alert']>; distress: boolean},
): Refusal | undefined {
  const refused = turn.act('incident', id, by, {type: 'attach', alert, distress})
  return refused ?? turn.act('alert', alert, by, {type: 'transfer', incident: id})
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
export function incidentNumber({own, random}: House): string {
  return `${own}-I-${String(Math.floor(random.unit() * 10_000)).padStart(4, '0')}`
}

function shortOf<Name extends string>(type: `incident.${Name}`): Name {
  return type.slice('incident.'.length) as Name
}
