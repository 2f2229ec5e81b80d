import type {Clock} from '../../shared/base/clock.ts'

/** What one partner may send before anything of it is looked at: bytes and envelopes, each refilled every second. */
const BYTES_PER_SECOND = 16_000_000
const ENVELOPES_PER_SECOND = 4_000

/** How much of a partner is looked at: two buckets of one second each. What finds one of them empty is not. */
export class Allowance {
  readonly #clock: Clock
  #bytes = BYTES_PER_SECOND
  #envelopes = ENVELOPES_PER_SECOND
  #filledAt: number

  constructor(clock: Clock) {
    this.#clock = clock
    this.#filledAt = clock.monotonic()
  }

  /** Takes one envelope of so many bytes out of both; false when it is more than is left. */
  takes(bytes: number): boolean {
    this.#fill()
    this.#bytes -= bytes
    this.#envelopes--
    const isEnough = this.#bytes >= 0 && this.#envelopes >= 0
    this.#bytes = Math.max(0, this.#bytes)
    this.#envelopes = Math.max(0, this.#envelopes)
    return isEnough
  }

  #fill(): void {
    const now = this.#clock.monotonic()
    const seconds = (now - this.#filledAt) / 1_000
    this.#filledAt = now
    this.#bytes = Math.min(BYTES_PER_SECOND, this.#bytes + seconds * BYTES_PER_SECOND)
    this.#envelopes = Math.min(ENVELOPES_PER_SECOND, this.#envelopes + seconds * ENVELOPES_PER_SECOND)
  }
}
