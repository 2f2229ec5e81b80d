import {unreachable} from '../base/assert.ts'
import type {NationCode, ShiftId} from '../base/id.ts'
import type {PostStateName} from '../model/post.ts'
import type {Actor} from './actor.ts'
import {type Decider, type Refusal, refuse, type Stamp, type Timer} from './decider.ts'

export type Holder = {
  readonly by: Actor
  readonly since: number
  /** Taken while who held it was away. */ readonly unattended?: boolean
}
export type StandingOrder = {
  readonly id: string
  readonly text: string
  readonly language?: string | undefined
  readonly by: Actor
  readonly at: number
}

/** What changes of a post; its name and sector are the configuration's. Every own post starts as `initial`. */
export type PostState = {
  readonly version: number
  readonly status: 'FREE' | 'HELD' | 'CLOSED'
  /** The holder asks not to be given more, where that can be helped. */
  readonly busy: boolean
  readonly changedAt?: number | undefined
  readonly holder?: Holder | undefined
  /** Who is signed in there now. */
  readonly present: readonly {readonly by: Actor; readonly since: number}[]
  /** When the last who was there left. */
  readonly leftAt?: number | undefined
  readonly orders: readonly StandingOrder[]
  /** Set in a copy of a partner's post: all that is known of it. */
  readonly copied?: {readonly nation: NationCode; readonly name: string; readonly state: PostStateName} | undefined
}

export type PostCommand = Stamp &
  (
    | {readonly type: 'arrive'}
    | {readonly type: 'leave'}
    | {readonly type: 'take'}
    /** Both have signed: in the same turn as the second signature. */
    | {readonly type: 'relieve'; readonly from: Actor; readonly to: Actor; readonly shift: ShiftId}
    | {readonly type: 'set-busy'; readonly busy: boolean}
    /** `work`: how much the post holds. */
    | {readonly type: 'close'; readonly work: number}
    | {readonly type: 'order'; readonly order: string; readonly text: string; readonly language?: string | undefined}
    | {readonly type: 'end-order'; readonly order: string}
    | {
        readonly type: 'copy'
        readonly nation: NationCode
        readonly name: string
        readonly state: PostStateName
        readonly changedAt: number
      }
    /** The partner has taken it back. */
    | {readonly type: 'withdraw'}
  )

export type PostEvent = Stamp &
  (
    | {readonly type: 'arrived' | 'left' | 'taken' | 'closed' | 'withdrawn'}
    | {
        readonly type: 'relieved'
        readonly from: Actor
        readonly to: Actor
        readonly shift?: ShiftId | undefined
        /** Taken over without a handover: who held it was not there. */
        readonly unattended: boolean
      }
    | {readonly type: 'busy-set'; readonly busy: boolean}
    | {readonly type: 'ordered'; readonly order: string; readonly text: string; readonly language?: string | undefined}
    | {readonly type: 'order-ended'; readonly order: string}
    | {
        readonly type: 'copied'
        readonly nation: NationCode
        readonly name: string
        readonly state: PostStateName
        readonly changedAt: number
      }
  )

