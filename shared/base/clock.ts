/** Ends what was started. Calling it again does nothing. */
export type Stop = () => void

/**
 * The one source of time. `wall` is the time of day, which may be stepped; `monotonic` never goes back.
 * Deadlines and ages are measured by `monotonic`; `wall` is for people and records. Both in milliseconds.
 */
export interface Clock {
  wall(): number
  monotonic(): number
  after(delayMs: number, run: () => void): Stop
  every(periodMs: number, run: () => void): Stop
}

export const systemClock: Clock = {
  wall: () => Date.now(),
  monotonic: () => performance.now(),
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return () => clearTimeout(timer)
  },
  every(periodMs, run) {
    const timer = setInterval(run, periodMs)
    return () => clearInterval(timer)
  },
}

/** A clock that moves only when told to; timers fire in order while it advances. */
export type ManualClock = Clock & {
  /** Moves both times forward and fires what falls due, in order of time. */
  advance(byMs: number): void
  /** Steps the time of day alone, as an administrator or a time server would. */
  stepWall(byMs: number): void
}

export function manualClock(startWall = Date.UTC(2026, 0, 1)): ManualClock {
  type Timer = {due: number; period: number | undefined; run: () => void}
  const timers = new Set<Timer>()
  let elapsed = 0
  let offset = startWall

  function start(delayMs: number, period: number | undefined, run: () => void): Stop {
    const timer = {due: elapsed + delayMs, period, run}
    timers.add(timer)
    return () => timers.delete(timer)
  }

  function nextDue(limit: number): Timer | undefined {
    let first: Timer | undefined
    for (const timer of timers) if (timer.due <= limit && (first === undefined || timer.due < first.due)) first = timer
    return first
  }

  return {
    wall: () => offset + elapsed,
    monotonic: () => elapsed,
    after: (delayMs, run) => start(delayMs, undefined, run),
    every: (periodMs, run) => start(periodMs, periodMs, run),
    advance(byMs) {
      const end = elapsed + byMs
      for (let timer = nextDue(end); timer !== undefined; timer = nextDue(end)) {
        elapsed = Math.max(elapsed, timer.due)
        if (timer.period === undefined) timers.delete(timer)
        else timer.due += timer.period
        timer.run()
      }
      elapsed = end
    },
    stepWall(byMs) {
      offset += byMs
    },
  }
}
