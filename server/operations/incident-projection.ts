import type {IncidentThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, type Projection} from './projection.ts'

/** An incident as consoles have it. */
export function incidentThing(projection: Projection, id: string): IncidentThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('incident', id)
  if (state.status === 'NONE') return undefined
  const openedAt = wallOf(state.openedAt)
  return given({
    ...state,
    kind: 'incident',
    openedAt,
    openedBy: doerOf(state.openedBy, rooms),
    log: state.log.map(one => atWall(projection, one)),
  }) as unknown as IncidentThing
}
