import {useStore} from 'zustand'
import type {IncidentThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {openIncidents} from '../state/things.ts'
import {age} from '../ui/format.ts'
import {PriorityBadge} from '../ui/icons.tsx'
import {Id} from '../ui/Id.tsx'
import {CardForm} from './CardForm.tsx'
import {IncidentDetail} from './IncidentDetail.tsx'
import {Row} from './Row.tsx'
import {useNow, useWorkplace} from './workplace.ts'

/** Open incidents; the selected one opens to its log, its units and what can be done. */
export function IncidentPanel() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const incidents = useStore(stores.things, openIncidents)
  return (
    <section aria-label={t('incidents.title')} data-testid="incident-panel" data-list="incidents">
      {incidents.length === 0 ? <p className="empty">{t('incidents.none')}</p> : undefined}
      <CardForm place="incidents" />
      <ul className="rows">
        {incidents.map(incident => (
          <IncidentRow key={incident.id} incident={incident} />
        ))}
      </ul>
    </section>
  )
}

function IncidentRow({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {stores, open} = useWorkplace()
  const {wall} = useNow()
  const isSelected = useStore(
    stores.selection,
    ({selected}) => selected?.type === 'incident' && selected.id === incident.id,
  )
  return (
    <Row
      list="incidents"
      id={incident.id}
      testId={`incident-${incident.id}`}
      className={`p${incident.priority}`}
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
        <span>{t(`status.incident.${incident.status}`)}</span>
        <time className="age">{age(wall - incident.openedAt)}</time>
      </div>
      {isSelected ? <IncidentDetail incident={incident} /> : undefined}
    </Row>
  )
}
