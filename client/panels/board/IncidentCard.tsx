import type {TFunction} from 'i18next'
import {useStore} from 'zustand'
import {nextClock, reportClock} from '../../../shared/operations/incident-board.ts'
import type {IncidentThing, TaskThing} from '../../../shared/protocol/things.ts'
import {useWords} from '../../locales/catalogue.ts'
import {isNotAcknowledged} from '../../state/things.ts'
import {age, countdown} from '../../ui/format.ts'
import {PriorityBadge} from '../../ui/icons.tsx'
import {Id} from '../../ui/Id.tsx'
import {Row} from '../Row.tsx'
import {Sending} from '../Sending.tsx'
import {SafetyMark, TaskMarks} from '../UnitFacts.tsx'
import {useNow, useWorkplace} from '../workplace.ts'
import type {Card} from './board-things.ts'

/** What the drag carries: the incident's id. */
export const INCIDENT_MIME = 'application/x-tripoint-incident'

/** One incident: priority as a shape, age, who is on it and how that stands, what runs out next, who else is told. */
export function IncidentCard({card: {incident, column, tasks}}: {card: Card}) {
  const {t} = useWords()
  const {stores, act, desk} = useWorkplace()
  const {wall} = useNow()
  const isSelected = useStore(
    stores.selection,
    ({selected}) => selected?.type === 'incident' && selected.id === incident.id,
  )
  const isLate = tasks.some(task => isNotAcknowledged(task, wall))
  const clocks = clockTexts(incident, wall, t)
  const shared = incident.parties.filter(party => party.shared !== undefined).map(party => party.nation)
  return (
    <Row
      list="incidents"
      id={incident.id}
      testId={`card-${incident.id}`}
      className={`incident-card p${incident.priority} ${isLate ? 'unacked' : ''}`}
      label={t('board.card', {number: incident.number, title: incident.title, column: t(`board.column.${column}`)})}
      selected={isSelected}
      onOpen={() => act('open')}
    >
      <div
        className="drag"
        draggable
        onDragStart={event => {
          event.dataTransfer.setData(INCIDENT_MIME, incident.id)
          event.dataTransfer.effectAllowed = 'link'
          desk.setState({focus: {list: 'incidents', id: incident.id}})
        }}
      >
        <div className="card-line">
          <PriorityBadge priority={incident.priority} hollow={false} label={t(`priority.${incident.priority}`)} />
          <Id>{incident.number}</Id>
          <time className="age">{age(wall - incident.openedAt)}</time>
        </div>
        <div className="card-title">{incident.title}</div>
        {tasks.length === 0 && column !== 'closing' ? <div className="no-unit">{t('board.noUnit')}</div> : undefined}
        {tasks.map(task => (
          <CardTask key={task.id} task={task} />
        ))}
        {clocks.map(clock => (
          <div key={clock.text} className={clock.isLate ? 'clock-late' : 'card-clock'}>
            {clock.text}
          </div>
        ))}
        {shared.length === 0 ? undefined : (
          <div className="about">{t('board.shared', {nations: shared.join(', ')})}</div>
        )}
        <Sending of={command => 'incident' in command && command.incident === incident.id} />
      </div>
    </Row>
  )
}

function CardTask({task}: {task: TaskThing}) {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const {wall} = useNow()
  const unit = useStore(stores.things, state => state.unit.get(task.unit))
  return (
    <div className="card-task" data-testid={`card-task-${task.id}`} data-status={task.status}>
      <b>{unit?.name ?? task.unit}</b> {t(`task.status.${task.status}`)}{' '}
      {age(wall - (task.steps.at(-1)?.at ?? task.sentAt))} <TaskMarks task={task} />{' '}
      {unit === undefined ? undefined : <SafetyMark unit={unit} />}
    </div>
  )
}

/** The clock that runs out next, and the one of the report to EUROSUR where that is another. */
function clockTexts(incident: IncidentThing, wall: number, t: TFunction): {text: string; isLate: boolean}[] {
  const texts = []
  const next = nextClock(incident)
  if (next?.clock === 'ack' || next?.clock === 'assign')
    texts.push(
      next.isLate
        ? {text: t(`board.clockLate.${next.clock}`, {age: age(wall - next.dueAt)}), isLate: true}
        : {text: t(`board.clock.${next.clock}`, {left: countdown(next.dueAt - wall)}), isLate: false},
    )
  const report = reportClock(incident)
  if (report !== undefined)
    texts.push(
      report.isLate
        ? {text: t('board.reportLate', {age: age(wall - report.dueAt)}), isLate: true}
        : {text: t('board.report', {left: countdown(report.dueAt - wall)}), isLate: report.isSoon},
    )
  return texts
}
