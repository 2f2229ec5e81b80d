import {useStore} from 'zustand'
import type {IncidentThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {openIncidents} from '../state/things.ts'
import {age} from '../ui/format.ts'
import {PriorityBadge} from '../ui/icons.tsx'
import {Id} from '../ui/Id.tsx'
import {CardForm} from './CardForm.tsx'
import {IncidentDetail} from './IncidentDetail.tsx'
import {isLate, rescueOf} from './incident/next-step.ts'
import {recentIncidents, rescues} from './incident/recent.ts'
import {LongList} from './LongList.tsx'
import {Row} from './Row.tsx'
import {useNow, useWorkplace} from './workplace.ts'

/** Open incidents; the selected one opens to all that is known of it. A rescue that runs is said above them all. */
export function IncidentPanel() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const incidents = useStore(stores.things, openIncidents)
  const things = useStore(stores.things)
  const recent = recentIncidents(things)
  return (
    <section aria-label={t('incidents.title')} data-testid="incident-panel" data-list="incidents">
      <RunningRescues incidents={rescues(incidents)} />
      {incidents.length === 0 ? <p className="empty">{t('incidents.none')}</p> : undefined}
      <CardForm place="incidents" />
      <LongList
        list="incidents"
        rows={incidents}
        row={incident => <IncidentRow key={incident.id} incident={incident} />}
      />
      {recent.length === 0 ? undefined : (
        <>
          <h3 className="panel-sub">{t('incidents.recent')}</h3>
          <ul className="rows past" data-testid="past-incidents">
            {recent.map(incident => (
              <IncidentRow key={incident.id} incident={incident} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

function RunningRescues({incidents}: {incidents: readonly IncidentThing[]}) {
  const {t} = useWords()
  const {open} = useWorkplace()
  const {wall} = useNow()
  return incidents.map(incident => {
    const sar = rescueOf(incident)
    return sar === undefined ? undefined : (
      <button
        key={incident.id}
        type="button"
        className="rescue-running"
        data-testid={`rescue-${incident.id}`}
        onClick={() => open({type: 'incident', id: incident.id})}
      >
        {t('incidents.rescueRuns', {
          number: incident.number,
          phase: t(`sarPhase.${sar.phase}`),
          age: age(wall - sar.since),
        })}
      </button>
    )
  })
}

function IncidentRow({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {stores, open} = useWorkplace()
  const {wall} = useNow()
  const isSelected = useStore(
    stores.selection,
    ({selected}) => selected?.type === 'incident' && selected.id === incident.id,
  )
  const sar = rescueOf(incident)
  return (
    <Row
      list="incidents"
      id={incident.id}
      testId={`incident-${incident.id}`}
      className={`p${incident.priority}${sar === undefined ? '' : ' in-rescue'}`}
      label={t('incidents.spoken', {
        number: incident.number,
        title: incident.title,
        status: t(`status.incident.${incident.status}`),
      })}
      selected={isSelected}
      onOpen={() => open({type: 'incident', id: incident.id})}
    >
      <div className="line" data-status={incident.status}>
        <PriorityBadge priority={incident.priority} hollow={false} label={t(`priority.${incident.priority}`)} />
        <Id>{incident.number}</Id>
        <span className="title">{incident.title}</span>
        {sar === undefined ? undefined : <span className="tag alarm">{t(`sarPhase.${sar.phase}`)}</span>}
        <span className={isLate(incident) ? 'late' : ''}>{t(`status.incident.${incident.status}`)}</span>
        <time className="age">{age(wall - incident.openedAt)}</time>
      </div>
      {isSelected ? <IncidentDetail incident={incident} /> : undefined}
    </Row>
  )
}
