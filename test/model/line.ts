import type {Random} from '../../shared/base/random.ts'
import type {SimClock} from './sim-clock.ts'

/** What goes wrong on the way. Shares are 0 to 1. */
export type LineFaults = {
  readonly delayMs: number
  /** Up to so much more, each packet its own: what is sent later may arrive first. */
  readonly jitterMs: number
  readonly lost: number
  readonly doubled: number
}

export const SOUND: LineFaults = {delayMs: 20, jitterMs: 0, lost: 0, doubled: 0}

/** Where what arrives at one end is put; undefined while nobody is there. */
export type Ends = readonly [(packet: unknown) => void, (packet: unknown) => void]

/** What joins two nodes: packets that are late, lost, doubled and overtaken, or all lost while it is cut. */
export class Line {
  readonly #clock: SimClock
  readonly #random: Random
  #ends: Ends = [() => undefined, () => undefined]
  #generation = 0
  faults: LineFaults = SOUND
  isUp = true

  constructor(clock: SimClock, random: Random) {
    this.#clock = clock
    this.#random = random
  }

  join(ends: Ends): void {
    this.#ends = ends
  }

  /** From one end to the other. */
  send(from: 0 | 1, packet: unknown): void {
    if (!this.isUp || this.#random.unit() < this.faults.lost) return
    this.#fly(from, packet)
    if (this.#random.unit() < this.faults.doubled) this.#fly(from, packet)
  }

  /** What is on its way is lost too. */
  cut(): void {
    this.isUp = false
    this.#generation++
  }

  heal(faults: LineFaults = SOUND): void {
    this.isUp = true
    this.faults = faults
  }

  #fly(from: 0 | 1, packet: unknown): void {
    const generation = this.#generation
    const {delayMs, jitterMs} = this.faults
    this.#clock.after(delayMs + this.#random.unit() * jitterMs, () => {
      if (generation === this.#generation) this.#ends[from === 0 ? 1 : 0](packet)
    })
  }
}
