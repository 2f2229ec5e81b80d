import {INCIDENT_CATEGORIES} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import type {Form} from './desk.ts'
import {FormFrame} from './FormFrame.tsx'
import {useWorkplace} from './workplace.ts'

/** Opens an incident on the selected track or alert. */
export function IncidentForm({form}: {form: Extract<Form, {type: 'incident'}>}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <FormFrame title={t('form.incident')} send={t('form.openIncident')} testId="incident-form">
      <label className="field">
        {t('form.category')}
        <select
          value={form.category}
          onChange={event =>
            desk.setState({
              form: {...form, category: INCIDENT_CATEGORIES.find(one => one === event.target.value) ?? 'other'},
            })
          }
        >
          {INCIDENT_CATEGORIES.map(category => (
            <option key={category} value={category}>
              {t(`category.${category}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('form.title')}
        <input
          data-testid="incident-title"
          value={form.title}
          maxLength={200}
          onChange={event => desk.setState({form: {...form, title: event.target.value}})}
        />
      </label>
    </FormFrame>
  )
}
