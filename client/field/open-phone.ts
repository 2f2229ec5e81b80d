import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Random} from '../../shared/base/random.ts'
import type {Link} from '../link/link.ts'
import {pictureNow, serverNow} from '../state/link-status.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {startTicker} from '../ui/ticker.ts'
import type {Speaker} from '../ui/sounds.ts'
import {keepLastKnown, restoredThings} from './last-known.ts'
import {Outbox} from './outbox.ts'
import {createPhoneState, type Phone} from './phone.ts'
import type {PhoneShelf} from './phone-shelf.ts'
import {keepPhoneView} from './phone-view.ts'
import {receiveTasks} from './receive-tasks.ts'

/** Sets up everything that a signed-in phone needs besides its screens, and gives it and how to leave it. */
export function openPhone(options: {
  stores: Stores
  link: Link
  who: SignedIn
  clock: Clock
  random: Random
  speaker: Speaker
  shelf: PhoneShelf
  signOut: () => void
}): {phone: Phone; close: Stop} {
  const {stores, link, who, clock, random, speaker, shelf, signOut} = options
  const outbox = new Outbox({shelf, link, linkStatus: stores.link, clock, random})
  const state = createPhoneState(isDaylight(clock.wall()) ? 'sun' : 'night')
  const {now, stop: stopTicker} = startTicker(clock, () => ({
    wall: serverNow(stores.link.getState(), clock),
    picture: pictureNow(stores.link.getState(), clock),
  }))
  void restore({stores, shelf, state, outbox})
  const stops = [
    stopTicker,
    () => outbox.stop(),
    keepLastKnown({stores, who, clock, keep: last => shelf.keep(last)}),
    keepPhoneView({stores, link, who, clock, isMapShown: () => state.getState().tab === 'map'}),
    receiveTasks({things: stores.things, outbox, announce: () => announce(speaker)}),
  ]
  return {
    phone: {stores, link, who, clock, outbox, state, now, speaker, signOut},
    close() {
      for (const stop of stops) stop()
    },
  }
}

/** What the phone knew when it was last open, and what it has not sent yet. */
async function restore(options: {
  stores: Stores
  shelf: PhoneShelf
  state: Phone['state']
  outbox: Outbox
}): Promise<void> {
  const {stores, shelf, state, outbox} = options
  const last = await shelf.lastKnown()
  if (last !== undefined) {
    stores.things.setState(things => restoredThings(things, last), true)
    state.setState({kept: last.tracks})
  }
  await outbox.restore()
}

function announce(speaker: Speaker): void {
  speaker.play('handoff')
  navigator.vibrate?.([300, 150, 300])
}

/** By the hour where the phone is: light from seven to seven. One tap changes it. */
function isDaylight(wall: number): boolean {
  const hour = new Date(wall).getHours()
  return hour >= 7 && hour < 19
}
