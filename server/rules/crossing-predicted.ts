import {destination, KNOT} from '../../shared/geo/distance.ts'
import {motion} from './crossing.ts'
import {evidence, isRemarkable, placeOf, type RuleFactory} from './rule.ts'

/** So often is a track looked at; its course does not change faster than that matters here. */
const LOOK_EVERY = 10_000

/**
 * On its present speed and course a remarkable object will meet a frontier within `withinSeconds`. It is told when two
 * looks in a row say so, and ends when two in a row no longer do.
 */
export const crossingPredicted: RuleFactory = (sight, settings) => {
  const {picture, areas, nation} = sight
  const within = settings.number('withinSeconds', 1_800)
  const slowest = settings.number('minKnots', 2) * KNOT
  const state = new Map<number, {lookedAt: number; agreeing: number; open: boolean; since: number}>()

  return {
    arrived(track) {
      if (!settings.concerns(picture.tracks.kind[track] ?? 0)) return undefined
      const at = picture.tracks.at[track] ?? sight.now()
      const held = state.get(track)
      if (held !== undefined && at - held.lookedAt < LOOK_EVERY) return undefined
      if (held === undefined && !isRemarkable(sight, track)) return undefined

      const now = held ?? {lookedAt: at, agreeing: 0, open: false, since: at}
      state.set(track, now)
      now.lookedAt = at
      const ahead = isRemarkable(sight, track) ? meets(track) : undefined
      now.agreeing = ahead === undefined ? Math.min(0, now.agreeing) - 1 : Math.max(0, now.agreeing) + 1
      if (now.agreeing >= 2 && ahead !== undefined) {
        const phase = now.open ? 'continues' : 'begins'
        if (!now.open) now.since = at
        now.open = true
        return {
          ...finding(track, at, now.since, phase),
          evidence: [
            evidence('will-cross', {minutes: ahead.seconds / 60, to: ahead.to}),
            ...motion(picture.tracks.speed[track], picture.tracks.course[track]),
          ],
          to: ahead.to,
          from: nation,
          inSeconds: Math.round(ahead.seconds),
        }
      }
      if (now.agreeing > -2 || !now.open) return undefined
      now.open = false
      return finding(track, at, now.since, 'ends')
    },
    forget: track => void state.delete(track),
  }

  function meets(track: number) {
    const speed = picture.tracks.speed[track] ?? NaN
    const course = picture.tracks.course[track] ?? NaN
    if (!(speed >= slowest) || !(course >= 0)) return undefined
    const from = placeOf(picture, track)
    if (areas.areaAt(from.lon, from.lat) !== nation) return undefined
    const end = destination(from, speed * within, course)
    const crossing = areas.firstCrossing(from.lon, from.lat, end.lon, end.lat)
    const to = crossing?.frontier.between.find(code => code !== nation)
    if (crossing === undefined || to === undefined || !crossing.frontier.between.includes(nation)) return undefined
    return {to, seconds: crossing.fraction * within}
  }

  function finding(track: number, at: number, since: number, phase: 'begins' | 'continues' | 'ends') {
    return {
      rule: 'crossing-predicted' as const,
      situation: `crossing-predicted:${picture.subjectKey(track)}`,
      phase,
      rows: [track],
      at,
      since,
      place: placeOf(picture, track),
      priority: settings.priority(2),
      confidence: 'medium' as const,
      evidence: [],
      alert: settings.isAlert(true),
    }
  }
}
