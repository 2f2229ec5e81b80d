import {assert, unreachable} from '../base/assert.ts'
import type {AlertId, ContactId, IncidentId, NationCode} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {Basis} from '../model/agreement.ts'
import type {AlertRule, Confidence, Evidence, Priority} from '../model/finding.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import {type Decider, type Refusal, refuse, type Stamp, type Timer} from './decider.ts'

export const ALERT_STATUSES = ['UNACK', 'ACK', 'CLEARED_UNACK', 'CLEARED', 'SHELVED', 'TRANSFERRED'] as const
export type AlertStatus = (typeof ALERT_STATUSES)[number]

/** What a finding, or a partner's message, says of the situation: the part that updates replace. */
export type Situation = {
  readonly priority: Priority
  readonly confidence: Confidence
  readonly evidence: readonly Evidence[]
  readonly place?: Position | undefined
  /** Picture time since when it has lasted. */
  readonly since: number
  readonly from?: NationCode | undefined
  readonly to?: NationCode | undefined
  readonly contact?: ContactId | undefined
  /** Names of the objects in the own picture. */
  readonly keys: readonly string[]
}

/** Which situation it is: does not change. */
export type AlertOrigin = {
  readonly id: AlertId
  readonly world: World
  readonly origin: NationCode
  readonly rule: AlertRule
  /** The rule's own name of the situation; empty in a copy. */
  readonly situation: string
}

export type AlertFile = AlertOrigin &
  Situation & {
    readonly status: 'OPEN'
    readonly version: number
    /** Whether the condition still holds. Independent of whether somebody has acknowledged it or put it aside. */
    readonly active: boolean
    readonly count: number
    readonly raisedAt: number
    readonly updatedAt: number
    readonly acknowledged?: {readonly by: Actor; readonly at: number} | undefined
    readonly shelved?:
      {readonly by: Actor; readonly until: number; readonly reason: string; readonly version: number} | undefined
    readonly incident?: IncidentId | undefined
    readonly notes: readonly {readonly by: Actor; readonly at: number; readonly text: string}[]
    /** Why it rings again. */
    readonly again?: Evidence | undefined
    /** Nations that have a copy, and under what. */
    readonly sharedWith: readonly {readonly nation: NationCode; readonly basis: Basis}[]
    /** Set in a copy of a partner's alert. */
    readonly copied?: AlertRelease | undefined
  }

/** What comes with a partner's alert besides the situation. */
export type AlertRelease = {
  /** The home's version. */
  readonly version: number
  readonly basis: Basis
  readonly withheld: readonly string[]
  /** What the home may tell the objects' names as. */
  readonly subjects: readonly string[]
  readonly live: readonly string[]
  readonly homeClosed: boolean
  /** The home has taken it back: no longer shown. */
  readonly withdrawn: boolean
}

export type AlertState = {readonly status: 'NONE'; readonly version: 0} | AlertFile

export type AlertCommand = Stamp &
  (
    | ({readonly type: 'raise'} & AlertOrigin & Situation)
    /** The same situation is found again: `begins` or `continues`. `rings`: why it rings again though nothing has risen. */
    | ({readonly type: 'again'; readonly rings?: Evidence | undefined} & Situation)
    /** The condition is over; `evidence` says why, where the rule does. */
    | {readonly type: 'clear'; readonly evidence?: readonly Evidence[] | undefined}
    | {readonly type: 'acknowledge'}
    | {readonly type: 'shelve'; readonly minutes: number; readonly reason: string}
    | {readonly type: 'unshelve'}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
    | {readonly type: 'note'; readonly text: string}
    | {readonly type: 'transfer'; readonly incident: IncidentId}
    | {readonly type: 'share'; readonly nation: NationCode; readonly basis: Basis}
    | {readonly type: 'unshare'; readonly nation: NationCode}
    | ({
        readonly type: 'copy'
        readonly active: boolean
        readonly count: number
        readonly raisedAt: number
        readonly updatedAt: number
        readonly release: AlertRelease
      } & AlertOrigin &
        Situation)
    | {readonly type: 'withdraw'}
  )

