import {unreachable} from '../base/assert.ts'
import {isRefusal, type Refusal, refuse} from './decider.ts'
import {isOn, otherSide} from './handoff-open.ts'
import {
  agree,
  answer,
  complete,
  isEnded,
  known,
  lostControl,
  type Outcome,
  partiesOf,
  passesAll,
  passesAtOnce,
  releasedWith,
  sameTerms,
  tooLate,
} from './handoff-rules.ts'
import type {HandoffCommand, HandoffEvent, HandoffFile, HandoffStatus, Terms} from './handoff-state.ts'
import {isOverdue} from './handoff-timers.ts'

const MOST_ROUNDS = 3
const RECALLABLE: readonly HandoffStatus[] = ['PROPOSED', 'STANDBY', 'COUNTERED', 'ACCEPTED', 'RELEASED']

type NotByPerson =
  | 'notify'
  | 'propose'
  | 'request'
  | 'take'
  | 'presented'
  | 'crossed'
  | 'reached'
  | 'turned'
  | 'lapse'
  | 'supersede'
  | 'cease'
export type PersonAct = Exclude<HandoffCommand, {type: NotByPerson | 'timer' | 'copy'}>

/** What somebody of either side does with an open handoff. */
export function byPerson(state: HandoffFile, command: PersonAct): Outcome {
  const side = sideOf(command)
  if (!isOn(side, state, command.by)) return otherSide(side, state)
  const {expectedVersion: seen} = command
  if (isEnded(state)) return tooLate(state)
  if (seen !== undefined && (seen < state.settled || seen > state.version)) {
    return isOverdue(state, command.at)
      ? tooLate(state)
      : refuse('stale', {status: state.status, version: state.version})
  }
  const {standing} = state
  if (standing !== undefined && actsOnStanding(command)) {
    // Agreed terms stand while other ones are asked for: acting on them ends the asking.
    const {at, by} = command
    const agreed = revert(state)
    if (isOverdue(agreed, at)) return tooLate(agreed)
    const done = decideOn(agreed, command)
    return isRefusal(done) || done.length === 0 ? done : [{type: 'reverted', at, by}, ...done]
  }
  return isOverdue(state, command.at) ? tooLate(state) : decideOn(state, command)
}

/** As it was before other terms were asked for. */
function revert(state: HandoffFile): HandoffFile {
  const {standing} = state
  if (standing === undefined) return state
  const {terms, deadline, acceptedAt} = standing
  return {...state, status: 'ACCEPTED', terms, deadline, acceptedAt, standing: undefined, counter: undefined}
}

function actsOnStanding({type}: PersonAct): boolean {
  return type === 'release' || type === 'assume' || type === 'withdraw'
}

function decideOn(state: HandoffFile, command: PersonAct): Outcome {
  const {at, by} = command
  switch (command.type) {
    case 'accept':
      return (
        notNow(state, 'PROPOSED', 'STANDBY') ?? notCommander(state.terms, command) ?? agree(state, state.terms, command)
      )
    case 'reject':
      return notNow(state, 'PROPOSED', 'STANDBY') ?? answer(state, rejected(state, command))
    case 'standby':
      if (state.steps.some(step => step.status === 'STANDBY')) return refuse('once-only')
      return notNow(state, 'PROPOSED') ?? answer(state, {type: 'referred', at, by})
    case 'counter':
      if (state.form === 'merge') return refuse('merge-has-no-terms')
      if (state.rounds >= MOST_ROUNDS) return refuse('too-many-rounds', {rounds: MOST_ROUNDS})
      if (command.terms.functions?.includes('custody') === false) return refuse('custody-goes-first')
      return (
        notNow(state, 'PROPOSED', 'STANDBY') ??
        notCommander(command.terms, command) ??
        answer(state, {type: 'countered', terms: command.terms, at, by})
      )
    case 'accept-counter':
      return notNow(state, 'COUNTERED') ?? agree(state, state.counter ?? state.terms, command)
    case 'reject-counter':
      return notNow(state, 'COUNTERED') ?? [rejected(state, command)]
    case 'repropose':
      return notNow(state, 'PROPOSED', 'COUNTERED', 'ACCEPTED') ?? repropose(state, command)
    case 'grant':
      return notNow(state, 'REQUESTED') ?? agree(state, state.terms, command)
    case 'deny':
      return notNow(state, 'REQUESTED') ?? [rejected(state, command)]
    case 'withdraw':
      if (state.status === 'ACCEPTED' && by.role !== 'commander') return refuse('commander-only')
      return notNow(state, 'REQUESTED', 'ACCEPTED') ?? [{type: 'cancelled', at, by}]
    case 'release':
      return notNow(state, 'ACCEPTED') ?? notYet(state, at) ?? [{type: 'released', at, by}]
    case 'assume':
      if (state.status === 'ACCEPTED' && !state.crossed) return refuse('not-released')
      return notNow(state, 'RELEASED', 'ACCEPTED') ?? complete(state, command)
    case 'refuse':
      return notNow(state, 'RELEASED') ?? [rejected(state, command)]
    case 'recall':
      if (state.status === 'NOTIFIED') return [{type: 'lapsed', at, by}]
      return notNow(state, ...RECALLABLE) ?? [{type: 'cancelled', at, by}]
    case 'verbal-accept':
      return notNow(state, 'PROPOSED') ?? onlyCommander(command) ?? verballyAccepted(state, command)
    case 'confirm':
      return confirm(state, command)
    case 'verbal-assume': {
      const {who, callback, readBack} = command
      if (!command.isLinkDown) return refuse('link-is-up', {nation: state.to})
      return notNow(state, 'RELEASED') ?? [{type: 'verbally-assumed', who, callback, readBack, at, by}]
    }
    case 'countersign':
      return notNow(state, 'RELEASED') ?? onlyCommander(command) ?? countersign(state, command)
    default:
      return unreachable(command)
  }
}

