import type {AlertThing} from '../../shared/protocol/things.ts'
import {byKey} from './packed-order.ts'

/** Alerts one by one, each with those by which partners tell of the same situation. */
export type Situations = {
  readonly leading: readonly AlertThing[]
  /** By id of the leading alert. */
  readonly told: ReadonlyMap<string, readonly AlertThing[]>
}

/**
 * One situation is one row, however many nations tell of it: alerts of the same rule about the same track stand under the
 * own nation's alert, else under the oldest. Nothing is lost: who else tells of it is said, and acknowledged with it.
 */
export function situationsOf(alerts: Iterable<AlertThing>): Situations {
  const leading: AlertThing[] = []
  const told = new Map<string, AlertThing[]>()
  const byTrack = new Map<string, AlertThing>()
  for (const alert of byKey([...alerts], alert => (isCopy(alert) ? 2 ** 42 : 0) + alert.raisedAt)) {
    const keys = alert.tracks.map(track => `${alert.rule} ${track}`)
    const leader = keys.map(key => byTrack.get(key)).find(one => one !== undefined)
    if (leader !== undefined && isCopy(alert)) told.set(leader.id, [...(told.get(leader.id) ?? []), alert])
    else leading.push(alert)
    for (const key of keys) if (!byTrack.has(key)) byTrack.set(key, leader ?? alert)
  }
  return {leading, told}
}

function isCopy(alert: AlertThing): boolean {
  return alert.basis !== undefined
}
