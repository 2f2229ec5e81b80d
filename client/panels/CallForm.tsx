import {useWords} from '../locales/catalogue.ts'
import {Id} from '../ui/Id.tsx'
import {FormFrame} from './FormFrame.tsx'
import type {QueueForm} from './queue-forms.ts'
import {useHello, useThing, useWorkplace} from './workplace.ts'

type CallFormState = Extract<QueueForm, {type: 'call'}>

/** What was said on the telephone: who spoke, the number called back, the words read back. */
export function CallForm({form}: {form: CallFormState}) {
  const {t} = useWords()
  const handoff = useThing('handoff', form.handoff)
  const nation = handoff?.to ?? ''
  return (
    <FormFrame
      title={t(`queue.form.call-${form.act}`, {nation})}
      send={t(`queue.send.call-${form.act}`, {nation})}
      testId="call-form"
    >
      <p className="preview">{t(`queue.call.${form.act}`, {nation})}</p>
      <Numbers nation={nation} />
      <CallField form={form} field="who" />
      <CallField form={form} field="callback" />
      <CallField form={form} field="readBack" />
    </FormFrame>
  )
}

/** Whom to call there, as the agreements say. */
function Numbers({nation}: {nation: string}) {
  const {t} = useWords()
  const centres = useHello()?.partners.find(one => one.nation === nation)?.centres ?? []
  if (centres.length === 0) return undefined
  return (
    <ul className="law-centres" data-testid="call-numbers">
      {centres.map(({role, name, phone}) => (
        <li key={role}>
          {t(`law.centre.${role}`)}: {name} <Id>{phone}</Id>
        </li>
      ))}
    </ul>
  )
}

function CallField({form, field}: {form: CallFormState; field: 'who' | 'callback' | 'readBack'}) {
  const {t} = useWords()
  const {desk} = useWorkplace()
  return (
    <label className="field">
      {t(`queue.call.${field}`)}
      <input
        data-testid={`call-${field}`}
        {...(field === 'who' ? {'data-autofocus': true} : {})}
        type={field === 'callback' ? 'tel' : 'text'}
        value={form[field]}
        maxLength={field === 'readBack' ? 500 : 80}
        onChange={event => desk.setState({form: {...form, [field]: event.target.value}})}
      />
    </label>
  )
}
