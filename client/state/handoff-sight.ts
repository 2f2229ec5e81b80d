import type {NationCode} from '../../shared/base/id.ts'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import {isOpenHandoff} from './things.ts'

/** How long an ended handoff stays in sight of its two sides, ms, if nobody takes note of it before. */
const RECALLED_MS = 5_000
const COMPLETED_MS = 20_000
/** The one who offered and was left with it has to see it. */
const UNANSWERED_MS = 10 * 60_000

/** Whether panel and map show a handoff: while it runs, then until somebody has taken note of it, or for its time. */
export function isInSight(
  handoff: HandoffThing,
  {nation, now, noticed}: {readonly nation: NationCode; readonly now: number; readonly noticed: ReadonlySet<string>},
): boolean {
  if (isOpenHandoff(handoff)) return true
  if (noticed.has(handoff.id)) return false
  const since = now - (handoff.steps.at(-1)?.at ?? -Infinity)
  switch (handoff.status) {
    case 'COMPLETED':
      return since <= COMPLETED_MS
    case 'CANCELLED':
      return handoff.to === nation && since <= RECALLED_MS
    case 'REJECTED':
    case 'EXPIRED':
    case 'FAILED':
      return handoff.from === nation && since <= UNANSWERED_MS
    default:
      return false
  }
}
