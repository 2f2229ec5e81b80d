import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {useWords} from '../../locales/catalogue.ts'
import {age, clockUtc, countdown} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {useNow, useWorkplace} from '../workplace.ts'
import {clockLines} from './next-step.ts'

/** The one lead, the own post, and what has to be done by when. */
export function LeadLines({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {nation} = useWorkplace()
  const {wall} = useNow()
  const {lead, desk, reported} = incident
  const isElsewhere = lead.nation !== nation
  const acknowledged = lead.nation === nation ? desk?.acknowledged : undefined
  return (
    <div className="lead">
      <p data-testid="lead" data-nation={lead.nation} data-post={lead.post}>
        <strong>{t('incidents.lead')}:</strong>{' '}
        {lead.post ?? t('incidents.leadOf', {nation: lead.nation, post: t('incidents.noPost')})}
        {isElsewhere || lead.post === undefined ? '' : ' · '}
        {isElsewhere || lead.post === undefined
          ? ''
          : acknowledged === undefined
            ? t('incidents.notAcknowledged')
            : t('incidents.acknowledged', {at: clockUtc(acknowledged.at), who: doerText(t, acknowledged.by)})}
      </p>
      {isElsewhere && desk !== undefined ? <p>{t('incidents.ownDesk', {post: desk.post})}</p> : undefined}
      <ul className="clocks" data-testid="clocks">
        <li>{t('incidents.openFor', {age: age(wall - incident.openedAt)})}</li>
        {clockLines(incident, wall).map(({clock, left, isLate, isSoon}) => (
          <li key={clock} className={isLate || isSoon ? 'late' : ''} data-testid={`clock-${clock}`} data-late={isLate}>
            {isLate
              ? t('incidents.lateFor', {clock: t(`incidentClock.${clock}`), age: age(-left)})
              : t('incidents.dueIn', {clock: t(`incidentClock.${clock}`), left: countdown(left)})}
          </li>
        ))}
        {reported === undefined ? undefined : (
          <li>
            {t('incidents.reportedAt', {at: clockUtc(reported.at), who: doerText(t, reported.by)})}
            {reported.reference === undefined ? '' : ` · ${reported.reference}`}
          </li>
        )}
      </ul>
    </div>
  )
}
