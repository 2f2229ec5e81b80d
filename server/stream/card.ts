import type {NationCode, UnitId} from '../../shared/base/id.ts'
import {destination, distance, KNOT} from '../../shared/geo/distance.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Basis} from '../../shared/model/agreement.ts'
import {kindOf} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {TrackField} from '../../shared/model/track.ts'
import type {Card} from '../../shared/protocol/message.ts'
import type {Areas} from '../picture/areas.ts'
import type {Picture} from '../picture/picture.ts'

/** How far ahead a card looks for a frontier, seconds. */
const AHEAD_SECONDS = 3_600
const MOST_UNITS = 5

type Field = Card['fields'][number]
export type CardUnit = {
  readonly id: UnitId
  readonly name: string
  readonly status: string
  readonly maxSpeedKnots: number
  readonly place: Position | undefined
}

/** What a card needs of the node. */
export type CardSight = {
  readonly picture: Picture
  readonly areas: Areas
  /** Under what a partner released a source; undefined for the own nation's. */
  basisOf(source: number): Basis | undefined
  units(): Iterable<CardUnit>
  events(track: number): Card['events']
  handoffs(track: number): Card['handoff']
  /** Whether control of a partner's contact on it can be taken over here; undefined where there is none. */
  takeOver(track: number): Card['takeOver']
}

/** Everything the node knows of one track, each value with its originator. Policy cuts it for the person. */
export function cardOf(sight: CardSight, track: number): Card {
  const {picture, areas} = sight
  const {tracks} = picture
  const here = {lon: tracks.lon[track] ?? NaN, lat: tracks.lat[track] ?? NaN}
  const area = areas.areaAt(here.lon, here.lat)
  const frontier = frontierAhead(sight, track, here, area)
  const takeOver = sight.takeOver(track)
  return {
    id: picture.idOf(track),
    fields: [...measured(sight, track, here), ...said(sight, track)],
    // What a partner keeps back is the gate's to say.
    withheld: [],
    sources: [...picture.sourcesOf(track)].map(source => sourceLine(sight, source)),
    ...(frontier === undefined ? {} : {frontier}),
    ...(area === undefined ? {} : {area}),
    trail: picture.trailOf(track).map(([lon, lat, at]) => [lon, lat, at]),
    events: sight.events(track),
    units: nearestUnits(sight.units(), here, picture.unitOf(track)),
    handoff: picture.unitOf(track) === undefined ? sight.handoffs(track) : [],
    ...(takeOver === undefined ? {} : {takeOver}),
  }
}

/** What the leading source measures; NaN is left out. */
function measured({picture, basisOf}: CardSight, track: number, here: Position): Field[] {
  const {tracks} = picture
  const leader = picture.leaderOf(track)
  const origin = picture.feedOf(leader).origin
  const basis = basisOf(leader)
  const at = tracks.at[track] ?? NaN
  const flags = tracks.flags[track] ?? 0
  const line = (field: TrackField, value: string | number): Field[] =>
    typeof value === 'number' && Number.isNaN(value)
      ? []
      : [{field, value, origin, ...(Number.isNaN(at) ? {} : {at}), ...(basis === undefined ? {} : {basis})}]
  return [
    ...line('position', Number.isNaN(here.lon) ? NaN : `${here.lat.toFixed(5)} ${here.lon.toFixed(5)}`),
    ...line('speed', tracks.speed[track] ?? NaN),
    ...line('course', tracks.course[track] ?? NaN),
    ...line('heading', tracks.heading[track] ?? NaN),
    ...line('altitude', tracks.altitude[track] ?? NaN),
    ...line('kind', kindOf(tracks.kind[track] ?? 0)),
    ...line('identity', picture.identityOf(track)),
    ...(flags & ReportFlag.DISTRESS ? line('distress', '✓') : []),
  ]
}

/** What sources say of its names, each by who said it. */
function said({picture, basisOf}: CardSight, track: number): Field[] {
  const fields: Field[] = []
  const all = picture.saidOf(track)
  for (const [field, {value, origin, at, source}] of all) {
    if (field === 'beamMetres' || field === 'device' || field === 'category' || field === 'draught') continue
    const basis = basisOf(source)
    const beam = all.get('beamMetres')
    fields.push({
      field: field === 'lengthMetres' ? 'dimensions' : field,
      value: field === 'lengthMetres' && beam !== undefined ? `${value} × ${beam.value} m` : value,
      origin,
      ...(Number.isNaN(at) ? {} : {at}),
      ...(basis === undefined ? {} : {basis}),
    })
  }
  return fields
}

function sourceLine({picture, basisOf}: CardSight, source: number): Card['sources'][number] {
  const {name, origin, kind, sensor} = picture.feedOf(source)
  const basis = basisOf(source)
  return {
    feed: name,
    origin,
    kind: sensor ?? kind,
    at: picture.sources.at[source] ?? NaN,
    intervalMs: picture.sources.interval[source] ?? NaN,
    ...(basis === undefined ? {} : {basis}),
  }
}

/** Where the present course meets a frontier, whose area lies behind it, and in how many seconds. */
function frontierAhead(
  {picture, areas}: CardSight,
  track: number,
  here: Position,
  area: NationCode | undefined,
): Card['frontier'] {
  const speed = picture.tracks.speed[track] ?? NaN
  const course = picture.tracks.course[track] ?? NaN
  if (!(speed > 0.5) || !(course >= 0)) return undefined
  const end = destination(here, speed * AHEAD_SECONDS, course)
  const met = areas.firstCrossing(here.lon, here.lat, end.lon, end.lat)
  const to = met?.frontier.between.find(code => code !== area)
  if (met === undefined || to === undefined) return undefined
  const inSeconds = Math.round(met.fraction * AHEAD_SECONDS)
  const place = destination(here, met.fraction * speed * AHEAD_SECONDS, course)
  return {to, inSeconds, lon: place.lon, lat: place.lat}
}

/** Own units by the time they need, at their best speed on a straight way. */
function nearestUnits(units: Iterable<CardUnit>, here: Position, itself: UnitId | undefined): Card['units'] {
  const all: Card['units'] = []
  for (const {id, name, status, maxSpeedKnots, place} of units) {
    if (place === undefined || id === itself || Number.isNaN(here.lon)) continue
    const distanceM = Math.round(distance(here, place))
    all.push({id, name, status, distanceM, seconds: Math.round(distanceM / (maxSpeedKnots * KNOT))})
  }
  return all.sort((a, b) => (a.seconds ?? Infinity) - (b.seconds ?? Infinity)).slice(0, MOST_UNITS)
}
