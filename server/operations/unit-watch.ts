import type {UnitId} from '../../shared/base/id.ts'
import type {Files, Turn} from './files.ts'
import type {House} from './house.ts'

/** When a unit's place was measured last, by the time of the ledger; undefined while the picture does not hold it. */
export function heardOf({rooms}: House, unit: string, now: number): number | undefined {
  const seen = rooms.picture.subjectOf(`unit:${unit}`)
  return seen?.place === undefined ? undefined : Math.round(now - (seen.ageMs ?? 0))
}

/** A unit whose place was silent and is heard of again. The silence itself is found by its timer. */
export function listenForUnits(
  of: {readonly files: Files; readonly house: House; readonly now: number},
  run: (act: (turn: Turn) => void) => void,
): void {
  const {files, house, now} = of
  for (const [unit, {hearing}] of files.all('unit')) {
    if (hearing?.since === undefined) continue
    const heardAt = heardOf(house, unit, now)
    if (heardAt === undefined || heardAt + hearing.silentMs <= now) continue
    run(turn => void turn.act('unit', unit as UnitId, house.system, {type: 'heard', heardAt}))
  }
}
