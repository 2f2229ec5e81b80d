import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Beat} from '../../shared/protocol/message.ts'
import {type LinkStore, pictureNow} from '../state/link-status.ts'

/** Without a beat for so long the link is late, or there is none, ms. */
export const LATE_MS = 3_000
export const NO_LINK_MS = 6_000
const CHECK_MS = 250

/**
 * Watches that the node lives. What it decides does not depend on the socket: a socket that says it is open and brings
 * nothing is no link. After an absence the picture counts as live only once it has been drawn whole.
 */
export class Heartbeat {
  readonly #clock: Clock
  readonly #link: LinkStore
  readonly #hasPicture: () => boolean
  readonly #stop: Stop
  #heardAt: number | undefined
  #lostAt: number | undefined

  /** `hasPicture`: whether this window shows tracks at all, so that one has to be drawn before it is live again. */
  constructor(options: {clock: Clock; link: LinkStore; hasPicture: () => boolean}) {
    this.#clock = options.clock
    this.#link = options.link
    this.#hasPicture = options.hasPicture
    this.#stop = this.#clock.every(CHECK_MS, () => this.check())
  }

  heard(beat: Beat): void {
    const now = this.#clock.monotonic()
    this.#heardAt = now
    const {status} = this.#link.getState()
    const waits = (status === 'none' || status === 'returning') && this.#hasPicture()
    this.#link.setState({
      status: waits ? 'returning' : 'live',
      silentMs: 0,
      clockOffsetMs: beat.wall - this.#clock.wall(),
      picture: {at: beat.picture, heardAt: now, rate: beat.rate, replay: beat.replay},
      feeds: beat.feeds,
      links: beat.links,
      tracks: beat.tracks,
      pace: beat.pace,
    })
    if (!waits && status === 'none') this.#back()
  }

  /** A picture that is whole has been drawn. */
  drawnWhole(): void {
    if (this.#link.getState().status !== 'returning') return
    this.#link.setState({status: 'live'})
    this.#back()
  }

  /** Four times a second, and at once when the window is looked at again. */
  check(): void {
    if (this.#heardAt === undefined) return
    const silentMs = this.#clock.monotonic() - this.#heardAt
    const state = this.#link.getState()
    if (silentMs < LATE_MS) return
    if (silentMs < NO_LINK_MS) {
      if (state.status === 'live' || state.status === 'late') this.#link.setState({status: 'late', silentMs})
      else this.#link.setState({silentMs})
      return
    }
    this.#lostAt ??= this.#heardAt
    const stoodStill = state.picture?.at
    this.#link.setState({
      status: 'none',
      silentMs,
      ...(state.frozenAt === undefined && stoodStill !== undefined ? {frozenAt: stoodStill} : {}),
    })
  }

  /** Age of the newest thing heard of the picture, ms. */
  get pictureAge(): number {
    const state = this.#link.getState()
    return pictureNow(state, this.#clock) - (state.picture?.at ?? NaN)
  }

  stop(): void {
    this.#stop()
  }

  #back(): void {
    const awayMs = this.#clock.monotonic() - (this.#lostAt ?? this.#clock.monotonic())
    this.#lostAt = undefined
    this.#link.setState({frozenAt: undefined, back: {atWall: this.#clock.wall(), awayMs}})
  }
}
