import type {HandoffEvent, HandoffFile, Terms} from './handoff-state.ts'
import type {Stamp, Timer} from './decider.ts'

type Agreed = {readonly terms: Terms; readonly acceptedAt: number}

/** Released by itself when what the terms wait for has come: the line, or what else they name. */
export function releasesByItself({transfer, autoRelease}: Terms): boolean {
  return transfer === 'at-line' || autoRelease === true
}

/** What the two have agreed on, also while other terms are asked for. */
export function agreedOf({status, terms, acceptedAt, standing}: HandoffFile): Agreed | undefined {
  return status === 'ACCEPTED' ? {terms, acceptedAt: acceptedAt ?? 0} : standing
}

/** Whether line, place and time that the terms name have come. Beyond the line a place before it has been passed. */
export function hasCome(state: Pick<HandoffFile, 'crossed' | 'reached'>, agreed: Agreed, at: number): boolean {
  const comesAt = comesAtOf(state, agreed)
  return comesAt !== undefined && at >= comesAt
}

/** What follows at this moment from the terms having come: the release, or, once, the word that it is due. */
export function released(state: HandoffFile, {at, by}: Stamp): readonly HandoffEvent[] {
  const agreed = agreedOf(state)
  if (agreed === undefined || !hasCome(state, agreed, at)) return []
  const {point, afterS} = agreed.terms
  if (!releasesByItself(agreed.terms)) {
    const isNamed = point !== undefined || afterS !== undefined
    return isNamed && state.releaseDue !== true ? [{type: 'release-due', at, by}] : []
  }
  const release: HandoffEvent = {type: 'released', at, by}
  return state.standing === undefined ? [release] : [{type: 'reverted', at, by}, release]
}

/** When the time comes that the agreed terms name: nothing while they wait for a line or a place too. */
export function releaseTimer(state: HandoffFile): readonly Timer[] {
  const agreed = agreedOf(state)
  if (agreed?.terms.afterS === undefined || state.releaseDue === true) return []
  const dueAt = comesAtOf(state, agreed)
  return dueAt === undefined ? [] : [{timer: 'release', version: state.version, dueAt}]
}

function comesAtOf(
  {crossed, reached}: Pick<HandoffFile, 'crossed' | 'reached'>,
  {terms, acceptedAt}: Agreed,
): number | undefined {
  const {transfer, point, afterS} = terms
  if (transfer === 'at-line' && !crossed) return undefined
  if (point !== undefined && reached !== true && !crossed) return undefined
  if (point === undefined && afterS === undefined && !crossed) return undefined
  return acceptedAt + (afterS ?? 0) * 1_000
}
