import {useWords} from '../locales/catalogue.ts'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import {comparedTerms, conditionsOf, termsDifference} from './handoff-terms.ts'

/** What stands and what is wanted instead, side by side; only what differs. */
export function TermsTable({handoff}: {handoff: HandoffThing}) {
  const {t} = useWords()
  const compared = comparedTerms(handoff)
  if (compared === undefined) return undefined
  const rows = termsDifference(t, compared.before, compared.after)
  const isCounter = handoff.status === 'COUNTERED'
  if (rows.length === 0) return undefined
  return (
    <table className="terms" data-testid="terms-difference">
      <caption>
        {isCounter ? t('queue.terms.round', {round: handoff.rounds, most: 3}) : t('queue.terms.revised')}
      </caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{isCounter ? t('queue.terms.offered', {nation: handoff.from}) : t('queue.terms.before')}</th>
          <th scope="col">{isCounter ? t('queue.terms.wanted', {nation: handoff.to}) : t('queue.terms.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({field, before, after}) => (
          <tr key={field} data-field={field}>
            <th scope="row">{t(`queue.term.${field}`)}</th>
            <td>{before}</td>
            <td>
              <strong>{after}</strong>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The conditions of an offer, beside how control passes. */
export function Conditions({handoff}: {handoff: HandoffThing}) {
  const {t} = useWords()
  const conditions = conditionsOf(t, handoff.terms)
  if (conditions.length === 0) return undefined
  return (
    <p data-testid="conditions">
      {conditions.map(({field, text}) => `${t(`queue.term.${field}`)}: ${text}`).join(' · ')}
    </p>
  )
}
