import type {Names} from '../../shared/protocol/message.ts'
import type {Released} from '../policy/released.ts'

type Name = Names['names'][number]
/** Names in one message. */
export const NAMES_AT_ONCE = 250

/** Which names a window has been told, and which it is still to be told. */
export class NameReader {
  /** One bit per row: told, or waiting in `#wanted`. */
  readonly #known: Uint32Array
  #wanted: number[] = []

  constructor(capacity: number) {
    this.#known = new Uint32Array(Math.ceil(capacity / 32))
  }

  /** The row may be new to the window. */
  want(row: number): void {
    const bit = 1 << (row & 31)
    const word = this.#known[row >> 5] ?? 0
    if (word & bit) return
    this.#known[row >> 5] = word | bit
    this.#wanted.push(row)
  }

  /** The row is another track now, or another name: what was told is worth nothing. */
  forget(row: number): void {
    this.#known[row >> 5] = (this.#known[row >> 5] ?? 0) & ~(1 << (row & 31))
  }

  forgetAll(): void {
    this.#known.fill(0)
    this.#wanted = []
  }

  /** The next batch of at most so many, undefined when there is none. Rows that are not shown any more are told when they come again. */
  take(
    isShown: (row: number) => boolean,
    release: (row: number) => Released<Name> | undefined,
    most: number,
  ): Released<Name>[] | undefined {
    if (this.#wanted.length === 0) return undefined
    const batch: Released<Name>[] = []
    for (const row of this.#wanted.splice(0, most)) {
      const name = isShown(row) ? release(row) : undefined
      if (name === undefined) this.forget(row)
      else batch.push(name)
    }
    return batch.length === 0 ? undefined : batch
  }
}
