import type {Timer} from './decider.ts'
import {type IncidentClock, isReportable} from './incident-codes.ts'
import {type IncidentFile, type IncidentState, isOver, leads} from './incident-state.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
/** Own figures: somebody takes it, a post leads. */
const ACK_MS = 2 * MINUTE
const ASSIGN_MS = 5 * MINUTE
/** The first report is due within a day of becoming aware (Impl. Reg. (EU) 2021/581 art. 9(3)); warned of before. */
const REPORT_MS = 24 * HOUR
const REPORT_SOON_MS = 20 * HOUR

export type RunningClock = {readonly clock: IncidentClock; readonly dueAt: number}

/** What still has to be done by when, the next first; also what is late already. The warning is no clock of its own. */
export function clocksOf(state: IncidentFile): readonly RunningClock[] {
  if (isOver(state)) return []
  const clocks: RunningClock[] = []
  const {desk} = state
  if (state.taken === undefined) clocks.push({clock: 'ack', dueAt: state.openedAt + ACK_MS})
  else if (desk !== undefined && desk.acknowledged === undefined) clocks.push({clock: 'ack', dueAt: desk.at + ACK_MS})
  if (leads(state)) {
    if (desk === undefined) clocks.push({clock: 'assign', dueAt: assignFrom(state) + ASSIGN_MS})
    if (needsReport(state)) clocks.push({clock: 'report', dueAt: state.openedAt + REPORT_MS})
  }
  return clocks.sort((a, b) => a.dueAt - b.dueAt)
}

/** The first report is owed and has not been sent. */
export function needsReport(state: IncidentFile): boolean {
  return isReportable(state.impact) && state.reported === undefined
}

/** Each clock ends by its timer, once; so does an offer of the lead. */
export function timersOf(state: IncidentState): readonly Timer[] {
  if (state.status === 'NONE' || isOver(state)) return []
  const {version, leadOffer} = state
  const due = clocksOf(state).map(({clock, dueAt}): {timer: string; dueAt: number} => ({timer: clock, dueAt}))
  if (leads(state) && needsReport(state)) due.push({timer: 'report-soon', dueAt: state.openedAt + REPORT_SOON_MS})
  const waiting = due.filter(({timer}) => !state.late.some(clock => clock === timer))
  if (leadOffer !== undefined && leads(state)) waiting.push({timer: 'lead-offer', dueAt: leadOffer.until})
  return waiting.map(timer => ({...timer, version}))
}

/** Since when it has needed a post here. */
function assignFrom(state: IncidentFile): number {
  return Math.max(state.openedAt, state.lead.since)
}
