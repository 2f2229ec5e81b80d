import {isGraver, SAR_PHASES} from '../../../shared/operations/incident-codes.ts'
import type {IncidentThing} from '../../../shared/protocol/incident-thing.ts'
import {useWords} from '../../locales/catalogue.ts'
import {Button} from '../../ui/Button.tsx'
import {age, clockUtc} from '../../ui/format.ts'
import {doerText} from '../doer.ts'
import {useBlocked, useHello, useNow, useWorkplace} from '../workplace.ts'
import {rescueOf} from './next-step.ts'
import {useIncidentForm} from './use-incident-form.ts'

/** The rescue that runs beside whatever else the incident is: phase, people, who was informed, and who alone ends it. */
export function RescueStrip({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {wall} = useNow()
  const sar = rescueOf(incident)
  if (sar === undefined) return <RescueOver incident={incident} />
  const persons = incident.distress?.personsOnBoard
  return (
    <div className="rescue" role="alert" data-testid="rescue" data-phase={sar.phase}>
      <p className="rescue-head">
        {t('incidents.rescue')} · {t(`sarPhase.${sar.phase}`)}
      </p>
      <p>
        {t(`sarCriterion.${sar.phase}`)} ·{' '}
        {t('incidents.sinceWhen', {at: clockUtc(sar.since), age: age(wall - sar.since)})} ·{' '}
        {t('incidents.raisedBy', {who: doerText(t, sar.raised.by)})}
      </p>
      <p className="rescue-persons">
        {persons === undefined ? t('incidents.personsUnknown') : t('incidents.persons', {count: persons})}
      </p>
      <ul>
        {sar.informed.map(one => (
          <li key={one.nation} data-testid={`informed-${one.nation}`}>
            {one.acknowledged === undefined
              ? t('incidents.informed', {who: one.post ?? one.nation, at: clockUtc(one.at)})
              : t('incidents.informedAcknowledged', {
                  who: one.post ?? one.nation,
                  at: clockUtc(one.at),
                  then: clockUtc(one.acknowledged.at),
                  by: doerText(t, one.acknowledged.by),
                })}
          </li>
        ))}
      </ul>
      <p>{t('incidents.notClosable')}</p>
      <RescueButtons incident={incident} />
    </div>
  )
}

function RescueButtons({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {send, who} = useWorkplace()
  const blocked = useBlocked()
  const hello = useHello()
  const openForm = useIncidentForm()
  const sar = rescueOf(incident)
  const because = blocked === undefined ? undefined : t(blocked)
  const own = hello?.posts.find(post => post.id === who.post)
  const notCoordinator = because ?? (who.role === 'commander' && own?.mrcc === true ? undefined : t('refusal.smc-only'))
  return (
    <div className="buttons">
      {SAR_PHASES.filter(phase => isGraver(phase, sar?.phase)).map(phase => (
        <Button
          key={phase}
          tone={sar === undefined ? 'plain' : 'alarm'}
          testId={`sar-raise-${phase}`}
          disabledBecause={because}
          onPress={() => send({type: 'incident.sar-raise', incident: incident.id, phase})}
        >
          {sar === undefined ? t(`sarPhase.${phase}`) : `${t('incidents.raiseTo')} ${t(`sarPhase.${phase}`)}`}
        </Button>
      ))}
      {sar === undefined || sar.phase === 'UNCERTAINTY' ? undefined : (
        <Button testId="sar-lower" disabledBecause={notCoordinator} onPress={() => openForm('sar-lower', incident)}>
          {t('action.sar-lower')}
        </Button>
      )}
      {sar === undefined ? undefined : (
        <>
          <Button testId="sar-end" disabledBecause={notCoordinator} onPress={() => openForm('sar-end', incident)}>
            {t('action.sar-end')}
          </Button>
          <Button disabledBecause={because} testId="sar-facts" onPress={() => openForm('sar-facts', incident)}>
            {t('action.facts')}
          </Button>
        </>
      )}
    </div>
  )
}

/** No phase runs: who decided that it is over and why; and one press begins one. */
function RescueOver({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const ended = incident.sar?.ended
  const isOver = incident.status === 'CLOSED' || incident.status === 'MERGED'
  return (
    <div className="rescue-over">
      {ended === undefined ? undefined : (
        <p data-testid="rescue-ended">
          {t(ended.because === '' ? 'incidents.decidedThere' : 'incidents.decided', {
            who: doerText(t, ended.by),
            at: clockUtc(ended.at),
            because: ended.because,
          })}
        </p>
      )}
      {isOver ? undefined : (
        <>
          <p>{t('incidents.raiseRescue')}</p>
          <RescueButtons incident={incident} />
        </>
      )}
    </div>
  )
}
