import {expectedInterval} from '../../shared/model/freshness.ts'

const KEPT = 16
/** Of eleven to nineteen values the 90th percentile (nearest rank) is the second largest. */
const ENOUGH = 11
/** Kept in hundredths of a second, so that sixteen of them are 32 bytes. */
const UNIT_MS = 10
const MOST = 65_535

/** The last sixteen intervals between the reports of each source, for the expected interval T. */
export class Intervals {
  readonly #ring: Uint16Array
  readonly #count: Uint8Array
  readonly #nominal: Float32Array

  constructor(capacity: number) {
    this.#ring = new Uint16Array(capacity * KEPT)
    this.#count = new Uint8Array(capacity)
    this.#nominal = new Float32Array(capacity)
  }

  reset(row: number): void {
    this.#count[row] = 0
    this.#nominal[row] = 0
  }

  /**
   * Takes the next interval (ms; NaN or 0: none), and gives T by what the source promises and what it does. A source
   * that changes its promise begins anew: what it did at anchor says nothing of what it does under way.
   */
  next(row: number, interval: number, nominal: number): number {
    if (this.#nominal[row] !== nominal) {
      this.#nominal[row] = nominal
      this.#count[row] = 0
      return expectedInterval(nominal, NaN)
    }
    const first = row * KEPT
    let count = this.#count[row] ?? 0
    if (interval > 0) {
      this.#ring[first + (count % KEPT)] = Math.min(MOST, Math.round(interval / UNIT_MS))
      // Beyond 16 it goes round in 16…31, so that the place in the ring stays known.
      count = count === 2 * KEPT - 1 ? KEPT : count + 1
      this.#count[row] = count
    }
    if (count < ENOUGH) return expectedInterval(nominal, NaN)

    let largest = 0
    let second = 0
    for (let at = first; at < first + Math.min(count, KEPT); at++) {
      const value = this.#ring[at] ?? 0
      if (value > largest) {
        second = largest
        largest = value
      } else if (value > second) second = value
    }
    return expectedInterval(nominal, second * UNIT_MS)
  }
}
