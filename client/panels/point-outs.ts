import type {PointOutThing} from '../../shared/protocol/things.ts'

/** So long an answer stays in sight of both sides, ms, if nobody takes note of it before. */
const SHOWN_MS = 60_000

/** Point-outs that wait, then those that have just been answered; the newest first. */
export function pointOutsInSight(
  all: Iterable<PointOutThing>,
  {now, noticed}: {readonly now: number; readonly noticed: ReadonlySet<string>},
): readonly PointOutThing[] {
  const since = (one: PointOutThing) => one.steps.at(-1)?.at ?? 0
  return [...all]
    .filter(one => one.status === 'OFFERED' || (!noticed.has(one.id) && now - since(one) <= SHOWN_MS))
    .sort((a, b) => Number(b.status === 'OFFERED') - Number(a.status === 'OFFERED') || since(b) - since(a))
}
