import type {IncidentThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {clockUtc} from '../ui/format.ts'
import {doerText} from './doer.ts'
import {Assessment} from './incident/Assessment.tsx'
import {Checklist} from './incident/Checklist.tsx'
import {Course} from './incident/Course.tsx'
import {DistressLines} from './incident/DistressLines.tsx'
import {IncidentButtons} from './incident/IncidentButtons.tsx'
import {LeadLines} from './incident/LeadLines.tsx'
import {Linked} from './incident/Linked.tsx'
import {LeadOffer, Nations} from './incident/Nations.tsx'
import {RescueStrip} from './incident/RescueStrip.tsx'
import {TaskLines} from './incident/TaskLines.tsx'
import {Timeline} from './incident/Timeline.tsx'
import {ReportLinks} from './shift/ReportLinks.tsx'

/** One incident: whether people are at risk, how far it has come, who leads, what is to be done, and all that was. */
export function IncidentDetail({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {outcome, closed, origin} = incident
  return (
    <div className="detail incident" data-testid="incident-detail">
      <RescueStrip incident={incident} />
      <Course status={incident.status} />
      <LeadLines incident={incident} />
      <LeadOffer incident={incident} />
      {outcome === undefined ? undefined : (
        <p data-testid="outcome">
          {t('incidents.outcomeLine', {outcome: t(`outcome.${outcome.code}`), response: outcome.response})}
        </p>
      )}
      {closed === undefined ? undefined : (
        <p data-testid="closed">
          {t('incidents.closedLine', {
            at: clockUtc(closed.at),
            who: doerText(t, closed.by),
            reason: t(`closeReason.${closed.reason}`),
          })}
          {closed.text === undefined ? '' : ` – “${closed.text}”`}
        </p>
      )}
      <IncidentButtons incident={incident} />
      <Assessment incident={incident} />
      <DistressLines incident={incident} />
      <Checklist incident={incident} />
      <TaskLines incident={incident} />
      <Linked incident={incident} />
      <Nations incident={incident} />
      <section className="part" aria-label={t('incidents.timeline')}>
        <h3>{t('incidents.timeline')}</h3>
        <p className="quiet">
          {t('incidents.openedBy', {who: doerText(t, incident.openedBy), at: clockUtc(incident.openedAt)})}
          {origin === undefined ? '' : ` · ${t('incidents.fromNation', {nation: origin})}`}
        </p>
        <Timeline lines={incident.log} testId="timeline" />
      </section>
      <ReportLinks kind="incident" id={incident.id} />
    </div>
  )
}
