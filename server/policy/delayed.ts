import type {Table} from '../picture/table.ts'

/** What is kept of one measurement until it is old enough. */
export type Sample = {
  readonly audience: number
  readonly at: number
  readonly lon: number
  readonly lat: number
  readonly speed: number
  readonly course: number
  readonly heading: number
  readonly altitude: number
  readonly flags: number
}
type Ring = {readonly generation: number; readonly samples: Sample[]; delayMs: number}

const MOST = 48

/** Past measurements of the sources that somebody may have late, each with the audience of its time. */
export class Delayed {
  readonly #rings = new Map<number, Ring>()

  /** `delayMs`: the longest delay of its present readers, 0 for none. Kept on for as long as an old sample is still due. */
  add(row: number, table: Table, delayMs: number): void {
    const generation = table.generation[row] ?? 0
    let ring = this.#rings.get(row)
    if (ring?.generation !== generation) ring = undefined
    if (ring === undefined) {
      if (delayMs === 0) {
        this.#rings.delete(row)
        return
      }
      ring = {generation, samples: [], delayMs}
      this.#rings.set(row, ring)
    }
    ring.delayMs = Math.max(ring.delayMs, delayMs)
    const at = table.at[row] ?? NaN
    const audience = table.audience[row] ?? 0
    const last = ring.samples.at(-1)
    const isSoon = last !== undefined && at - last.at < (2 * ring.delayMs) / MOST && last.audience === audience
    if (Number.isNaN(at) || isSoon) return
    ring.samples.push({
      audience,
      at,
      lon: table.lon[row] ?? NaN,
      lat: table.lat[row] ?? NaN,
      speed: table.speed[row] ?? NaN,
      course: table.course[row] ?? NaN,
      heading: table.heading[row] ?? NaN,
      altitude: table.altitude[row] ?? NaN,
      flags: table.flags[row] ?? 0,
    })
    if (ring.samples.length > MOST) ring.samples.shift()
  }

  /** The newest sample that is old enough. */
  sample(row: number, generation: number, now: number): Sample | undefined {
    const ring = this.#rings.get(row)
    if (ring?.generation !== generation) return undefined
    return ring.samples.findLast(sample => now - sample.at >= ring.delayMs)
  }

  /** Sources that have to be looked at again without a new report. */
  rows(): Iterable<number> {
    return this.#rings.keys()
  }

  forget(row: number): void {
    this.#rings.delete(row)
  }
}
