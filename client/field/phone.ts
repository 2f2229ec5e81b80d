import {createContext, useContext} from 'react'
import {useStore} from 'zustand'
import {createStore, type StoreApi} from 'zustand/vanilla'
import {must} from '../../shared/base/assert.ts'
import type {Clock} from '../../shared/base/clock.ts'
import type {TaskId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {UnitThing} from '../../shared/protocol/things.ts'
import type {Link} from '../link/link.ts'
import {readTrack, type TrackReading} from '../panels/track-reading.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import type {Speaker} from '../ui/sounds.ts'
import type {Now, NowStore} from '../ui/ticker.ts'
import type {Random} from '../../shared/base/random.ts'
import type {AreaMap} from './area-map.ts'
import {isOnDuty} from './duty.ts'
import type {FileEntry, FileQueue} from './file-queue.ts'
import type {Here} from './keep-fix.ts'
import type {LastKnown} from './last-known.ts'
import type {Outbox, OutboxEntry} from './outbox.ts'

/** A place of the phone's own receiver counts for so long, ms. */
const HERE_FRESH_MS = 120_000

export const PHONE_TABS = ['task', 'map', 'report', 'sos'] as const
export type PhoneTab = (typeof PHONE_TABS)[number]

export type PhoneState = {
  readonly tab: PhoneTab
  readonly palette: 'sun' | 'night'
  /** Somebody has chosen it: the hour changes it no more. */
  readonly isPaletteChosen: boolean
  /** Where the phone is by its own receiver. */
  readonly here: Here | undefined
  /** How much of the area's map is on the phone; undefined before it has been looked at. */
  readonly area: AreaMap | undefined
  /** A person wants the rest of the map although the line is narrow. */
  readonly isMapWanted: boolean
  readonly isSettingUp: boolean
  readonly isGloved: boolean
  /** Asking why a task cannot be done. */
  readonly refusing: TaskId | undefined
  /** Tracks as they were when the page was last open. */
  readonly kept: LastKnown['tracks']
}

/** Everything that a phone's screen needs. */
export type Phone = {
  readonly stores: Stores
  readonly link: Link
  readonly who: SignedIn
  readonly clock: Clock
  readonly outbox: Outbox
  readonly files: FileQueue
  readonly random: Random
  readonly state: StoreApi<PhoneState>
  readonly now: NowStore
  readonly speaker: Speaker
  readonly signOut: () => void
}

export const PhoneContext = createContext<Phone | undefined>(undefined)

export function createPhoneState(palette: PhoneState['palette']): StoreApi<PhoneState> {
  return createStore<PhoneState>(() => ({
    ...{tab: 'task', palette, isPaletteChosen: false, isGloved: false, refusing: undefined, kept: []},
    ...{here: undefined, area: undefined, isMapWanted: false, isSettingUp: false},
  }))
}

export function usePhone(): Phone {
  return must(useContext(PhoneContext), 'a phone around the screen')
}

export function usePhoneState<T>(select: (state: PhoneState) => T): T {
  return useStore(usePhone().state, select)
}

export function usePhoneNow(): Now {
  return useStore(usePhone().now)
}

export function useOutbox(): readonly OutboxEntry[] {
  return useStore(usePhone().outbox.entries)
}

export function useFiles(): readonly FileEntry[] {
  return useStore(usePhone().files.entries)
}

/** Whether the unit is on duty: off duty nothing rings. */
export function useOnDuty(): boolean {
  return isOnDuty(useMe(), useOutbox())
}

/** Where the unit is: by the phone's own receiver while that is fresh, else as the post last knew it. */
export function useMyPlace(): Position | undefined {
  const here = usePhoneState(state => state.here)
  const {clock} = usePhone()
  usePhoneNow()
  const known = useMe()?.place
  return here !== undefined && clock.wall() - here.at < HERE_FRESH_MS ? {lon: here.lon, lat: here.lat} : (known ?? here)
}

/** The unit that this phone is. */
export function useMe(): UnitThing | undefined {
  const {stores, who} = usePhone()
  return useStore(stores.things, state => state.unit.get(who.unit ?? ''))
}

/** A track as the picture has it, else as it was last known; with its age at this moment, ms. */
export function useReading(track: number | undefined): (TrackReading & {readonly isLive: boolean}) | undefined {
  const {stores} = usePhone()
  const {picture, wall} = usePhoneNow()
  const status = useStore(stores.link, state => state.status)
  const kept = usePhoneState(state => state.kept)
  if (track === undefined) return undefined
  const now = Number.isFinite(picture) ? picture : wall
  const live = readTrack(stores.tracks, track as never, now)
  if (live !== undefined) return {...live, isLive: status === 'live' && live.freshness === 'live'}
  const last = kept.find(one => one.id === track)?.reading
  return last === undefined ? undefined : {...last, ageMs: now - last.at, isLive: false}
}
