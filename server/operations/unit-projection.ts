import {mediumOf, rosterAt, type Unit} from '../../shared/model/unit.ts'
import {operationalStatus, unitStatus, type UnitState} from '../../shared/operations/unit.ts'
import type {UnitThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {trackOf, type Projection} from './projection.ts'

/** A unit as consoles have it. */
export function unitThing(projection: Projection, id: string): UnitThing | undefined {
  const {files, rooms, units, wallOf, unitPlace} = projection
  const unit = units.get(id)
  if (unit === undefined) return undefined
  const state = files.get('unit', id)
  const {limited, outOfService, fuel, battery, sos} = state
  const duty = dutyOf(projection, unit, state)
  const moment = (at: number | undefined) => (at === undefined ? undefined : wallOf(at))
  const said = <T extends {readonly at: number}>(value: T | undefined) =>
    value && given({...value, at: wallOf(value.at)})
  return given({
    kind: 'unit',
    id: unit.id,
    version: state.version,
    world: unit.world,
    name: unit.name,
    object: unit.kind,
    post: unit.post,
    status: unitStatus(state),
    operational: operationalStatus(state, duty?.on),
    statusAt: moment(state.statusAt),
    limited: said(limited),
    outOfService: outOfService && given({...said(outOfService), until: moment(outOfService.until)}),
    capabilities: unit.capabilities,
    maxSpeedKnots: unit.maxSpeedKnots,
    medium: mediumOf(unit.kind),
    base: unit.base?.name,
    rangeNm: unit.rangeNm,
    enduranceMinutes: unit.enduranceMinutes,
    maxPassengers: unit.maxPassengers,
    duty,
    crew: said(state.crew) ?? (unit.crew === undefined ? undefined : {count: unit.crew}),
    fuel: said(fuel),
    battery: said(battery),
    readiness:
      said(state.readiness) ?? (unit.readyInMinutes === undefined ? undefined : {minutes: unit.readyInMinutes}),
    track: trackOf(projection, `unit:${id}`),
    ...unitPlace(id),
    reachable: rooms.units.isReachable(unit.id),
    tasks: state.tasks.map(({task}) => task),
    safety: safetyOf(projection, state),
    silent: state.hearing?.since === undefined ? undefined : {since: wallOf(state.hearing.since)},
    sos: sos && given({at: wallOf(sos.at), place: sos.place}),
  }) as unknown as UnitThing
}

/** What somebody has said of it holds until the hour that was said with it; then, and before, the roster's word does. */
function dutyOf({wall, wallOf}: Projection, unit: Unit, {duty}: UnitState): UnitThing['duty'] {
  const now = wall()
  const until = duty?.until === undefined ? undefined : wallOf(duty.until)
  if (duty !== undefined && (until === undefined || now < until))
    return given({on: duty.on, until, from: duty.from, at: wallOf(duty.at)}) as UnitThing['duty']
  const roster = rosterAt(unit.roster, now)
  if (roster !== undefined) return given({...roster, from: 'roster' as const}) as UnitThing['duty']
  // On duty until an hour that has passed, and no roster: off since then, as far as anybody has said.
  if (duty === undefined) return undefined
  return given({on: !duty.on, from: duty.from, at: until}) as UnitThing['duty']
}

function safetyOf({wallOf}: Projection, {safety}: UnitState): UnitThing['safety'] {
  if (safety === undefined) return undefined
  const {dueAt, askedAt, answerMs, late} = safety
  const asked = askedAt === undefined ? {} : {askedAt: wallOf(askedAt), answerBy: wallOf(askedAt + answerMs)}
  return {dueAt: wallOf(dueAt), ...asked, late}
}
