import type {Actor} from '../../shared/operations/actor.ts'
import type {PursuitFile} from '../../shared/operations/pursuit.ts'
import type {LinkPursuit} from '../../shared/protocol/link-pursuit.ts'
import {age, doerOf, given} from './drafts.ts'
import type {Draft} from './ports.ts'

/** The whole state for the host, with the notice; times as ages. `key`: name of the object in the own picture. */
export function pursuitDraft(state: PursuitFile, key: string | undefined, now: number): Draft {
  const {copy: _copy, startedAt, startedBy, receivedAt: _received, ...rest} = state
  const {signal, crossed, told, authorised, beyond, ended, steps} = state
  const aged = <T extends {readonly at: number; readonly by: Actor}>({at, by, ...other}: T) =>
    given({...other, age: age(now, at), by: doerOf(by)})
  const message = given({
    ...rest,
    type: 'pursuit' as const,
    label: state.label.slice(0, 80),
    startedAge: age(now, startedAt),
    startedBy: doerOf(startedBy),
    limits: given(state.limits),
    signal: signal && aged(signal),
    crossed: crossed && aged(crossed),
    told: told && aged(told),
    authorised: authorised && aged(authorised),
    beyond: beyond && given({age: age(now, beyond.at), metres: beyond.metres, place: beyond.place}),
    ended: ended && aged(ended),
    steps: steps.slice(-60).map(aged),
  }) as unknown as LinkPursuit
  return {keys: key === undefined ? [] : [key], message}
}
