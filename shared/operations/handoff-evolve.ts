import {assert, unreachable} from '../base/assert.ts'
import type {
  Call,
  HandoffEvent,
  HandoffFile,
  HandoffState,
  HandoffStatus,
  HandoffStep,
  HandoffTimer,
  Terms,
} from './handoff-state.ts'
import {atPoint} from './handoff-rules.ts'
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
    case 'taken':
      return opened(state, event, 'RELEASED')
    default:
      assert(state.status !== 'NONE', `a handoff before ${event.type}`)
      return moved(state, event)
  }
}

type Opened = Extract<HandoffEvent, {type: 'notified' | 'requested' | 'proposed' | 'taken'}>
type Moved = Exclude<HandoffEvent, Opened | {type: 'copied'}>

function opened(
  state: HandoffState,
  event: Opened,
  status: 'NOTIFIED' | 'REQUESTED' | 'PROPOSED' | 'RELEASED',
): HandoffFile {
  const version = state.version + 1
  const {parties, terms, subject, crossingAt, at} = event
  const before = state.status === 'NONE' ? undefined : state
  return {
    ...parties,
    status,
    version,
    settled: version,
    copy: false,
    delivered: status === 'REQUESTED' || status === 'RELEASED',
    seen: false,
    crossed: before?.crossed ?? false,
    crossedAt: before?.crossedAt,
    ...(before === undefined ? {} : reachedUnder(before, terms)),
    turnedBack: false,
    shortNotice: isShort(event),
    crossingAt,
    terms,
    previous: before === undefined ? undefined : (before.counter ?? before.terms),
    standing: before === undefined ? undefined : standingOf(before),
    verbal: before?.verbal,
    rounds: before === undefined || before.status === 'ACCEPTED' ? 0 : before.rounds,
    deadline: deadlineFor(OPENS[status], {parties, at, version, crossingAt}),
    steps: [...(before?.steps ?? []), stepOf(event, status)],
    subject,
    live: [],
    ...(event.type === 'taken' ? {reason: {code: 'TAKEN', text: event.reason}} : {}),
  }
}

/** While agreed terms stand it is their place that counts, and their release that is due. */
function reachedUnder(before: HandoffFile, terms: Terms): Pick<HandoffFile, 'reached' | 'releaseDue'> {
  if (standingOf(before) === undefined) return atPoint(before, terms)
  return {reached: before.reached, releaseDue: before.releaseDue}
}

/** The first timer of each: a notice runs to the line, a request to its answer, an offer to its delivery. */
const OPENS = {NOTIFIED: 'notify', REQUESTED: 'reply', PROPOSED: 'lam', RELEASED: 'assume'} as const

/** Agreed terms stand until others are agreed, for as long as they would have stood. */
function standingOf(before: HandoffFile): HandoffFile['standing'] {
  if (before.status !== 'ACCEPTED' || before.deadline === undefined) return before.standing
  return {terms: before.terms, acceptedAt: before.acceptedAt ?? 0, deadline: before.deadline}
}

/** Offered later before the crossing than was agreed. */
function isShort({type, parties, crossingAt, at}: Opened): boolean {
  return type === 'proposed' && crossingAt !== undefined && crossingAt - at < parties.timers.proposeLatest
}

function moved(state: HandoffFile, event: Moved): HandoffFile {
  switch (event.type) {
    case 'delivered':
      return {...received(state, event, 'DELIVERED'), delivered: true}
    case 'seen':
      return {...received(state, event, 'SEEN'), seen: true}
    case 'crossed': {
      const steps = [...state.steps, stepOf(event, 'CROSSED')]
      return {...state, version: state.version + 1, crossed: true, crossedAt: event.at, steps}
    }
    case 'reached':
      return {...state, version: state.version + 1, reached: true}
    case 'release-due':
      return {...state, version: state.version + 1, releaseDue: true}
    case 'turned':
      return {...state, version: state.version + 1, turnedBack: event.back}
    case 'referred':
      return turned(state, event, {status: 'STANDBY', timer: 'standby'})
    case 'countered':
      return {
        ...turned(state, event, {status: 'COUNTERED', timer: 'counter'}),
        counter: event.terms,
        rounds: state.rounds + 1,
      }
    case 'accepted':
      return {...accepted(state, event, event.terms), automatic: event.automatic}
    case 'verbally-accepted': {
      const verbal = {...state.verbal, accept: callOf(event), isConfirmed: false}
      const file = accepted(state, event, state.terms)
      return {...file, verbal, steps: [...file.steps, stepOf(event, 'VERBAL')]}
    }
    case 'confirmed': {
      const verbal = {...state.verbal, isConfirmed: true}
      const version = state.version + 1
      return {...state, version, verbal, steps: [...state.steps, stepOf(event, 'CONFIRMED')]}
    }
    case 'verbally-assumed': {
      const file = turned(state, event, {status: 'RELEASED', timer: 'assume'})
      const verbal = {...state.verbal, assume: callOf(event), isConfirmed: state.verbal?.isConfirmed ?? false}
      return {...file, verbal, steps: [...state.steps, stepOf(event, 'VERBAL')]}
    }
    case 'countersigned': {
      const {at, by, code} = event
      const verbal = {...state.verbal, countersigned: {by, at}, code, isConfirmed: state.verbal?.isConfirmed ?? false}
      return {...state, version: state.version + 1, verbal}
    }
    case 'reverted':
      return reverted(state, event)
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
      return {...turned(state, event, {status: 'SUPERSEDED'}), successor: event.successor ?? state.successor}
    default:
      return unreachable(event)
  }
}

function accepted(state: HandoffFile, event: Moved, terms: Terms): HandoffFile {
  const waits = terms.afterS === undefined ? {} : {notBefore: event.at + terms.afterS * 1_000}
  const file = turned(state, event, {status: 'ACCEPTED', timer: 'hold', ...waits})
  const agreed = {terms, ...atPoint(state, terms), acceptedAt: event.at}
  return {...file, ...agreed, counter: undefined, standing: undefined}
}

/** What was agreed before stands, with what was left of its time. */
function reverted(state: HandoffFile, event: Extract<Moved, {type: 'reverted'}>): HandoffFile {
  const {standing} = state
  assert(standing !== undefined, 'terms that stand')
  const {terms, deadline, acceptedAt} = standing
  const version = state.version + 1
  const reason = event.code === undefined ? undefined : {code: event.code, text: event.text}
  return {
    ...state,
    ...{status: 'ACCEPTED', version, settled: version, terms, deadline, acceptedAt, reason},
    standing: undefined,
    counter: undefined,
    rounds: 0,
    previous: state.terms,
    delivered: true,
    steps: [...state.steps, stepOf(event, 'REVERTED')],
  }
}

function callOf({who, callback, readBack, at, by}: Extract<Moved, {readBack: string}>): Call {
  return {who, callback, readBack, at, by}
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
  next: {readonly status: HandoffStatus; readonly timer?: HandoffTimer; readonly notBefore?: number},
): HandoffFile {
  const version = state.version + 1
  const {at} = event
  return {
    ...state,
    status: next.status,
    version,
    settled: version,
    releaseDue: undefined,
    deadline:
      next.timer === undefined
        ? undefined
        : deadlineFor(next.timer, {
            ...{parties: state, at, version, crossingAt: state.crossingAt, notBefore: next.notBefore},
          }),
    steps: [...state.steps, stepOf(event, next.status)],
  }
}

function stepOf(event: HandoffEvent, status: HandoffStep['status']): HandoffStep {
  return {status, at: event.at, by: event.by}
}