export type AlertEvent = Stamp &
  (
    | ({readonly type: 'raised'} & AlertOrigin & Situation)
    /** `rings`: why it has to be acknowledged again. */
    | ({readonly type: 'found-again'; readonly rings?: Evidence | undefined} & Situation)
    | {readonly type: 'cleared'; readonly evidence?: readonly Evidence[] | undefined}
    | {readonly type: 'acknowledged'}
    | {readonly type: 'shelved'; readonly until: number; readonly reason: string}
    | {readonly type: 'unshelved'; readonly why: 'person' | 'time' | 'priority'}
    | {readonly type: 'noted'; readonly text: string}
    | {readonly type: 'transferred'; readonly incident: IncidentId}
    | {readonly type: 'shared'; readonly nation: NationCode; readonly basis: Basis}
    | {readonly type: 'unshared'; readonly nation: NationCode}
    | ({
        readonly type: 'copied'
        readonly active: boolean
        readonly count: number
        readonly raisedAt: number
        readonly updatedAt: number
        readonly release: AlertRelease
        readonly rings?: Evidence | undefined
      } & AlertOrigin &
        Situation)
    | {readonly type: 'withdrawn'}
  )

const MINUTE = 60_000

/**
 * One situation in the queue. That the condition holds, that somebody has acknowledged it and that it is put aside
 * are three facts that do not exclude each other; `alertStatus` says the one word for them. SPEC.md, AL.
 */
export const alert: Decider<AlertState, AlertCommand, AlertEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    if (command.type === 'raise') {
      if (state.status !== 'NONE') return refuse('already-raised')
      const {type: _type, ...raised} = command
      return [{type: 'raised', ...raised}]
    }
    if (command.type === 'copy') return takeCopy(state, command)
    return state.status === 'NONE' ? refuse('not-found') : decideOn(state, command)
  },

  evolve(state, event) {
    switch (event.type) {
      case 'raised':
        return raised(event)
      case 'copied':
        return copied(state, event)
      default:
        assert(state.status !== 'NONE', `an alert before ${event.type}`)
        return {...state, ...changed(state, event), version: state.version + 1}
    }
  },
}

/** The one word for the queue: what hides an alert comes before what it is. */
export function alertStatus(state: AlertFile): AlertStatus {
  if (state.incident !== undefined) return 'TRANSFERRED'
  if (state.shelved !== undefined) return 'SHELVED'
  if (state.active) return state.acknowledged === undefined ? 'UNACK' : 'ACK'
  return state.acknowledged === undefined ? 'CLEARED_UNACK' : 'CLEARED'
}

/** Over and acknowledged: nothing is left to do. */
export function isClosed(state: AlertState): boolean {
  return state.status !== 'NONE' && !state.active && state.acknowledged !== undefined
}

/** What is put aside comes back by itself. */
export function timersOf(state: AlertState): readonly Timer[] {
  if (state.status === 'NONE' || state.shelved === undefined) return []
  return [{timer: 'shelve', dueAt: state.shelved.until, version: state.shelved.version}]
}

type OnFile = Exclude<AlertCommand, {type: 'raise' | 'copy'}>

function decideOn(state: AlertFile, command: OnFile): readonly AlertEvent[] | Refusal {
  const {at, by} = command
  switch (command.type) {
    case 'again': {
      const {type: _type, rings: asked, ...found} = command
      const priority = state.active ? higher(state.priority, found.priority) : found.priority
      const rings = asked ?? (state.active ? risen(state, priority) : {code: 'again-returned', values: {}})
      return [
        {type: 'found-again', ...found, priority, ...(rings === undefined ? {} : {rings})},
        ...unshelvedBy(state, priority, command),
      ]
    }
    case 'clear':
      return state.active ? [{type: 'cleared', evidence: command.evidence, at, by}] : []
    case 'acknowledge':
      return state.acknowledged === undefined ? [{type: 'acknowledged', at, by}] : []
    case 'shelve': {
      if (state.priority === 1) return refuse('not-for-priority-1')
      if (state.incident !== undefined) return refuse('in-incident')
      if (state.shelved !== undefined) return refuse('already-shelved')
      return [{type: 'shelved', until: at + command.minutes * MINUTE, reason: command.reason, at, by}]
    }
    case 'unshelve':
      return state.shelved === undefined ? [] : [{type: 'unshelved', why: 'person', at, by}]
    case 'timer': {
      const [due] = timersOf(state)
      if (due === undefined || due.timer !== command.timer) return []
      return command.version < due.version || at < due.dueAt ? [] : [{type: 'unshelved', why: 'time', at, by}]
    }
    case 'note':
      return [{type: 'noted', text: command.text, at, by}]
    case 'transfer':
      if (state.incident === command.incident) return []
      if (state.incident !== undefined) return refuse('in-incident')
      return [{type: 'transferred', incident: command.incident, at, by}]
    case 'share': {
      const {nation, basis} = command
      const held = state.sharedWith.find(one => one.nation === nation)?.basis
      const same = held?.agreement === basis.agreement && held.rule === basis.rule
      return same ? [] : [{type: 'shared', nation, basis, at, by}]
    }
    case 'unshare': {
      const {nation} = command
      return state.sharedWith.some(one => one.nation === nation) ? [{type: 'unshared', nation, at, by}] : []
    }
    case 'withdraw':
      return state.copied === undefined || state.copied.withdrawn ? [] : [{type: 'withdrawn', at, by}]
    default:
      return unreachable(command)
  }
}

