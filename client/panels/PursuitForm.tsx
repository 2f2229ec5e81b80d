import {useStore} from 'zustand'
import {SIGNAL_MEANS} from '../../shared/operations/pursuit-state.ts'
import {useWords} from '../locales/catalogue.ts'
import {units} from '../state/things.ts'
import {countdown, distance} from '../ui/format.ts'
import type {PursuitFormState} from './pursuit-form.ts'
import {FormFrame} from './FormFrame.tsx'
import {useWorkplace} from './workplace.ts'

/** Begins a pursuit or an observation: under which terms, by which unit, on what ground. */
export function PursuitForm({form}: {form: PursuitFormState}) {
  const {t, language} = useWords()
  const {desk, waters, stores} = useWorkplace()
  const pursuits = useStore(waters).answer?.pursuits ?? []
  const own = useStore(stores.things, units)
  const change = (part: Partial<PursuitFormState>) => desk.setState({form: {...form, ...part}})
  return (
    <FormFrame title={t('pursuit.form')} send={t('pursuit.start', {nation: form.host ?? '…'})} testId="pursuit-form">
      <fieldset className="choices">
        <legend>{t('pursuit.terms')}</legend>
        {pursuits.map(({to, terms, basis, citation, example, maxDistanceM, maxDurationS}) => (
          <label key={`${to} ${terms}`}>
            <input
              type="radio"
              name="terms"
              data-testid={`terms-${to}-${terms}`}
              checked={form.terms === terms && form.host === to}
              onChange={() => change({terms, host: to})}
            />
            {to} · {t(`pursuit.basis.${basis}`)} · {citation}
            {example ? ` (${t('law.example')})` : ''}
            {maxDistanceM === undefined ? '' : ` · ${distance(maxDistanceM, language)}`}
            {maxDurationS === undefined ? '' : ` · ${countdown(maxDurationS * 1_000)}`}
          </label>
        ))}
      </fieldset>
      <label className="field">
        {t('form.unit')}
        <select
          data-testid="pursuit-unit"
          value={form.unit ?? ''}
          onChange={event => change({unit: own.find(unit => unit.id === event.target.value)?.id})}
        >
          <option value="">–</option>
          {own.map(unit => (
            <option key={unit.id} value={unit.id}>
              {unit.name}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('pursuit.signal')}
        <select
          value={form.signal ?? ''}
          onChange={event => change({signal: SIGNAL_MEANS.find(means => means === event.target.value)})}
        >
          <option value="">{t('pursuit.means.none')}</option>
          {SIGNAL_MEANS.map(means => (
            <option key={means} value={means}>
              {t(`pursuit.means.${means}`)}
            </option>
          ))}
        </select>
      </label>
      <label className="field">
        {t('pursuit.ground')}
        <input
          data-testid="pursuit-note"
          data-autofocus
          value={form.note}
          maxLength={500}
          onChange={event => change({note: event.target.value})}
        />
      </label>
    </FormFrame>
  )
}
