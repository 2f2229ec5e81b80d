import {assert, unreachable} from '../base/assert.ts'
import {type Decider, type Refusal, refuse, type Timer} from './decider.ts'
import type {PursuitCommand, PursuitEnd, PursuitEvent, PursuitFile, PursuitState} from './pursuit-state.ts'
import {evolvePursuit} from './pursuit-evolve.ts'

export type {PursuitCommand, PursuitEvent, PursuitFile, PursuitState} from './pursuit-state.ts'

/** A change of place that is worth a row, metres beyond the line. */
const STEP_METRES = 250

type After<Type extends PursuitCommand['type']> = Extract<PursuitCommand, {type: Type}>

/**
 * Pursuit and observation beyond the line: an overlay on a contact, not a handoff. Its clocks and limits are those that the
 * pair has declared; it ends at the host's word. SPEC.md, PU.
 */
export const pursuit: Decider<PursuitState, PursuitCommand, PursuitEvent> = {
  initial: {status: 'NONE', version: 0},

  decide(state, command) {
    if (command.type === 'start') return start(state, command)
    if (command.type === 'copy') return copy(state, command)
    if (state.status === 'NONE') return refuse('not-found')
    if (command.type === 'receipt') return receipt(state, command)
    if (command.type === 'told') return told(state, command)
    if (state.copy) return refuse('not-yours')
    if (command.by.role === 'field' && command.by.unit !== state.unit) return refuse('not-your-task')
    if (state.status === 'ENDED')
      return isByItself(command) ? [] : refuse('pursuit-over', {why: state.ended?.why ?? ''})
    return whileOpen(state, command)
  },

  evolve(state, event) {
    return evolvePursuit(state, event)
  },
}

/** What falls due if nothing else happens: every open state has an end by time. */
export function timersOf(state: PursuitState): readonly Timer[] {
  if (state.status === 'NONE' || state.status === 'ENDED' || state.copy) return []
  const {limits, crossed, startedAt, authorised, receivedAt, noticeLate, warned} = state
  const timers: Timer[] = [{timer: 'longest', dueAt: (crossed?.at ?? startedAt) + limits.longestMs, version: 1}]
  if (crossed === undefined) return timers
  if (limits.maxMs !== undefined) timers.push({timer: 'limit', dueAt: crossed.at + limits.maxMs, version: 1})
  if (receivedAt === undefined && !noticeLate)
    timers.push({timer: 'notice', dueAt: crossed.at + limits.noticeMs, version: 1})
  if (limits.authorisationMs !== undefined && authorised === undefined) {
    timers.push({timer: 'authorisation', dueAt: crossed.at + limits.authorisationMs, version: 1})
    for (const afterMs of limits.warnMs)
      if (!warned.includes(afterMs)) timers.push({timer: `warn-${afterMs}`, dueAt: crossed.at + afterMs, version: 1})
  }
  return timers
}

export function isOpenPursuit(state: PursuitState): state is PursuitFile {
  return state.status === 'STARTED' || state.status === 'ACROSS'
}

type Open = Exclude<
  PursuitCommand,
  {readonly type: 'start'} | {readonly type: 'copy'} | {readonly type: 'receipt'} | {readonly type: 'told'}
>

function start(state: PursuitState, command: After<'start'>): readonly PursuitEvent[] | Refusal {
  const {type: _type, facts, ...order} = command
  if (state.status !== 'NONE') return refuse('exists')
  if (command.by.role !== 'commander' || command.by.nation !== command.from) return refuse('commander-only')
  if (!facts.isController) return refuse('not-controller')
  if (facts.isPursued) return refuse('pursuit-open')
  if (!facts.mayBeginHere) return refuse('no-basis-here', {citation: command.citation})
  return [{type: 'started', ...order}]
}

/** A copy follows its home's versions, and never goes back. */
function copy(state: PursuitState, {copy: newer, at, by}: After<'copy'>): readonly PursuitEvent[] | Refusal {
  if (state.status !== 'NONE' && !state.copy) return refuse('not-yours')
  if (state.status !== 'NONE' && newer.version <= state.version) return []
  return [{type: 'copied', copy: newer, at, by}]
}

function receipt(state: PursuitFile, {hash, at, by}: After<'receipt'>): readonly PursuitEvent[] | Refusal {
  if (state.crossed?.notice.hash !== hash) return refuse('unknown-notice')
  return state.receivedAt === undefined ? [{type: 'notice-received', at, by}] : []
}

