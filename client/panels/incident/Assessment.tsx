import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {useWords} from '../../locales/catalogue.ts'
import {clockUtc} from '../../ui/format.ts'
import {doerText} from '../doer.ts'

/** Category and impact with the criterion that is met, who said so, and how far it is believed. */
export function Assessment({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {category, impact, criterion, assessments, confidence, validation} = incident
  const decided = assessments.findLast(one => one.step === 'decided')
  const holds = decided ?? assessments.at(-1)
  return (
    <section className="part" aria-label={t('incidents.assessment')}>
      <h3>{t('incidents.assessment')}</h3>
      <p data-testid="impact" data-impact={impact}>
        {t('incidents.impactLine', {category: t(`category.${category}`), impact: t(`impact.${impact}`)})}
      </p>
      <p className="quiet">{t(`criterion.${criterion}`)}</p>
      {holds === undefined ? undefined : (
        <p className="quiet">
          {t(decided === undefined ? 'incidents.proposedBy' : 'incidents.decidedBy', {
            who: doerText(t, holds.by),
            at: clockUtc(holds.at),
          })}
        </p>
      )}
      {assessments.length < 2 ? undefined : (
        <details>
          <summary>{t('incidents.history', {count: assessments.length})}</summary>
          <ol className="steps">
            {assessments.map(one => (
              <li key={`${one.at} ${one.criterion}`}>
                <time>{clockUtc(one.at)}</time>{' '}
                {t('incidents.impactLine', {
                  category: t(`category.${one.category}`),
                  impact: t(`impact.${one.impact}`),
                })}{' '}
                · {t(`criterion.${one.criterion}`)} · {doerText(t, one.by)}
              </li>
            ))}
          </ol>
        </details>
      )}
      <p data-testid="confidence">
        {t('incidents.confidence', {
          reliability: confidence.reliability,
          credibility: confidence.credibility,
          validation: t(`validation.${validation.status}`),
        })}
      </p>
    </section>
  )
}