/** A position that one person holds at a time, from one to the next without a gap. SPEC.md, PO. */
export const post: Decider<PostState, PostCommand, PostEvent> = {
  initial: {version: 0, status: 'FREE', busy: false, present: [], orders: []},

  decide(state, command) {
    const {at, by} = command
    switch (command.type) {
      case 'arrive': {
        const arrived: PostEvent[] = isPresent(state, by) ? [] : [{type: 'arrived', at, by}]
        return state.holder === undefined && isWatchkeeper(by) ? [...arrived, {type: 'taken', at, by}] : arrived
      }
      case 'leave':
        return isPresent(state, by) ? [{type: 'left', at, by}] : []
      case 'take':
        return take(state, command)
      case 'relieve': {
        const {from, to, shift} = command
        if (state.holder?.by.actor !== from.actor) return refuse('not-holder')
        return [{type: 'relieved', from, to, shift, unattended: false, at, by}]
      }
      case 'set-busy':
        if (state.holder === undefined) return refuse('post-not-held')
        if (!mayRun(state, by)) return refuse('not-holder')
        return state.busy === command.busy ? [] : [{type: 'busy-set', busy: command.busy, at, by}]
      case 'close':
        if (state.status === 'CLOSED') return []
        if (!mayRun(state, by)) return refuse('not-holder')
        return command.work > 0 ? refuse('post-holds-work', {count: command.work}) : [{type: 'closed', at, by}]
      case 'order': {
        if (by.role !== 'commander') return refuse('commander-only')
        const {order, text, language} = command
        return state.orders.some(({id}) => id === order) ? [] : [{type: 'ordered', order, text, language, at, by}]
      }
      case 'end-order': {
        if (by.role !== 'commander') return refuse('commander-only')
        const {order} = command
        return state.orders.some(({id}) => id === order) ? [{type: 'order-ended', order, at, by}] : refuse('not-found')
      }
      case 'copy': {
        const {nation, name, state: told, changedAt} = command
        return [{type: 'copied', nation, name, state: told, changedAt, at, by}]
      }
      case 'withdraw':
        return state.copied === undefined ? [] : [{type: 'withdrawn', at, by}]
      default:
        return unreachable(command)
    }
  },

  evolve(state, event) {
    return {...state, ...changed(state, event), version: state.version + 1}
  },
}

/** What consoles and neighbours are told of it. */
export function postState({copied, status, busy}: PostState): PostStateName {
  if (copied !== undefined) return copied.state
  switch (status) {
    case 'FREE':
      return 'free'
    case 'HELD':
      return busy ? 'busy' : 'open'
    case 'CLOSED':
      return 'closed'
    default:
      return unreachable(status)
  }
}

/** Whether somebody is signed in there. */
export function isPresent({present}: Pick<PostState, 'present'>, {actor}: Pick<Actor, 'actor'>): boolean {
  return present.some(one => one.by.actor === actor)
}

/** A post waits for people, never for a timer. */
export function timersOf(_state: PostState): readonly Timer[] {
  return []
}

function isWatchkeeper({role}: Actor): boolean {
  return role === 'operator' || role === 'commander'
}

function mayRun({holder}: PostState, by: Actor): boolean {
  return by.role === 'commander' || holder?.by.actor === by.actor
}

/** Free posts are taken; one that is held only while who holds it is away, and the record says so. */
function take(state: PostState, {at, by}: Stamp): readonly PostEvent[] | Refusal {
  if (!isWatchkeeper(by)) return refuse('not-allowed')
  const {holder} = state
  if (holder === undefined) return [{type: 'taken', at, by}]
  if (holder.by.actor === by.actor) return []
  if (isPresent(state, holder.by)) return refuse('post-held')
  return [{type: 'relieved', from: holder.by, to: by, unattended: true, at, by}]
}

function changed(state: PostState, event: PostEvent): Partial<PostState> {
  const {at, by} = event
  switch (event.type) {
    case 'arrived':
      return {present: [...state.present, {by, since: at}]}
    case 'left':
      return {present: state.present.filter(one => one.by.actor !== by.actor), leftAt: at}
    case 'taken':
      return {status: 'HELD', busy: false, holder: {by, since: at}, changedAt: at}
    case 'relieved':
      return {
        status: 'HELD',
        holder: {by: event.to, since: at, ...(event.unattended ? {unattended: true} : {})},
        changedAt: at,
      }
    case 'closed':
      return {status: 'CLOSED', busy: false, holder: undefined, changedAt: at}
    case 'busy-set':
      return {busy: event.busy, changedAt: at}
    case 'ordered': {
      const {order: id, text, language} = event
      return {orders: [...state.orders, {id, text, language, by, at}]}
    }
    case 'order-ended':
      return {orders: state.orders.filter(({id}) => id !== event.order)}
    case 'copied': {
      const {nation, name, state: told, changedAt} = event
      return {copied: {nation, name, state: told}, changedAt}
    }
    case 'withdrawn':
      return {copied: undefined}
    default:
      return unreachable(event)
  }
}
