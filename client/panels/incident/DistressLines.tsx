import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {useWords} from '../../locales/catalogue.ts'
import {ANSWERED, COUNTED} from './distress-fields.ts'

/** What points to distress, as far as it is known. */
export function DistressLines({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {distress} = incident
  if (distress === undefined) return undefined
  return (
    <section className="part" aria-label={t('incidents.facts')}>
      <h3>{t('incidents.facts')}</h3>
      <dl className="pairs" data-testid="distress-facts">
        {COUNTED.filter(field => distress[field] !== undefined).map(field => (
          <div key={field}>
            <dt>{t(`distress.${field}`)}</dt>
            <dd>{distress[field]}</dd>
          </div>
        ))}
        {ANSWERED.filter(field => distress[field] !== undefined).map(field => (
          <div key={field}>
            <dt>{t(`distress.${field}`)}</dt>
            <dd>{t(distress[field] === true ? 'distress.yes' : 'distress.no')}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
