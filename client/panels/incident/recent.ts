import type {ThingsState} from '../../state/things.ts'
import type {IncidentThing} from '../../../shared/protocol/things.ts'
import {rescueOf} from './next-step.ts'

/** Incidents in which a rescue runs, the gravest way of standing out: they come before everything else. */
export function rescues(incidents: readonly IncidentThing[]): readonly IncidentThing[] {
  return incidents.filter(incident => rescueOf(incident) !== undefined)
}

/** What was closed or merged lately, the newest first: it stays readable. */
export function recentIncidents({incident}: ThingsState): readonly IncidentThing[] {
  return [...incident.values()]
    .filter(({status}) => status === 'CLOSED' || status === 'MERGED')
    .sort((a, b) => lastAt(b) - lastAt(a))
}

function lastAt({log}: IncidentThing): number {
  return log.at(-1)?.at ?? 0
}
