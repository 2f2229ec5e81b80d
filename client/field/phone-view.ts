import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Link} from '../link/link.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {openTasks} from '../state/things.ts'
import {boxWithin} from './box-around.ts'

const LOOK_MS = 1_000
/** Close enough that the node sends each track by itself. */
const ZOOM = 11
/** What is farther off is asked for with the map only, nautical miles. */
const NEAR_NM = 10

/**
 * What the phone asks the node for while its map is not on screen: the objects of its tasks and itself, and as view what
 * is within ten nautical miles. What has been taken in counts as drawn, because nothing else shows it. The map
 * asks for itself; when it closes, the phone's own wish is said again, because the map's stands until then.
 */
export function keepPhoneView(options: {
  stores: Stores
  link: Pick<Link, 'focus' | 'drawn'>
  who: SignedIn
  clock: Clock
  isMapShown: () => boolean
}): Stop {
  const {stores, link, who, clock, isMapShown} = options
  let focused: string | undefined
  function look(): void {
    if (isMapShown()) {
      focused = undefined
      return
    }
    const things = stores.things.getState()
    const tasks = openTasks(things)
    const me = things.unit.get(who.unit ?? '')
    const tracks = [...tasks.map(task => task.track), me?.track].filter(track => track !== undefined)
    if (tracks.join() !== focused) link.focus(new Set(tracks))
    focused = tracks.join()
    link.drawn()
    const place = me?.place ?? tasks[0]?.place
    if (place !== undefined) stores.view.setState({bounds: {...boxWithin(place, NEAR_NM), zoom: ZOOM}})
  }
  return clock.every(LOOK_MS, look)
}
