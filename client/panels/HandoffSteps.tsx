import type {HandoffThing} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import {doerText} from './doer.ts'
import {useAgreement} from './Basis.tsx'
import {Conditions} from './TermsTable.tsx'

/** What has happened so far, terms and agreement; what of the object the offer tells and what it does not. */
export function HandoffSteps({handoff}: {handoff: HandoffThing}) {
  const {t} = useWords()
  const agreement = useAgreement(handoff.agreement ?? '')
  const {fields, withheld} = handoff.subject
  return (
    <div className="detail">
      <p>
        {t(`transfer.${handoff.terms.transfer}`)}
        {handoff.terms.requiresCommander ? ` · ${t('handoff.commanderOnly')}` : ''}
        {handoff.agreement === undefined ? '' : ` · ${agreement}`}
      </p>
      <Conditions handoff={handoff} />
      {fields.length === 0 ? undefined : (
        <p>{t('handoff.tells', {fields: fields.map(field => say(t, `field.${field}`)).join(', ')})}</p>
      )}
      {withheld.length === 0 ? undefined : (
        <p className="withheld">
          {t('card.withheldBy', {
            nation: handoff.from,
            fields: withheld.map(field => say(t, `field.${field}`)).join(', '),
          })}
        </p>
      )}
      <ol className="steps">
        {handoff.steps.map(step => (
          <li key={`${step.status} ${step.at}`}>
            <time>{clockUtc(step.at)}</time> {say(t, `status.handoff.${step.status}`)} · {doerText(t, step.by)}
          </li>
        ))}
      </ol>
    </div>
  )
}
