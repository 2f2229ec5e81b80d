import {unreachable} from '../../shared/base/assert.ts'
import {serverNow} from '../state/link-status.ts'
import {allHandoffs, notices, openAlerts, openIncidents, units} from '../state/things.ts'
import type {ListName} from './desk.ts'
import {handoffRows} from './handoff-rows.ts'
import type {Workplace} from './workplace.ts'

/** The rows of a list in the order in which they stand. */
export function rowsOf(
  list: ListName,
  {stores, desk, nation, clock}: Pick<Workplace, 'stores' | 'desk' | 'nation' | 'clock'>,
): readonly {readonly id: string}[] {
  const things = stores.things.getState()
  switch (list) {
    case 'handoffs': {
      const now = serverNow(stores.link.getState(), clock)
      const {noticed} = stores.view.getState()
      const {incoming, outgoing} = handoffRows(allHandoffs(things), {nation, now, noticed})
      return [...incoming, ...outgoing].map(row => row.handoff)
    }
    case 'alerts':
      return desk.getState().lockedAlerts?.map(id => ({id})) ?? openAlerts(things)
    case 'incidents':
      return openIncidents(things)
    case 'units':
      return units(things)
    case 'crossings':
      return notices(things)
    default:
      return unreachable(list)
  }
}
