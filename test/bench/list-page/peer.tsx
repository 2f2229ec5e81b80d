import {memo} from 'react'
import {useStore} from 'zustand'
import type {ThingsStore} from '../../../client/state/things.ts'
import type {AlertThing} from '../../../shared/protocol/things.ts'

/** A list as one writes it first: all of it sorted by comparison at each change, a memoised row for each. */
export function PlainList({things}: {things: ThingsStore}) {
  const alerts = useStore(things, state => state.alert)
  const sorted = [...alerts.values()].sort(
    (a, b) =>
      Number(a.status !== 'UNACK') - Number(b.status !== 'UNACK') || a.priority - b.priority || a.raisedAt - b.raisedAt,
  )
  return (
    <ul className="rows" style={{overflow: 'auto'}}>
      {sorted.map(alert => (
        <PlainRow key={alert.id} alert={alert} />
      ))}
    </ul>
  )
}

const PlainRow = memo(({alert}: {alert: AlertThing}) => (
  <li className="row alert">
    <div className="line">
      <span>{alert.priority}</span>
      <span className="title">{alert.rule}</span>
      <span>{alert.subjects.join(' + ')}</span>
      <span className="count">×{alert.count}</span>
    </div>
  </li>
))
PlainRow.displayName = 'PlainRow'