/** The own acknowledgement stays when the home's copy changes, unless its priority rises or it has come back. */
function takeCopy(state: AlertState, command: Extract<AlertCommand, {type: 'copy'}>): readonly AlertEvent[] | Refusal {
  const {type: _type, ...copy} = command
  if (state.status === 'NONE') return [{type: 'copied', ...copy}]
  if (state.copied === undefined) return refuse('not-home', {nation: copy.origin})
  if (copy.release.version <= state.copied.version) return []
  const returned = !state.active && copy.active
  const rings = returned ? {code: 'again-returned', values: {}} : risen(state, copy.priority)
  const taken: AlertEvent = {type: 'copied', ...copy, ...(rings === undefined ? {} : {rings})}
  return [taken, ...unshelvedBy(state, copy.priority, command)]
}

/** Why it rings again, if its priority has risen. Number 1 is the highest. */
function risen(state: AlertFile, priority: Priority): Evidence | undefined {
  if (priority >= state.priority) return undefined
  return {code: 'again-priority', values: {from: state.priority, to: priority}}
}

function higher(one: Priority, other: Priority): Priority {
  return one < other ? one : other
}

/** An alarm cannot be put aside; so one that becomes an alarm comes back. */
function unshelvedBy(state: AlertFile, priority: Priority, {at, by}: Stamp): readonly AlertEvent[] {
  return priority === 1 && state.shelved !== undefined ? [{type: 'unshelved', why: 'priority', at, by}] : []
}

function raised(event: Extract<AlertEvent, {type: 'raised'}>): AlertFile {
  const {type: _type, at, by: _by, ...said} = event
  return {
    ...said,
    ...{status: 'OPEN', version: 1, active: true, count: 1, raisedAt: at, updatedAt: at, notes: [], sharedWith: []},
  }
}

function copied(state: AlertState, event: Extract<AlertEvent, {type: 'copied'}>): AlertFile {
  const {type: _type, at: _at, by: _by, release, rings, ...said} = event
  const version = state.version + 1
  if (state.status === 'NONE') return {...said, status: 'OPEN', version, copied: release, notes: [], sharedWith: []}
  return {...state, ...said, version, copied: release, ...ringing(rings)}
}

type Changed = Exclude<AlertEvent, {type: 'raised' | 'copied'}>

/** What becomes of a state; `undefined` takes the mark away. */
function changed(state: AlertFile, event: Changed): Partial<AlertFile> {
  const {at, by} = event
  switch (event.type) {
    case 'found-again': {
      const {type: _type, at: _at, by: _by, rings, ...situation} = event
      return {...situation, active: true, count: state.count + 1, updatedAt: at, ...ringing(rings)}
    }
    case 'cleared':
      return {active: false, updatedAt: at, evidence: [...state.evidence, ...(event.evidence ?? [])]}
    case 'acknowledged':
      return {acknowledged: {by, at}}
    case 'shelved':
      return {shelved: {by, until: event.until, reason: event.reason, version: state.version + 1}}
    case 'unshelved':
      return {shelved: undefined}
    case 'noted':
      return {notes: [...state.notes, {by, at, text: event.text}]}
    case 'transferred':
      // Whoever takes it into an incident has seen it.
      return {incident: event.incident, acknowledged: state.acknowledged ?? {by, at}, shelved: undefined}
    case 'shared': {
      const {nation, basis} = event
      return {sharedWith: [...state.sharedWith.filter(one => one.nation !== nation), {nation, basis}]}
    }
    case 'unshared':
      return {sharedWith: state.sharedWith.filter(one => one.nation !== event.nation)}
    case 'withdrawn':
      return {active: false, ...(state.copied === undefined ? {} : {copied: {...state.copied, withdrawn: true}})}
    default:
      return unreachable(event)
  }
}

function ringing(rings: Evidence | undefined): Partial<AlertFile> {
  return rings === undefined ? {} : {again: rings, acknowledged: undefined}
}
