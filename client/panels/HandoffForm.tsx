import {useStore} from 'zustand'
import {TRANSFERS} from '../../shared/protocol/things.ts'
import type {Card} from '../../shared/protocol/message.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {useAgreement} from './Basis.tsx'
import {type Form, WHY_CODES} from './desk.ts'
import {FormFrame} from './FormFrame.tsx'
import {transferOf} from './opened-forms.ts'
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
              onChange={() => change({to: partner.to, transfer: transferOf(partner.transfer)})}
            />
            {partner.to}
            {partner.allowed || partner.why === undefined
              ? ''
              : ` – ${say(t, `refusal.${partner.why}`, {nation: partner.to})}`}
          </label>
        ))}
      </fieldset>
      {isDown ? <p className="strip warning">{t('form.partnerDown', {nation: form.to ?? ''})}</p> : undefined}
      {chosen === undefined ? undefined : <WhatTheyGet partner={chosen} />}
      <label className="field">
        {t('form.transfer')}
        <select
          value={form.transfer ?? 'on-accept'}
          onChange={event => change({transfer: transferOf(event.target.value)})}
        >
          {TRANSFERS.map(transfer => (
            <option key={transfer} value={transfer}>
              {t(`transfer.${transfer}`)}
            </option>
          ))}
        </select>
      </label>
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

/** Fields that the agreement releases, and those that it does not: told apart, never left empty. */
function WhatTheyGet({partner}: {partner: Card['handoff'][number]}) {
  const {t} = useWords()
  const agreement = useAgreement(partner.agreement ?? '')
  return (
    <div className="preview" data-testid="handoff-preview">
      <p>
        {t('form.theyGet', {
          nation: partner.to,
          fields: partner.fields.map(field => say(t, `field.${field}`)).join(', '),
        })}
      </p>
      {partner.withheld.length === 0 ? undefined : (
        <p className="withheld">
          {t('form.theyDoNotGet', {fields: partner.withheld.map(field => say(t, `field.${field}`)).join(', ')})}
        </p>
      )}
      {partner.agreement === undefined ? undefined : <p className="basis">{t('form.underAgreement', {agreement})}</p>}
    </div>
  )
}
