import type {NationCode} from '../../shared/base/id.ts'
import {evidence, motion, placeOf, remark, type RuleFactory} from './rule.ts'

/** One object that crosses the same line again within this, ms, is one situation. */
const ONE_SITUATION = 600_000

/**
 * An object has passed from one nation's area of responsibility into another's. It counts once the object is beyond the
 * line by `deadbandMetres`, and by twice the error of its place, so that one that runs along the line does not cross
 * again and again.
 */
export const crossing: RuleFactory = (sight, settings) => {
  const {picture, areas, nation} = sight
  const deadband = settings.number('deadbandMetres', 100)
  const nations = areas.nations
  /** Index in `nations` + 1, by track row; 0: not known. */
  const areaOf = new Uint8Array(picture.tracks.capacity)

  return {
    arrived(track) {
      if (!settings.concerns(picture.tracks.kind[track] ?? 0)) return undefined
      const {lon, lat} = placeOf(picture, track)
      const to = areas.areaAt(lon, lat)
      if (to === undefined) return undefined
      const from = nations[(areaOf[track] ?? 0) - 1]
      if (from === to) return undefined
      if (from !== undefined && areas.isInAreaOf(from, lon, lat, marginOf(track))) return undefined
      areaOf[track] = nations.indexOf(to) + 1
      return from === undefined || (from !== nation && to !== nation) ? undefined : finding(track, from, to)
    },
    forget(track) {
      areaOf[track] = 0
      return undefined
    },
  }

  function marginOf(track: number): number {
    const accuracy = picture.tracks.accuracy[track] ?? NaN
    if (deadband === 0) return 0 // every report counts: for comparing with others
    return accuracy > 0 ? Math.max(deadband, Math.min(2 * accuracy, 1_000)) : deadband
  }

  function finding(track: number, from: NationCode, to: NationCode) {
    const at = picture.tracks.at[track] ?? sight.now()
    const why = remark(sight, track)
    const isEvery = areas.frontierBetween(from, to)?.everyCrossing ?? false
    return {
      rule: 'crossing' as const,
      situation: `crossing:${picture.subjectKey(track)}:${from}:${to}:${Math.floor(at / ONE_SITUATION)}`,
      phase: 'begins' as const,
      rows: [track],
      at,
      since: at,
      place: placeOf(picture, track),
      priority: settings.priority(why === undefined ? 3 : 2),
      confidence: 'high' as const,
      evidence: [evidence('crossed', {from, to}), ...motion(picture, track), ...(why === undefined ? [] : [why])],
      from,
      to,
      alert: settings.isAlert(isEvery || why !== undefined),
    }
  }
}
