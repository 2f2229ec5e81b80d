import {useStore} from 'zustand'
import {designatorOf} from '../../shared/base/id.ts'
import type {IncidentThing, TaskThing} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {Button} from '../ui/Button.tsx'
import {age, clockUtc, position} from '../ui/format.ts'
import {capOf} from '../ui/keymap.ts'
import {Id} from '../ui/Id.tsx'
import {doerText} from './doer.ts'
import {evidenceText} from './evidence.ts'
import {Sending} from './Sending.tsx'
import {useBlocked, useNow, useWorkplace} from './workplace.ts'

/** Not answered by the unit for so long, and it is said in the colour of a warning, ms. */
const UNANSWERED_MS = 60_000

/** What an incident is about, who has been sent, what has been done. */
export function IncidentDetail({incident}: {incident: IncidentThing}) {
  const {t, language} = useWords()
  const {open, stores} = useWorkplace()
  const things = useStore(stores.things)
  return (
    <div className="detail" data-testid="incident-detail">
      <p className="facts">
        <span>{t(`category.${incident.category}`)}</span>
        <span>{t('incidents.openedBy', {who: doerText(t, incident.openedBy), at: clockUtc(incident.openedAt)})}</span>
        {incident.place === undefined ? undefined : <Id>{position(incident.place.lon, incident.place.lat)}</Id>}
        {incident.contacts.map(contact => (
          <Button key={contact} tone="quiet" onPress={() => open({type: 'contact', id: contact})}>
            {designatorOf(contact)}
          </Button>
        ))}
      </p>
      <ul className="evidence">
        {incident.tasks.map(id => (
          <TaskLine key={id} task={things.task.get(id)} />
        ))}
      </ul>
      <IncidentButtons incident={incident} />
      <ol className="steps">
        {incident.log.map(entry => (
          <li key={`${entry.at} ${entry.code}`}>
            <time>{clockUtc(entry.at)}</time> {evidenceText(t, language, {code: entry.code, values: entry.values})} ·{' '}
            {doerText(t, entry.by)}
          </li>
        ))}
      </ol>
    </div>
  )
}

function TaskLine({task}: {task: TaskThing | undefined}) {
  const {t} = useWords()
  const {stores, send} = useWorkplace()
  const {wall} = useNow()
  const unit = useStore(stores.things, state => (task === undefined ? undefined : state.unit.get(task.unit)))
  if (task === undefined) return undefined
  const isUnanswered = (task.status === 'SENT' || task.status === 'DELIVERED') && wall - task.sentAt > UNANSWERED_MS
  const isOpen = !ENDED.has(task.status)
  return (
    <li className={isUnanswered ? 'unanswered' : ''} data-testid={`task-${task.id}`} data-status={task.status}>
      {unit?.name ?? task.unit} · {t(`task.type.${task.type}`)} · {t(`task.status.${task.status}`)}
      {task.reason === undefined ? '' : ` (${say(t, `cannot.${task.reason.code}`)})`} ·{' '}
      {age(wall - (task.steps.at(-1)?.at ?? task.sentAt))}
      {isUnanswered ? ` · ${t('incidents.notAnswered')}` : ''}
      {isOpen ? (
        <Button tone="quiet" onPress={() => send({type: 'task.cancel', task: task.id})}>
          {t('action.cancelTask')}
        </Button>
      ) : undefined}
    </li>
  )
}

function IncidentButtons({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {act, send, desk} = useWorkplace()
  const blocked = useBlocked()
  const because = blocked === undefined ? undefined : t(blocked)
  return (
    <div className="buttons">
      <Button tone="primary" cap={capOf('task')} testId="assign" disabledBecause={because} onPress={() => act('task')}>
        {t('action.assign')}
      </Button>
      <Button cap={capOf('note')} disabledBecause={because} onPress={() => act('note')}>
        {t('action.note')}
      </Button>
      <Button cap={capOf('centre')} onPress={() => act('centre')}>
        {t('action.show')}
      </Button>
      {incident.status === 'RESOLVED' ? (
        <Button
          testId="close-incident"
          disabledBecause={because}
          onPress={() => send({type: 'incident.close', incident: incident.id, reason: 'ended'})}
        >
          {t('action.close')}
        </Button>
      ) : (
        <Button
          testId="resolve-incident"
          disabledBecause={because}
          onPress={() => desk.setState({form: {type: 'resolve', incident: incident.id, outcome: ''}})}
        >
          {t('action.resolve')}…
        </Button>
      )}
      <Sending of={command => 'incident' in command && command.incident === incident.id} />
    </div>
  )
}

const ENDED: ReadonlySet<string> = new Set(['COMPLETE', 'CANCELLED', 'CANTCO'])
