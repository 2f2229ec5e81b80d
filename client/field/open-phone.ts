import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Random} from '../../shared/base/random.ts'
import type {Link} from '../link/link.ts'
import {pictureNow, serverNow} from '../state/link-status.ts'
import {helloOf, type SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {openTasks} from '../state/things.ts'
import {startTicker} from '../ui/ticker.ts'
import type {Sound, Speaker} from '../ui/sounds.ts'
import {loadArea} from './area-map.ts'
import {isOnDuty} from './duty.ts'
import {FileQueue, type FileTransfer} from './file-queue.ts'
import {isHeard} from './is-heard.ts'
import {keepAwake} from './keep-awake.ts'
import {keepFix} from './keep-fix.ts'
import {keepLastKnown, restoredThings} from './last-known.ts'
import {Outbox} from './outbox.ts'
import {createPhoneState, type Phone} from './phone.ts'
import type {PhoneShelf} from './phone-shelf.ts'
import {keepPhoneView} from './phone-view.ts'
import {receiveTasks, type Ringing} from './receive-tasks.ts'

/** How often it is looked at whether more of the area's map can be fetched, and whether it is day or night, ms. */
const LOOK_MS = 20_000

/** Sets up everything that a signed-in phone needs besides its screens, and gives it and how to leave it. */
export function openPhone(options: {
  stores: Stores
  link: Link
  who: SignedIn
  clock: Clock
  random: Random
  speaker: Speaker
  shelf: PhoneShelf
  transfer: FileTransfer
  signOut: () => void
}): {phone: Phone; close: Stop} {
  const {stores, link, who, clock, random, speaker, shelf, transfer, signOut} = options
  const outbox = new Outbox({shelf, link, linkStatus: stores.link, clock, random})
  const files = new FileQueue({
    ...{shelf, transfer, linkStatus: stores.link, clock},
    isTextWaiting: () => outbox.isTextWaiting,
    onTextSent: listener => outbox.entries.subscribe(listener),
  })
  const state = createPhoneState(lightAt(clock.wall()))
  const {now, stop: stopTicker} = startTicker(clock, () => ({
    wall: serverNow(stores.link.getState(), clock),
    picture: pictureNow(stores.link.getState(), clock),
  }))
  const onDuty = () => isOnDuty(stores.things.getState().unit.get(who.unit ?? ''), outbox.entries.getState())
  void restore({stores, shelf, state, outbox, files})
  const stops = [
    stopTicker,
    () => outbox.stop(),
    () => files.stop(),
    keepLastKnown({stores, who, clock, keep: last => shelf.keep(last)}),
    keepPhoneView({stores, link, who, clock, isMapShown: () => state.getState().tab === 'map'}),
    receiveTasks({
      ...{things: stores.things, unit: who.unit, outbox, mayRing: onDuty},
      ring: what => ring(speaker, what),
    }),
    keepFix({
      ...{geolocation: navigator.geolocation, linkStatus: stores.link, clock, isOnDuty: onDuty},
      tell: fix => link.fix(fix),
      show: here => state.setState({here}),
    }),
    keepAwake({
      screen: 'wakeLock' in navigator ? navigator.wakeLock : undefined,
      isWanted: () => onDuty() && openTasks(stores.things.getState()).length > 0,
      isVisible: () => document.visibilityState === 'visible',
      onChange(look) {
        document.addEventListener('visibilitychange', look)
        const stop = stores.things.subscribe(look)
        return () => {
          document.removeEventListener('visibilitychange', look)
          stop()
        }
      },
    }),
    keepAreaMap({stores, state, clock}),
    clock.every(LOOK_MS, () => {
      if (!state.getState().isPaletteChosen) state.setState({palette: lightAt(clock.wall())})
    }),
  ]
  return {
    phone: {stores, link, who, clock, random, outbox, files, state, now, speaker, signOut},
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
  files: FileQueue
}): Promise<void> {
  const {stores, shelf, state, outbox, files} = options
  const last = await shelf.lastKnown()
  if (last !== undefined) {
    stores.things.setState(things => restoredThings(things, last), true)
    state.setState({kept: last.tracks})
    // Until the node is heard the clock is as wrong as it last was, which is better than as wrong as it may be.
    if (stores.link.getState().status === 'connecting') stores.link.setState({clockOffsetMs: last.clockOffsetMs ?? 0})
  }
  await outbox.restore()
  await files.restore()
}

/** Fetches the map of the own base's area by itself where the line is good; on a narrow one a person has to want it. */
function keepAreaMap({stores, state, clock}: {stores: Stores; state: Phone['state']; clock: Clock}): Stop {
  if (typeof caches === 'undefined') return () => undefined
  let isLoading = false
  let isOver = false
  const mayUse = () => stores.link.getState().pace?.quality === 'good' || state.getState().isMapWanted
  const look = () => {
    const box = helloOf(stores.session.getState())?.home
    const {area} = state.getState()
    if (box === undefined || isLoading || (area !== undefined && area.kept === area.of)) return
    isLoading = true
    void loadArea({
      ...{box, caches, fetch: (path: string) => fetch(path)},
      mayLoad: () => !isOver && isHeard(stores.link.getState().status) && mayUse(),
      told: map => state.setState({area: map}),
    })
      .catch(() => undefined) // the link has gone, or the disk is full: looked at again, and the screen says how much is there
      .finally(() => (isLoading = false))
  }
  const stop = clock.every(LOOK_MS, look)
  const stopHearing = stores.link.subscribe((now, before) => {
    if (now.pace?.quality === 'good' && before.pace?.quality !== 'good') look()
  })
  const stopWanting = state.subscribe((now, before) => {
    if (now.isMapWanted && !before.isMapWanted) look()
  })
  return () => {
    isOver = true
    stop()
    stopWanting()
    stopHearing()
  }
}

const RINGS: Readonly<Record<Ringing, {readonly sound: Sound; readonly pattern: readonly number[]}>> = {
  task: {sound: 'handoff', pattern: [300, 150, 300]},
  'called-off': {sound: 'refused', pattern: [700]},
  safety: {sound: 'warning', pattern: [150, 100, 150, 100, 150, 100, 150]},
}

function ring(speaker: Speaker, what: Ringing): void {
  speaker.play(RINGS[what].sound)
  navigator.vibrate?.([...RINGS[what].pattern])
}

/** By the hour where the phone is: light from seven to seven. One tap changes it. */
function lightAt(wall: number): 'sun' | 'night' {
  const hour = new Date(wall).getHours()
  return hour >= 7 && hour < 19 ? 'sun' : 'night'
}
