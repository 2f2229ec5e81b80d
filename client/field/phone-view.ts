import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {TrackId} from '../../shared/base/id.ts'
import type {Link} from '../link/link.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {openTasks} from '../state/things.ts'
import {boxAround} from './box-around.ts'

const LOOK_MS = 1_000
/** Close enough that the node sends each track by itself. */
const ZOOM = 11

/**
 * What the phone asks the node for: the object of its task and itself. While its map is not on screen the view is the
 * box around them, and what has been taken in counts as drawn, because nothing else shows it.
 */
export function keepPhoneView(options: {
  stores: Stores
  link: Pick<Link, 'focus' | 'drawn'>
  who: SignedIn
  clock: Clock
  isMapShown: () => boolean
}): Stop {
  const {stores, link, who, clock, isMapShown} = options
  let focused = ''
  function look(): void {
    const things = stores.things.getState()
    const task = openTasks(things)[0]
    const me = things.unit.get(who.unit ?? '')
    const tracks = [task?.track, me?.track].filter((track): track is TrackId => track !== undefined)
    if (tracks.join() !== focused) {
      focused = tracks.join()
      link.focus(new Set(tracks))
    }
    if (isMapShown()) return
    link.drawn()
    const places = [task?.place, me?.place].filter(place => place !== undefined)
    if (places.length > 0) stores.view.setState({bounds: {...boxAround(places), zoom: ZOOM}})
  }
  return clock.every(LOOK_MS, look)
}
