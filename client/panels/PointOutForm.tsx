import {useStore} from 'zustand'
import {say, useWords} from '../locales/catalogue.ts'
import {FormFrame} from './FormFrame.tsx'
import type {QueueForm} from './queue-forms.ts'
import {useWorkplace} from './workplace.ts'

/** Shows an object to a neighbour without handing it over: the neighbour says whether it may come. */
export function PointOutForm({form}: {form: Extract<QueueForm, {type: 'point-out'}>}) {
  const {t} = useWords()
  const {desk, cards} = useWorkplace()
  const partners = useStore(cards).card?.handoff ?? []
  return (
    <FormFrame
      title={t('queue.form.point-out')}
      send={t('queue.send.point-out', {to: form.to ?? '…'})}
      testId="point-out-form"
    >
      <p className="preview">{t('queue.pointOutMeans')}</p>
      <fieldset className="choices inline">
        <legend>{t('form.to')}</legend>
        {partners.map(({to, allowed, why}) => (
          <label key={to} className={allowed ? '' : 'disabled'}>
            <input
              type="radio"
              name="point-out-to"
              data-testid={`point-out-to-${to}`}
              disabled={!allowed}
              checked={to === form.to}
              onChange={() => desk.setState({form: {...form, to}})}
            />
            {to}
            {allowed || why === undefined ? '' : ` – ${say(t, `refusal.${why}`, {nation: to})}`}
          </label>
        ))}
      </fieldset>
      <label className="field">
        {t('queue.pointOutText')}
        <input
          data-autofocus
          data-testid="point-out-text"
          value={form.text}
          maxLength={500}
          onChange={event => desk.setState({form: {...form, text: event.target.value}})}
        />
      </label>
    </FormFrame>
  )
}
