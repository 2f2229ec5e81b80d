import {assert, unreachable} from '../base/assert.ts'
import type {PursuitEvent, PursuitFile, PursuitState, PursuitStep} from './pursuit-state.ts'

/** What an event makes of a pursuit. */
export function evolvePursuit(state: PursuitState, event: PursuitEvent): PursuitFile {
  if (event.type === 'started') return started(event)
  if (event.type === 'copied') return copied(state, event)
  assert(state.status !== 'NONE', `a pursuit before ${event.type}`)
  const {at, by} = event
  const next = {...state, version: state.copy ? state.version : state.version + 1}
  const steps = (code: string): readonly PursuitStep[] => [...state.steps, {code, at, by}]
  switch (event.type) {
    case 'signalled':
      return {...next, signal: {at, by, means: event.means}, steps: steps('signal')}
    case 'crossed': {
      const {place, measured, notice} = event
      return {...next, status: 'ACROSS', crossed: {at, by, place, measured, notice}, steps: steps('crossed')}
    }
    case 'moved':
      return {...next, beyond: {at, metres: event.metres, place: event.place}}
    case 'notice-received':
      return {...next, receivedAt: at, steps: steps('notice-received')}
    case 'notice-late':
      return {...next, noticeLate: true, steps: steps('notice-late')}
    case 'told':
      return {...next, told: {at, by, who: event.who, number: event.number}, steps: steps('told')}
    case 'authorised':
      return {...next, authorised: {at, by}, steps: steps('authorised')}
    case 'warned':
      return {...next, warned: [...state.warned, event.afterMs], steps: steps('warned')}
    case 'offered':
      return {...next, offer: event.offer}
    case 'ended':
      return {...next, status: 'ENDED', ended: {at, by, why: event.why}, steps: steps('ended')}
    default:
      return unreachable(event)
  }
}

function started(event: Extract<PursuitEvent, {type: 'started'}>): PursuitFile {
  const {type: _type, at, by, ...order} = event
  return {
    ...order,
    status: 'STARTED',
    version: 1,
    copy: false,
    startedAt: at,
    startedBy: by,
    noticeLate: false,
    warned: [],
    steps: [{code: 'started', at, by}],
  }
}

/** When the notice came is the host's own knowledge, and stays through later copies. */
function copied(state: PursuitState, {copy}: Extract<PursuitEvent, {type: 'copied'}>): PursuitFile {
  const held = state.status === 'NONE' ? undefined : state
  return {...copy, copy: true, receivedAt: held?.receivedAt}
}
