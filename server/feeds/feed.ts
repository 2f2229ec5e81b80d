import type {Clock} from '../../shared/base/clock.ts'
import {Counts} from '../../shared/base/metrics.ts'
import type {Random} from '../../shared/base/random.ts'
import {type Intake, ReportFlag} from '../../shared/model/observation.ts'
import type {World} from '../../shared/model/world.ts'
import type {FeedConfiguration} from '../config.ts'
import type {ScenarioPort} from './scenario-port.ts'

/** How a feed does, as health, metrics and the console's chip show it. */
export type FeedHealth = {
  readonly name: string
  readonly status: 'live' | 'late' | 'silent' | 'failed'
  /** Wall time of the last sound data. */
  readonly lastDataAt?: number
  readonly perSecond: number
  readonly accepted: number
  /** What was refused, by reason (`feed.reason.<…>`). */
  readonly rejected: Readonly<Record<string, number>>
}

/** One source of observations, from its connection to the intake. */
export interface Feed {
  readonly name: string
  start(): Promise<void>
  stop(): Promise<void>
  health(): FeedHealth
}

/** What every feed is given. */
export type FeedOptions = {
  readonly configuration: FeedConfiguration
  /** Index among the nation's feeds: goes into every report. */
  readonly index: number
  readonly world: World
  readonly intake: Intake
  readonly clock: Clock
  readonly random: Random
  /** Picture time, ms: when what has no time of its own was measured. */
  readonly pictureTime: () => number
  /** Given for the feed whose receiver's clock is the nation's picture time. */
  readonly onReceiverTime?: ((ms: number) => void) | undefined
  readonly scenario?: ScenarioPort | undefined
  /** Against which relative paths are read. */
  readonly folder: string
}

const LATE_AFTER = 15_000
const SILENT_AFTER = 60_000

/** The part of a feed's health that is the same for all: counts, the last data, whether the connection stands. */
export class FeedMeter {
  readonly counts = new Counts()
  readonly #name: string
  readonly #clock: Clock
  #accepted = 0
  #lastData: number | undefined
  #lastDataWall: number | undefined
  #failed = false
  #windowFrom: number
  #windowCount = 0
  #rate = 0

  constructor(name: string, clock: Clock) {
    this.#name = name
    this.#clock = clock
    this.#windowFrom = clock.monotonic()
  }

  accept(count = 1): void {
    this.#accepted += count
    this.#windowCount += count
    this.#failed = false
    this.#lastData = this.#clock.monotonic()
    this.#lastDataWall = this.#clock.wall()
  }

  /** The connection is gone, for the reason given; it comes back with the next data. */
  fail(reason: string): void {
    this.counts.add(reason)
    this.#failed = true
  }

  connected(): void {
    this.#failed = false
  }

  health(): FeedHealth {
    const now = this.#clock.monotonic()
    const elapsed = now - this.#windowFrom
    if (elapsed >= 5_000) {
      this.#rate = (this.#windowCount * 1_000) / elapsed
      this.#windowFrom = now
      this.#windowCount = 0
    }
    const age = this.#lastData === undefined ? Infinity : now - this.#lastData
    const status = this.#failed ? 'failed' : age > SILENT_AFTER ? 'silent' : age > LATE_AFTER ? 'late' : 'live'
    return {
      name: this.#name,
      status,
      ...(this.#lastDataWall === undefined ? {} : {lastDataAt: this.#lastDataWall}),
      perSecond: Math.round(this.#rate * 10) / 10,
      accepted: this.#accepted,
      rejected: this.counts.all(),
    }
  }
}

/** The bits that say of which world every report of a feed is. */
export function worldFlags(world: World): number {
  switch (world) {
    case 'real':
      return 0
    case 'exercise':
      return ReportFlag.EXERCISE
    case 'simulated':
      return ReportFlag.SIMULATED
  }
}
