import type {DistressFacts} from '../../../shared/protocol/incident-thing.ts'
import {useWords} from '../../locales/catalogue.ts'
import {FormFrame} from '../FormFrame.tsx'
import {useWorkplace} from '../workplace.ts'
import {ANSWERED, COUNTED} from './distress-fields.ts'
import {Choice} from './fields.tsx'
import type {IncidentForm} from './incident-forms.ts'

const ANSWERS = ['unknown', 'yes', 'no'] as const

/** What points to distress: numbers and answers; what nobody knows stays empty. */
export function DistressForm({form}: {form: Extract<IncidentForm, {type: 'sar-facts'}>}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  const {facts} = form
  const set = (change: Partial<DistressFacts>) => desk.setState({form: {...form, facts: known({...facts, ...change})}})
  return (
    <FormFrame title={t('form.facts')} send={t('form.keep')} testId="facts-form">
      <div className="pairs">
        {COUNTED.map((field, index) => (
          <label key={field} className="field">
            {t(`distress.${field}`)}
            <input
              inputMode="numeric"
              data-autofocus={index === 0 ? true : undefined}
              data-testid={`fact-${field}`}
              value={facts[field] ?? ''}
              onChange={event => set({[field]: counted(event.target.value)})}
            />
          </label>
        ))}
        {ANSWERED.map(field => (
          <Choice
            key={field}
            label={t(`distress.${field}`)}
            options={ANSWERS}
            value={facts[field] === undefined ? 'unknown' : facts[field] ? 'yes' : 'no'}
            textOf={answer => t(`distress.${answer}`)}
            onChoose={answer => set({[field]: answer === 'unknown' ? undefined : answer === 'yes'})}
          />
        ))}
      </div>
    </FormFrame>
  )
}

function counted(text: string): number | undefined {
  return /^\d{1,4}$/.test(text.trim()) ? Number(text.trim()) : undefined
}

function known(facts: DistressFacts): DistressFacts {
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))
}
