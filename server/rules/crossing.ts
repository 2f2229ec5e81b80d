import type {NationCode} from '../../shared/base/id.ts'
import {evidence, isRemarkable, placeOf, type RuleFactory} from './rule.ts'

/**
 * An object has passed from one nation's area of responsibility into another's. It counts once it is `deadbandMetres`
 * beyond the line, so that one that runs along it does not cross again and again.
 */
export const crossing: RuleFactory = (sight, settings) => {
  const {picture, areas, nation} = sight
  const deadband = settings.number('deadbandMetres', 100)
  const areaOf = new Map<number, NationCode>()

  return {
    arrived(track) {
      if (!settings.concerns(picture.tracks.kind[track] ?? 0)) return undefined
      const {lon, lat} = placeOf(picture, track)
      const to = areas.areaAt(lon, lat)
      if (to === undefined) return undefined
      const from = areaOf.get(track)
      if (from === to) return undefined
      if (from !== undefined && areas.distanceToFrontier(lon, lat, deadband).metres < deadband) return undefined
      areaOf.set(track, to)
      if (from === undefined || (from !== nation && to !== nation)) return undefined

      const at = picture.tracks.at[track] ?? sight.now()
      const every = areas.frontierBetween(from, to)?.everyCrossing ?? false
      return {
        rule: 'crossing',
        situation: `crossing:${picture.subjectKey(track)}:${from}:${to}:${Math.floor(at / 600_000)}`,
        phase: 'begins',
        rows: [track],
        at,
        since: at,
        place: {lon, lat},
        priority: settings.priority(isRemarkable(sight, track) ? 2 : 3),
        confidence: (picture.tracks.accuracy[track] ?? 50) > deadband ? 'medium' : 'high',
        evidence: [
          evidence('crossed', {from, to}),
          ...motion(picture.tracks.speed[track], picture.tracks.course[track]),
        ],
        from,
        to,
        alert: settings.isAlert(every || isRemarkable(sight, track)),
      }
    },
    forget: track => void areaOf.delete(track),
  }
}

/** Speed and course as evidence, where known. */
export function motion(speed: number | undefined, course: number | undefined) {
  return speed !== undefined && course !== undefined && speed >= 0 && course >= 0
    ? [evidence('motion', {knots: speed / 0.514444, course: Math.round(course)})]
    : []
}
