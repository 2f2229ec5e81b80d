import {deflateRawSync} from 'node:zlib'
import {DENSITY, writeDensity} from '../../shared/protocol/density.ts'
import {RANKS} from '../../shared/protocol/rank.ts'
import type {Published} from './published.ts'

/** Made anew when it is asked for after so many ticks. */
const KEPT_TICKS = 50
/** Of so many groups of people who may read the same. */
const MOST_KEPT = 200
const MARK = Buffer.from([DENSITY])

/** How many tracks stand where, for views that show only some of them: made once for all who may read the same. */
export class Densities {
  readonly #published: Published
  readonly #kept = new Map<string, {readonly bytes: Buffer; readonly tick: number}>()
  readonly #counts = new Int32Array(RANKS)

  constructor(published: Published) {
    this.#published = published
  }

  /** `key` names who may read; `mayRead`: 1 for each share that they may. The same bytes while they are the newest. */
  of(key: string, mayRead: Uint8Array): Buffer {
    const {tick} = this.#published
    const held = this.#kept.get(key)
    if (held !== undefined && tick - held.tick < KEPT_TICKS) return held.bytes
    if (this.#kept.size >= MOST_KEPT) this.#kept.clear()
    const bytes = this.#make(mayRead)
    this.#kept.set(key, {bytes, tick})
    return bytes
  }

  #make(mayRead: Uint8Array): Buffer {
    const held = Uint16Array.from(this.#published.cells).sort()
    const cells = new Uint16Array(held.length)
    const counts = new Uint32Array(held.length)
    let used = 0
    for (const cell of held) {
      const count = this.#countOf(cell, mayRead)
      if (count === 0) continue
      cells[used] = cell
      counts[used++] = count
    }
    const said = writeDensity({cells: cells.subarray(0, used), counts: counts.subarray(0, used)})
    return Buffer.concat([MARK, deflateRawSync(said, {level: 1})])
  }

  #countOf(cell: number, mayRead: Uint8Array): number {
    this.#counts.fill(0)
    this.#published.countOf(cell, mayRead, this.#counts)
    return this.#counts.reduce((sum, count) => sum + count, 0)
  }
}
