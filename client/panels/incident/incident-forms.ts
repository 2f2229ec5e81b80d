import {unreachable} from '../../../shared/base/assert.ts'
import type {IncidentId, NationCode, PostId} from '../../../shared/base/id.ts'
import type {
  CloseReason,
  Credibility,
  Criterion,
  IncidentCategory,
  Outcome,
  Reliability,
  SarPhase,
} from '../../../shared/operations/incident-codes.ts'
import type {Command} from '../../../shared/protocol/command.ts'
import type {DistressFacts, IncidentThing} from '../../../shared/protocol/incident-thing.ts'

type Of = {readonly incident: IncidentId}

/** What is filled in about an incident beyond opening it. Nothing is sent before Enter or its button. */
export type IncidentForm = Of &
  (
    | {readonly type: 'assess'; readonly category: IncidentCategory; readonly criterion: Criterion}
    | {readonly type: 'rate'; readonly credibility: Credibility; readonly reliability: Reliability}
    | {readonly type: 'lead'; readonly post: PostId | undefined}
    | {readonly type: 'resolve'; readonly outcome: Outcome; readonly response: string; readonly standDown: boolean}
    | {
        readonly type: 'close-incident'
        readonly reason: CloseReason
        readonly text: string
        readonly standDown: boolean
      }
    | {readonly type: 'reopen'; readonly because: string}
    | {readonly type: 'merge-incident'; readonly into: IncidentId | undefined}
    | {readonly type: 'share-incident'; readonly nation: NationCode | undefined}
    | {readonly type: 'report-sent'; readonly reference: string}
    | {readonly type: 'sar-lower'; readonly from: SarPhase; readonly phase: SarPhase; readonly because: string}
    | {readonly type: 'sar-end'; readonly from: SarPhase; readonly because: string}
    | {readonly type: 'sar-facts'; readonly facts: DistressFacts}
  )

const FORMS: ReadonlySet<string> = new Set([
  'assess',
  'rate',
  'lead',
  'resolve',
  'close-incident',
  'reopen',
  'merge-incident',
  'share-incident',
  'report-sent',
  'sar-lower',
  'sar-end',
  'sar-facts',
])

export function isIncidentForm(form: {readonly type: string}): form is IncidentForm {
  return FORMS.has(form.type)
}

/** The command that a filled form gives, or the code of what is still missing (`refusal.<code>`). */
export function incidentCommand(form: IncidentForm): Command | string {
  const {incident} = form
  switch (form.type) {
    case 'assess':
      return {type: 'incident.assess', incident, category: form.category, criterion: form.criterion}
    case 'rate':
      return {type: 'incident.validate', incident, credibility: form.credibility, reliability: form.reliability}
    case 'lead':
      return form.post === undefined ? 'choose-post' : {type: 'incident.assign-lead', incident, post: form.post}
    case 'resolve': {
      const response = form.response.trim()
      if (response === '') return 'write-response'
      return {
        type: 'incident.resolve',
        incident,
        outcome: form.outcome,
        response,
        ...(form.standDown ? {standDown: true} : {}),
      }
    }
    case 'close-incident': {
      const text = form.text.trim()
      return {
        type: 'incident.close',
        incident,
        reason: form.reason,
        ...(text === '' ? {} : {text}),
        ...(form.standDown ? {standDown: true} : {}),
      }
    }
    case 'reopen':
      return withReason(form.because, because => ({type: 'incident.reopen', incident, because}))
    case 'merge-incident':
      return form.into === undefined ? 'choose-incident' : {type: 'incident.merge', incident, into: form.into}
    case 'share-incident':
      return form.nation === undefined ? 'choose-partner' : {type: 'incident.share', incident, nation: form.nation}
    case 'report-sent': {
      const reference = form.reference.trim()
      return {type: 'incident.report-sent', incident, ...(reference === '' ? {} : {reference})}
    }
    case 'sar-lower': {
      const {from, phase} = form
      return withReason(form.because, because => ({type: 'incident.sar-lower', incident, from, phase, because}))
    }
    case 'sar-end':
      return withReason(form.because, because => ({type: 'incident.sar-end', incident, from: form.from, because}))
    case 'sar-facts':
      return {type: 'incident.sar-facts', incident, facts: form.facts}
    default:
      return unreachable(form)
  }
}

/** A form filled with what the incident says already. `running`: how many of its tasks are not over. */
export function incidentFormOf(type: IncidentForm['type'], thing: IncidentThing): IncidentForm | undefined {
  const incident = thing.id
  switch (type) {
    case 'assess':
      return {type, incident, category: thing.category, criterion: thing.criterion}
    case 'rate':
      return {type, incident, ...thing.confidence}
    case 'lead':
      return {type, incident, post: thing.desk?.post}
    case 'resolve':
      return {type, incident, outcome: 'identified', response: '', standDown: false}
    case 'close-incident':
      return {
        type,
        incident,
        reason: thing.status === 'RESOLVED' ? 'ended' : 'did-not-take-place',
        text: '',
        standDown: false,
      }
    case 'reopen':
      return {type, incident, because: ''}
    case 'merge-incident':
      return {type, incident, into: undefined}
    case 'share-incident':
      return {type, incident, nation: undefined}
    case 'report-sent':
      return {type, incident, reference: ''}
    case 'sar-lower': {
      const from = thing.sar?.ended === undefined ? thing.sar?.phase : undefined
      if (from === undefined || from === 'UNCERTAINTY') return undefined
      return {type, incident, from, phase: from === 'DISTRESS' ? 'ALERT' : 'UNCERTAINTY', because: ''}
    }
    case 'sar-end': {
      const from = thing.sar?.ended === undefined ? thing.sar?.phase : undefined
      return from === undefined ? undefined : {type, incident, from, because: ''}
    }
    case 'sar-facts':
      return {type, incident, facts: thing.distress ?? {}}
    default:
      return unreachable(type)
  }
}

function withReason(text: string, command: (because: string) => Command): Command | string {
  const because = text.trim()
  return because === '' ? 'write-reason' : command(because)
}
