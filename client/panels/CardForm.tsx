import {unreachable} from '../../shared/base/assert.ts'
import type {Form} from './desk.ts'
import {HandoffForm} from './HandoffForm.tsx'
import {isIncidentForm} from './incident/incident-forms.ts'
import {IncidentFormView} from './incident/IncidentForms.tsx'
import {IncidentForm} from './IncidentForm.tsx'
import {NoteForm} from './NoteForm.tsx'
import {isQueueForm} from './queue-forms.ts'
import {QueueFormView} from './QueueForms.tsx'
import {PursuitForm} from './PursuitForm.tsx'
import {TaskForm} from './TaskForm.tsx'
import {useDesk} from './workplace.ts'

/** The form that is open, on the panel where it belongs. */
export function CardForm({place}: {place: 'track' | 'incidents'}) {
  const form = useDesk(state => state.form)
  if (form === undefined || placeOf(form) !== place) return undefined
  if (isQueueForm(form)) return <QueueFormView form={form} />
  if (isIncidentForm(form)) return <IncidentFormView form={form} />
  switch (form.type) {
    case 'handoff':
      return <HandoffForm form={form} />
    case 'task':
      return <TaskForm form={form} />
    case 'incident':
      return <IncidentForm form={form} />
    case 'pursuit':
      return <PursuitForm form={form} />
    case 'note':
      return <NoteForm form={form} />
    case 'move':
    case 'refuse':
    case 'shelve':
      return undefined
    default:
      return unreachable(form)
  }
}

/** What is about a row of the left side is filled in there. */
function placeOf(form: Form): 'track' | 'incidents' | 'row' {
  if (isQueueForm(form) && ('handoff' in form || form.type === 'due' || form.type === 'unable')) return 'row'
  if (isIncidentForm(form)) return 'incidents'
  if (form.type === 'task' && form.incident !== undefined) return 'incidents'
  return form.type === 'note' && 'incident' in form.on ? 'incidents' : 'track'
}
