import {isOpenHandoff, openAlerts, openHandoffs, type ThingsState} from '../state/things.ts'

/** What has happened while a window heard nothing. */
export type Changes = {readonly alerts: number; readonly handoffs: number; readonly ended: number}

/** Alerts and handoffs that are new, and handoffs that have ended, between two states. */
export function changesBetween(before: ThingsState, after: ThingsState): Changes {
  return {
    alerts: openAlerts(after).filter(alert => !before.alert.has(alert.id)).length,
    handoffs: openHandoffs(after).filter(handoff => !before.handoff.has(handoff.id)).length,
    ended: openHandoffs(before).filter(handoff => {
      const now = after.handoff.get(handoff.id)
      return now === undefined || !isOpenHandoff(now)
    }).length,
  }
}
