import {unitStatus} from '../../shared/operations/unit.ts'
import type {UnitThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {trackOf, type Projection} from './projection.ts'

/** A unit as consoles have it. */
export function unitThing(projection: Projection, id: string): UnitThing | undefined {
  const {files, units, wallOf, unitPlace} = projection
  const unit = units.get(id)
  if (unit === undefined) return undefined
  const state = files.get('unit', id)
  const key = `unit:${id}`
  return given({
    kind: 'unit',
    id: unit.id,
    version: state.version,
    world: unit.world,
    name: unit.name,
    object: unit.kind,
    post: unit.post,
    status: unitStatus(state),
    capabilities: unit.capabilities,
    maxSpeedKnots: unit.maxSpeedKnots,
    track: trackOf(projection, key),
    ...unitPlace(id),
    sos: state.sos && given({at: wallOf(state.sos.at), place: state.sos.place}),
  }) as unknown as UnitThing
}