/** Who may do it at all: the side whose turn it is by the nature of the act. */
function sideOf(command: PersonAct): 'from' | 'to' {
  switch (command.type) {
    case 'accept':
    case 'reject':
    case 'standby':
    case 'counter':
    case 'withdraw':
    case 'assume':
    case 'refuse':
    case 'confirm':
      return 'to'
    case 'accept-counter':
    case 'reject-counter':
    case 'repropose':
    case 'grant':
    case 'deny':
    case 'release':
    case 'recall':
    case 'verbal-accept':
    case 'verbal-assume':
    case 'countersign':
      return 'from'
    default:
      return unreachable(command)
  }
}

/** Other terms: for an offer, in answer to a counter, or for what was agreed already, which stands until they are agreed. */
function repropose(state: HandoffFile, command: Extract<PersonAct, {type: 'repropose'}>): Outcome {
  const {at, by, terms} = command
  if (state.form === 'merge') return refuse('merge-has-no-terms')
  const before = state.status === 'COUNTERED' ? state.counter : state.terms
  const keepsFunctions = before !== undefined && sameTerms({...terms, functions: before.functions}, terms)
  if (!passesAll(terms) && !keepsFunctions) return refuse('functions-by-counter')
  const subject = command.subject ?? state.subject
  return [{type: 'proposed', parties: partiesOf(state), terms, subject, ...known(state.crossingAt), at, by}]
}

/** Accepted on the telephone. What would pass at once waits for TO's own word. */
function verballyAccepted(state: HandoffFile, command: Extract<PersonAct, {type: 'verbal-accept'}>): Outcome {
  const {who, callback, readBack, at, by} = command
  const accepted: HandoffEvent = {type: 'verbally-accepted', who, callback, readBack, at, by}
  return [accepted, ...releasedWith(state, state.terms, command)]
}

function confirm(state: HandoffFile, command: Extract<PersonAct, {type: 'confirm'}>): Outcome {
  const {at, by} = command
  if (state.verbal?.accept === undefined || state.verbal.isConfirmed) return refuse('nothing-to-confirm')
  const confirmed: HandoffEvent = {type: 'confirmed', at, by}
  if (state.status !== 'ACCEPTED' || !passesAtOnce(state, state.terms)) return [confirmed]
  const completed = complete(state, command)
  return isRefusal(completed) ? completed : [confirmed, {type: 'released', at, by}, ...completed]
}

/** The second person: with it control passes. */
function countersign(state: HandoffFile, command: Extract<PersonAct, {type: 'countersign'}>): Outcome {
  const {at, by, code, isLinkDown} = command
  const recorded = state.verbal?.assume
  if (recorded === undefined) return refuse('nothing-to-confirm')
  if (recorded.by.actor === by.actor) return refuse('another-person')
  if (!isLinkDown) return refuse('link-is-up', {nation: state.to})
  const lost = lostControl(state, command.custody)
  if (lost !== undefined) return lost
  const completed = complete(state, command)
  return isRefusal(completed) ? completed : [{type: 'countersigned', code, at, by}, ...completed]
}

/** Refused terms leave what was agreed before. */
function rejected(
  state: HandoffFile,
  command: Extract<PersonAct, {code: unknown; type: `re${string}` | 'deny'}>,
): HandoffEvent {
  const {code, text, at, by} = command
  return {type: state.standing === undefined ? 'rejected' : 'reverted', code, text, at, by}
}

/** The terms name a line, a place or a time that has not come. */
function notYet({terms, crossed, reached, acceptedAt}: HandoffFile, at: number): Refusal | undefined {
  if (terms.transfer === 'at-line' && !crossed) return refuse('not-at-line')
  if (terms.point !== undefined && reached !== true && !crossed) return refuse('not-at-point')
  const seconds = Math.ceil(((acceptedAt ?? at) + (terms.afterS ?? 0) * 1_000 - at) / 1_000)
  return seconds > 0 ? refuse('not-yet', {seconds}) : undefined
}

function notNow(state: HandoffFile, ...statuses: readonly HandoffStatus[]): Refusal | undefined {
  return statuses.includes(state.status) ? undefined : refuse('not-now', {status: state.status})
}

function onlyCommander({by}: PersonAct): Refusal | undefined {
  return by.role === 'commander' ? undefined : refuse('commander-only')
}

function notCommander(terms: Terms, command: PersonAct): Refusal | undefined {
  return terms.requiresCommander === true ? onlyCommander(command) : undefined
}
