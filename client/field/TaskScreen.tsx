import {useEffect, useState} from 'react'
import {useStore} from 'zustand'
import type {TaskThing} from '../../shared/protocol/things.ts'
import {say, useWords} from '../locales/catalogue.ts'
import {doerText} from '../panels/doer.ts'
import {serverNow} from '../state/link-status.ts'
import {allTasks, isNotAcknowledged} from '../state/things.ts'
import {clockUtc, countdown} from '../ui/format.ts'
import {Icon} from '../ui/icons.tsx'
import {CannotTiles} from './CannotTiles.tsx'
import {OutboxList} from './OutboxList.tsx'
import {PhotoButton} from './PhotoButton.tsx'
import {TrackLines} from './TrackLines.tsx'
import {keptFile} from './take-file.ts'
import {currentTask, isPressed, statusWithWaiting, stepCommand, stepOf} from './task-life.ts'
import {useMyPlace, useOutbox, usePhone, usePhoneNow, usePhoneState} from './phone.ts'

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
      <TaskLife status={status} />
      {isNotAcknowledged(task, wall) && status === task.status ? (
        <p className="phone-unread" role="alert" data-testid="task-unread">
          {t('phone.notAnswered')}
        </p>
      ) : undefined}
      {task.reason === undefined ? undefined : <p className="phone-old">{say(t, `cannot.${task.reason.code}`)}</p>}
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

/** How far it is: five steps, those behind it filled, the word beside them. */
function TaskLife({status}: {status: TaskThing['status']}) {
  const {t} = useWords()
  const at = LIFE.indexOf(status)
  return (
    <div className="phone-life">
      <b data-testid="task-status">{t(`task.status.${status}`)}</b>
      {at < 0 && !isNew(status) ? undefined : (
        <ol aria-hidden>
          {LIFE.map((one, index) => (
            <li key={one} className={index < at ? 'past' : index === at ? 'now' : ''} />
          ))}
        </ol>
      )}
    </div>
  )
}

const LIFE: readonly TaskThing['status'][] = ['WILCO', 'EN_ROUTE', 'ON_SCENE', 'EXECUTING', 'COMPLETE']

function TaskButtons({task}: {task: TaskThing}) {
  const {t} = useWords()
  const {outbox, state} = usePhone()
  const isGloved = usePhoneState(phone => phone.isGloved)
  const [isMore, setMore] = useState(false)
  const step = stepOf(task, useOutbox())
  const isOff = step === 'STOOD_DOWN'
  return (
    <div className="phone-buttons">
      {isGloved && !isMore && !isOff ? (
        <button type="button" className="phone-button" data-testid="more" onClick={() => setMore(true)}>
          {t('phone.more')}
        </button>
      ) : (
        <div className={isOff ? 'phone-seconds one' : 'phone-seconds three plain'}>
          {isOff ? undefined : (
            <button
              type="button"
              className="phone-button"
              data-testid="cannot"
              onClick={() => state.setState({refusing: task.id})}
            >
              {t('phone.cannot')}
            </button>
          )}
          {isOff ? undefined : <TaskPhoto task={task} />}
          <button
            type="button"
            className="phone-button"
            data-testid="on-map"
            onClick={() => state.setState({tab: 'map'})}
          >
            {t('phone.onMap')}
          </button>
          {isGloved && isMore ? (
            <button type="button" className="phone-button" onClick={() => setMore(false)}>
              {t('phone.back')}
            </button>
          ) : undefined}
        </div>
      )}
      {step === undefined || (isGloved && isMore) ? undefined : (
        <button
          type="button"
          className="phone-button main"
          data-testid="main-button"
          data-step={step}
          onClick={() =>
            void outbox.press(stepCommand(task, step), {canUndo: step !== 'WILCO' && step !== 'STOOD_DOWN'})
          }
        >
          {t(`phone.next.${step}`)}
        </button>
      )}
    </div>
  )
}

/** A photo that belongs to the task, and with it to its incident. */
function TaskPhoto({task}: {task: TaskThing}) {
  const {files, random, stores, clock} = usePhone()
  const place = useMyPlace()
  return (
    <PhotoButton
      id="task"
      onPhoto={content => {
        const pressedAt = serverNow(stores.link.getState(), clock)
        void keptFile({content, media: 'photo', attached: {kind: 'task', id: task.id}, pressedAt, place, random}).then(
          file => files.add(file),
        )
      }}
    />
  )
}

function isNew(status: TaskThing['status']): boolean {
  return status === 'SENT' || status === 'DELIVERED' || status === 'RECEIVED'
}

function isUnread(task: TaskThing): boolean {
  return task.status === 'SENT' || task.status === 'DELIVERED'
}
