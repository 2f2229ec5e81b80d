import {isRefusal, type Refusal, refuse, type Stamp} from './decider.ts'
import {released} from './handoff-release.ts'
import {
  type Automatic,
  type CustodyFact,
  HANDOFF_ENDS,
  type HandoffEnd,
  type HandoffEvent,
  type HandoffFile,
  type HandoffParties,
  type HandoffState,
  type HandoffTimer,
  type Terms,
} from './handoff-state.ts'

const ENDS: ReadonlySet<string> = new Set(HANDOFF_ENDS)

export type Outcome = readonly HandoffEvent[] | Refusal

/** Over, however it ended: nothing changes it any more. */
export function isEnded(state: HandoffState): boolean {
  return ENDS.has(state.status)
}

/** Same conditions, whatever is noted beside them. */
export function sameTerms(one: Terms, other: Terms): boolean {
  return printOf(one) === printOf(other)
}

function printOf(terms: Terms): string {
  const {transfer, requiresCommander = false, point, afterS = 0, autoRelease = false} = terms
  const {functions = [], withhold = [], assets = []} = terms
  const lists = [functions, withhold, assets].map(list => [...list].sort())
  return JSON.stringify([transfer, requiresCommander, point?.lon, point?.lat, afterS, autoRelease, lists])
}

/** Whether everything that goes with the object passes. */
export function passesAll({functions}: Terms): boolean {
  return functions === undefined || functions.length === 3
}

/** Both agree. How many more acts it takes is in the terms: none, the line, or a release. */
export function agree(
  state: HandoffFile,
  terms: Terms,
  act: Stamp & {readonly custody: CustodyFact; readonly automatic?: Automatic | undefined},
): Outcome {
  const {at, by, automatic} = act
  const lost = lostControl(state, act.custody)
  if (lost !== undefined) return lost
  const accepted: HandoffEvent = {type: 'accepted', terms, ...(automatic === undefined ? {} : {automatic}), at, by}
  if (passesAtOnce(state, terms)) {
    const completed = complete(state, act)
    return isRefusal(completed) ? completed : answer(state, accepted, {type: 'released', at, by}, ...completed)
  }
  return answer(state, accepted, ...releasedWith(state, terms, act))
}

/** What follows at once from agreeing on terms that have come already. */
export function releasedWith(state: HandoffFile, terms: Terms, stamp: Stamp): readonly HandoffEvent[] {
  const {at} = stamp
  return released(
    {...state, ...atPoint(state, terms), status: 'ACCEPTED', terms, acceptedAt: at, standing: undefined},
    stamp,
  )
}

/** Having been at a place counts for terms that name the same one. */
export function atPoint(state: HandoffFile, terms: Terms): Pick<HandoffFile, 'reached'> {
  const known = (state.standing?.terms ?? state.terms).point
  return {reached: known?.lon === terms.point?.lon && known?.lat === terms.point?.lat ? state.reached : undefined}
}

/** Accepting is all that it takes: no line, place or time is waited for. Two designators merge with the acceptance. */
export function passesAtOnce({form}: HandoffParties, {transfer, point, afterS}: Terms): boolean {
  if (form === 'merge') return true
  return transfer === 'on-accept' && point === undefined && afterS === undefined
}

/** The moment that control passes: compare and swap on the epoch. */
export function complete(
  state: HandoffParties,
  act: Stamp & {readonly custody: CustodyFact; readonly since?: number | undefined},
): readonly HandoffEvent[] | Refusal {
  const {at, by, since} = act
  const lost = lostControl(state, act.custody)
  if (lost !== undefined) return lost
  const {to: controller, toPost: post, epoch} = state
  return [{type: 'completed', controller, post, epoch: epoch + 1, ...(since === undefined ? {} : {since}), at, by}]
}

export function lostControl({from, epoch}: HandoffParties, custody: CustodyFact): Refusal | undefined {
  if (custody.controller === from && custody.epoch === epoch) return undefined
  return refuse('stale-epoch', {epoch: custody.epoch})
}

/** An answer shows that the offer has arrived, whether or not the receipt has. */
export function answer(state: HandoffFile, ...events: HandoffEvent[]): readonly HandoffEvent[] {
  const [first] = events
  if (state.delivered || first === undefined) return events
  return [{type: 'delivered', at: first.at, by: first.by}, ...events]
}

/** Says what holds instead, and who has the contact. */
export function tooLate(state: HandoffFile): Refusal {
  const status = isEnded(state) ? state.status : endStatus(state)
  return refuse('too-late', {status, holder: status === 'COMPLETED' ? state.to : state.from})
}

/** What becomes of an offer that nobody has answered when its timer fires. */
export function endBy(timer: HandoffTimer): 'failed' | 'lapsed' | 'expired' {
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

function endStatus(state: HandoffFile): HandoffEnd {
  if (state.deadline?.timer === 'lam') return 'FAILED'
  return state.deadline !== undefined && endBy(state.deadline.timer) === 'lapsed' ? 'LAPSED' : 'EXPIRED'
}

export function partiesOf(state: HandoffFile): HandoffParties {
  const {id, world, contact, object, from, fromPost, to, toPost, epoch, why, form, successor, convoy} = state
  const {agreement, timers, graceMs} = state
  return {
    ...{id, world, contact, object, from, fromPost, to, toPost, epoch, why, form, successor, convoy},
    ...{agreement, timers, graceMs},
  }
}

export function known(crossingAt: number | undefined): {readonly crossingAt?: number} {
  return crossingAt === undefined ? {} : {crossingAt}
}
