import {KNOT} from '../../shared/geo/distance.ts'
import type {Finding} from '../../shared/model/finding.ts'
import {evidence, motion, placeOf, type RuleFactory} from './rule.ts'

/** A station from which nothing at all has come for so long says nothing about one vessel, ms. */
const STATION_SILENT = 60_000

type Open = {readonly situation: string; readonly since: number}

/**
 * A sensor still holds an object that has not been received on AIS for `afterSeconds` and for three of its own
 * intervals: it has lost its transmitter, or switched it off. One that nobody holds is merely out of range; one whose
 * stations hear nobody else either is not to be blamed; one that lay still, below `minKnots`, and still does, is in port.
 * Over when AIS is received again.
 */
export const silence: RuleFactory = (sight, settings) => {
  const {picture} = sight
  const after = settings.number('afterSeconds', 600) * 1_000
  const slowest = settings.number('minKnots', 1) * KNOT
  const open = new Map<number, Open>()

  return {
    arrived(track, source) {
      if (!picture.isAnonymous(source)) {
        const held = open.get(track)
        if (held === undefined || !isAis(source)) return undefined
        open.delete(track)
        const seconds = ((picture.sources.at[source] ?? 0) - held.since) / 1_000
        return {
          ...base(track, held, picture.sources.at[source]),
          phase: 'ends',
          evidence: [evidence('ais-again', {seconds})],
        }
      }
      if (open.has(track) || picture.identityOf(track) === 'own') return undefined
      if (!settings.concerns(picture.tracks.kind[track] ?? 0)) return undefined
      const at = picture.sources.at[source] ?? NaN
      const since = silentSince(track, at)
      if (since === undefined) return undefined
      const begun = {situation: `silence:${picture.subjectKey(track)}:${Math.floor(since / 1_000)}`, since}
      open.set(track, begun)
      const sensor = picture.feedOf(source).name
      return {
        ...base(track, begun, at),
        phase: 'begins',
        evidence: [evidence('ais-silent', {seconds: (at - since) / 1_000, sensor}), ...motion(picture, track)],
      }
    },
    forget(track) {
      const held = open.get(track)
      open.delete(track)
      if (held === undefined) return undefined
      return {...base(track, held, picture.tracks.at[track]), phase: 'ends', evidence: [evidence('track-lost', {})]}
    },
  }

  /** When AIS was last received, if that is long enough ago to be told at `at`. */
  function silentSince(track: number, at: number): number | undefined {
    let last = -1
    for (let source = picture.firstSource(track); source >= 0; source = picture.nextSource(source)) {
      if (picture.isAnonymous(source)) continue
      const age = at - picture.heardAt(source)
      if (!isAis(source) || age < after || age < 3 * (picture.sources.interval[source] ?? 0)) return undefined
      if (last < 0 || picture.heardAt(source) > picture.heardAt(last)) last = source
    }
    if (last < 0) return undefined
    if (!(at - picture.feedHeardAt(picture.feedIndexOf(last)) < STATION_SILENT)) return undefined
    const wasSlow = !((picture.sources.speed[last] ?? NaN) >= slowest)
    const isSlow = !((picture.tracks.speed[track] ?? NaN) >= 3 * slowest)
    return wasSlow && isSlow ? undefined : picture.heardAt(last)
  }

  /** By AIS, or by a partner's word, which may be from AIS. */
  function isAis(source: number): boolean {
    const {kind} = picture.feedOf(source)
    return kind === 'ais' || kind === 'link'
  }

  function base(track: number, {situation, since}: Open, at: number | undefined): Omit<Finding, 'phase' | 'evidence'> {
    return {
      rule: 'silence',
      situation,
      rows: [track],
      at: at ?? sight.now(),
      since,
      place: placeOf(picture, track),
      priority: settings.priority(2),
      confidence: 'high',
      alert: settings.isAlert(true),
    }
  }
}