/** What was said by telephone is kept also after the end: proof of notice is asked for later. */
function told(state: PursuitFile, {who, number, at, by}: After<'told'>): readonly PursuitEvent[] | Refusal {
  if (state.copy) return refuse('not-yours')
  return state.told === undefined ? [{type: 'told', who, number, at, by}] : refuse('told-already')
}

function whileOpen(state: PursuitFile, command: Open): readonly PursuitEvent[] | Refusal {
  const {at, by} = command
  const end = (why: PursuitEnd): readonly PursuitEvent[] => [{type: 'ended', why, at, by}]
  switch (command.type) {
    case 'signal':
      return state.signal === undefined
        ? [{type: 'signalled', means: command.means, at, by}]
        : refuse('signal-given-already')
    case 'cross':
      return cross(state, command)
    case 'moved':
      return moved(state, command)
    case 'entered':
      return entered(state, command)
    case 'authorise':
      if (by.nation !== state.host) return refuse('not-the-host')
      if (state.limits.authorisationMs === undefined) return refuse('needs-no-authorisation')
      return state.authorised === undefined ? [{type: 'authorised', at, by}] : []
    case 'request-stop':
      return by.nation === state.host ? end('stop-requested') : refuse('not-the-host')
    case 'interrupt':
      return end('interrupted')
    case 'call-off':
      return end('called-off')
    case 'returned':
      return state.status === 'ACROSS' ? end('returned') : []
    case 'offered':
      return state.offer === undefined ? [{type: 'offered', offer: command.offer, at, by}] : []
    case 'cease':
      return end(command.why)
    case 'timer':
      return timer(state, command)
    default:
      return unreachable(command)
  }
}

/** The notice to the host is part of the crossing. Without the signal that the law wants there is nothing to go on. */
function cross(state: PursuitFile, command: After<'cross'>): readonly PursuitEvent[] | Refusal {
  const {at, by, place, measured, notice} = command
  if (state.status === 'ACROSS') return measured ? [] : refuse('crossed-already')
  const crossed: PursuitEvent = {type: 'crossed', place, measured, notice, at, by}
  if (state.signalNeeded && state.signal === undefined) return [crossed, {type: 'ended', why: 'no-signal', at, by}]
  return [crossed]
}

function moved(state: PursuitFile, {metres, place, at, by}: After<'moved'>): readonly PursuitEvent[] {
  if (state.status !== 'ACROSS') return []
  const last = state.beyond?.metres
  const moved: PursuitEvent = {type: 'moved', metres: Math.round(metres), place, at, by}
  const {maxMetres} = state.limits
  if (maxMetres !== undefined && metres > maxMetres) return [moved, {type: 'ended', why: 'limit-distance', at, by}]
  return last === undefined || Math.abs(metres - last) >= STEP_METRES ? [moved] : []
}

/** At sea what the object enters counts, on other grounds where the own unit goes. */
function entered(state: PursuitFile, command: After<'entered'>): readonly PursuitEvent[] {
  const {isObject, isHost, isFlag, at, by} = command
  if (isObject && state.endsInTerritorialSea)
    return [{type: 'ended', why: isFlag ? 'own-territorial-sea' : 'third-state', at, by}]
  if (!isObject && !state.endsInTerritorialSea && !isHost) return [{type: 'ended', why: 'third-state', at, by}]
  return []
}

function timer(state: PursuitFile, {timer: name, at, by}: After<'timer'>): readonly PursuitEvent[] {
  const due = timersOf(state).find(one => one.timer === name)
  if (due === undefined || at < due.dueAt) return []
  switch (name) {
    case 'notice':
      return [{type: 'notice-late', at, by}]
    case 'limit':
      return [{type: 'ended', why: 'limit-time', at, by}]
    case 'authorisation':
      return [{type: 'ended', why: 'not-authorised', at, by}]
    case 'longest':
      return [{type: 'ended', why: 'lapsed', at, by}]
    default: {
      const afterMs = Number(name.slice('warn-'.length))
      assert(Number.isFinite(afterMs), `a timer of a pursuit: ${name}`)
      return [{type: 'warned', afterMs, at, by}]
    }
  }
}

/** What the node says by itself is not refused when it comes late. */
function isByItself({type}: PursuitCommand): boolean {
  return ['moved', 'entered', 'returned', 'timer', 'cease', 'offered'].includes(type)
}
