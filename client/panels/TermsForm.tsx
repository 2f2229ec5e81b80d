import {FUNCTIONS, type Terms} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {FormFrame} from './FormFrame.tsx'
import {termsDifference} from './handoff-terms.ts'
import type {QueueForm} from './queue-forms.ts'
import {TransferField} from './TransferField.tsx'
import {useThing, useWorkplace} from './workplace.ts'

/** Other terms than those that stand: TO's counter, or FROM's answer to one. Shows what changes before it is sent. */
export function TermsForm({form}: {form: Extract<QueueForm, {type: 'terms'}>}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  const handoff = useThing('handoff', form.handoff)
  const {terms} = form
  const change = (part: Partial<Terms>) => desk.setState({form: {...form, terms: {...terms, ...part}}})
  const changes = handoff === undefined ? [] : termsDifference(t, handoff.terms, terms)
  const chosen = terms.functions ?? FUNCTIONS

  return (
    <FormFrame title={t(`queue.form.${form.act}`)} send={t(`queue.send.${form.act}`)} testId="terms-form">
      <TransferField
        label={t('queue.term.transfer')}
        testId="terms-transfer"
        value={terms.transfer}
        isFirst
        onChange={transfer => change({transfer})}
      />
      <fieldset className="choices inline">
        <legend>{t('queue.term.functions')}</legend>
        {FUNCTIONS.map(one => (
          <label key={one}>
            <input
              type="checkbox"
              checked={chosen.includes(one)}
              onChange={event =>
                change({
                  functions: FUNCTIONS.filter(each => (each === one ? event.target.checked : chosen.includes(each))),
                })
              }
            />
            {t(`queue.function.${one}`)}
          </label>
        ))}
      </fieldset>
      <label className="field">
        {t('queue.term.afterS')}
        <input
          type="number"
          min={0}
          max={1_440}
          data-testid="terms-after"
          value={terms.afterS === undefined ? '' : Math.round(terms.afterS / 60)}
          onChange={event =>
            change({afterS: event.target.value === '' ? undefined : Math.round(Number(event.target.value) * 60)})
          }
        />
      </label>
      <label className="field">
        {t('queue.term.note')}
        <input
          data-testid="terms-note"
          value={terms.note ?? ''}
          maxLength={500}
          onChange={event => change({note: event.target.value})}
        />
      </label>
      <p className="preview" data-testid="terms-changes">
        {changes.length === 0
          ? t('queue.terms.same')
          : changes.map(({field, before, after}) => `${t(`queue.term.${field}`)}: ${before} → ${after}`).join(' · ')}
      </p>
    </FormFrame>
  )
}
