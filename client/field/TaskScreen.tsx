import {useEffect} from 'react'
import {useStore} from 'zustand'
import type {TaskThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {doerText} from '../panels/doer.ts'
import {allTasks} from '../state/things.ts'
import {clockUtc, countdown} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {CannotTiles} from './CannotTiles.tsx'
import {OutboxList} from './OutboxList.tsx'
import {TrackLines} from './TrackLines.tsx'
import {currentTask, isPressed, nextStep, statusWithWaiting, stepCommand} from './task-life.ts'
import {useOutbox, usePhone, usePhoneNow, usePhoneState} from './phone.ts'

/** Looked at for so long, or touched, and a task counts as read, ms. */
const READ_MS = 2_000

/** The task of the moment: what, where, how long, and one big button for what comes next. */
export function TaskScreen() {
  const {t} = useWords()
  const {stores, outbox, clock} = usePhone()
  const entries = useOutbox()
  const tasks = useStore(stores.things, allTasks)
  const task = currentTask(tasks, entries)
  const refusing = usePhoneState(state => state.refusing)
  const unread =
    task !== undefined && isUnread(task) && !isPressed(task, 'task.received', entries) ? task.id : undefined

  useEffect(
    () =>
      unread === undefined
        ? undefined
        : clock.after(READ_MS, () => void outbox.press({type: 'task.received', task: unread})),
    [unread, outbox, clock],
  )

  if (task === undefined)
    return (
      <main className="phone-main">
        <p className="phone-empty" data-testid="no-task">
          {t('phone.noTask')} {t('phone.noTaskHint')}
        </p>
        <OutboxList />
      </main>
    )
  return (
    <>
      <main
        className="phone-main"
        data-testid="phone-task"
        data-task={task.id}
        data-status={task.status}
        onPointerDown={() => {
          if (unread !== undefined) void outbox.press({type: 'task.received', task: unread})
        }}
      >
        <TaskHead task={task} />
        <TrackLines task={task} />
        <p className="phone-from">
          {t('phone.from', {who: doerText(t, task.sentBy), at: clockUtc(task.sentAt)})}
          {task.note === '' ? '' : ` – ${task.note}`}
        </p>
        <OutboxList />
      </main>
      {refusing === task.id ? <CannotTiles task={task} /> : <TaskButtons task={task} />}
    </>
  )
}

function TaskHead({task}: {task: TaskThing}) {
  const {t} = useWords()
  const {stores} = usePhone()
  const {wall} = usePhoneNow()
  const entries = useOutbox()
  const handoff = useStore(stores.things, state => state.handoff.get(task.handoff ?? ''))
  const isLive = useStore(stores.link, state => state.status === 'live')
  const isHandoff = task.type === 'handoff-standby'
  const left = handoff?.deadline === undefined ? undefined : handoff.deadline.at - wall
  const status = statusWithWaiting(task, entries)
  return (
    <>
      <p className={isHandoff ? 'phone-kind handoff' : 'phone-kind'} data-testid="task-kind">
        <Icon name={isHandoff ? 'handoff' : 'task'} />
        {isHandoff ? t('phone.handoff') : t('phone.task', {type: t(`task.type.${task.type}`)})}
      </p>
      <h1 className="phone-id">
        <bdi dir="ltr">{task.title}</bdi>
      </h1>
      <p data-testid="task-status">{t(`task.status.${status}`)}</p>
      {left === undefined || left < 0 ? undefined : (
        <p className={isLive ? 'phone-countdown' : 'phone-countdown unknown'} data-testid="countdown">
          {isLive ? countdown(left) : t('handoff.line.unknown')}
        </p>
      )}
      {handoff === undefined ? undefined : (
        <p>
          {handoff.status === 'COMPLETED'
            ? t('phone.controlled', {nation: handoff.to})
            : t('phone.keeps', {nation: handoff.from})}
        </p>
      )}
    </>
  )
}

function TaskButtons({task}: {task: TaskThing}) {
  const {t} = useWords()
  const {outbox, state} = usePhone()
  const entries = useOutbox()
  const step = nextStep(statusWithWaiting(task, entries))
  return (
    <div className="phone-buttons">
      <div className="phone-seconds">
        <button
          type="button"
          className="phone-button"
          data-testid="cannot"
          onClick={() => state.setState({refusing: task.id})}
        >
          {t('phone.cannot')}
        </button>
        <button
          type="button"
          className="phone-button"
          data-testid="on-map"
          onClick={() => state.setState({tab: 'map'})}
        >
          {t('phone.onMap')}
        </button>
      </div>
      {step === undefined ? undefined : (
        <button
          type="button"
          className="phone-button main"
          data-testid="main-button"
          data-step={step}
          onClick={() => void outbox.press(stepCommand(task, step), {canUndo: step !== 'WILCO'})}
        >
          {t(`phone.next.${step}`)}
        </button>
      )}
    </div>
  )
}

function isUnread(task: TaskThing): boolean {
  return task.status === 'SENT' || task.status === 'DELIVERED'
}
