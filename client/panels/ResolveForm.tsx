import {useWords} from '../locales/catalogue.ts'
import type {Form} from './desk.ts'
import {FormFrame} from './FormFrame.tsx'
import {useWorkplace} from './workplace.ts'

/** How an incident ended, in a line. */
export function ResolveForm({form}: {form: Extract<Form, {type: 'resolve'}>}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <FormFrame title={t('form.resolve')} send={t('action.resolve')} testId="resolve-form">
      <label className="field">
        {t('form.outcome')}
        <input
          data-autofocus
          value={form.outcome}
          maxLength={500}
          onChange={event => desk.setState({form: {...form, outcome: event.target.value}})}
        />
      </label>
    </FormFrame>
  )
}
