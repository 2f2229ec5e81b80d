import type {SarPhase} from '../../../shared/operations/incident-codes.ts'
import type {Command} from '../../../shared/protocol/command.ts'
import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import type {SelectionState} from '../../state/selection.ts'
import type {ThingsState} from '../../state/things.ts'
import type {Focus} from '../desk.ts'
import {type IncidentForm, incidentFormOf} from './incident-forms.ts'
import {nextStep, rescueOf} from './next-step.ts'

/** What a key about an incident leads to: an act, a form, the choice of a unit, or why not (`refusal.<code>`). */
export type IncidentDeed =
  | {readonly type: 'send'; readonly command: Command}
  | {readonly type: 'form'; readonly form: IncidentForm}
  | {readonly type: 'task'}
  | {readonly type: 'hint'; readonly code: string}

/** The incident that keys act on: the selected one, else the one with the focus. */
export function incidentAt(
  things: ThingsState,
  {selected}: SelectionState,
  focus: Focus | undefined,
): IncidentThing | undefined {
  const id = selected?.type === 'incident' ? selected.id : focus?.list === 'incidents' ? focus.id : undefined
  return id === undefined ? undefined : things.incident.get(id)
}

export function nextDeed(
  incident: IncidentThing | undefined,
  who: {readonly nation: string; readonly post?: string | undefined; readonly role: string},
): IncidentDeed {
  if (incident === undefined) return {type: 'hint', code: 'select-first'}
  const step = nextStep(incident, who)
  if (step === undefined) return {type: 'hint', code: 'no-next-step'}
  switch (step.type) {
    case 'task':
      return {type: 'task'}
    case 'form': {
      const form = incidentFormOf(step.form, incident)
      return form === undefined ? {type: 'hint', code: 'no-next-step'} : {type: 'form', form}
    }
    default:
      return {type: 'send', command: {type: `incident.${step.type}`, incident: incident.id}}
  }
}

/** People are at risk: a press begins the phase of alert, another one makes it distress. */
export function rescueDeed(incident: IncidentThing | undefined): IncidentDeed {
  if (incident === undefined) return {type: 'hint', code: 'select-first'}
  const running = rescueOf(incident)?.phase
  if (running === 'DISTRESS') return {type: 'hint', code: 'sar-at-distress'}
  const phase: SarPhase = running === 'ALERT' ? 'DISTRESS' : 'ALERT'
  return {type: 'send', command: {type: 'incident.sar-raise', incident: incident.id, phase}}
}
