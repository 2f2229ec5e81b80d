import type {NationCode, UnitId} from '../../shared/base/id.ts'
import {destination, distance} from '../../shared/geo/distance.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {StandardConditions} from '../../shared/model/agreement.ts'
import type {Unit} from '../../shared/model/unit.ts'
import type {HandoffFile} from '../../shared/operations/handoff.ts'
import {timersFor} from '../../shared/operations/handoff-timers.ts'
import type {HandoffFacts, Subject} from '../operations/ports.ts'
import type {Areas} from '../picture/areas.ts'
import type {Picture} from '../picture/picture.ts'
import type {ObjectFacts, Policy} from '../policy/policy.ts'

/** So far ahead a line is looked for, seconds. */
const AHEAD_SECONDS = 3_600
/** An answer counts as late only after two round trips, at most this, ms. */
const LONGEST_GRACE = 2_000
/** Metres per second in a knot. */
const KNOT = 1_852 / 3_600

/** What agreement and geometry say of handing an object over, for the deciders. */
export function handoffFacts(of: {
  readonly own: NationCode
  readonly policy: Policy
  readonly picture: Picture
  readonly areas: Areas
  readonly units: readonly Unit[]
  /** Wall time, ms. */
  readonly now: () => number
  readonly isLinkUp: (partner: NationCode) => boolean
  readonly roundTripMs: (partner: NationCode) => number | undefined
  /** Whether somebody has the unit's phone open. */
  readonly isReachable: (unit: UnitId) => boolean
}): HandoffFacts {
  const {policy, picture, areas, units} = of

  function objectOf(subject: Subject | undefined, kind: ObjectFacts['kind']): ObjectFacts {
    const row = subject === undefined ? -1 : picture.rowOfSubject(subject.key)
    const flags = row < 0 ? 0 : (picture.tracks.flags[row] ?? 0)
    return {kind: subject?.kind ?? kind, place: subject?.place, flags: flags & (ReportFlag.OWN | ReportFlag.DISTRESS)}
  }

  return {
    offer({contact, subject, from, to}) {
      const other = from === of.own ? to : from
      const may = policy.mayHandOff({...objectOf(subject, contact.object), to: other})
      const ahead = subject === undefined ? undefined : lineAhead(areas, subject)
      return {
        permitted: may.allowed,
        ...(may.agreement === undefined ? {} : {agreement: may.agreement}),
        transfer: may.transfer,
        timers: timersFor(contact.object, may),
        graceMs: Math.min(LONGEST_GRACE, Math.ceil(2 * (of.roundTripMs(other) ?? 0))),
        subject: {
          label: subject?.label ?? contact.id.slice(0, 7),
          ...(subject?.place === undefined ? {} : {place: subject.place}),
          ...(subject?.speed === undefined ? {} : {speed: subject.speed}),
          ...(subject?.course === undefined ? {} : {course: subject.course}),
          fields: may.fields,
          withheld: may.withheld,
        },
        ...(ahead?.to === to ? {crossingAt: Math.round(of.now() + ahead.seconds * 1_000)} : {}),
      }
    },
    pointOut: ({contact, subject, to}) => ({
      permitted: policy.notifyAllowed({...objectOf(subject, contact.object), to}),
      replyMs: timersFor(contact.object, policy.mayHandOff({...objectOf(subject, contact.object), to})).reply,
      graceMs: Math.min(LONGEST_GRACE, Math.ceil(2 * (of.roundTripMs(to) ?? 0))),
    }),
    standard(handoff, subject) {
      if (handoff.agreement === undefined || handoff.form !== undefined) return undefined
      const found = policy.agreement(handoff.agreement)
      const conditions = policy.stands(handoff.agreement) ? found?.handoff?.standardConditions : undefined
      const met = conditions?.find(one => meets(one, handoff, subject, areas))
      return met === undefined ? undefined : {agreement: handoff.agreement, title: met.title}
    },
    isTerritoryOf: (nation, {lon, lat}) => areas.territoryOf(lon, lat) === nation,
    areaOf: ({lon, lat}) => areas.areaAt(lon, lat),
    isLinkUp: of.isLinkUp,
    mayClaimUnattended: partner => policy.mayClaimUnattended(partner),
    agreedTimers: partner => policy.agreedTimers(partner),
    hasCrossed: (handoff, {place}) => place !== undefined && areas.areaAt(place.lon, place.lat) === handoff.to,
    isHeading: (handoff, subject) => lineAhead(areas, subject)?.to === handoff.to,
    ceased(handoff, subject) {
      if (handoff.agreement !== undefined && !policy.stands(handoff.agreement)) return 'AGREEMENT'
      if (subject?.place === undefined) return undefined
      const other = handoff.from === of.own ? handoff.to : handoff.from
      return policy.mayHandOff({...objectOf(subject, handoff.object), to: other}).allowed ? undefined : 'NOT_RELEASABLE'
    },
    nearestUnit({post, place, world, free}) {
      let best: {readonly id: UnitId; readonly cost: number} | undefined
      for (const unit of units) {
        if (unit.world !== world || unit.kind === 'drone' || !free.includes(unit.id)) continue
        const at = placeOfUnit(picture, unit.id)
        const metres = at === undefined || place === undefined ? 1e6 : distance(at, place)
        // Who can be told comes first, then who serves the post, then who is nearest.
        const cost = metres + (of.isReachable(unit.id) ? 0 : 1e9) + (post === undefined || unit.post === post ? 0 : 1e8)
        if (best === undefined || cost < best.cost) best = {id: unit.id, cost}
      }
      return best?.id
    },
  }
}

