import {unreachable} from '../../shared/base/assert.ts'
import type {NationCode} from '../../shared/base/id.ts'
import {TAKING_ACTS} from '../../shared/model/jurisdiction.ts'
import {refusedBeyond} from '../../shared/operations/pursuit-rights.ts'
import type {Jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import type {PursuitThing} from '../../shared/protocol/things.ts'

/** Time left at which a clock warns, ms; shares of the distance at which it does. */
const TIME_STEPS_MS = [15 * 60_000, 5 * 60_000, 60_000] as const
const DISTANCE_STEPS = [0.8, 0.95] as const

/** One running clock or limit of a pursuit, as a row. `leftMs`: until the node ends it. */
export type PursuitClock =
  | {readonly clock: 'across'; readonly forMs: number; readonly at: number}
  | {readonly clock: 'authorisation'; readonly leftMs: number; readonly isWarned: boolean}
  | {readonly clock: 'time'; readonly leftMs: number}
  | {readonly clock: 'distance'; readonly metres: number; readonly ofMetres: number | undefined}

/** What runs now, what ends first on top. None before the line and after the end. */
export function clocksOf(pursuit: PursuitThing, now: number): readonly PursuitClock[] {
  const {status, crossed, limits, authorised, warned, beyond} = pursuit
  if (status !== 'ACROSS' || crossed === undefined) return []
  const since = now - crossed.at
  const clocks: PursuitClock[] = []
  if (limits.authorisationMs !== undefined && authorised === undefined)
    clocks.push({clock: 'authorisation', leftMs: limits.authorisationMs - since, isWarned: warned.length > 0})
  if (limits.maxMs !== undefined) clocks.push({clock: 'time', leftMs: limits.maxMs - since})
  if (beyond !== undefined || limits.maxMetres !== undefined)
    clocks.push({clock: 'distance', metres: beyond?.metres ?? 0, ofMetres: limits.maxMetres})
  return [...clocks, {clock: 'across', forMs: since, at: crossed.at}]
}

/** Whether the limit is near enough to be said in the colour of a warning. */
export function isPressing(clock: PursuitClock): boolean {
  switch (clock.clock) {
    case 'authorisation':
      return clock.isWarned || clock.leftMs < TIME_STEPS_MS[0]
    case 'time':
      return clock.leftMs < TIME_STEPS_MS[0]
    case 'distance':
      return clock.ofMetres !== undefined && clock.metres > DISTANCE_STEPS[0] * clock.ofMetres
    case 'across':
      return false
  }
}

/**
 * How many warning steps each clock of a pursuit has passed: of the authorisation those that its terms declare, of time
 * and distance those after which little is left.
 */
export function warningSteps(pursuit: PursuitThing, now: number): ReadonlyMap<PursuitClock['clock'], number> {
  const since = now - (pursuit.crossed?.at ?? now)
  const steps = new Map<PursuitClock['clock'], number>()
  for (const clock of clocksOf(pursuit, now))
    switch (clock.clock) {
      case 'authorisation':
        steps.set(clock.clock, pursuit.limits.warnMs.filter(at => since >= at).length)
        break
      case 'time':
        steps.set(clock.clock, TIME_STEPS_MS.filter(left => clock.leftMs <= left).length)
        break
      case 'distance': {
        const share = clock.ofMetres === undefined ? 0 : clock.metres / clock.ofMetres
        steps.set(clock.clock, DISTANCE_STEPS.filter(step => share >= step).length)
        break
      }
      case 'across':
        break
      default:
        return unreachable(clock)
    }
  return steps
}

export type PursuitButton =
  'signal' | 'cross' | 'tell' | 'interrupt' | 'call-off' | 'authorise' | 'request-stop' | 'noted'

/** What this side can do about it. */
export function buttonsOf(pursuit: PursuitThing, nation: NationCode): readonly PursuitButton[] {
  const {status, from, signal, signalNeeded, told, limits, authorised} = pursuit
  if (status === 'ENDED')
    return from === nation && told === undefined && pursuit.noticeLate ? ['tell', 'noted'] : ['noted']
  if (from !== nation) {
    const mayAuthorise = limits.authorisationMs !== undefined && authorised === undefined
    return mayAuthorise ? ['request-stop', 'authorise'] : ['request-stop']
  }
  return [
    ...(signalNeeded && signal === undefined ? (['signal'] as const) : []),
    ...(status === 'STARTED' ? (['cross'] as const) : []),
    ...(status === 'ACROSS' && told === undefined ? (['tell'] as const) : []),
    'interrupt',
    'call-off',
  ]
}

/** Of each taking act: why it may not be done beyond the line now; undefined: it may. */
export function actsBeyond(pursuit: PursuitThing): readonly {readonly act: string; readonly why: string | undefined}[] {
  return TAKING_ACTS.filter(act => act !== 'customs-control' || pursuit.acts.includes(act)).map(act => ({
    act,
    why: refusedBeyond(pursuit, act),
  }))
}

/** Pursuits to be seen: those that go on, and ended ones until somebody has noted them. The newest first. */
export function shownPursuits(pursuits: Iterable<PursuitThing>, noticed: ReadonlySet<string>): readonly PursuitThing[] {
  return [...pursuits]
    .filter(pursuit => pursuit.status !== 'ENDED' || !noticed.has(pursuit.id))
    .sort((a, b) => Number(a.status === 'ENDED') - Number(b.status === 'ENDED') || b.startedAt - a.startedAt)
}

/** The newest pursuit of a contact. */
export function pursuitOf(pursuits: Iterable<PursuitThing>, contact: string | undefined): PursuitThing | undefined {
  return [...pursuits].filter(one => one.contact === contact).sort((a, b) => b.startedAt - a.startedAt)[0]
}

type ActStanding = Jurisdiction['acts'][number]

/** An act at a place, with what an own pursuit of the contact adds beyond the line, or takes away after its end. */
export function withPursuit(standing: ActStanding, pursuit: PursuitThing | undefined, nation: NationCode): ActStanding {
  if (pursuit?.from !== nation || standing.bases.length > 0) return standing
  const why = refusedBeyond(pursuit, standing.act)
  if (why !== undefined) return {...standing, why: {code: why, values: {nation: pursuit.host}}}
  const {citation, agreement, example} = pursuit
  const basis = {right: pursuit.id, citation, example, conditions: [], ...(agreement === undefined ? {} : {agreement})}
  return {act: standing.act, bases: [basis]}
}
