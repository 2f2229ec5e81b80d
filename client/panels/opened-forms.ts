import {unreachable} from '../../shared/base/assert.ts'
import type {Card} from '../../shared/protocol/message.ts'
import type {AlertThing} from '../../shared/protocol/things.ts'
import type {SelectionState} from '../state/selection.ts'
import type {ThingsState} from '../state/things.ts'
import {contactOf, subjectOf} from './about.ts'
import type {DeskState, Form} from './desk.ts'
import {suggestedPartner, suggestedUnit} from './forms.ts'

/** What a form is opened on. */
export type Opening = {
  readonly things: ThingsState
  readonly selection: SelectionState
  readonly focus: DeskState['focus']
  readonly card: Card | undefined
  /** What the selected track is called. */
  readonly label: string | undefined
}

/** A form, filled with what is most likely meant; or why it cannot be opened (`refusal.<code>`). */
export type Opened = Form | string

export function handoffForm({things, selection, card}: Opening): Opened {
  const subject = subjectOf(things, selection)
  if (subject === undefined) return 'select-first'
  const partner = card === undefined ? undefined : suggestedPartner(card)
  return {
    type: 'handoff',
    subject,
    to: partner?.to,
    toPost: undefined,
    transfer: transferOf(partner?.transfer),
    why: 'heads-your-way',
    along: [],
    withhold: [],
  }
}

export function taskForm({things, selection, card}: Opening): Opened {
  const subject = subjectOf(things, selection)
  const incident = selection.selected?.type === 'incident' ? selection.selected.id : undefined
  if (subject === undefined && incident === undefined) return 'select-first'
  const unit = card === undefined ? undefined : suggestedUnit(card)?.id
  return {type: 'task', subject, incident, unit, taskType: 'observe', note: ''}
}

export function incidentForm(opening: Opening): Opened {
  const {things, selection, label} = opening
  const alert = alertOf(opening)
  const subject = subjectOf(things, selection)
  if (subject === undefined && alert === undefined) return 'select-first'
  return {
    type: 'incident',
    subject,
    alert: alert?.id,
    category: alert === undefined ? 'unidentified-object' : categoryOf(alert.rule),
    criterion: undefined,
    title: alert?.subjects[0] ?? label ?? '',
    reported: false,
  }
}

/** A note is kept with a contact, an alert or an incident; plain traffic has no file to keep it in. */
export function noteForm({things, selection}: Opening): Opened {
  const {selected, track} = selection
  if (selected?.type === 'incident') return {type: 'note', on: {incident: selected.id}, text: ''}
  if (selected?.type === 'alert') return {type: 'note', on: {alert: selected.id}, text: ''}
  const contact = contactOf(things, selection)
  if (contact !== undefined) return {type: 'note', on: {contact}, text: ''}
  return track === undefined ? 'select-first' : 'mark-first'
}

export function shelveForm(opening: Opening): Opened {
  const alert = alertOf(opening)
  if (alert === undefined) return 'select-first'
  if (alert.priority === 1) return 'not-for-priority-1'
  return {type: 'shelve', alert: alert.id, minutes: 30, reason: ''}
}

/** How a partner's agreement passes control. */
export function transferOf(text: string | undefined): Extract<Form, {type: 'handoff'}>['transfer'] {
  return text === 'on-accept' || text === 'at-line' || text === 'on-release' ? text : undefined
}

function alertOf({things, selection, focus}: Opening): AlertThing | undefined {
  const {selected} = selection
  const id = selected?.type === 'alert' ? selected.id : focus?.list === 'alerts' ? focus.id : undefined
  return id === undefined ? undefined : things.alert.get(id)
}

function categoryOf(rule: AlertThing['rule']): Extract<Form, {type: 'incident'}>['category'] {
  switch (rule) {
    case 'distress':
      return 'distress'
    case 'crossing':
    case 'crossing-predicted':
      return 'border-crossing'
    case 'rendezvous':
      return 'smuggling-indication'
    case 'silence':
    case 'zone-entry':
      return 'unidentified-object'
    case 'out-of-area':
    case 'uncoordinated-entry':
      return 'border-crossing'
    case 'unattended':
    case 'contested':
    case 'identity-difference':
    case 'task-unread':
    case 'unit-safety':
    case 'unit-silent':
    case 'incident-late':
      return 'other'
    default:
      return unreachable(rule)
  }
}
