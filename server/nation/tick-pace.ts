const SHORTEST_MS = 100
const LONGEST_MS = 250
/** Of a period: above this it grows, below that it shrinks. */
const MUCH = 0.65
const LITTLE = 0.4
const GROW_MS = 25
const SHRINK_MS = 5
const WEIGHT = 0.2

/**
 * How long from one tick to the next: a tenth of a second while there is time for it, up to a quarter when ticks come late
 * or take up much of their period. It grows within a second and shrinks within some, so that it does not swing.
 */
export class TickPace {
  everyMs = SHORTEST_MS
  #pressure = 0

  /** A tick began so much later than it was due, and took so long. */
  ticked(lateMs: number, tookMs: number): void {
    this.#pressure += WEIGHT * ((lateMs + tookMs) / this.everyMs - this.#pressure)
    if (this.#pressure > MUCH) this.everyMs = Math.min(LONGEST_MS, this.everyMs + GROW_MS)
    else if (this.#pressure < LITTLE) this.everyMs = Math.max(SHORTEST_MS, this.everyMs - SHRINK_MS)
  }
}
