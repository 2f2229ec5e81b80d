import {isUnacknowledged} from '../state/things.ts'
import type {AlertThing} from '../../shared/protocol/things.ts'

const WINDOW_MS = 10 * 60_000
const FLOOD_BEGINS = 10
const FLOOD_ENDS = 5

export type AlertCounts = {
  /** Open alerts by priority. */
  readonly 1: number
  readonly 2: number
  readonly 3: number
  /** Unacknowledged by priority: what flashes. */
  readonly unacknowledged: {readonly 1: number; readonly 2: number; readonly 3: number}
}

/** The counts of header and queue: the same list, so the same numbers. */
export function alertCounts(open: readonly AlertThing[]): AlertCounts {
  const all = {1: 0, 2: 0, 3: 0}
  const unacknowledged = {1: 0, 2: 0, 3: 0}
  for (const alert of open) {
    if (alert.priority === 4) continue
    all[alert.priority]++
    if (isUnacknowledged(alert)) unacknowledged[alert.priority]++
  }
  return {...all, unacknowledged}
}

/** Alerts of priority 1 to 3 raised within the last ten minutes: the operator's load. */
export function alertRate(alerts: Iterable<AlertThing>, now: number): number {
  let count = 0
  for (const alert of alerts) if (alert.priority !== 4 && now - alert.raisedAt <= WINDOW_MS) count++
  return count
}

/** A flood begins above ten in ten minutes and ends below five (ISA-18.2). */
export function isFlood(was: boolean, rate: number): boolean {
  return was ? rate >= FLOOD_ENDS : rate > FLOOD_BEGINS
}

/** Alert that `Space` acknowledges: the focused one if it wants it, else the first of the queue that does. */
export function acknowledgeTarget(order: readonly AlertThing[], focusedId: string | undefined): AlertThing | undefined {
  const focused = order.find(alert => alert.id === focusedId)
  if (focused !== undefined && isUnacknowledged(focused)) return focused
  return order.find(isUnacknowledged)
}

/** Where the focus goes after an acknowledgement: the next that is not acknowledged. */
export function nextUnacknowledged(order: readonly AlertThing[], afterId: string): AlertThing | undefined {
  const from = order.findIndex(alert => alert.id === afterId)
  const rest = [...order.slice(from + 1), ...order.slice(0, Math.max(0, from))]
  return rest.find(alert => isUnacknowledged(alert) && alert.id !== afterId)
}
