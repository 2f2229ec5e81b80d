import {TAKING_ACTS} from '../model/jurisdiction.ts'
import type {Act, PursuitBasis} from '../model/law.ts'
import type {PursuitEnd, PursuitStatus} from './pursuit-state.ts'

/** What of a pursuit says what may be done, on either side of the link. */
export type PursuitView = {
  readonly status: PursuitStatus
  readonly basis: PursuitBasis
  readonly acts: readonly Act[]
  readonly mayDetain: boolean
  readonly signalNeeded: boolean
  readonly signal?: unknown
  readonly ended?: {readonly why: PursuitEnd} | undefined
}

/** `undefined`: it may be done beyond the line; else a code under `law.why.` that says why not. */
export function refusedBeyond(view: PursuitView, act: Act): string | undefined {
  if (!TAKING_ACTS.includes(act)) return undefined
  if (view.status === 'ENDED') return 'pursuit-ended'
  if (view.status === 'STARTED') return 'not-across'
  if (view.signalNeeded && view.signal === undefined) return 'signal-first'
  if (isObservation(view.basis)) return 'observation-only'
  if (act === 'arrest') return view.mayDetain && view.acts.includes('arrest') ? undefined : 'may-not-arrest'
  return view.acts.includes(act) ? undefined : 'not-in-terms'
}

/** Cross-border observation: may neither challenge nor arrest. */
export function isObservation(basis: PursuitBasis): boolean {
  return basis === 'SCHENGEN_40' || basis === 'SCHENGEN_40_2'
}
