import {unreachable} from '../base/assert.ts'
import type {NationCode} from '../base/id.ts'
import type {Actor} from './actor.ts'
import {isRefusal, type Refusal, refuse} from './decider.ts'
import {agree, complete, isEnded, known, type Outcome, passesAll, sameTerms, tooLate} from './handoff-rules.ts'
import type {HandoffCommand, HandoffParties, HandoffState, HandoffStatus} from './handoff-state.ts'
import {isOverdue} from './handoff-timers.ts'

type Opening = Extract<HandoffCommand, {type: 'notify' | 'propose' | 'request'}>
type Taking = Extract<HandoffCommand, {type: 'take'}>

/**
 * Whether a new `notify`, `propose` or `request` between the two goes on with this one instead of opening another:
 * an offer answers the open request (both had the same thought at once), and follows a notice.
 */
export function continues(state: HandoffState, between: {readonly from: NationCode; readonly to: NationCode}): boolean {
  if (state.status !== 'NOTIFIED' && state.status !== 'REQUESTED') return false
  return !state.copy && state.from === between.from && state.to === between.to
}

/** Whether somebody acts for FROM or TO. Between two posts of a nation the post counts; a commander may also offer. */
export function isOn(side: 'from' | 'to', parties: HandoffParties, by: Actor): boolean {
  const nation = side === 'from' ? parties.from : parties.to
  if (by.nation !== nation) return false
  if (parties.from !== parties.to || by.role === 'system') return true
  if (side === 'to') return by.post === parties.toPost
  return by.post === parties.fromPost || by.role === 'commander'
}

/** Whose turn it would be. */
export function otherSide(side: 'from' | 'to', parties: HandoffParties): Refusal {
  const post = side === 'from' ? parties.fromPost : parties.toPost
  if (parties.from === parties.to) return refuse('other-post', post === undefined ? undefined : {post})
  return refuse('other-side', {nation: side === 'from' ? parties.from : parties.to})
}

export function open(state: HandoffState, command: Opening): Outcome {
  const {parties, facts, at, by} = command
  const side = command.type === 'request' ? 'to' : 'from'
  if (parties.from === parties.to && parties.form !== 'merge') {
    if (parties.toPost === undefined || parties.toPost === parties.fromPost) return refuse('choose-partner')
    if (command.type !== 'propose') return refuse('choose-partner')
  }
  if (!isOn(side, parties, by)) return otherSide(side, parties)
  if (state.status !== 'NONE') {
    if (isEnded(state) || isOverdue(state, at)) return tooLate(state)
    if (!continues(state, parties) || !follows(state.status, command.type) || state.form !== parties.form)
      return refuse('handoff-open', {status: state.status})
  }
  const barred = barredBy(command)
  if (barred !== undefined) return barred
  if (!facts.permitted) return refuse('no-agreement', {nation: parties.to})

  const {terms, subject} = command
  if (!passesAll(terms)) return refuse('functions-by-counter')
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

/** Control passes by an act of one side, in the ledger that has it, in one transaction. */
export function take(state: HandoffState, command: Taking): Outcome {
  const {parties, terms, subject, facts, form, reason, at, by, since} = command
  const side = form === 'compensation' ? 'from' : 'to'
  const nation = side === 'from' ? parties.from : parties.to
  if (by.nation !== nation) return refuse('other-side', {nation})
  if (by.role !== 'commander') return refuse('commander-only')
  if (state.status !== 'NONE' && (isEnded(state) || state.to !== parties.to)) return tooLate(state)
  const barred = barredBy(command)
  if (barred !== undefined) return barred
  if (facts.mayTake !== true) return refuse(notToBeTaken(form), {nation: parties.from})
  const completed = complete(parties, {custody: facts.custody, since, at, by})
  if (isRefusal(completed)) return completed
  return [
    {type: 'taken', parties: {...parties, form}, terms, subject, reason, since: since ?? at, at, by},
    ...completed,
  ]
}

/** What keeps a handoff of this contact from being opened at all. */
function barredBy({parties, facts}: Opening | Taking): Refusal | undefined {
  if (facts.openHandoff !== undefined && facts.openHandoff !== parties.id) return refuse('handoff-open')
  if (!facts.contactOpen) return refuse('contact-closed')
  if (facts.custody.controller !== parties.from) return refuse('controller-only')
  if (facts.custody.epoch !== parties.epoch) return refuse('stale-epoch', {epoch: facts.custody.epoch})
  return undefined
}

function notToBeTaken(form: Taking['form']): string {
  switch (form) {
    case 'takeover':
      return 'not-in-territory'
    case 'claim':
      return 'not-available'
    case 'compensation':
      return 'not-to-be-denied'
    default:
      return unreachable(form)
  }
}

/** A notice may be told anew, offered or asked for; a request may only be answered by an offer. */
function follows(status: HandoffStatus, type: Opening['type']): boolean {
  return status === 'NOTIFIED' || (status === 'REQUESTED' && type === 'propose')
}