/** Whether an offer is one that the agreement says its receiver accepts without being asked. */
function meets(
  {from, objects, identities, zones, transfers, maxKnots}: StandardConditions,
  {from: offeredBy, object, identity, terms}: HandoffFile,
  subject: Subject | undefined,
  areas: Areas,
): boolean {
  const {transfer, autoRelease: _automatic, ...beside} = terms
  if (Object.values(beside).some(one => one !== undefined)) return false
  const place = subject?.place
  const knots = subject?.speed === undefined ? undefined : subject.speed / KNOT
  return (
    (from?.includes(offeredBy) ?? true) &&
    (objects?.includes(object) ?? true) &&
    (identities?.includes(identity ?? subject?.identity ?? 'unidentified') ?? true) &&
    (transfers?.includes(transfer) ?? true) &&
    (zones === undefined || (place !== undefined && zones.some(zone => areas.isInZone(zone, place.lon, place.lat)))) &&
    (maxKnots === undefined || (knots !== undefined && knots <= maxKnots))
  )
}

/** Where a unit of the own nation was last measured. */
export function placeOfUnit(picture: Picture, unit: UnitId) {
  const row = picture.rowOfSubject(`unit:${unit}`)
  const [lon, lat] = [picture.tracks.lon[row] ?? NaN, picture.tracks.lat[row] ?? NaN]
  return row < 0 || Number.isNaN(lon) || Number.isNaN(lat) ? undefined : {lon, lat}
}

/** Whose area lies behind the next frontier on the present course, and in how many seconds. */
function lineAhead(areas: Areas, {place, speed, course}: Subject): {to: NationCode; seconds: number} | undefined {
  if (place === undefined || speed === undefined || course === undefined || speed < 0.5) return undefined
  const end = destination(place, speed * AHEAD_SECONDS, course)
  const met = areas.firstCrossing(place.lon, place.lat, end.lon, end.lat)
  const from = areas.areaAt(place.lon, place.lat)
  const to = met?.frontier.between.find(code => code !== from)
  return met === undefined || to === undefined ? undefined : {to, seconds: met.fraction * AHEAD_SECONDS}
}
