import {unreachable} from '../base/assert.ts'
import {type Decider, refuse, type Refusal} from './decider.ts'
import {needsReport, timersOf} from './incident-clocks.ts'
import {type CloseReason, type IncidentClock, impactOf, INCIDENT_CLOCKS, isReportable} from './incident-codes.ts'
import {evolve} from './incident-evolve.ts'
import {decideSar, phaseFor, phaseOf, raisedBy} from './incident-sar.ts'
import {decideSharing, decideTold} from './incident-shared.ts'
import {
  type IncidentCommand,
  type IncidentEvent,
  type IncidentFile,
  type IncidentState,
  isOver,
  leads,
} from './incident-state.ts'

export {clocksOf, timersOf} from './incident-clocks.ts'
export type {IncidentCommand, IncidentEvent, IncidentFile, IncidentState} from './incident-state.ts'

type Outcome = readonly IncidentEvent[] | Refusal
type CommandOf<Type extends IncidentCommand['type']> = Extract<IncidentCommand, {type: Type}>

/** Something that has to be dealt with, from the report to its close. SPEC.md, IN, IS and IL. */
export const incident: Decider<IncidentState, IncidentCommand, IncidentEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    if (command.type === 'tell') return decideTold(state, command)
    if (command.type === 'open') return open(state, command)
    if (state.status === 'NONE') return refuse('not-found')
    if (isOver(state)) return afterEnd(state, command)
    return decideOpen(state, command)
  },

  evolve,
}

function open(state: IncidentState, command: CommandOf<'open'>): Outcome {
  if (state.status !== 'NONE') return refuse('already-open')
  const {type: _type, at, by, reported, ...opening} = command
  const isReport = reported || by.role === 'field' || by.role === 'system'
  // A commander gives the lead to a post; whoever works at a desk takes it.
  const desk = isReport || by.role === 'commander' ? undefined : by.post
  return [
    {type: 'opened', ...opening, reported: isReport, nation: by.nation, desk, at, by},
    ...raisedBy({at, by}, undefined, phaseFor(opening)),
  ]
}

/** What is over changes no more, but what is said of it still arrives, and a commander may open it again. */
function afterEnd(state: IncidentFile, command: Exclude<IncidentCommand, CommandOf<'open' | 'tell'>>): Outcome {
  switch (command.type) {
    case 'reopen':
      return reopen(state, command)
    case 'withdraw':
    case 'receipt':
    case 'receive-lead':
      return decideSharing(state, command)
    case 'inform':
    case 'informed':
      return decideSar(state, command)
    case 'attach-file':
      return attachFile(state, command)
    case 'progress':
    case 'timer':
      return []
    default:
      return refuse('incident-closed')
  }
}

function decideOpen(state: IncidentFile, command: Exclude<IncidentCommand, CommandOf<'open' | 'tell'>>): Outcome {
  const {at, by} = command
  switch (command.type) {
    case 'take':
      return take(state, command)
    case 'validate': {
      const {credibility, reliability} = command
      const confirmed = by.role === 'commander' || !isReportable(state.impact)
      return [{type: 'validated', credibility, reliability, confirmed, at, by}]
    }
    case 'assess':
      return assess(state, command)
    case 'assign':
      return assign(state, command)
    case 'assign-lead':
      if (by.role !== 'commander') return refuse('commander-only')
      if (state.desk?.post === command.post) return []
      return [{type: 'lead-assigned', post: command.post, acknowledged: command.post === by.post, at, by}]
    case 'acknowledge-lead':
      if (state.desk === undefined) return refuse('lead-first')
      if (by.post !== state.desk.post) return refuse('not-lead-post')
      return state.desk.acknowledged === undefined ? [{type: 'lead-acknowledged', at, by}] : []
    case 'contain':
      if (state.status === 'RESOLVED') return refuse('incident-resolved')
      if (state.status === 'CONTAINED') return []
      return refuseUnlessDesk(state, command) ?? [{type: 'contained', at, by}]
    case 'resolve':
      return resolve(state, command)
    case 'close':
      return close(state, command)
    case 'reopen':
      return reopen(state, command)
    case 'merge':
      if (command.into === state.id) return refuse('not-itself')
      if (!command.intoOpen) return refuse('incident-closed')
      if (!leads(state)) return refuse('not-lead')
      return [...offerEnded(state, command), {type: 'merged', into: command.into, at, by}]
    case 'absorb':
      return [{type: 'absorbed', from: command.from, at, by}, ...raisedBy({at, by}, phaseOf(state), command.from.phase)]
    case 'note':
      return [{type: 'noted', text: command.text, at, by}]
    case 'progress': {
      const {task, unit, status} = command
      return state.tasks.includes(task) ? [{type: 'progressed', task, unit, status, at, by}] : []
    }
    case 'attach': {
      const {alert, contact, distress} = command
      const newAlert = alert !== undefined && !state.alerts.includes(alert)
      const newContact = contact !== undefined && !state.contacts.includes(contact)
      if (!newAlert && !newContact) return []
      const phase = distress === true ? 'DISTRESS' : undefined
      return [{type: 'attached', alert, contact, at, by}, ...raisedBy({at, by}, phaseOf(state), phase)]
    }
    case 'attach-file':
      return attachFile(state, command)
    case 'tick': {
      const {item, done} = command
      return state.checklist.some(one => one.item === item) === done ? [] : [{type: 'ticked', item, done, at, by}]
    }
    case 'report-sent':
      if (!isReportable(state.impact)) return refuse('not-reportable')
      return state.reported === undefined
        ? [{type: 'report-sent', reference: command.reference, at, by}]
        : refuse('already-sent')
    case 'sar-raise':
    case 'sar-lower':
    case 'sar-end':
    case 'sar-facts':
    case 'inform':
    case 'informed':
      return decideSar(state, command)
    case 'share':
    case 'unshare':
    case 'withdraw':
    case 'offer-lead':
    case 'withdraw-lead':
    case 'accept-lead':
    case 'decline-lead':
    case 'receive-lead':
    case 'receipt':
      return decideSharing(state, command)
    case 'timer':
      return timer(state, command)
    default:
      return unreachable(command)
  }
}

