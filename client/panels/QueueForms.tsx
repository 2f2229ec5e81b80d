import {unreachable} from '../../shared/base/assert.ts'
import {CallForm} from './CallForm.tsx'
import {DueForm} from './DueForm.tsx'
import {MergeForm} from './MergeForm.tsx'
import {PointOutForm} from './PointOutForm.tsx'
import type {QueueForm} from './queue-forms.ts'
import {AskForForm, CodeForm, RepudiateForm, TakeOverForm} from './ReasonForms.tsx'
import {TermsForm} from './TermsForm.tsx'

/** The form that is open about a handoff, a due crossing or a contact. */
export function QueueFormView({form}: {form: QueueForm}) {
  switch (form.type) {
    case 'due':
      return <DueForm form={form} />
    case 'terms':
      return <TermsForm form={form} />
    case 'call':
      return <CallForm form={form} />
    case 'code':
      return <CodeForm form={form} />
    case 'repudiate':
      return <RepudiateForm form={form} />
    case 'take-over':
      return <TakeOverForm form={form} />
    case 'ask-for':
      return <AskForForm form={form} />
    case 'point-out':
      return <PointOutForm form={form} />
    case 'merge':
      return <MergeForm form={form} />
    case 'unable':
      return undefined
    default:
      return unreachable(form)
  }
}

/** Whether a form belongs to the row of that handoff. */
export function isOnHandoff(form: QueueForm, handoff: string): boolean {
  return 'handoff' in form && form.handoff === handoff
}
