import type {Clock} from '../../shared/base/clock.ts'

/** The time that measurement, ages, rules and dead reckoning run by. */
export interface PictureClock {
  /** ms since 1970. */
  now(): number
  /** How fast it runs against wall time. */
  readonly rate: number
  /** It follows a recording. */
  readonly replay: boolean
}

/** Picture time is wall time. */
export function wallPictureClock(clock: Clock): PictureClock {
  return {now: () => clock.wall(), rate: 1, replay: false}
}

const AGREEING = 3
/** Receivers that agree are within this of each other. */
const NEAR = 10_000
/** A step ahead up to this needs nobody else's word. */
const ORDINARY_STEP = 60_000

/**
 * Picture time is the newest plausible time of one feed's receiver: it never goes back, and a leap ahead is believed
 * only when three sentences in a row agree on it. Between sentences it stands still.
 */
export class ReceiverPictureClock implements PictureClock {
  readonly replay = true
  readonly #clock: Clock
  #time = NaN
  #heardAt = 0
  #rate = 1
  #rateFrom: {time: number; at: number} | undefined
  #leap: {time: number; agreeing: number} | undefined

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get rate(): number {
    return this.#rate
  }

  now(): number {
    return Number.isFinite(this.#time) ? this.#time : 0
  }

  /** Takes what a receiver's sound sentence said. */
  observe(time: number): void {
    if (!Number.isFinite(this.#time)) {
      if (this.#agrees(time)) this.#set(time)
      return
    }
    const step = time - this.#time
    if (step <= 0) {
      this.#leap = undefined
      return
    }
    if (step <= ORDINARY_STEP || this.#agrees(time)) this.#set(time)
  }

  #agrees(time: number): boolean {
    if (this.#leap !== undefined && Math.abs(time - this.#leap.time) <= NEAR)
      this.#leap = {time, agreeing: this.#leap.agreeing + 1}
    else this.#leap = {time, agreeing: 1}
    return this.#leap.agreeing >= AGREEING
  }

  #set(time: number): void {
    const at = this.#clock.monotonic()
    this.#leap = undefined
    this.#time = time
    this.#heardAt = at
    const from = this.#rateFrom
    if (from === undefined || time - from.time > 600_000 * Math.max(1, this.#rate)) this.#rateFrom = {time, at}
    else if (at - from.at >= 3_000) {
      this.#rate = Math.max(0.1, Math.round(((time - from.time) / (at - from.at)) * 10) / 10)
      if (at - from.at >= 10_000) this.#rateFrom = {time, at}
    }
  }

  /** Since the receiver last told the time, ms of steady time. */
  get silentMs(): number {
    return this.#clock.monotonic() - this.#heardAt
  }
}
