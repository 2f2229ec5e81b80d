import type {HandoffTimers, Pace} from '../model/agreement.ts'
import type {ObjectKind} from '../model/object.ts'
import type {Timer} from './decider.ts'
import {releaseTimer} from './handoff-release.ts'
import type {Deadline, HandoffTimer, HandoffFile, HandoffParties, HandoffState} from './handoff-state.ts'

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

/** Defaults of domain §1.2.4; `leastReply`: no answer is asked for sooner. */
const DEFAULTS: Readonly<Record<Pace, HandoffTimers & {readonly leastReply: number}>> = {
  sea: {
    notify: 30 * MINUTE,
    proposeLatest: 10 * MINUTE,
    lam: 10 * SECOND,
    reply: 120 * SECOND,
    standby: 180 * SECOND,
    counter: 120 * SECOND,
    hold: 15 * MINUTE,
    assume: 60 * SECOND,
    cross: 60 * SECOND,
    cross2: 5 * MINUTE,
    unattended: 120 * SECOND,
    confirm: 10 * MINUTE,
    leastReply: 20 * SECOND,
  },
  land: {
    notify: 10 * MINUTE,
    proposeLatest: 4 * MINUTE,
    lam: 10 * SECOND,
    reply: 90 * SECOND,
    standby: 120 * SECOND,
    counter: 90 * SECOND,
    hold: 10 * MINUTE,
    assume: 60 * SECOND,
    cross: 60 * SECOND,
    cross2: 5 * MINUTE,
    unattended: 120 * SECOND,
    confirm: 10 * MINUTE,
    leastReply: 20 * SECOND,
  },
  air: {
    notify: 3 * MINUTE,
    proposeLatest: 60 * SECOND,
    lam: 5 * SECOND,
    reply: 30 * SECOND,
    standby: 30 * SECOND,
    counter: 30 * SECOND,
    hold: 2 * MINUTE,
    assume: 20 * SECOND,
    cross: 15 * SECOND,
    cross2: 60 * SECOND,
    unattended: 40 * SECOND,
    confirm: 10 * MINUTE,
    leastReply: 10 * SECOND,
  },
}

/** What two nations have agreed of lengths: for all, and for one class of objects. */
export type AgreedTimers = {
  readonly timers?: Readonly<Partial<HandoffTimers>> | undefined
  readonly timersOf?: Readonly<Partial<Record<Pace, Readonly<Partial<HandoffTimers>>>>> | undefined
}

/**
 * Lengths for this kind of object, ms: the agreement's where it has them, but never too short to read and answer.
 * `urgent`: half the time to answer.
 */
export function timersFor(object: ObjectKind, agreed: AgreedTimers = {}, isUrgent = false): HandoffTimers {
  const pace = paceOf(object)
  const {leastReply, ...defaults} = DEFAULTS[pace]
  const timers = {...defaults, ...agreed.timers, ...agreed.timersOf?.[pace]}
  return {...timers, reply: Math.max(isUrgent ? timers.reply / 2 : timers.reply, leastReply)}
}

/** The timer that starts at `at`; `version` is the handoff's from then on. */
export function deadlineFor(
  timer: HandoffTimer,
  set: {
    readonly parties: HandoffParties
    readonly at: number
    readonly version: number
    readonly crossingAt?: number | undefined
    /** Agreed terms name a time before which nobody releases. */
    readonly notBefore?: number | undefined
  },
): Deadline {
  const {parties, at, version, crossingAt, notBefore} = set
  const expectedAt = notBefore === undefined ? crossingAt : Math.max(notBefore, crossingAt ?? at)
  const length = lengthOf(timer, parties, at, expectedAt)
  return {timer, at: at + length, length, version}
}

/** What has to fire: nothing in a copy, whose times are kept by its home. */
export function timersOf(state: HandoffState): readonly Timer[] {
  if (state.status === 'NONE' || state.copy) return []
  const ends = deadlinesOf(state).map(deadline => ({
    timer: deadline.timer,
    version: deadline.version,
    dueAt: lastMoment(state, deadline),
  }))
  return [...ends, ...releaseTimer(state)]
}

/** The running timer, and beside it that of agreed terms that stand while others are being asked for. */
export function deadlinesOf({deadline, standing}: HandoffFile): readonly Deadline[] {
  return [deadline, standing?.deadline].filter(one => one !== undefined)
}

/** Whether the time for an answer is over. An answer in the last moment is in time. */
export function isOverdue(state: HandoffFile, at: number): boolean {
  return deadlinesOf(state).some(deadline => at > lastMoment(state, deadline))
}

/** Whether one of its timers may fire. */
export function isDue(state: HandoffFile, deadline: Deadline, at: number): boolean {
  return at >= lastMoment(state, deadline)
}

/** Shown is `deadline.at`; until the round trip has passed too, an answer may still be on its way. */
function lastMoment(state: HandoffFile, deadline: Deadline): number {
  return deadline.at + Math.min(Math.max(state.graceMs, 0), LONGEST_GRACE)
}

function lengthOf(timer: HandoffTimer, parties: HandoffParties, at: number, crossingAt: number | undefined): number {
  const {leastReply} = DEFAULTS[paceOf(parties.object)]
  switch (timer) {
    case 'notify':
      return Math.max(crossingAt ?? at + parties.timers.notify, at) + AFTER_CROSSING - at
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

/** How fast such an object crosses a line. */
export function paceOf(object: ObjectKind): Pace {
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
