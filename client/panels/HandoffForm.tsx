import {useStore} from 'zustand'
import {say, useWords} from '../locales/catalogue.ts'
import {type Form, WHY_CODES} from './desk.ts'
import {Along, cutBy, ToPost, Withhold} from './HandoffFormParts.tsx'
import {FormFrame} from './FormFrame.tsx'
import {transferOf} from './opened-forms.ts'
import {TransferField} from './TransferField.tsx'
import {WhatTheyGet} from './WhatTheyGet.tsx'
import {useWorkplace} from './workplace.ts'

type HandoffFormState = Extract<Form, {type: 'handoff'}>

/** Offers the selected contact to a neighbour, after showing what that neighbour will get. */
export function HandoffForm({form}: {form: HandoffFormState}) {
  const {t} = useWords()
  const {desk, cards, stores} = useWorkplace()
  const partners = useStore(cards).card?.handoff ?? []
  const links = useStore(stores.link, state => state.links)
  const chosen = partners.find(partner => partner.to === form.to)
  const change = (part: Partial<HandoffFormState>) => desk.setState({form: {...form, ...part}})
  const isDown = links.some(link => link.nation === form.to && link.status === 'down')

  return (
    <FormFrame title={t('form.handoff')} send={t('form.sendHandoff', {to: form.to ?? '…'})} testId="handoff-form">
      <fieldset className="choices">
        <legend>{t('form.to')}</legend>
        {partners.length === 0 ? <p className="empty">{t('form.noPartner')}</p> : undefined}
        {partners.map(partner => (
          <label key={partner.to} className={partner.allowed ? '' : 'disabled'}>
            <input
              type="radio"
              name="to"
              data-testid={`handoff-to-${partner.to}`}
              disabled={!partner.allowed}
              checked={partner.to === form.to}
              onChange={() =>
                change({to: partner.to, toPost: undefined, transfer: transferOf(partner.transfer), withhold: []})
              }
            />
            {partner.to}
            {partner.allowed || partner.why === undefined
              ? ''
              : ` – ${say(t, `refusal.${partner.why}`, {nation: partner.to})}`}
          </label>
        ))}
      </fieldset>
      {isDown ? <p className="strip warning">{t('form.partnerDown', {nation: form.to ?? ''})}</p> : undefined}
      {chosen === undefined || !chosen.allowed ? undefined : (
        <>
          <WhatTheyGet to={chosen.to} told={cutBy(chosen, form.withhold)} />
          <Withhold form={form} fields={chosen.fields} />
          <ToPost form={form} />
        </>
      )}
      <Along form={form} />
      <TransferField
        label={t('form.transfer')}
        testId="handoff-transfer"
        value={form.transfer ?? 'on-accept'}
        onChange={transfer => change({transfer})}
      />
      <label className="field">
        {t('form.why')}
        <select
          value={form.why}
          onChange={event => change({why: WHY_CODES.find(code => code === event.target.value) ?? 'other'})}
        >
          {WHY_CODES.map(code => (
            <option key={code} value={code}>
              {t(`handoff.why.${code}`)}
            </option>
          ))}
        </select>
      </label>
    </FormFrame>
  )
}