/** Somebody looks at it, and their post works on it from now on. */
function take(state: IncidentFile, {at, by}: CommandOf<'take'>): Outcome {
  if (by.post === undefined) return refuse('not-lead-post')
  if (state.desk !== undefined) return state.desk.post === by.post ? [] : refuse('taken', {post: state.desk.post})
  return [{type: 'taken', post: by.post, validating: leads(state), at, by}]
}

/** Who assesses proposes; a commander decides. What is said to be distress begins the rescue, whoever says so. */
function assess(state: IncidentFile, {category, criterion, at, by}: CommandOf<'assess'>): Outcome {
  const step = by.role === 'commander' ? 'decided' : 'proposed'
  const last = state.assessments.at(-1)
  if (last?.step === step && last.category === category && last.criterion === criterion) return []
  return [
    {type: 'assessed', step, category, criterion, impact: impactOf(criterion), at, by},
    ...raisedBy({at, by}, phaseOf(state), phaseFor({category, criterion})),
  ]
}

/** Where no post leads yet, it is that of who sends the unit, or the unit's own where a commander does. */
function assign(state: IncidentFile, command: CommandOf<'assign'>): Outcome {
  const {unit, unitPost, task, taskType, at, by} = command
  if (state.status === 'RESOLVED') return refuse('incident-resolved')
  if (state.tasks.includes(task)) return refuse('already-sent')
  const post = by.role === 'commander' ? unitPost : (by.post ?? unitPost)
  const lead: readonly IncidentEvent[] =
    state.desk === undefined ? [{type: 'lead-assigned', post, acknowledged: post === by.post, at, by}] : []
  return [...lead, {type: 'assigned', unit, task, taskType, at, by}]
}

function resolve(state: IncidentFile, command: CommandOf<'resolve'>): Outcome {
  const {outcome, response, running, at, by} = command
  if (state.status === 'RESOLVED') return refuse('incident-resolved')
  if (state.status === 'REPORTED' || state.status === 'VALIDATING') return refuse('validate-first')
  if (running.length > 0) return refuse('tasks-running', {count: running.length})
  return refuseUnlessDesk(state, command) ?? [{type: 'resolved', outcome, response, at, by}]
}

/** An administrative act of a commander who is not the lead; first of all nobody may be in danger any more. */
function close(state: IncidentFile, command: CommandOf<'close'>): Outcome {
  const {reason, text, running, at, by} = command
  const phase = phaseOf(state)
  if (by.role !== 'commander') return refuse('commander-only')
  if (phase !== undefined) return refuse('sar-running', {phase})
  if (by.post === state.desk?.post || by.actor === state.desk?.acknowledged?.by.actor)
    return refuse('lead-cannot-close')
  if (running.length > 0) return refuse('tasks-running', {count: running.length})
  const refused = leads(state) ? refuseReason(state, reason) : undefined
  return refused ?? [...offerEnded(state, command), {type: 'closed', reason, text, at, by}]
}

/** What did not happen needs nothing; what ended was resolved, and reported where its impact asks for that. */
function refuseReason(state: IncidentFile, reason: CloseReason): Refusal | undefined {
  switch (reason) {
    case 'did-not-take-place':
      return undefined
    case 'impact-does-not-justify':
      return isReportable(state.impact) ? refuse('impact-justifies') : undefined
    case 'ended':
      if (state.status !== 'RESOLVED') return refuse('resolve-first')
      if (isReportable(state.impact) && state.validation.status !== 'validated') return refuse('validate-first')
      return needsReport(state) ? refuse('report-first') : undefined
    default:
      return unreachable(reason)
  }
}

function reopen(state: IncidentFile, {because, at, by}: CommandOf<'reopen'>): Outcome {
  if (by.role !== 'commander') return refuse('commander-only')
  if (state.status !== 'CLOSED' && state.status !== 'RESOLVED') return refuse('not-closed')
  return [{type: 'reopened', because, at, by}]
}

/** A picture may come from a phone that was long without a link: it belongs to the incident also afterwards. */
function attachFile(state: IncidentFile, {file, at, by}: CommandOf<'attach-file'>): Outcome {
  return state.files.some(one => one.file === file) ? [] : [{type: 'file-attached', file, at, by}]
}

/** Fires once, and only what has run out. */
function timer(state: IncidentFile, {timer, at, by}: CommandOf<'timer'>): Outcome {
  if (!timersOf(state).some(one => one.timer === timer && one.dueAt <= at)) return []
  const clock = INCIDENT_CLOCKS.find((one): one is IncidentClock => one === timer)
  if (clock !== undefined) return [{type: 'clock-late', clock, at, by}]
  return state.leadOffer === undefined
    ? []
    : [{type: 'lead-offer-ended', to: state.leadOffer.to, how: 'unanswered', at, by}]
}

function offerEnded(state: IncidentFile, {at, by}: IncidentCommand): readonly IncidentEvent[] {
  return state.leadOffer !== undefined && leads(state)
    ? [{type: 'lead-offer-ended', to: state.leadOffer.to, how: 'withdrawn', at, by}]
    : []
}

function refuseUnlessDesk({desk}: IncidentFile, {by}: IncidentCommand): Refusal | undefined {
  if (desk === undefined) return refuse('lead-first')
  return by.post === desk.post ? undefined : refuse('lead-only', {post: desk.post})
}
