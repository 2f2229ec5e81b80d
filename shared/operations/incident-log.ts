import {unreachable} from '../base/assert.ts'
import type {IncidentEvent, LogLine} from './incident-state.ts'

type Values = LogLine['values']

/** What the log says of an event; undefined where there is nothing to say. */
export function lineOf(event: IncidentEvent, isFirst: boolean): LogLine | undefined {
  const {at, by} = event
  const line = (code: string, values: Values = {}): LogLine => ({at, by, code, values})
  switch (event.type) {
    case 'opened':
      return line(event.reported ? 'incident-reported' : 'incident-opened')
    case 'taken':
      return line('incident-taken', {post: event.post})
    case 'validated': {
      const {credibility, reliability} = event
      return line(event.confirmed ? 'incident-validated' : 'incident-rated', {credibility, reliability})
    }
    case 'assessed': {
      const {step, category, impact, criterion} = event
      return line(step === 'decided' ? 'impact-decided' : 'impact-proposed', {category, impact, criterion})
    }
    case 'assigned':
      return line('unit-assigned', {unit: event.unit, type: event.taskType})
    case 'lead-assigned':
      return line('lead-assigned', {post: event.post})
    case 'lead-acknowledged':
      return line('lead-acknowledged')
    case 'contained':
      return line('incident-contained')
    case 'resolved':
      return line('incident-resolved', {outcome: event.outcome, text: event.response})
    case 'closed':
      return line('incident-closed', {reason: event.reason, ...(event.text === undefined ? {} : {text: event.text})})
    case 'reopened':
      return line('incident-reopened', {text: event.because})
    case 'merged':
      return line('incident-merged')
    case 'absorbed':
      return line('incident-absorbed', {number: event.from.number})
    case 'noted':
      return line('note', {text: event.text})
    case 'progressed':
      return line('task-progress', {unit: event.unit, status: event.status})
    case 'attached':
      return line(event.alert === undefined ? 'contact-attached' : 'alert-attached')
    case 'file-attached':
      return line('file-attached')
    case 'ticked':
      return line(event.done ? 'item-done' : 'item-undone', {item: event.item})
    case 'report-sent':
      return line('report-sent', event.reference === undefined ? {} : {text: event.reference})
    case 'sar-raised':
      return line('sar-raised', {phase: event.phase})
    case 'sar-lowered':
      return line('sar-lowered', {phase: event.phase, text: event.because})
    case 'sar-ended':
      return line('sar-ended', {text: event.because})
    case 'distress-noted':
      return line('distress-noted', known(event.facts))
    case 'mrcc-informed':
      return line('mrcc-informed', {nation: event.nation, post: event.post ?? ''})
    case 'mrcc-acknowledged':
      return {...event.who, code: 'mrcc-acknowledged', values: {nation: event.nation}}
    case 'shared':
      return line('incident-shared', {nation: event.nation})
    case 'unshared':
      return line('incident-unshared', {nation: event.nation})
    case 'told':
      return isFirst ? line('incident-told', {nation: event.telling.from}) : undefined
    case 'withdrawn':
      return line('incident-withdrawn', {nation: event.from})
    case 'lead-offered':
      return line('lead-offered', {nation: event.to})
    case 'lead-offer-ended':
      return line(`lead-offer-${event.how}`, {nation: event.to})
    case 'lead-passed':
      return line('lead-passed', {nation: event.grant.to})
    case 'lead-received':
      return line('lead-received', {nation: event.grant.from})
    case 'lead-receipt':
      return undefined
    case 'clock-late':
      return line('clock-late', {clock: event.clock})
    default:
      return unreachable(event)
  }
}

/** How many people, where that was said: what a reader of the log looks for first. */
function known(facts: Extract<IncidentEvent, {type: 'distress-noted'}>['facts']): Values {
  return facts.personsOnBoard === undefined ? {} : {persons: facts.personsOnBoard}
}
