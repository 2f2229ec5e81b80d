import type {HandoffTimers} from '../model/agreement.ts'
import type {ObjectKind} from '../model/object.ts'
import type {Timer} from './decider.ts'
import type {Deadline, HandoffFile, HandoffParties, HandoffState, HandoffTimer} from './handoff-state.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND
/** An answer is asked for so long before the predicted crossing. */
const BEFORE_CROSSING = 15 * SECOND
/** A notice stands so long after the predicted crossing. */
const AFTER_CROSSING = 5 * MINUTE
/** Two round trips, at most. */
const LONGEST_GRACE = 2 * SECOND
/** The link sends an offer three times before it is undeliverable. */
const SENDINGS = 3

/** Defaults of domain §1.2.4 by how fast such an object crosses a line; `lead` is the notice before a crossing. */
const DEFAULTS: Readonly<Record<Pace, HandoffTimers & {readonly lead: number; readonly leastReply: number}>> = {
  sea: {
    lam: 10 * SECOND,
    reply: 120 * SECOND,
    standby: 180 * SECOND,
    counter: 120 * SECOND,
    hold: 15 * MINUTE,
    assume: 60 * SECOND,
    lead: 30 * MINUTE,
    leastReply: 20 * SECOND,
  },
  land: {
    lam: 10 * SECOND,
    reply: 90 * SECOND,
    standby: 120 * SECOND,
    counter: 90 * SECOND,
    hold: 10 * MINUTE,
    assume: 60 * SECOND,
    lead: 10 * MINUTE,
    leastReply: 20 * SECOND,
  },
  air: {
    lam: 5 * SECOND,
    reply: 30 * SECOND,
    standby: 30 * SECOND,
    counter: 30 * SECOND,
    hold: 2 * MINUTE,
    assume: 20 * SECOND,
    lead: 3 * MINUTE,
    leastReply: 10 * SECOND,
  },
}
type Pace = 'sea' | 'land' | 'air'

/** Lengths for this kind of object, ms: the agreement's where it has them, but never too short to read and answer. */
export function timersFor(object: ObjectKind, agreed: Readonly<Partial<HandoffTimers>> = {}): HandoffTimers {
  const {lead: _lead, leastReply, ...defaults} = DEFAULTS[paceOf(object)]
  const timers = {...defaults, ...agreed}
  return {...timers, reply: Math.max(timers.reply, leastReply)}
}

/** The timer that starts at `at`; `version` is the handoff's from then on. */
export function deadlineFor(
  timer: HandoffTimer,
  set: {
    readonly parties: HandoffParties
    readonly at: number
    readonly version: number
    readonly crossingAt?: number | undefined
  },
): Deadline {
  const {parties, at, version} = set
  const length = lengthOf(timer, parties, at, set.crossingAt)
  return {timer, at: at + length, length, version}
}

/** What has to fire: nothing in a copy, whose times are kept by its home. */
export function timersOf(state: HandoffState): readonly Timer[] {
  if (state.status === 'NONE' || state.copy || state.deadline === undefined) return []
  const {timer, version} = state.deadline
  return [{timer, version, dueAt: lastMoment(state, state.deadline)}]
}

/** Whether the time for an answer is over. An answer in the last moment is in time. */
export function isOverdue(state: HandoffFile, at: number): boolean {
  return state.deadline !== undefined && at > lastMoment(state, state.deadline)
}

/** Whether its timer may fire. */
export function isDue(state: HandoffFile, at: number): boolean {
  return state.deadline !== undefined && at >= lastMoment(state, state.deadline)
}

/** Shown is `deadline.at`; until the round trip has passed too, an answer may still be on its way. */
function lastMoment(state: HandoffFile, deadline: Deadline): number {
  return deadline.at + Math.min(Math.max(state.graceMs, 0), LONGEST_GRACE)
}

function lengthOf(timer: HandoffTimer, parties: HandoffParties, at: number, crossingAt: number | undefined): number {
  const {lead, leastReply} = DEFAULTS[paceOf(parties.object)]
  switch (timer) {
    case 'notify':
      return Math.max(crossingAt ?? at + lead, at) + AFTER_CROSSING - at
    case 'lam':
      return SENDINGS * parties.timers.lam
    case 'reply':
      if (crossingAt === undefined) return parties.timers.reply
      return Math.max(leastReply, Math.min(parties.timers.reply, crossingAt - BEFORE_CROSSING - at))
    case 'hold':
      return Math.max(crossingAt ?? at, at) + parties.timers.hold - at
    case 'standby':
    case 'counter':
    case 'assume':
      return parties.timers[timer]
  }
}

function paceOf(object: ObjectKind): Pace {
  switch (object) {
    case 'vessel':
    case 'contact':
    case 'aton':
    case 'base':
    case 'sensor':
      return 'sea'
    case 'vehicle':
    case 'person':
      return 'land'
    case 'aircraft':
    case 'drone':
      return 'air'
  }
}
