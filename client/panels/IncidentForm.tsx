import {CRITERION_CODES, impactOf} from '../../shared/operations/incident-codes.ts'
import {INCIDENT_CATEGORIES} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import type {Form} from './desk.ts'
import {FormFrame} from './FormFrame.tsx'
import {Checked} from './incident/fields.tsx'
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
        {t('form.criterion')}
        <select
          data-testid="incident-criterion"
          value={form.criterion ?? ''}
          onChange={event =>
            desk.setState({form: {...form, criterion: CRITERION_CODES.find(one => one === event.target.value)}})
          }
        >
          <option value="">{t('form.usualCriterion')}</option>
          {CRITERION_CODES.map(criterion => (
            <option key={criterion} value={criterion}>
              {t(`impact.${impactOf(criterion)}`)} · {t(`criterion.${criterion}`)}
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
      <Checked
        label={t('form.reported')}
        testId="incident-reported"
        checked={form.reported}
        onCheck={reported => desk.setState({form: {...form, reported}})}
      />
    </FormFrame>
  )
}
