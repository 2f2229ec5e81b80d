import type {TrackId, UnitId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Unit} from '../../shared/model/unit.ts'
import type {World} from '../../shared/model/world.ts'
import {isUnread} from '../../shared/operations/task.ts'
import {type Candidate, suggestUnits} from '../../shared/operations/suggestion.ts'
import type {AskUnits, Suggestions} from '../../shared/protocol/message.ts'
import type {Thing, UnitThing} from '../../shared/protocol/things.ts'
import type {Areas} from '../picture/areas.ts'
import type {Picture} from '../picture/picture.ts'
import {placeOfUnit} from './handoff-facts.ts'

/** What suggestions are made from. */
export type SuggestionRooms = {
  readonly picture: Picture
  readonly areas: Areas
  readonly units: readonly Unit[]
  /** Wall time, ms. */
  readonly now: number
  readonly things: Iterable<Thing>
  /** Whether who asks may have the track: else its place is nobody's to measure from. */
  readonly mayRead: (track: TrackId) => boolean
}

/** Whom to send, as the node knows its units now. Units of another world are not there. */
export function suggestionsFor(ask: AskUnits, rooms: SuggestionRooms): Suggestions {
  const {picture, areas, units, now} = rooms
  const things = [...rooms.things]
  const goal = goalOf(ask, things, rooms)
  const unread = new Set<UnitId>()
  for (const thing of things)
    if (thing.kind === 'task' && thing.status === 'CANCELLED' && isUnread(thing)) unread.add(thing.unit)
  const known = new Map(units.map(unit => [unit.id, unit]))
  const candidates: Candidate[] = []
  for (const thing of things) {
    const unit = thing.kind === 'unit' ? known.get(thing.id) : undefined
    if (thing.kind !== 'unit' || unit === undefined) continue
    if (goal.world !== undefined && thing.world !== goal.world) continue
    candidates.push(candidateOf(thing, unit, {picture, now, recallUnread: unread.has(unit.id)}))
  }
  const surface = surfaceAt(areas, goal.place)
  const suggested = suggestUnits(candidates, {taskType: ask.taskType, place: goal.place, surface, now})
  return {
    units: suggested.map(({reasons, against, ...rest}) => ({
      ...rest,
      reasons: reasons.map(copied),
      against: against.map(copied),
    })),
  }
}

type Goal = {readonly place: Position | undefined; readonly world: World | undefined}

/** Where the object is now, else where the incident was said to be. */
function goalOf(ask: AskUnits, things: readonly Thing[], {picture, mayRead}: SuggestionRooms): Goal {
  const incident = things.find(one => one.kind === 'incident' && one.id === ask.incident)
  const file = incident?.kind === 'incident' ? incident : undefined
  const contactId = ask.contact ?? file?.contacts[0]
  const contact = things.find(one => one.kind === 'contact' && one.id === contactId)
  const track = ask.track ?? (contact?.kind === 'contact' ? contact.track : undefined)
  const row = track === undefined || !mayRead(track) ? -1 : picture.rowOf(track)
  const [lon, lat] = [picture.tracks.lon[row] ?? NaN, picture.tracks.lat[row] ?? NaN]
  const live = row < 0 || Number.isNaN(lon) || Number.isNaN(lat) ? undefined : {lon, lat}
  return {place: live ?? file?.place, world: file?.world ?? contact?.world}
}

function candidateOf(
  thing: UnitThing,
  unit: Unit,
  of: {readonly picture: Picture; readonly now: number; readonly recallUnread: boolean},
): Candidate {
  const {id, name, object: kind, medium, status, capabilities, maxSpeedKnots, rangeNm, enduranceMinutes} = thing
  const place = placeOfUnit(of.picture, unit.id) ?? thing.place
  return {
    ...{id, name, kind, medium, status, capabilities, maxSpeedKnots, rangeNm, enduranceMinutes, place},
    placeAgeMs: thing.placeAt === undefined ? undefined : of.now - thing.placeAt,
    base: unit.base?.place,
    fuelPercent: thing.fuel?.percent,
    batteryPercent: thing.battery?.percent,
    readyInMinutes: thing.readiness?.minutes,
    duty: thing.duty,
    limited: thing.limited?.what,
    outReason: thing.outOfService?.reason,
    inDistress: thing.sos !== undefined,
    reachable: thing.reachable,
    recallUnread: of.recallUnread,
  }
}

/** Land or sea, where the configured areas say; nothing where they do not. */
function surfaceAt(areas: Areas, place: Position | undefined): 'sea' | 'land' | undefined {
  if (place === undefined) return undefined
  const {kind} = areas.watersAt(place.lon, place.lat)
  return kind === 'unknown' ? undefined : kind === 'land' ? 'land' : 'sea'
}

function copied({code, values}: {readonly code: string; readonly values: Readonly<Record<string, string | number>>}) {
  return {code, values: {...values}}
}
