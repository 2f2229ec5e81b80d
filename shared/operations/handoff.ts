import {unreachable} from '../base/assert.ts'
import type {NationCode} from '../base/id.ts'
import {type Decider, isRefusal, type Refusal, refuse, type Stamp} from './decider.ts'
import {
  type CustodyFact,
  HANDOFF_ENDS,
  type HandoffCommand,
  type HandoffEnd,
  type HandoffEvent,
  type HandoffFile,
  type HandoffState,
  type HandoffStatus,
  type HandoffTimer,
  type Terms,
} from './handoff-state.ts'
import {evolveHandoff} from './handoff-evolve.ts'
import {isDue, isOverdue} from './handoff-timers.ts'

export type {
  CustodyFact,
  Deadline,
  HandoffCommand,
  HandoffEvent,
  HandoffFile,
  HandoffParties,
  HandoffState,
  HandoffStatus,
  HandoffSubject,
  OpeningFacts,
  RejectCode,
  Terms,
} from './handoff-state.ts'
export {timersFor, timersOf} from './handoff-timers.ts'

const MOST_ROUNDS = 3
const RECALLABLE: readonly HandoffStatus[] = ['PROPOSED', 'STANDBY', 'COUNTERED', 'ACCEPTED', 'RELEASED']
const ENDS: ReadonlySet<string> = new Set(HANDOFF_ENDS)

type Opening = Extract<HandoffCommand, {type: 'notify' | 'propose' | 'request'}>
type SystemAct = Extract<HandoffCommand, {type: 'presented' | 'crossed' | 'lapse' | 'supersede' | 'cease' | 'timer'}>
type PersonAct = Exclude<HandoffCommand, Opening | SystemAct | {type: 'copy'}>
type Outcome = readonly HandoffEvent[] | Refusal

/** The passing of control of one contact from one nation to another, in FROM's ledger. SPEC.md, HO. */
export const handoff: Decider<HandoffState, HandoffCommand, HandoffEvent> = {
  initial: {status: 'NONE', version: 0},
  evolve: evolveHandoff,
  decide(state, command) {
    if (command.type === 'copy') return takeCopy(state, command)
    if (state.status !== 'NONE' && state.copy) return refuse('not-home', {nation: state.from})
    switch (command.type) {
      case 'notify':
      case 'propose':
      case 'request':
        return open(state, command)
      case 'presented':
      case 'crossed':
      case 'lapse':
      case 'supersede':
      case 'cease':
      case 'timer':
        return state.status === 'NONE' || isEnded(state) ? [] : bySystem(state, command)
      default:
        return state.status === 'NONE' ? refuse('not-found') : byPerson(state, command)
    }
  },
}

/** Over, however it ended: nothing changes it any more. */
export function isEnded(state: HandoffState): boolean {
  return ENDS.has(state.status)
}

/**
 * Whether a new `notify`, `propose` or `request` between the two goes on with this one instead of opening another:
 * an offer answers the open request (both had the same thought at once), and follows a notice.
 */
export function continues(state: HandoffState, between: {readonly from: NationCode; readonly to: NationCode}): boolean {
  if (state.status !== 'NOTIFIED' && state.status !== 'REQUESTED') return false
  return !state.copy && state.from === between.from && state.to === between.to
}

/** Same conditions, whatever is noted beside them. */
export function sameTerms(one: Terms, other: Terms): boolean {
  return one.transfer === other.transfer && (one.requiresCommander ?? false) === (other.requiresCommander ?? false)
}

function open(state: HandoffState, command: Opening): Outcome {
  const {parties, facts, at, by} = command
  const side = command.type === 'request' ? parties.to : parties.from
  if (by.nation !== side) return refuse('other-side', {nation: side})
  if (parties.from === parties.to) return refuse('choose-partner')
  if (state.status !== 'NONE') {
    if (isEnded(state) || isOverdue(state, at)) return tooLate(state)
    if (!continues(state, parties) || !follows(state.status, command.type))
      return refuse('handoff-open', {status: state.status})
  }
  if (facts.openHandoff !== undefined && facts.openHandoff !== parties.id) return refuse('handoff-open')
  if (!facts.contactOpen) return refuse('contact-closed')
  if (facts.custody.controller !== parties.from) return refuse('controller-only')
  if (facts.custody.epoch !== parties.epoch) return refuse('stale-epoch', {epoch: facts.custody.epoch})
  if (!facts.permitted) return refuse('no-agreement', {nation: parties.to})

  const {terms, subject} = command
  const {crossingAt} = facts
  if (command.type === 'request') {
    if (terms.requiresCommander === true && by.role !== 'commander') return refuse('commander-only')
    return [{type: 'requested', parties, terms, subject, ...known(crossingAt), at, by}]
  }
  if (state.status === 'REQUESTED' && sameTerms(state.terms, terms)) {
    return agree(state, state.terms, {custody: facts.custody, at, by})
  }
  const type = command.type === 'notify' ? 'notified' : 'proposed'
  // What is already open keeps its name: one transfer, one id.
  const file = state.status === 'NONE' ? parties : {...parties, id: state.id}
  return [{type, parties: file, terms, subject, ...known(crossingAt), at, by}]
}

