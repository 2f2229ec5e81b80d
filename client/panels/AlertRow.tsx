import {memo} from 'react'
import {useStore} from 'zustand'
import type {AlertThing} from '../../shared/protocol/things.ts'
import {useWords} from '../locales/catalogue.ts'
import {isUnacknowledged, openSituations} from '../state/things.ts'
import {age} from '../ui/format.ts'
import {PriorityBadge} from '../ui/icons.tsx'
import {Id} from '../ui/Id.tsx'
import {AlertDetail} from './AlertDetail.tsx'
import {Row} from './Row.tsx'
import {Sending} from './Sending.tsx'
import {useDesk, useFrozen, useNow, useWorkplace} from './workplace.ts'

/** One alert in one line; focused, it opens to why, who and what can be done. Drawn anew only when it has changed. */
export const AlertRow = memo(function AlertRow({alert}: {alert: AlertThing}) {
  const {t} = useWords()
  const {stores, open} = useWorkplace()
  const {wall} = useNow()
  const isFrozen = useFrozen()
  const isFocused = useDesk(state => state.focus?.list === 'alerts' && state.focus.id === alert.id)
  const isSelected = useStore(stores.selection, ({selected}) => selected?.type === 'alert' && selected.id === alert.id)
  const unacknowledged = isUnacknowledged(alert)
  const title = t(`finding.${alert.rule}.title`)
  const subject = alert.subjects.join(' + ')
  const hasEnded = alert.status === 'CLEARED_UNACK' || alert.status === 'CLEARED'
  const priority = alert.priority === 4 ? 3 : alert.priority

  return (
    <Row
      list="alerts"
      id={alert.id}
      testId={`alert-${alert.id}`}
      className={`alert p${priority} ${unacknowledged ? 'unacknowledged' : ''}`}
      label={t('alerts.spoken', {
        priority,
        title,
        subject,
        status: t(`status.alert.${alert.status}`),
      })}
      selected={isSelected}
      onOpen={() => open({type: 'alert', id: alert.id})}
    >
      <div className="line" data-status={alert.status}>
        <span className={unacknowledged && !hasEnded && !isFrozen ? 'flash' : ''}>
          <PriorityBadge priority={priority} hollow={hasEnded} label={t(`priority.${priority}`)} />
        </span>
        <span className="title">{title}</span>
        <Id>{subject}</Id>
        <AlsoFrom alert={alert} />
        {alert.count > 1 ? <span className="count">×{alert.count}</span> : undefined}
        <Sending of={command => command.type === 'alert.acknowledge' && command.alert === alert.id} />
        <time className="age">{age(wall - alert.raisedAt)}</time>
      </div>
      {isFocused ? <AlertDetail alert={alert} /> : undefined}
    </Row>
  )
})

/** Which nations tell of it, where it is not the own one alone. */
function AlsoFrom({alert}: {alert: AlertThing}) {
  const {t} = useWords()
  const {stores, nation} = useWorkplace()
  const told = useStore(stores.things, state => openSituations(state).told.get(alert.id)) ?? []
  const nations = [...new Set([alert.origin, ...told.map(one => one.origin)])].filter(one => one !== nation)
  if (nations.length === 0) return undefined
  const list = nations.join(' ')
  return (
    <span className="origin" data-testid="alert-tellers" title={t('alerts.tellers', {nations: list})}>
      {list}
    </span>
  )
}
