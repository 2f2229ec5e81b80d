import {expect} from 'vitest'
import type {Decider, Refusal} from '../../shared/operations/decider.ts'

/**
 * `given(decider)(...past)` then `.is(part of the state)`, or `.when(command)` and then `.then(...events)` or
 * `.refused(why)`. Past events are applied in order; what an expected event leaves out is not looked at.
 */
export function given<State, Command, Event>(decider: Decider<State, Command, Event>) {
  return (...past: readonly Event[]) => {
    const state = past.reduce((before, event) => decider.evolve(before, event), decider.initial)
    return {
      state,
      is: (expected: object) => expect(state).toMatchObject(expected),
      when(command: Command) {
        const outcome = decider.decide(state, command)
        return {
          then: (...events: readonly object[]) => expect(outcome).toMatchObject(events),
          refused: (why: string, values?: Refusal['values']) =>
            expect(outcome).toEqual(values === undefined ? {refused: why} : {refused: why, values}),
        }
      },
    }
  }
}

/** The state after commands that are each expected to be done. */
export function after<State, Command, Event>(
  decider: Decider<State, Command, Event>,
  ...commands: readonly Command[]
): readonly Event[] {
  const events: Event[] = []
  let state = decider.initial
  for (const command of commands) {
    const outcome = decider.decide(state, command)
    if ('refused' in outcome) throw new Error(`refused: ${JSON.stringify(outcome)}`)
    for (const event of outcome) state = decider.evolve(state, event)
    events.push(...outcome)
  }
  return events
}
