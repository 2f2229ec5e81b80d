import {TrackTable} from '../../client/state/track-table.ts'
import {systemClock} from '../../shared/base/clock.ts'

/** A window's own picture. What has changed in it says when it was updated: see `stamped`. */
export class Picture {
  readonly #table = new TrackTable()
  readonly #seen = new Map<number, number>()

  /** `told` is called with the age of everything that is new in it. */
  take(frame: ArrayBuffer, told: (ageMs: number) => void): void {
    if (this.#table.apply(frame) === undefined) throw new Error('a frame that does not fit')
    const now = systemClock.wall()
    for (let slot = 0; slot < this.#table.count; slot++) {
      const updated = (this.#table.at[slot] ?? 0) + (((this.#table.place[slot * 2 + 1] ?? 0) >>> 4) & 0x7f)
      const id = this.#table.idAt(slot)
      if (this.#seen.get(id) === updated) continue
      this.#seen.set(id, updated)
      told(Math.max(0, now - updated))
    }
  }
}
