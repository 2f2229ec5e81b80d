import type {Actor} from './actor.ts'

/**
 * What a command meets when it is not allowed now: expected, shown to the user, never thrown.
 * `refused` is a catalogue code (`refusal.<code>`), so that each reader sees it in the own language.
 */
export type Refusal = {readonly refused: string; readonly values?: Readonly<Record<string, string | number>>}

/**
 * The life of one thing, as pure functions. `decide` says what a command would cause; `evolve` says what an
 * event means. Neither reads a clock nor knows other rooms: the time and all facts are in the command.
 */
export type Decider<State, Command, Event> = {
  readonly initial: State
  decide(state: State, command: Command): readonly Event[] | Refusal
  evolve(state: State, event: Event): State
}

/** On every command and event: when, by the own ledger's time in ms, and who. */
export type Stamp = {readonly at: number; readonly by: Actor}

/** What has to fire if nothing else happens: `version` is that of the state which set it. */
export type Timer = {readonly timer: string; readonly dueAt: number; readonly version: number}

export function refuse(refused: string, values?: Readonly<Record<string, string | number>>): Refusal {
  return values === undefined ? {refused} : {refused, values}
}

export function isRefusal(outcome: object): outcome is Refusal {
  return 'refused' in outcome
}
