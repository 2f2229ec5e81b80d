import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {useWorkplace} from '../workplace.ts'
import {type IncidentForm, incidentFormOf} from './incident-forms.ts'

/** Opens one of the forms about an incident, filled with what the incident says already. */
export function useIncidentForm(): (type: IncidentForm['type'], incident: IncidentThing) => void {
  const {desk} = useWorkplace()
  return (type, incident) => {
    const form = incidentFormOf(type, incident)
    if (form !== undefined) desk.setState({form})
  }
}
