import {useStore} from 'zustand'
import {designatorOf} from '../../shared/base/id.ts'
import type {DueThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {dueList} from '../state/things.ts'
import {age, countdown} from '../ui/format.ts'
import {Button} from '../ui/Button.tsx'
import {capOf} from '../ui/keymap.ts'
import {Icon} from '../ui/icons.tsx'
import {Id} from '../ui/Id.tsx'
import {KeyCap} from '../ui/KeyCap.tsx'
import {recallOf} from './handoff-acts.ts'
import {QueueFormView} from './QueueForms.tsx'
import {Row} from './Row.tsx'
import {Sending} from './Sending.tsx'
import {useLocked} from './use-locked.ts'
import {useBlocked, useDesk, useFrozen, useNow, useThing, useWorkplace} from './workplace.ts'

/** So many rows are shown while the list is not in use; the count says how many there are. */
const MOST_ROWS = 4

/**
 * What will probably cross a line soon, the soonest first; rows do not move under the hand, and what is no longer due
 * stays until the hand has left. Nothing due: nothing is shown.
 */
export function DueList() {
  const {t} = useWords()
  const {stores} = useWorkplace()
  const due = useStore(stores.things, dueList)
  const isInUse = useDesk(state => state.focus?.list === 'due')
  const {rows: all, waiting, handlers, release} = useLocked('due', due)
  if (all.length === 0) return undefined
  const rows = isInUse ? all : all.slice(0, MOST_ROWS)
  return (
    <div data-list="due" data-testid="due-list" {...handlers}>
      <h3 className="panel-sub">
        {t('queue.due', {count: due.length})}
        <span className="hint">
          <KeyCap>{capOf('go-due')}</KeyCap>
        </span>
      </h3>
      {waiting > 0 ? (
        <Button tone="quiet" testId="due-waiting" onPress={release}>
          {t('queue.dueWaiting', {count: waiting})}
        </Button>
      ) : undefined}
      <ul className="rows">
        {rows.map(row => (
          <DueRow key={row.id} due={row} />
        ))}
      </ul>
      {rows.length < all.length ? (
        <p className="empty">{t('queue.moreDue', {count: all.length - rows.length})}</p>
      ) : undefined}
    </div>
  )
}

function DueRow({due}: {due: DueThing}) {
  const {t} = useWords()
  const isOver = useThing('due', due.id) === undefined
  const {stores, open, nation} = useWorkplace()
  const {wall} = useNow()
  const isFrozen = useFrozen()
  const isFocused = useDesk(state => state.focus?.list === 'due' && state.focus.id === due.id)
  const form = useDesk(state => (state.form?.type === 'due' && state.form.due === due.id ? state.form : undefined))
  const label = dueLabel(due, stores.tracks.nameOf(due.track)?.label)
  const percent = Math.round(due.probability * 100)
  const leftMs = due.crossingAt - wall
  return (
    <Row
      list="due"
      id={due.id}
      testId={`due-${due.id}`}
      className={isOver ? 'due over' : `due stage-${due.stage} ${due.status}`}
      label={
        isOver
          ? `${label}, ${t('queue.noLongerDue')}`
          : t('queue.dueSpoken', {label, to: due.to, percent, status: t(`queue.status.${due.status}`)})
      }
      onOpen={() => open({type: 'track', id: due.track})}
    >
      <div className="line" data-status={due.status} data-to={due.to}>
        <Icon name="cross" />
        <span className="title">
          <Id>{label === '' ? t(`kind.${due.object}`) : label}</Id>
        </span>
        <Id>{`→ ${due.to}`}</Id>
        <span className="odds">{isOver || due.status === 'turned-back' ? '' : `${percent} %`}</span>
        <time className="countdown">{isOver || isFrozen || due.status === 'turned-back' ? '' : countdown(leftMs)}</time>
      </div>
      {isOver ? (
        <p className="state" data-testid="due-state">
          {t('queue.noLongerDue')}
        </p>
      ) : due.status === 'proposed' && !isFocused ? undefined : (
        <p className="state" data-testid="due-state">
          {due.status === 'due'
            ? t('queue.dueLine', {line: t(`queue.line.${due.line.kind}`), to: due.to, spread: age(due.spreadMs)})
            : t(`queue.status.${due.status}`)}
          {due.shortNotice && due.status === 'due' ? (
            <span className="mark warning">{t('queue.badge.shortNotice')}</span>
          ) : undefined}
          <Sending of={command => isAbout(command, due)} />
        </p>
      )}
      {isFocused && !isOver && due.others.length > 0 ? (
        <p className="about">
          {t('queue.orElse', {
            list: due.others.map(each => `${each.to} ${Math.round(each.probability * 100)} %`).join(', '),
          })}
        </p>
      ) : undefined}
      {form !== undefined ? (
        <QueueFormView form={form} />
      ) : isFocused && !isOver ? (
        <DueButtons due={due} nation={nation} />
      ) : undefined}
    </Row>
  )
}

function DueButtons({due, nation}: {due: DueThing; nation: string}) {
  const {t} = useWords()
  const {act, send} = useWorkplace()
  const blocked = useBlocked()
  const handoff = useThing('handoff', due.handoff)
  const because = blocked === undefined ? undefined : t(blocked)
  const recall = handoff === undefined || due.status !== 'turned-back' ? undefined : recallOf(handoff, handoff.from)
  return (
    <div className="buttons">
      {due.status === 'due' || due.status === 'notified' ? (
        <Button
          tone="primary"
          cap={capOf('handoff')}
          testId="due-open"
          disabledBecause={because}
          onPress={() => act('handoff')}
        >
          {t(due.status === 'due' ? 'queue.act.draft' : 'queue.act.propose')}…
        </Button>
      ) : undefined}
      {recall === undefined || handoff?.from !== nation ? undefined : (
        <Button cap={capOf('recall')} testId="due-recall" disabledBecause={because} onPress={() => send(recall)}>
          {t('action.recall')}
        </Button>
      )}
    </div>
  )
}

/** What it is called: the contact's designator, else its name on the map. */
export function dueLabel({contact}: DueThing, name: string | undefined): string {
  return contact === undefined ? (name ?? '') : designatorOf(contact)
}

function isAbout(command: object, due: DueThing): boolean {
  if (!('subject' in command)) return false
  const {subject} = command as {subject: {track?: number; contact?: string}}
  return subject.track === due.track || (subject.contact !== undefined && subject.contact === due.contact)
}
