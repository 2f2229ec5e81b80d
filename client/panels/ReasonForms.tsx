import {useWords} from '../locales/catalogue.ts'
import {designatorOf} from '../../shared/base/id.ts'
import {WHY_CODES} from './desk.ts'
import {FormFrame} from './FormFrame.tsx'
import type {QueueForm} from './queue-forms.ts'
import {useThing, useWorkplace} from './workplace.ts'

type FormOf<Type extends QueueForm['type']> = Extract<QueueForm, {type: Type}>

/** Takes control of an object in the own territory. The reason goes into the record of both nations. */
export function TakeOverForm({form}: {form: FormOf<'take-over'>}) {
  const {t} = useWords()
  const contact = useThing('contact', form.contact)
  const nation = contact?.custody.controller ?? ''
  return (
    <FormFrame
      title={t('queue.form.take-over', {designator: designatorOf(form.contact)})}
      send={t('queue.send.take-over')}
      testId="take-over-form"
    >
      <p className="preview warning">{t('queue.takeOverMeans', {nation})}</p>
      <Reason form={form} label={t('queue.reason')} />
    </FormFrame>
  )
}

/** Says that something recorded by voice was never agreed: control goes back by a record of its own. */
export function RepudiateForm({form}: {form: FormOf<'repudiate'>}) {
  const {t} = useWords()
  const handoff = useThing('handoff', form.handoff)
  return (
    <FormFrame title={t('queue.form.repudiate')} send={t('queue.send.repudiate')} testId="repudiate-form">
      <p className="preview warning">{t('queue.repudiateMeans', {nation: handoff?.from ?? ''})}</p>
      <Reason form={form} label={t('queue.reason')} />
    </FormFrame>
  )
}

/** The ten letters that the other side has read out: with them control is here. */
export function CodeForm({form}: {form: FormOf<'code'>}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  const handoff = useThing('handoff', form.handoff)
  return (
    <FormFrame title={t('queue.form.code')} send={t('queue.send.code')} testId="code-form">
      <p className="preview">{t('queue.codeMeans', {nation: handoff?.from ?? ''})}</p>
      <label className="field">
        {t('queue.verbal.code')}
        <input
          data-autofocus
          data-testid="code-text"
          className="code"
          dir="ltr"
          autoComplete="off"
          value={form.code}
          maxLength={20}
          onChange={event => desk.setState({form: {...form, code: event.target.value.toUpperCase()}})}
        />
      </label>
    </FormFrame>
  )
}

/** Asks the nation that has it to hand it over. */
export function AskForForm({form}: {form: FormOf<'ask-for'>}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  const contact = useThing('contact', form.contact)
  const nation = contact?.custody.controller ?? ''
  return (
    <FormFrame title={t('queue.form.ask-for', {nation})} send={t('queue.send.ask-for', {nation})} testId="ask-form">
      <label className="field">
        {t('form.why')}
        <select
          value={form.why}
          onChange={event =>
            desk.setState({form: {...form, why: WHY_CODES.find(code => code === event.target.value) ?? 'other'}})
          }
        >
          {WHY_CODES.map(code => (
            <option key={code} value={code}>
              {t(`queue.why.${code}`)}
            </option>
          ))}
        </select>
      </label>
    </FormFrame>
  )
}

function Reason({form, label}: {form: FormOf<'take-over'> | FormOf<'repudiate'>; label: string}) {
  const {desk} = useWorkplace()
  return (
    <label className="field">
      {label}
      <input
        data-autofocus
        data-testid="reason-text"
        value={form.text}
        maxLength={2_000}
        onChange={event => desk.setState({form: {...form, text: event.target.value}})}
      />
    </label>
  )
}
