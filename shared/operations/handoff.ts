import {type Decider, refuse} from './decider.ts'
import {evolveHandoff} from './handoff-evolve.ts'
import {open, take} from './handoff-open.ts'
import {byPerson} from './handoff-person.ts'
import {isEnded} from './handoff-rules.ts'
import type {HandoffCommand, HandoffEvent, HandoffState} from './handoff-state.ts'
import {bySystem} from './handoff-system.ts'

export type {
  Automatic,
  CustodyFact,
  Deadline,
  HandoffCommand,
  HandoffEvent,
  HandoffFile,
  HandoffForm,
  HandoffParties,
  HandoffState,
  HandoffStatus,
  HandoffSubject,
  OpeningFacts,
  RejectCode,
  Terms,
} from './handoff-state.ts'
export {continues} from './handoff-open.ts'
export {isEnded, sameTerms} from './handoff-rules.ts'
export {timersFor, timersOf} from './handoff-timers.ts'

/** The passing of control of one contact from one nation, or post, to another, in FROM's ledger. SPEC.md, HO. */
export const handoff: Decider<HandoffState, HandoffCommand, HandoffEvent> = {
  initial: {status: 'NONE', version: 0},
  evolve: evolveHandoff,
  decide(state, command) {
    if (command.type === 'copy') {
      const {copy, at, by} = command
      if (state.status !== 'NONE' && !state.copy) return refuse('not-home', {nation: state.from})
      if (state.status !== 'NONE' && (copy.version <= state.version || isEnded(state))) return []
      return [{type: 'copied', copy: {...copy, copy: true}, at, by}]
    }
    if (state.status !== 'NONE' && state.copy) return refuse('not-home', {nation: state.from})
    switch (command.type) {
      case 'notify':
      case 'propose':
      case 'request':
        return open(state, command)
      case 'take':
        return take(state, command)
      case 'presented':
      case 'crossed':
      case 'reached':
      case 'turned':
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
