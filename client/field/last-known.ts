import type {Clock, Stop} from '../../shared/base/clock.ts'
import {pictureNow} from '../state/link-status.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {allTasks, openHandoffs, type ThingsState, units, withThings} from '../state/things.ts'
import type {Thing} from '../../shared/protocol/things.ts'
import {readTrack, type TrackReading} from '../panels/track-reading.ts'

/** What a phone shows when it has no link: the last it knew, each with its time. */
export type LastKnown = {
  readonly who: SignedIn
  readonly things: readonly Thing[]
  /** Node's time less this phone's, as last measured: presses of a phone opened without a link have the right time, ms. */
  readonly clockOffsetMs: number
  readonly tracks: readonly {readonly id: number; readonly reading: TrackReading}[]
}

const KEEP_MS = 3_000
const MOST_TASKS = 20

/** Everything worth keeping of the present. */
export function lastKnownOf(stores: Stores, who: SignedIn, clock: Clock): LastKnown {
  const things = stores.things.getState()
  const tasks = allTasks(things).slice(0, MOST_TASKS)
  const now = pictureNow(stores.link.getState(), clock)
  const tracks = tasks.flatMap(({track}) => {
    const reading = track === undefined ? undefined : readTrack(stores.tracks, track, now)
    return track === undefined || reading === undefined ? [] : [{id: track, reading}]
  })
  return {
    clockOffsetMs: stores.link.getState().clockOffsetMs,
    who,
    things: [...tasks, ...units(things), ...openHandoffs(things)],
    tracks,
  }
}

/** The things of an earlier run, until the node's own come; those replace them all. */
export function restoredThings(state: ThingsState, last: LastKnown): ThingsState {
  if (state.complete) return state
  return {...withThings(state, {snapshot: true, upserts: [...last.things], removed: []}), complete: false}
}

/** Writes down what is known, every few seconds, while it comes from the node. */
export function keepLastKnown(options: {
  stores: Stores
  who: SignedIn
  clock: Clock
  keep: (last: LastKnown) => Promise<void>
}): Stop {
  const {stores, who, clock, keep} = options
  return clock.every(KEEP_MS, () => {
    if (stores.link.getState().status !== 'live' || !stores.things.getState().complete) return
    void keep(lastKnownOf(stores, who, clock))
  })
}
