import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {useWords} from '../../locales/catalogue.ts'
import {COURSE, stepOf} from './next-step.ts'

/** How far it has come: every step is named, the present one in words and weight. */
export function Course({status}: Pick<IncidentThing, 'status'>) {
  const {t} = useWords()
  const present = COURSE.indexOf(stepOf(status))
  return (
    <ol className="course" aria-label={t('incidents.life')} data-testid="course" data-status={status}>
      {COURSE.map((step, index) => (
        <li key={step} className={index < present ? 'done' : ''} aria-current={index === present ? 'step' : undefined}>
          {t(`status.incident.${index === present ? status : step}`)}
        </li>
      ))}
    </ol>
  )
}
