import {Counts} from '../../shared/base/metrics.ts'
import {release, type Released} from './released.ts'

/** The last step before anything leaves: a fault on the way releases nothing, is counted and raises an alarm. */
export class Gate {
  /** What was dropped by a fault, by place. */
  readonly counts = new Counts()
  readonly #onAlarm: (error: unknown) => void

  constructor(onAlarm: (error: unknown) => void) {
    this.#onAlarm = onAlarm
  }

  /** What `make` gives, released; undefined where there is nothing or it fails. */
  release<T>(where: string, make: () => T | undefined): Released<T> | undefined {
    const made = this.#guard(where, make)
    return made === undefined ? undefined : release(made)
  }

  /** Whether `fill` filled a record that a reader may have. */
  fills(where: string, fill: () => boolean): boolean {
    return this.#guard(where, fill) === true
  }

  #guard<T>(where: string, make: () => T): T | undefined {
    try {
      return make()
    } catch (error) {
      this.counts.add(where)
      this.#onAlarm(error)
      return undefined
    }
  }
}