/** A notice may be told anew, offered or asked for; a request may only be answered by an offer. */
function follows(status: HandoffStatus, type: Opening['type']): boolean {
  return status === 'NOTIFIED' || (status === 'REQUESTED' && type === 'propose')
}

function byPerson(state: HandoffFile, command: PersonAct): Outcome {
  const {at, by} = command
  const side = sideOf(state, command)
  if (by.nation !== side) return refuse('other-side', {nation: side})
  if (isEnded(state) || isOverdue(state, at)) return tooLate(state)
  const {expectedVersion: seen} = command
  if (seen !== undefined && (seen < state.settled || seen > state.version)) {
    return refuse('stale', {status: state.status, version: state.version})
  }

  switch (command.type) {
    case 'accept':
      return (
        notNow(state, 'PROPOSED', 'STANDBY') ?? notCommander(state.terms, command) ?? agree(state, state.terms, command)
      )
    case 'reject':
      return notNow(state, 'PROPOSED', 'STANDBY') ?? answer(state, rejected(command))
    case 'standby':
      if (state.steps.some(step => step.status === 'STANDBY')) return refuse('once-only')
      return notNow(state, 'PROPOSED') ?? answer(state, {type: 'referred', at, by})
    case 'counter':
      if (state.rounds >= MOST_ROUNDS) return refuse('too-many-rounds', {rounds: MOST_ROUNDS})
      return (
        notNow(state, 'PROPOSED', 'STANDBY') ??
        notCommander(command.terms, command) ??
        answer(state, {type: 'countered', terms: command.terms, at, by})
      )
    case 'accept-counter':
      return notNow(state, 'COUNTERED') ?? agree(state, state.counter ?? state.terms, command)
    case 'reject-counter':
      return notNow(state, 'COUNTERED') ?? [rejected(command)]
    case 'repropose':
      return notNow(state, 'PROPOSED', 'COUNTERED', 'ACCEPTED') ?? [reproposed(state, command)]
    case 'grant':
      return notNow(state, 'REQUESTED') ?? agree(state, state.terms, command)
    case 'deny':
      return notNow(state, 'REQUESTED') ?? [rejected(command)]
    case 'withdraw':
      if (state.status === 'ACCEPTED' && by.role !== 'commander') return refuse('commander-only')
      return notNow(state, 'REQUESTED', 'ACCEPTED') ?? [{type: 'cancelled', at, by}]
    case 'release':
      if (state.terms.transfer === 'at-line' && !state.crossed)
        return notNow(state, 'ACCEPTED') ?? refuse('not-at-line')
      return notNow(state, 'ACCEPTED') ?? [{type: 'released', at, by}]
    case 'assume':
      if (state.status === 'ACCEPTED' && !state.crossed) return refuse('not-released')
      return notNow(state, 'RELEASED', 'ACCEPTED') ?? complete(state, command)
    case 'refuse':
      return notNow(state, 'RELEASED') ?? [rejected(command)]
    case 'recall':
      if (state.status === 'NOTIFIED') return [{type: 'lapsed', at, by}]
      return notNow(state, ...RECALLABLE) ?? [{type: 'cancelled', at, by}]
    default:
      return unreachable(command)
  }
}

/** Who may do it at all: the side whose turn it is by the nature of the act. */
function sideOf(state: HandoffFile, command: PersonAct): NationCode {
  switch (command.type) {
    case 'accept':
    case 'reject':
    case 'standby':
    case 'counter':
    case 'withdraw':
    case 'assume':
    case 'refuse':
      return state.to
    case 'accept-counter':
    case 'reject-counter':
    case 'repropose':
    case 'grant':
    case 'deny':
    case 'release':
    case 'recall':
      return state.from
    default:
      return unreachable(command)
  }
}

function bySystem(state: HandoffFile, command: SystemAct): readonly HandoffEvent[] {
  const {at, by} = command
  if (command.type === 'timer') return fire(state, command)
  if (isOverdue(state, at)) return []
  switch (command.type) {
    case 'presented': {
      const awaits = state.status === 'PROPOSED' || state.status === 'NOTIFIED'
      return [
        ...(!state.delivered && awaits ? [{type: 'delivered', at, by} as const] : []),
        ...(!state.seen && command.seen && awaits ? [{type: 'seen', at, by} as const] : []),
      ]
    }
    case 'crossed':
      return [
        ...(state.crossed ? [] : [{type: 'crossed', at, by} as const]),
        ...(state.status === 'ACCEPTED' && state.terms.transfer === 'at-line'
          ? [{type: 'released', at, by} as const]
          : []),
      ]
    case 'lapse':
      return state.status === 'NOTIFIED' ? [{type: 'lapsed', at, by}] : []
    case 'supersede':
      return [{type: 'superseded', successor: command.successor, at, by}]
    case 'cease':
      return [{type: 'cancelled', code: command.code, at, by}]
    default:
      return unreachable(command)
  }
}

