import {useStore} from 'zustand'
import type {IncidentThing, TaskThing} from '../../../shared/protocol/things.ts'
import {say, useWords} from '../../locales/catalogue.ts'
import {isNotAcknowledged} from '../../state/things.ts'
import {isOver} from '../../../shared/operations/task.ts'
import {Button} from '../../ui/Button.tsx'
import {age} from '../../ui/format.ts'
import {useBlocked, useNow, useThing, useWorkplace} from '../workplace.ts'

/** Who has been sent, and how far each has come. */
export function TaskLines({incident}: {incident: IncidentThing}) {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const tasks = useStore(stores.things, state => state.task)
  const sent = incident.tasks.flatMap(id => tasks.get(id) ?? [])
  return (
    <section className="part" aria-label={t('incidents.tasks')}>
      <h3>{t('incidents.tasks')}</h3>
      {sent.length === 0 ? <p className="quiet">{t('incidents.noTasks')}</p> : undefined}
      <ul className="evidence">
        {sent.map(task => (
          <TaskLine key={task.id} task={task} />
        ))}
      </ul>
    </section>
  )
}

function TaskLine({task}: {task: TaskThing}) {
  const {t} = useWords()
  const {send} = useWorkplace()
  const {wall} = useNow()
  const blocked = useBlocked()
  const unit = useThing('unit', task.unit)
  const isUnanswered = isNotAcknowledged(task, wall)
  return (
    <li className={isUnanswered ? 'unanswered' : ''} data-testid={`task-${task.id}`} data-status={task.status}>
      {unit?.name ?? task.unit} · {t(`task.type.${task.type}`)} · {t(`task.status.${task.status}`)}
      {task.reason === undefined ? '' : ` (${say(t, `cannot.${task.reason.code}`)})`} ·{' '}
      {age(wall - (task.steps.at(-1)?.at ?? task.sentAt))}
      {isUnanswered ? ` · ${t('incidents.notAnswered')}` : ''}
      {isOver(task) ? undefined : (
        <Button
          tone="quiet"
          disabledBecause={blocked === undefined ? undefined : t(blocked)}
          onPress={() => send({type: 'task.cancel', task: task.id})}
        >
          {t('action.cancelTask')}
        </Button>
      )}
    </li>
  )
}
