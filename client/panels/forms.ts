import type {ContactId, HandoffId, IncidentId, TaskId} from '../../shared/base/id.ts'
import type {Command} from '../../shared/protocol/command.ts'
import type {Card} from '../../shared/protocol/message.ts'
import {moveCommand} from './board/move-form.ts'
import type {Form} from './desk.ts'
import {incidentCommand, isIncidentForm} from './incident/incident-forms.ts'
import {startPursuit} from './pursuit-form.ts'
import {isQueueForm, queueCommand} from './queue-forms.ts'

/** What a form does not hold itself. Ids of new things are made by the window. */
export type Filling = {
  readonly makeId: () => string
  /** Contact of what is selected. */ readonly contact: ContactId | undefined
  /** Whether an order of this type has a basis where its subject is. */
  readonly hasBasis: (form: Extract<Form, {type: 'task'}>) => boolean
}

/** The command that a filled form gives, or the code of what is still missing (`refusal.<code>`). */
export function commandOf(form: Form, {makeId, contact, hasBasis}: Filling): Command | string {
  if (isQueueForm(form)) return queueCommand(form, makeId)
  if (isIncidentForm(form)) return incidentCommand(form)
  if (form.type === 'move') return moveCommand(form, makeId)
  switch (form.type) {
    case 'handoff':
      return offerCommand(form, makeId)
    case 'pursuit':
      return startPursuit(form, makeId)
    case 'task':
      if (form.unit === undefined) return 'choose-unit'
      if (!hasBasis(form)) return 'no-basis'
      if (form.incident !== undefined)
        return {
          type: 'incident.assign',
          incident: form.incident,
          unit: form.unit,
          task: makeId() as TaskId,
          taskType: form.taskType,
        }
      return {
        type: 'task.send',
        task: makeId() as TaskId,
        unit: form.unit,
        ...(form.subject === undefined ? {} : {subject: form.subject}),
        taskType: form.taskType,
        note: form.note,
      }
    case 'incident':
      if (form.title.trim() === '') return 'write-title'
      return {
        type: 'incident.open',
        incident: makeId() as IncidentId,
        ...(form.subject === undefined ? {} : {subject: form.subject}),
        ...(form.alert === undefined ? {} : {alert: form.alert}),
        category: form.category,
        ...(form.criterion === undefined ? {} : {criterion: form.criterion}),
        ...(form.reported ? {reported: true} : {}),
        title: form.title.trim(),
      }
    case 'note':
      return noteCommand(form, contact)
    case 'shelve':
      if (form.reason.trim() === '') return 'write-reason'
      return {type: 'alert.shelve', alert: form.alert, minutes: form.minutes, reason: form.reason.trim()}
    case 'refuse':
      return 'choose-reason'
  }
}

/** One offer; or with others that go along, several offers in one. */
function offerCommand(form: Extract<Form, {type: 'handoff'}>, makeId: () => string): Command | string {
  const {subject, to, toPost, transfer, why, along, withhold} = form
  if (to === undefined) return 'choose-partner'
  const terms = {
    ...(transfer === undefined ? {} : {transfer}),
    ...(withhold.length === 0 ? {} : {withhold: [...withhold]}),
  }
  const rest = {
    to,
    ...(toPost === undefined ? {} : {toPost}),
    ...(Object.keys(terms).length === 0 ? {} : {terms}),
    why,
  }
  if (along.length === 0) return {type: 'handoff.propose', handoff: makeId() as HandoffId, subject, ...rest}
  const members = [subject, ...along.map(contact => ({contact}))]
  return {
    type: 'convoy.propose',
    convoy: makeId(),
    members: members.map(each => ({handoff: makeId() as HandoffId, subject: each})),
    ...rest,
  }
}

/** Whom a handoff is offered to unless the person says otherwise: where it is heading, else the first allowed. */
export function suggestedPartner(card: Card): Card['handoff'][number] | undefined {
  const allowed = card.handoff.filter(partner => partner.allowed)
  return allowed.find(partner => partner.to === card.frontier?.to) ?? allowed[0]
}

/** Which unit is sent unless the person says otherwise: the free one that is there first. */
export function suggestedUnit(card: Card): Card['units'][number] | undefined {
  const free = card.units.filter(unit => unit.status === 'available')
  return [...free].sort((a, b) => (a.seconds ?? Infinity) - (b.seconds ?? Infinity) || a.distanceM - b.distanceM)[0]
}

function noteCommand(form: Extract<Form, {type: 'note'}>, contact: ContactId | undefined): Command | string {
  const text = form.text.trim()
  if (text === '') return 'write-note'
  const {on} = form
  if ('alert' in on) return {type: 'alert.note', alert: on.alert, text}
  if ('incident' in on) return {type: 'incident.note', incident: on.incident, text}
  return contact === undefined ? 'no-contact' : {type: 'contact.note', contact, text}
}
