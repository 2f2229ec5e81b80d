import type {ZoneId} from '../../shared/base/id.ts'
import type {Evidence, Finding} from '../../shared/model/finding.ts'
import {evidence, motion, placeOf, remark, type RuleFactory} from './rule.ts'

type Stay = {readonly track: number; readonly zone: ZoneId; readonly since: number; situation: string | undefined}

/**
 * An object is inside one of the rule's zones (all watch zones where it names none): told after `afterSeconds`, over
 * when it is `deadbandMetres` outside. Own units come and go.
 */
export const zoneEntry: RuleFactory = (sight, settings) => {
  const {picture, areas} = sight
  const after = settings.perKind('afterSeconds', 20, {drone: 5})
  const deadband = settings.number('deadbandMetres', 100)
  const watched = new Set<ZoneId>(
    settings.zones.length > 0
      ? (settings.zones as readonly ZoneId[])
      : areas.areas.filter(area => area.kind === 'watch').map(area => area.id),
  )
  const stays = new Map<number, Stay[]>()

  return {
    arrived(track) {
      const kind = picture.tracks.kind[track] ?? 0
      const {lon, lat} = placeOf(picture, track)
      const held = stays.get(track)
      const zones = areas.zonesAt(lon, lat)
      if (held === undefined && zones.length === 0) return undefined
      if (!settings.concerns(kind) || picture.identityOf(track) === 'own') return undefined

      const at = picture.tracks.at[track] ?? sight.now()
      const left = held?.find(stay => !areas.isInZone(stay.zone, lon, lat, deadband))
      if (left !== undefined) return leave(left, at, evidence('left-zone', {zone: nameOf(left.zone)}))
      for (const {id} of zones)
        if (watched.has(id) && !stays.get(track)?.some(stay => stay.zone === id)) enter(track, id, at)
      const due = stays
        .get(track)
        ?.find(stay => stay.situation === undefined && at - stay.since >= (after[kind] ?? 0) * 1_000)
      return due === undefined ? undefined : begin(due, at)
    },
    forget(track) {
      const stay = stays.get(track)?.find(each => each.situation !== undefined)
      stays.delete(track)
      return stay === undefined
        ? undefined
        : end(stay, picture.tracks.at[track] ?? sight.now(), evidence('track-lost', {}))
    },
  }

  function enter(track: number, zone: ZoneId, at: number): void {
    const stay = {track, zone, since: at, situation: undefined}
    const held = stays.get(track)
    if (held === undefined) stays.set(track, [stay])
    else held.push(stay)
  }

  function begin(stay: Stay, at: number): Finding {
    stay.situation = `zone-entry:${stay.zone}:${picture.subjectKey(stay.track)}`
    const why = remark(sight, stay.track)
    return {
      ...base(stay, at, why !== undefined),
      phase: 'begins',
      evidence: [
        evidence('inside-zone', {zone: nameOf(stay.zone), seconds: (at - stay.since) / 1_000}),
        ...motion(picture, stay.track),
        ...(why === undefined ? [] : [why]),
      ],
    }
  }

  function leave(stay: Stay, at: number, why: Evidence): Finding | undefined {
    const rest = (stays.get(stay.track) ?? []).filter(each => each !== stay)
    if (rest.length === 0) stays.delete(stay.track)
    else stays.set(stay.track, rest)
    return stay.situation === undefined ? undefined : end(stay, at, why)
  }

  function end(stay: Stay, at: number, why: Evidence): Finding {
    return {...base(stay, at, true), phase: 'ends', evidence: [why]}
  }

  function base(stay: Stay, at: number, isRemarkable: boolean): Omit<Finding, 'phase' | 'evidence'> {
    return {
      rule: 'zone-entry',
      situation: stay.situation ?? '',
      rows: [stay.track],
      at,
      since: stay.since,
      place: placeOf(picture, stay.track),
      priority: settings.priority(isRemarkable ? 2 : 3),
      confidence: 'high',
      zone: stay.zone,
      alert: settings.isAlert(isRemarkable),
    }
  }

  function nameOf(zone: ZoneId): string {
    return areas.area(zone)?.name ?? zone
  }
}
