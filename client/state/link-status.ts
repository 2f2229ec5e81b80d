import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Clock} from '../../shared/base/clock.ts'
import type {Beat} from '../../shared/protocol/message.ts'

/**
 * `connecting` before the first beat; `live`; `late` 3 s without a beat; `none` 6 s without: the picture is frozen.
 * `returning`: the node is heard again, but its picture has not been drawn yet: still frozen.
 */
export type LinkStatus = 'connecting' | 'live' | 'late' | 'none' | 'returning'

/** Picture time as last told: `at` when the monotonic clock stood at `heardAt`, running at `rate`. */
export type PictureTime = {
  readonly at: number
  readonly heardAt: number
  readonly rate: number
  readonly replay: boolean
}

export type LinkState = {
  readonly status: LinkStatus
  /** ms since the last beat; kept up to date each 250 ms while it is silent, else 0. */
  readonly silentMs: number
  /** Server's wall time minus this window's, ms. */
  readonly clockOffsetMs: number
  readonly picture: PictureTime | undefined
  readonly feeds: Beat['feeds']
  readonly links: Beat['links']
  /** Tracks in the own picture, after the filter for this person. */
  readonly tracks: number
  /** Picture time at which the picture stopped; set while `none` or `returning`. */
  readonly frozenAt: number | undefined
  /** The last absence, for the strip "Back …, away …"; set when the picture is whole again. */
  readonly back: {readonly atWall: number; readonly awayMs: number} | undefined
  /** The window speaks another protocol than the node: the page has to be loaded again. */
  readonly outdated: boolean
  /** On a phone: how the node finds the line, and how often it brings the picture up to date. */
  readonly pace: Beat['pace']
}
export type LinkStore = StoreApi<LinkState>

export function createLinkStore(): LinkStore {
  return createStore<LinkState>(() => ({
    status: 'connecting',
    silentMs: 0,
    clockOffsetMs: 0,
    picture: undefined,
    feeds: [],
    links: [],
    tracks: 0,
    frozenAt: undefined,
    back: undefined,
    outdated: false,
    pace: undefined,
  }))
}

/** Whether the screen must not be taken for live: hatched, its buttons disabled. */
export function isFrozen(state: LinkState): boolean {
  return state.status === 'none' || state.status === 'returning'
}

/**
 * Picture time now, ms; goes on while the link is lost, so that ages keep counting. NaN before the first beat, and while
 * a recording has not told its time yet (0).
 */
export function pictureNow(state: LinkState, clock: Clock): number {
  if (state.picture === undefined || state.picture.at === 0) return NaN
  return state.picture.at + (clock.monotonic() - state.picture.heardAt) * state.picture.rate
}

/** The node's wall time now, ms: what deadlines of things are counted against. */
export function serverNow(state: LinkState, clock: Clock): number {
  return clock.wall() + state.clockOffsetMs
}
