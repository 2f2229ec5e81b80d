import type {ZoneId} from '../../shared/base/id.ts'
import {distanceBetween, KNOT} from '../../shared/geo/distance.ts'
import type {Evidence, Finding} from '../../shared/model/finding.ts'
import {kindCode} from '../../shared/model/object.ts'
import {evidence, placeOf, type RuleFactory} from './rule.ts'
import {SlowTracks} from './slow-tracks.ts'

const VESSEL = kindCode('vessel')
const CONTACT = kindCode('contact')
/** Each slow track is looked at so often, ms of picture time; some of them at every sweep. */
const LOOK_EVERY = 10_000
/** Two that have parted for so long have met, ms. */
const PARTED = 30_000
/** Once met, they part beyond so many times the distance and speed. */
const HYSTERESIS = 1.5
/** Whose work it is to meet others: dredging, diving, towing, pilots, rescue, tugs, tenders, pollution control, police, medical (AIS ship types). */
const MEETS_BY_TRADE = new Set([31, 32, 33, 34, 50, 51, 52, 53, 54, 55, 58])
const FERRY_FROM = 60
const FERRY_TO = 69
const FISHING_TYPE = 30
const AT_ANCHOR = 1
const MOORED = 5
const FISHING = 7

type Pair = {
  readonly a: number
  readonly b: number
  readonly key: string
  readonly since: number
  seenAt: number
  metres: number
  told: boolean
}

/**
 * Two vessels lie within `withinMetres` of each other, both slower than `maxKnots`, for `afterSeconds`, farther than
 * `awayFromLandMetres` from land: neither moored nor at anchor, neither a pilot, tug or ferry, not both fishing; inside
 * the zones of the rule where it names some.
 */
export const rendezvous: RuleFactory = (sight, settings) => {
  const {picture, areas} = sight
  const {tracks} = picture
  const within = settings.number('withinMetres', 500)
  const slowest = settings.number('maxKnots', 3) * KNOT
  const after = settings.number('afterSeconds', 1_200) * 1_000
  const awayFromLand = settings.number('awayFromLandMetres', 2_000)
  const zones = settings.zones as readonly ZoneId[]
  const reach = within * HYSTERESIS
  const slow = new SlowTracks(tracks.capacity, reach)
  const pairs = new Map<string, Pair>()
  const near: number[] = []
  let lookedAt = -Infinity
  let turn = 0

  return {
    arrived(track) {
      if ((tracks.speed[track] ?? NaN) < slowest * HYSTERESIS)
        slow.put(track, tracks.lon[track] ?? NaN, tracks.lat[track] ?? NaN)
      else slow.drop(track)
      return undefined
    },
    *sweep() {
      const now = sight.now()
      const share = now < lookedAt ? 1 : Math.min(1, (now - lookedAt) / LOOK_EVERY)
      lookedAt = now
      for (let left = Math.ceil(slow.count * share); left > 0; left--) {
        turn = turn + 1 < slow.count ? turn + 1 : 0
        yield* look(slow.rowAt(turn), now)
      }
      for (const [key, pair] of pairs) {
        if (now - pair.seenAt < PARTED) continue
        pairs.delete(key)
        if (pair.told)
          yield finding(pair, now, 'ends', evidence('parted', {minutes: (pair.seenAt - pair.since) / 60_000}))
      }
    },
    forget(track) {
      slow.drop(track)
      for (const [key, pair] of pairs) {
        if (pair.a !== track && pair.b !== track) continue
        pairs.delete(key)
        if (pair.told) return finding(pair, sight.now(), 'ends', evidence('track-lost', {}))
      }
      return undefined
    },
  }

  function* look(a: number, now: number): Iterable<Finding> {
    const {lon, lat} = placeOf(picture, a)
    near.length = 0
    slow.near(a, lon, lat, near)
    if (near.length === 0 || !isCandidate(a, now)) return
    for (const b of near) {
      const metres = distanceBetween(lon, lat, tracks.lon[b] ?? NaN, tracks.lat[b] ?? NaN)
      if (metres > reach || !isCandidate(b, now) || (isFishing(a) && isFishing(b))) continue
      const key = `${a}|${b}`
      const pair = pairs.get(key) ?? met(a, b, {now, metres, key})
      if (pair === undefined) continue
      pair.seenAt = now
      pair.metres = metres
      if (pair.told || now - pair.since < after) continue
      pair.told = true
      const values = {metres, minutes: (now - pair.since) / 60_000, maxKnots: slowest / KNOT}
      yield finding(pair, now, 'begins', evidence('close-and-slow', values))
    }
  }

  /** The two have just come together, where that means something. */
  function met(a: number, b: number, {now, metres, key}: {now: number; metres: number; key: string}): Pair | undefined {
    const isClose = metres <= within && (tracks.speed[a] ?? NaN) < slowest && (tracks.speed[b] ?? NaN) < slowest
    const {lon, lat} = placeOf(picture, a)
    if (!isClose || areas.distanceToKind('land', lon, lat) < awayFromLand) return undefined
    if (zones.length > 0 && !zones.some(zone => areas.isInZone(zone, lon, lat))) return undefined
    const pair = {
      a,
      b,
      key: [a, b]
        .map(row => picture.subjectKey(row))
        .sort()
        .join('|'),
      since: now,
      seenAt: now,
      metres,
      told: false,
    }
    pairs.set(key, pair)
    return pair
  }

  function isCandidate(track: number, now: number): boolean {
    const kind = tracks.kind[track] ?? 0
    if (kind !== VESSEL && kind !== CONTACT) return false
    if (now - (tracks.at[track] ?? 0) > 4 * (tracks.interval[track] ?? 0)) return false
    const status = tracks.status[track] ?? NaN
    const identity = picture.identityOf(track)
    if (status === AT_ANCHOR || status === MOORED || identity === 'own' || identity === 'partner') return false
    const {shipType} = picture.detailsOf(track)
    return shipType === undefined || !(MEETS_BY_TRADE.has(shipType) || (shipType >= FERRY_FROM && shipType <= FERRY_TO))
  }

  function isFishing(track: number): boolean {
    return tracks.status[track] === FISHING || picture.detailsOf(track).shipType === FISHING_TYPE
  }

  function finding(pair: Pair, at: number, phase: 'begins' | 'ends', said: Evidence): Finding {
    return {
      rule: 'rendezvous',
      situation: `rendezvous:${pair.key}:${Math.floor(pair.since / 1_000)}`,
      phase,
      rows: [pair.a, pair.b],
      at,
      since: pair.since,
      place: placeOf(picture, pair.a),
      priority: settings.priority(2),
      confidence: 'medium',
      evidence: [said],
      alert: settings.isAlert(true),
    }
  }
}
