import {assert, unreachable} from '../base/assert.ts'
import type {ContactId, NationCode, PointOutId, PostId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {Basis} from '../model/agreement.ts'
import type {ObjectKind} from '../model/object.ts'
import type {World} from '../model/world.ts'
import type {Actor} from './actor.ts'
import {type Decider, type Refusal, refuse, type Stamp, type Timer} from './decider.ts'
import type {RejectCode} from './handoff-state.ts'

export const POINT_OUT_STATUSES = ['OFFERED', 'APPROVED', 'UNABLE', 'EXPIRED', 'WITHDRAWN'] as const
export type PointOutStatus = (typeof POINT_OUT_STATUSES)[number]

/** What does not change while it is open. */
export type PointOutParties = {
  readonly id: PointOutId
  readonly world: World
  readonly contact: ContactId
  readonly object: ObjectKind
  readonly from: NationCode
  readonly fromPost?: PostId | undefined
  readonly to: NationCode
  readonly toPost?: PostId | undefined
  readonly text: string
  readonly label: string
  readonly place?: Position | undefined
  /** How long TO has, ms, and what the link's round trip adds before that is late. */
  readonly replyMs: number
  readonly graceMs: number
}

export type PointOutStep = {readonly status: PointOutStatus; readonly at: number; readonly by: Actor}

/** An object shown to another nation, in the ledger of who shows it, or that nation's copy. */
export type PointOutFile = PointOutParties & {
  readonly status: PointOutStatus
  readonly version: number
  readonly copy: boolean
  readonly deadline?: {readonly at: number; readonly length: number} | undefined
  readonly steps: readonly PointOutStep[]
  readonly reason?: {readonly code: string; readonly text?: string | undefined} | undefined
  readonly live: readonly string[]
  readonly basis?: Basis | undefined
}
export type PointOutState = {readonly status: 'NONE'; readonly version: 0} | PointOutFile

export type PointOutCommand = Stamp &
  (
    | {
        readonly type: 'offer'
        readonly parties: PointOutParties
        /** Policy: the receiver may be told of the object. */
        readonly permitted: boolean
      }
    | {readonly type: 'approve'}
    | {readonly type: 'unable'; readonly code: RejectCode; readonly text?: string | undefined}
    | {readonly type: 'withdraw'}
    | {readonly type: 'timer'; readonly timer: string; readonly version: number}
    | {readonly type: 'copy'; readonly copy: PointOutFile}
  )

export type PointOutEvent = Stamp &
  (
    | {readonly type: 'offered'; readonly parties: PointOutParties}
    | {readonly type: 'approved' | 'withdrawn' | 'expired'}
    | {readonly type: 'refused'; readonly code: RejectCode; readonly text?: string | undefined}
    | {readonly type: 'copied'; readonly copy: PointOutFile}
  )

type Outcome = readonly PointOutEvent[] | Refusal

/** Showing an object to somebody who says whether it may come. It never changes control. SPEC.md, PO. */
export const pointOut: Decider<PointOutState, PointOutCommand, PointOutEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    if (command.type === 'copy') return takeCopy(state, command)
    if (command.type === 'offer') return offer(state, command)
    if (state.status === 'NONE') return command.type === 'timer' ? [] : refuse('not-found')
    if (state.copy) return refuse('not-home', {nation: state.from})
    return decideOn(state, command)
  },

  evolve(state, event) {
    if (event.type === 'copied') return event.copy
    if (event.type === 'offered') {
      const {parties, at, by} = event
      return {
        ...parties,
        ...{status: 'OFFERED', version: 1, copy: false, live: [], steps: [{status: 'OFFERED', at, by}]},
        deadline: {at: at + parties.replyMs, length: parties.replyMs},
      }
    }
    assert(state.status !== 'NONE', `a point-out before ${event.type}`)
    const status = endOf(event)
    const reason = event.type === 'refused' ? {code: event.code, text: event.text} : undefined
    const steps = [...state.steps, {status, at: event.at, by: event.by}]
    return {...state, status, version: state.version + 1, deadline: undefined, steps, reason}
  },
}

/** What has to fire: nothing in a copy. */
export function timersOf(state: PointOutState): readonly Timer[] {
  if (state.status !== 'OFFERED' || state.copy || state.deadline === undefined) return []
  return [{timer: 'reply', dueAt: state.deadline.at + state.graceMs, version: state.version}]
}

function offer(state: PointOutState, command: Extract<PointOutCommand, {type: 'offer'}>): Outcome {
  const {parties, permitted, at, by} = command
  if (state.status !== 'NONE') return refuse('already-sent')
  if (parties.from === parties.to) return refuse('choose-partner')
  if (by.nation !== parties.from) return refuse('other-side', {nation: parties.from})
  return permitted ? [{type: 'offered', parties, at, by}] : refuse('no-agreement', {nation: parties.to})
}

function decideOn(state: PointOutFile, command: Exclude<PointOutCommand, {type: 'offer' | 'copy'}>): Outcome {
  const {at, by} = command
  const isLate = state.deadline !== undefined && at > state.deadline.at + state.graceMs
  if (command.type === 'timer') {
    const [due] = timersOf(state)
    return due !== undefined && at >= due.dueAt ? [{type: 'expired', at, by}] : []
  }
  const side = command.type === 'withdraw' ? state.from : state.to
  if (by.nation !== side) return refuse('other-side', {nation: side})
  if (state.status !== 'OFFERED' || isLate) return refuse('point-out-over', {status: isLate ? 'EXPIRED' : state.status})
  switch (command.type) {
    case 'approve':
      return [{type: 'approved', at, by}]
    case 'unable':
      return [{type: 'refused', code: command.code, text: command.text, at, by}]
    case 'withdraw':
      return [{type: 'withdrawn', at, by}]
    default:
      return unreachable(command)
  }
}

function takeCopy(state: PointOutState, {copy, at, by}: Extract<PointOutCommand, {type: 'copy'}>): Outcome {
  if (state.status !== 'NONE' && !state.copy) return refuse('not-home', {nation: state.from})
  if (state.status !== 'NONE' && copy.version <= state.version) return []
  return [{type: 'copied', copy: {...copy, copy: true}, at, by}]
}

function endOf(event: Exclude<PointOutEvent, {type: 'offered' | 'copied'}>): PointOutStatus {
  switch (event.type) {
    case 'approved':
      return 'APPROVED'
    case 'refused':
      return 'UNABLE'
    case 'expired':
      return 'EXPIRED'
    case 'withdrawn':
      return 'WITHDRAWN'
    default:
      return unreachable(event)
  }
}
