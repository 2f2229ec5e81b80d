import type {Clock, Stop} from '../../shared/base/clock.ts'

/** Somewhen in the afternoon. */
const START_WALL = Date.UTC(2026, 0, 1, 14)

/** How a node's time of day differs from everybody's, ms; and whether the process that uses the clock still lives. */
export type Watch = {skewMs: number; isAlive: boolean}

type Due = {readonly at: number; readonly order: number; readonly run: () => void; isOff: boolean}

/**
 * Time that several nodes share and each reads on its own watch. While it advances, what falls due runs in order, and what
 * it promised to others (microtasks) comes before what falls due next.
 */
export class SimClock {
  #now = 0
  #order = 0
  #due: Due[] = []

  now(): number {
    return this.#now
  }

  /** A node's view of it: its own time of day, and no timer fires once the process is dead. */
  on(watch: Watch): Clock {
    return {
      wall: () => START_WALL + this.#now + watch.skewMs,
      monotonic: () => this.#now,
      after: (delayMs, run) => this.after(delayMs, () => watch.isAlive && run()),
      every: () => {
        throw new Error('nothing here runs by a period of its own')
      },
    }
  }

  after(delayMs: number, run: () => void): Stop {
    const due: Due = {at: this.#now + delayMs, order: ++this.#order, run, isOff: false}
    this.#due.push(due)
    return () => {
      due.isOff = true
    }
  }

  async advance(ms: number): Promise<void> {
    const end = this.#now + ms
    for (let next = this.#next(end); next !== undefined; next = this.#next(end)) {
      this.#now = Math.max(this.#now, next.at)
      next.run()
      await settle()
    }
    this.#now = end
    await settle()
  }

  #next(limit: number): Due | undefined {
    let best = -1
    for (let index = 0; index < this.#due.length; index++) {
      const one = this.#due[index]
      const first = this.#due[best]
      if (one === undefined || one.at > limit) continue
      if (first === undefined || one.at < first.at || (one.at === first.at && one.order < first.order)) best = index
    }
    const [due] = best < 0 ? [] : this.#due.splice(best, 1)
    return due?.isOff === true ? this.#next(limit) : due
  }
}

/** Lets the promises of what has just run come true. */
async function settle(): Promise<void> {
  await undefined
  await undefined
  await undefined
}
