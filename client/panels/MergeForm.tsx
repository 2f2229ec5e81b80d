import {useStore} from 'zustand'
import {designatorOf} from '../../shared/base/id.ts'
import {useWords} from '../locales/catalogue.ts'
import {openContacts} from '../state/things.ts'
import {FormFrame} from './FormFrame.tsx'
import type {QueueForm} from './queue-forms.ts'
import {useWorkplace} from './workplace.ts'

/** Two designators of one object: this one ends, the chosen one goes on. Where two nations hold them, both have to agree. */
export function MergeForm({form}: {form: Extract<QueueForm, {type: 'merge'}>}) {
  const {t} = useWords()
  const {stores, desk} = useWorkplace()
  const others = useStore(stores.things, openContacts).filter(contact => contact.id !== form.contact)
  const own = designatorOf(form.contact)
  return (
    <FormFrame title={t('queue.form.merge', {designator: own})} send={t('queue.send.merge')} testId="merge-form">
      <p className="preview">{t('queue.mergeMeans', {designator: own})}</p>
      <fieldset className="choices">
        <legend>{t('queue.goesOn')}</legend>
        {others.length === 0 ? <p className="empty">{t('queue.noOther')}</p> : undefined}
        {others.map(({id, title, custody}) => (
          <label key={id}>
            <input
              type="radio"
              name="survivor"
              data-testid={`survivor-${id}`}
              checked={form.survivor === id}
              onChange={() => desk.setState({form: {...form, survivor: id}})}
            />
            <bdi dir="ltr" className="id">
              {designatorOf(id)}
            </bdi>
            {title === designatorOf(id) ? '' : ` ${title}`} · {custody.post ?? custody.controller}
          </label>
        ))}
      </fieldset>
    </FormFrame>
  )
}
