import {INCIDENT_CLOCKS, isReportable} from '../../../shared/operations/incident-codes.ts'
import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import type {IncidentForm} from './incident-forms.ts'

/** The course that an incident takes when nothing comes between. */
export const COURSE = [
  'REPORTED',
  'VALIDATING',
  'OPEN',
  'ASSIGNED',
  'RESPONDING',
  'CONTAINED',
  'RESOLVED',
  'CLOSED',
] as const

/** How far it has come on its course: what was reopened is open, what is led elsewhere is with somebody. */
export function stepOf(status: IncidentThing['status']): (typeof COURSE)[number] {
  switch (status) {
    case 'REOPENED':
      return 'OPEN'
    case 'TRANSFERRED':
      return 'ASSIGNED'
    case 'MERGED':
      return 'CLOSED'
    default:
      return status
  }
}

/** What usually comes next: an act at once, a form, or a unit to send. */
export type NextStep =
  | {readonly type: 'take' | 'acknowledge-lead' | 'contain' | 'task'}
  | {readonly type: 'form'; readonly form: IncidentForm['type']}

/** What usually comes next for this person; undefined when nothing does. */
export function nextStep(
  incident: IncidentThing,
  who: {readonly nation: string; readonly post?: string | undefined; readonly role: string},
): NextStep | undefined {
  const {status, desk, validation, impact, reported, lead, sar} = incident
  const isOurs = desk?.post === who.post
  const isCommander = who.role === 'commander'
  if (status === 'CLOSED' || status === 'MERGED') return undefined
  if (desk === undefined) return isCommander && status !== 'REPORTED' ? {type: 'form', form: 'lead'} : {type: 'take'}
  if (isOurs && desk.acknowledged === undefined) return {type: 'acknowledge-lead'}
  if (status === 'REPORTED' || status === 'VALIDATING') return {type: 'form', form: 'rate'}
  if (validation.status === 'proposed' && isCommander) return {type: 'form', form: 'rate'}
  switch (status) {
    case 'OPEN':
    case 'REOPENED':
      return {type: 'task'}
    case 'ASSIGNED':
    case 'RESPONDING':
      return isOurs ? {type: 'contain'} : undefined
    case 'CONTAINED':
    case 'TRANSFERRED':
      return isOurs ? {type: 'form', form: 'resolve'} : undefined
    case 'RESOLVED': {
      const owesReport = lead.nation === who.nation && isReportable(impact) && reported === undefined
      if (owesReport) return {type: 'form', form: 'report-sent'}
      const isHeld = sar !== undefined && sar.ended === undefined
      return isCommander && !isOurs && !isHeld ? {type: 'form', form: 'close-incident'} : undefined
    }
    default:
      return undefined
  }
}

/** Clocks that are late and still owed, the oldest first, then those that run. */
export function clockLines(incident: IncidentThing, wall: number) {
  return incident.clocks.map(({clock, dueAt}) => ({
    clock,
    left: dueAt - wall,
    isLate: incident.late.includes(clock) || dueAt < wall,
    isSoon: clock === 'report' && incident.late.includes('report-soon'),
  }))
}

/** Whether any clock of it is late. */
export function isLate(incident: IncidentThing): boolean {
  return incident.clocks.some(({clock}) => INCIDENT_CLOCKS.includes(clock) && incident.late.includes(clock))
}

/** The rescue phase that runs. */
export function rescueOf({sar, status}: IncidentThing) {
  return sar === undefined || sar.ended !== undefined || status === 'MERGED' ? undefined : sar
}
