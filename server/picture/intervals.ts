import {expectedInterval} from '../../shared/model/freshness.ts'

const KEPT = 16
/** The 90th percentile of sixteen is the fifteenth. */
const PERCENTILE = 14
const LONGEST = 600_000

/** The last sixteen intervals between the reports of each source, for the expected interval T. */
export class Intervals {
  readonly #ring: Float32Array
  readonly #count: Uint8Array
  readonly #sorted = new Float32Array(KEPT)

  constructor(capacity: number) {
    this.#ring = new Float32Array(capacity * KEPT)
    this.#count = new Uint8Array(capacity)
  }

  reset(row: number): void {
    this.#count[row] = 0
  }

  /** Takes one more interval, ms; T by what was promised and what was done. Sorted anew at every fourth only. */
  add(row: number, interval: number, nominal: number, current: number): number {
    if (!(interval > 0)) return current
    const count = this.#count[row] ?? 0
    this.#ring[row * KEPT + (count % KEPT)] = Math.min(interval, LONGEST)
    // After 16 it goes on counting in 16…31, so that the place in the ring stays known in one byte.
    this.#count[row] = count === 2 * KEPT - 1 ? KEPT : count + 1
    if (count < KEPT - 1 || count % 4 !== 3) return Math.max(current, nominal)
    this.#sorted.set(this.#ring.subarray(row * KEPT, (row + 1) * KEPT))
    this.#sorted.sort()
    return expectedInterval(nominal, this.#sorted[PERCENTILE] ?? nominal)
  }
}
