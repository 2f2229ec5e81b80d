import type {NationCode} from '../../shared/base/id.ts'
import type {WouldTell} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {distance} from '../ui/format.ts'
import {useAgreement} from './Basis.tsx'

/** What policy would let pass: fields, how exactly and how far back, what is withheld, and under what. Never left empty. */
export function WhatTheyGet({to, told}: {to: NationCode; told: Omit<WouldTell, 'allowed'>}) {
  const {t, language} = useWords()
  const agreement = useAgreement(told.agreement ?? '')
  const {fields, withheld, precisionM, historyS} = told
  const how = [
    precisionM === undefined ? undefined : t('queue.tell.precision', {distance: distance(precisionM, language)}),
    historyS === 0
      ? t('queue.tell.noHistory')
      : historyS < 7_200
        ? t('queue.tell.history', {count: Math.round(historyS / 60)})
        : t('queue.tell.historyHours', {count: Math.round(historyS / 3_600)}),
  ].filter(part => part !== undefined)
  return (
    <div className="preview" data-testid="handoff-preview">
      <p>{t('form.theyGet', {nation: to, fields: fields.map(field => say(t, `field.${field}`)).join(', ')})}</p>
      <p className="how">{how.join(' · ')}</p>
      {withheld.length === 0 ? undefined : (
        <p className="withheld" data-testid="preview-withheld">
          {t('form.theyDoNotGet', {fields: withheld.map(field => say(t, `field.${field}`)).join(', ')})}
        </p>
      )}
      {told.agreement === undefined ? undefined : <p className="basis">{t('form.underAgreement', {agreement})}</p>}
    </div>
  )
}
