import {useStore} from 'zustand'
import {say, useWords} from '../locales/catalogue.ts'
import {FormFrame} from './FormFrame.tsx'
import type {DueAct, QueueForm} from './queue-forms.ts'
import {WhatTheyGet} from './WhatTheyGet.tsx'
import {useThing, useWorkplace} from './workplace.ts'

const ACTS: readonly DueAct[] = ['notify', 'propose']

/** The drafted notice or offer of something that is due: what the other nation will be told, then one more key. */
export function DueForm({form}: {form: Extract<QueueForm, {type: 'due'}>}) {
  const {t} = useWords()
  const {desk, stores} = useWorkplace()
  const due = useThing('due', form.due)
  const links = useStore(stores.link, state => state.links)
  const isDown = links.some(link => link.nation === form.to && link.status === 'down')
  const told = form.act === 'notify' ? due?.notice : due?.offer
  return (
    <FormFrame
      title={t('queue.form.due', {nation: form.to})}
      send={t(`queue.send.${form.act}`, {nation: form.to})}
      testId="due-form"
    >
      <fieldset className="choices inline">
        {ACTS.map(act => (
          <label key={act}>
            <input
              type="radio"
              name="due-act"
              data-testid={`due-${act}`}
              checked={form.act === act}
              disabled={act === 'notify' && due?.status === 'notified'}
              onChange={() => desk.setState({form: {...form, act}})}
            />
            {t(`queue.act.${act}`)}
          </label>
        ))}
      </fieldset>
      {isDown ? <p className="strip warning">{t('form.partnerDown', {nation: form.to})}</p> : undefined}
      {told === undefined ? (
        <p className="strip warning">{t('queue.noLongerDue')}</p>
      ) : told.allowed ? (
        <WhatTheyGet to={form.to} told={told} />
      ) : (
        <p className="strip warning">{say(t, `refusal.${told.why ?? 'no-agreement'}`, {nation: form.to})}</p>
      )}
    </FormFrame>
  )
}
