import type {ZoneId} from '../../shared/base/id.ts'
import {distanceBetween, KNOT} from '../../shared/geo/distance.ts'
import type {Finding} from '../../shared/model/finding.ts'
import {kindCode} from '../../shared/model/object.ts'
import {evidence, placeOf, type RuleFactory} from './rule.ts'

const VESSEL = kindCode('vessel')
const CONTACT = kindCode('contact')
const LOOK_EVERY = 5_000
/** Vessels whose work it is to meet others: pilots, tugs, port tenders, towing (AIS ship types). */
const MEETS_BY_TRADE = new Set([31, 32, 50, 52, 53])
const AT_ANCHOR = 1
const MOORED = 5

/**
 * Two vessels lie within `withinMetres` of each other, both slower than `maxKnots`, for `afterSeconds`: neither moored
 * nor at anchor, neither a pilot nor a tug, inside the zones of the rule where it names some.
 */
export const rendezvous: RuleFactory = (sight, settings) => {
  const {picture, areas} = sight
  const within = settings.number('withinMetres', 500)
  const slowest = settings.number('maxKnots', 3) * KNOT
  const after = settings.number('afterSeconds', 1_200) * 1_000
  const zones = settings.zones as readonly ZoneId[]
  const pairs = new Map<string, {a: number; b: number; since: number; seenAt: number; open: boolean}>()
  const slow = new Map<number, number>()
  let lookedAt = -Infinity

  return {
    arrived(track) {
      if (isCandidate(track)) slow.set(track, picture.tracks.generation[track] ?? 0)
      else slow.delete(track)
      return undefined
    },
    *sweep() {
      const now = sight.now()
      if (now - lookedAt < LOOK_EVERY) return
      lookedAt = now
      for (const [a, generation] of slow) {
        if (picture.tracks.held[a] !== 1 || picture.tracks.generation[a] !== generation || !isCandidate(a)) {
          slow.delete(a)
          continue
        }
        const {lon, lat} = placeOf(picture, a)
        const north = within / 111_000
        const east = north / Math.max(0.1, Math.cos((lat * Math.PI) / 180))
        const near: number[] = []
        picture.within({west: lon - east, south: lat - north, east: lon + east, north: lat + north}, b => {
          if (b > a && slow.has(b)) near.push(b)
        })
        for (const b of near) {
          const metres = distanceBetween(lon, lat, picture.tracks.lon[b] ?? NaN, picture.tracks.lat[b] ?? NaN)
          if (metres > within || !isCandidate(b)) continue
          const key = `${picture.subjectKey(a)}|${picture.subjectKey(b)}`
          const pair = pairs.get(key) ?? {a, b, since: now, seenAt: now, open: false}
          pair.seenAt = now
          pairs.set(key, pair)
          if (pair.open || now - pair.since < after) continue
          pair.open = true
          yield finding(key, a, b, now, pair.since, 'begins', metres)
        }
      }
      for (const [key, pair] of pairs) {
        if (now - pair.seenAt < 4 * LOOK_EVERY) continue
        pairs.delete(key)
        if (pair.open) yield finding(key, pair.a, pair.b, now, pair.since, 'ends', NaN)
      }
    },
    forget: track => void slow.delete(track),
  }

  function isCandidate(track: number): boolean {
    const {tracks} = picture
    const kind = tracks.kind[track] ?? 0
    if (kind !== VESSEL && kind !== CONTACT) return false
    const status = tracks.status[track] ?? NaN
    if (
      !((tracks.speed[track] ?? NaN) < slowest) ||
      status === AT_ANCHOR ||
      status === MOORED ||
      picture.identityOf(track) === 'own'
    )
      return false
    const {shipType} = picture.detailsOf(track)
    if (shipType !== undefined && MEETS_BY_TRADE.has(shipType)) return false
    const {lon, lat} = placeOf(picture, track)
    return zones.length === 0 || zones.some(zone => areas.isInZone(zone, lon, lat))
  }

  function finding(
    key: string,
    a: number,
    b: number,
    at: number,
    since: number,
    phase: 'begins' | 'ends',
    metres: number,
  ): Finding {
    return {
      rule: 'rendezvous',
      situation: `rendezvous:${key}:${Math.floor(since / 1_000)}`,
      phase,
      rows: [a, b],
      at,
      since,
      place: placeOf(picture, a),
      priority: settings.priority(2),
      confidence: 'medium',
      evidence: Number.isNaN(metres)
        ? []
        : [evidence('close-and-slow', {metres, minutes: (at - since) / 60_000, maxKnots: slowest / KNOT})],
      alert: settings.isAlert(true),
    }
  }
}
