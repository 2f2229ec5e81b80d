import type {ZoneId} from '../../shared/base/id.ts'
import {motion} from './crossing.ts'
import {evidence, isRemarkable, placeOf, type RuleFactory} from './rule.ts'

/** An object is inside one of the named zones: told after `afterSeconds`, over when it is `deadbandMetres` outside. */
export const zoneEntry: RuleFactory = (sight, settings) => {
  const {picture, areas} = sight
  const after = settings.number('afterSeconds', 20) * 1_000
  const deadband = settings.number('deadbandMetres', 100)
  const zones = settings.zones as readonly ZoneId[]
  const inside = new Map<number, Map<ZoneId, {since: number; open: boolean}>>()

  return {
    arrived(track) {
      if (!settings.concerns(picture.tracks.kind[track] ?? 0) || picture.identityOf(track) === 'own') return undefined
      const {lon, lat} = placeOf(picture, track)
      const at = picture.tracks.at[track] ?? sight.now()
      for (const zone of zones) {
        const held = inside.get(track)?.get(zone)
        const isIn = areas.isInZone(zone, lon, lat, held === undefined ? 0 : deadband)
        if (held === undefined) {
          if (!isIn) continue
          const map = inside.get(track) ?? new Map<ZoneId, {since: number; open: boolean}>()
          inside.set(track, map.set(zone, {since: at, open: false}))
          if (after > 0) continue
        }
        const now = inside.get(track)?.get(zone)
        if (now === undefined) continue
        if (!isIn) {
          inside.get(track)?.delete(zone)
          if (now.open) return {...finding(track, zone, at, now.since), phase: 'ends'}
        } else if (!now.open && at - now.since >= after) {
          now.open = true
          return {...finding(track, zone, at, now.since), phase: 'begins'}
        }
      }
      return undefined
    },
    forget: track => void inside.delete(track),
  }

  function finding(track: number, zone: ZoneId, at: number, since: number) {
    const name = areas.areas.find(area => area.id === zone)?.name ?? zone
    return {
      rule: 'zone-entry' as const,
      situation: `zone-entry:${zone}:${picture.subjectKey(track)}`,
      rows: [track],
      at,
      since,
      place: placeOf(picture, track),
      priority: settings.priority(3),
      confidence: 'high' as const,
      evidence: [
        evidence('inside-zone', {zone: name, seconds: (at - since) / 1_000}),
        ...motion(picture.tracks.speed[track], picture.tracks.course[track]),
      ],
      zone,
      alert: settings.isAlert(isRemarkable(sight, track)),
    }
  }
}
