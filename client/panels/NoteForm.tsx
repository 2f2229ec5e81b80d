import {useWords} from '../locales/catalogue.ts'
import type {Form} from './desk.ts'
import {FormFrame} from './FormFrame.tsx'
import {useWorkplace} from './workplace.ts'

/** A line kept with a contact, an alert or an incident. */
export function NoteForm({form}: {form: Extract<Form, {type: 'note'}>}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <FormFrame title={t('form.note')} send={t('form.keepNote')} testId="note-form">
      <label className="field">
        {t('form.text')}
        <input
          data-autofocus
          data-testid="note-text"
          value={form.text}
          maxLength={2_000}
          onChange={event => desk.setState({form: {...form, text: event.target.value}})}
        />
      </label>
    </FormFrame>
  )
}