/** A timer says when to look, not what is so: a late, repeated or outlived one changes nothing. */
function fire(state: HandoffFile, command: Stamp & {timer: string; version: number}): readonly HandoffEvent[] {
  const {deadline} = state
  const {at, by} = command
  if (deadline === undefined || deadline.timer !== command.timer || command.version < deadline.version) return []
  if (!isDue(state, at)) return []
  return [{type: endBy(deadline.timer), timer: deadline.timer, at, by}]
}

function endBy(timer: HandoffTimer): 'failed' | 'lapsed' | 'expired' {
  switch (timer) {
    case 'lam':
      return 'failed'
    case 'notify':
    case 'hold':
      return 'lapsed'
    case 'reply':
    case 'standby':
    case 'counter':
    case 'assume':
      return 'expired'
  }
}

/** An answer shows that the offer has arrived, whether or not the receipt has. */
function answer(state: HandoffFile, ...events: HandoffEvent[]): readonly HandoffEvent[] {
  const [first] = events
  if (state.delivered || first === undefined) return events
  return [{type: 'delivered', at: first.at, by: first.by}, ...events]
}

/** Both agree. How many more acts it takes is in the terms: none, the line, or a release. */
function agree(state: HandoffFile, terms: Terms, act: Stamp & {readonly custody: CustodyFact}): Outcome {
  const {at, by} = act
  const lost = lostControl(state, act.custody)
  if (lost !== undefined) return lost
  const accepted: HandoffEvent = {type: 'accepted', terms, at, by}
  const released: HandoffEvent = {type: 'released', at, by}
  switch (terms.transfer) {
    case 'on-accept': {
      const completed = complete(state, act)
      return isRefusal(completed) ? completed : answer(state, accepted, released, ...completed)
    }
    case 'at-line':
      return state.crossed ? answer(state, accepted, released) : answer(state, accepted)
    case 'on-release':
      return answer(state, accepted)
  }
}

/** The moment that control passes: compare and swap on the epoch. */
function complete(state: HandoffFile, act: Stamp & {readonly custody: CustodyFact}): Outcome {
  const {at, by} = act
  const lost = lostControl(state, act.custody)
  if (lost !== undefined) return lost
  return [{type: 'completed', controller: state.to, post: state.toPost, epoch: state.epoch + 1, at, by}]
}

function lostControl(state: HandoffFile, custody: CustodyFact): Refusal | undefined {
  if (custody.controller === state.from && custody.epoch === state.epoch) return undefined
  return refuse('stale-epoch', {epoch: custody.epoch})
}

function rejected(command: Extract<PersonAct, {code: unknown}>): HandoffEvent {
  return {type: 'rejected', code: command.code, text: command.text, at: command.at, by: command.by}
}

function reproposed(state: HandoffFile, command: Extract<PersonAct, {type: 'repropose'}>): HandoffEvent {
  const {at, by, terms} = command
  const subject = command.subject ?? state.subject
  return {type: 'proposed', parties: partiesOf(state), terms, subject, ...known(state.crossingAt), at, by}
}

function partiesOf(state: HandoffFile) {
  const {id, world, contact, object, from, fromPost, to, toPost, epoch, why, convoy, agreement, timers, graceMs} = state
  return {id, world, contact, object, from, fromPost, to, toPost, epoch, why, convoy, agreement, timers, graceMs}
}

function notNow(state: HandoffFile, ...statuses: readonly HandoffStatus[]): Refusal | undefined {
  return statuses.includes(state.status) ? undefined : refuse('not-now', {status: state.status})
}

function notCommander(terms: Terms, command: PersonAct): Refusal | undefined {
  return terms.requiresCommander === true && command.by.role !== 'commander' ? refuse('commander-only') : undefined
}

/** Says what holds instead, and who has the contact. */
function tooLate(state: HandoffFile): Refusal {
  const status = isEnded(state) ? state.status : endStatus(state)
  return refuse('too-late', {status, holder: status === 'COMPLETED' ? state.to : state.from})
}

function endStatus(state: HandoffFile): HandoffEnd {
  if (state.deadline?.timer === 'lam') return 'FAILED'
  return state.deadline !== undefined && endBy(state.deadline.timer) === 'lapsed' ? 'LAPSED' : 'EXPIRED'
}

function takeCopy(state: HandoffState, command: Extract<HandoffCommand, {type: 'copy'}>): Outcome {
  const {copy, at, by} = command
  if (state.status !== 'NONE' && !state.copy) return refuse('not-home', {nation: state.from})
  if (state.status !== 'NONE' && (copy.version <= state.version || isEnded(state))) return []
  return [{type: 'copied', copy: {...copy, copy: true}, at, by}]
}

function known(crossingAt: number | undefined): {readonly crossingAt?: number} {
  return crossingAt === undefined ? {} : {crossingAt}
}
