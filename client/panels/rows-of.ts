import {unreachable} from '../../shared/base/assert.ts'
import {serverNow} from '../state/link-status.ts'
import {allHandoffs, dueList, notices, openAlerts, openIncidents, units} from '../state/things.ts'
import {cardsOf, postsOf} from './board/board-things.ts'
import type {DeskStore, ListName} from './desk.ts'
import {byConvoy, handoffRows} from './handoff-rows.ts'
import {pointOutsInSight} from './point-outs.ts'
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
      return [...byConvoy(incoming), ...byConvoy(outgoing)].flatMap(({members}) => members.map(row => row.handoff))
    }
    case 'point-outs':
      return pointOutsInSight(things['point-out'].values(), {
        now: serverNow(stores.link.getState(), clock),
        noticed: stores.view.getState().noticed,
      })
    case 'due':
      return lockedRows('due', desk) ?? dueList(things)
    case 'alerts':
      return lockedRows('alerts', desk) ?? openAlerts(things)
    case 'incidents':
      return desk.getState().screen === 'board' ? cardsOf(things).map(({incident}) => incident) : openIncidents(things)
    case 'units':
      return units(things)
    case 'crossings':
      return notices(things)
    case 'posts': {
      const {session} = stores.session.getState()
      return session.status === 'open' ? postsOf(session.hello, things) : []
    }
    default:
      return unreachable(list)
  }
}

function lockedRows(list: ListName, desk: DeskStore): readonly {readonly id: string}[] | undefined {
  return desk.getState().locked[list]?.map(id => ({id}))
}
