import type {Clock, Stop} from '../../shared/base/clock.ts'

const HALF_MS = 500

/** Whether what flashes is in its low phase at this time of the node, ms: 1 Hz, half and half. */
export function isLow(wallMs: number): boolean {
  return Math.floor(wallMs / HALF_MS) % 2 === 1
}

/**
 * The one flash clock of a window: says low or high at each half second of the node's time, so that all windows flash
 * in step. What to do with it is the style's: half brightness, or nothing where motion is not wanted.
 */
export function startFlash(clock: Clock, wall: () => number, show: (low: boolean) => void): Stop {
  let stop: Stop = () => undefined
  function step(): void {
    const now = wall()
    show(isLow(now + 10))
    const rest = HALF_MS - (((now % HALF_MS) + HALF_MS) % HALF_MS)
    stop = clock.after(rest < 10 ? rest + HALF_MS : rest, step)
  }
  step()
  return () => stop()
}
