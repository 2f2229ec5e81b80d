import type {IncidentId} from '../../shared/base/id.ts'
import type {IncidentFile} from '../../shared/operations/incident-state.ts'
import type {Turn} from './files.ts'

/** More than a person merges one after the other. */
const MOST_MERGES = 20

/** The incident that goes on under this id: where it was merged, the one that it has gone into. */
export function presentIncident(turn: Turn, id: IncidentId): IncidentFile | undefined {
  for (let present = turn.get('incident', id), hops = 0; hops < MOST_MERGES; hops++) {
    if (present.status === 'NONE') return undefined
    if (present.mergedInto === undefined) return present
    present = turn.get('incident', present.mergedInto)
  }
  return undefined
}
