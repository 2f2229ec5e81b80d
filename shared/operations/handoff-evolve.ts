import {assert, unreachable} from '../base/assert.ts'
import type {
  HandoffEvent,
  HandoffFile,
  HandoffState,
  HandoffStatus,
  HandoffStep,
  HandoffTimer,
} from './handoff-state.ts'
import {deadlineFor} from './handoff-timers.ts'

/** What an event means. Each raises the version by one; a copy has its home's version. */
export function evolveHandoff(state: HandoffState, event: HandoffEvent): HandoffState {
  switch (event.type) {
    case 'copied':
      return event.copy
    case 'notified':
      return opened(state, event, 'NOTIFIED')
    case 'requested':
      return opened(state, event, 'REQUESTED')
    case 'proposed':
      return opened(state, event, 'PROPOSED')
    default:
      assert(state.status !== 'NONE', `a handoff before ${event.type}`)
      return moved(state, event)
  }
}

type Opened = Extract<HandoffEvent, {type: 'notified' | 'requested' | 'proposed'}>
type Moved = Exclude<HandoffEvent, Opened | {type: 'copied'}>

function opened(state: HandoffState, event: Opened, status: 'NOTIFIED' | 'REQUESTED' | 'PROPOSED'): HandoffFile {
  const version = state.version + 1
  const {parties, terms, subject, crossingAt, at} = event
  return {
    ...parties,
    status,
    version,
    settled: version,
    copy: false,
    delivered: status === 'REQUESTED',
    seen: false,
    crossed: state.status === 'NONE' ? false : state.crossed,
    crossingAt,
    terms,
    rounds: state.status === 'NONE' ? 0 : state.rounds,
    deadline: deadlineFor(OPENS[status], {parties, at, version, crossingAt}),
    steps: [...(state.status === 'NONE' ? [] : state.steps), stepOf(event, status)],
    subject,
    live: [],
  }
}

/** The first timer of each: a notice runs to the line, a request to its answer, an offer to its delivery. */
const OPENS = {NOTIFIED: 'notify', REQUESTED: 'reply', PROPOSED: 'lam'} as const

function moved(state: HandoffFile, event: Moved): HandoffFile {
  switch (event.type) {
    case 'delivered':
      return {...received(state, event, 'DELIVERED'), delivered: true}
    case 'seen':
      return {...received(state, event, 'SEEN'), seen: true}
    case 'crossed':
      return {...state, version: state.version + 1, crossed: true}
    case 'referred':
      return turned(state, event, {status: 'STANDBY', timer: 'standby'})
    case 'countered':
      return {
        ...turned(state, event, {status: 'COUNTERED', timer: 'counter'}),
        counter: event.terms,
        rounds: state.rounds + 1,
      }
    case 'accepted':
      return {...turned(state, event, {status: 'ACCEPTED', timer: 'hold'}), terms: event.terms, counter: undefined}
    case 'released':
      return turned(state, event, {status: 'RELEASED', timer: 'assume'})
    case 'completed':
      return turned(state, event, {status: 'COMPLETED'})
    case 'rejected':
      return {...turned(state, event, {status: 'REJECTED'}), reason: {code: event.code, text: event.text}}
    case 'cancelled':
      return {
        ...turned(state, event, {status: 'CANCELLED'}),
        reason: event.code === undefined ? undefined : {code: event.code},
      }
    case 'expired':
      return turned(state, event, {status: 'EXPIRED'})
    case 'failed':
      return turned(state, event, {status: 'FAILED'})
    case 'lapsed':
      return turned(state, event, {status: 'LAPSED'})
    case 'superseded':
      return turned(state, event, {status: 'SUPERSEDED'})
    default:
      return unreachable(event)
  }
}

/** A receipt: nobody's view of what stands has become stale by it. Only at delivery does the time to answer start. */
function received(state: HandoffFile, event: Moved, status: 'DELIVERED' | 'SEEN'): HandoffFile {
  const version = state.version + 1
  const starts = status === 'DELIVERED' && state.status === 'PROPOSED'
  return {
    ...state,
    version,
    deadline: starts
      ? deadlineFor('reply', {parties: state, at: event.at, version, crossingAt: state.crossingAt})
      : state.deadline,
    steps: [...state.steps, stepOf(event, status)],
  }
}

function turned(
  state: HandoffFile,
  event: Moved,
  next: {readonly status: HandoffStatus; readonly timer?: HandoffTimer},
): HandoffFile {
  const version = state.version + 1
  const {at} = event
  return {
    ...state,
    status: next.status,
    version,
    settled: version,
    deadline:
      next.timer === undefined
        ? undefined
        : deadlineFor(next.timer, {parties: state, at, version, crossingAt: state.crossingAt}),
    steps: [...state.steps, stepOf(event, next.status)],
  }
}

function stepOf(event: HandoffEvent, status: HandoffStep['status']): HandoffStep {
  return {status, at: event.at, by: event.by}
}
