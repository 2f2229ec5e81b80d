import {motion} from './crossing.ts'
import {evidence, placeOf, type RuleFactory} from './rule.ts'

/**
 * A sensor still holds an object that has not reported on AIS for `afterSeconds`: it has lost its transmitter, or
 * switched it off. One that nobody holds is merely out of range. Over when AIS is received again.
 */
export const silence: RuleFactory = (sight, settings) => {
  const {picture} = sight
  const after = settings.number('afterSeconds', 600) * 1_000
  const open = new Map<number, number>()

  return {
    arrived(track, source) {
      if (!picture.isAnonymous(source)) {
        const since = open.get(track)
        if (since === undefined || picture.feedOf(source).kind !== 'ais') return undefined
        open.delete(track)
        return {...finding(track, source, since), phase: 'ends'}
      }
      if (picture.identityOf(track) === 'own' || !settings.concerns(picture.tracks.kind[track] ?? 0)) return undefined
      const at = picture.sources.at[source] ?? 0
      let ais = -1
      for (const other of picture.sourcesOf(track)) {
        if (picture.isAnonymous(other)) continue
        if (picture.feedOf(other).kind !== 'ais' || at - (picture.sources.at[other] ?? 0) < after) return undefined
        if (ais < 0 || (picture.sources.at[other] ?? 0) > (picture.sources.at[ais] ?? 0)) ais = other
      }
      if (ais < 0) return undefined
      const since = picture.sources.at[ais] ?? at
      // It promised nothing sooner: a ship at anchor reports every three minutes.
      if (at - since < 3 * (picture.sources.interval[ais] ?? 0)) return undefined
      const isNew = !open.has(track)
      open.set(track, since)
      return isNew ? {...finding(track, source, since), phase: 'begins'} : undefined
    },
    forget: track => void open.delete(track),
  }

  function finding(track: number, source: number, since: number) {
    const at = picture.sources.at[source] ?? sight.now()
    return {
      rule: 'silence' as const,
      situation: `silence:${picture.subjectKey(track)}:${Math.floor(since / 1_000)}`,
      rows: [track],
      at,
      since,
      place: placeOf(picture, track),
      priority: settings.priority(2),
      confidence: 'high' as const,
      evidence: [
        evidence('ais-silent', {seconds: (at - since) / 1_000, sensor: picture.feedOf(source).name}),
        ...motion(picture.tracks.speed[track], picture.tracks.course[track]),
      ],
      alert: settings.isAlert(true),
    }
  }
}
