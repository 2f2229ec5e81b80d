/**
 * A table of live things as columns: one row per thing, reused after it is gone. NaN in a float column means
 * not available. Whoever needs a row for longer than one call keeps its generation too and compares.
 * Rows are held by `source` (one source's view of one object: the unit of release) and by `track`
 * (the node's own fusion of them), each in its own table.
 */
export class Table {
  readonly capacity: number
  /** 1 while the row is held. */
  readonly held: Uint8Array
  /** Rises each time the row is given out. */
  readonly generation: Uint32Array
  /** Time of the last measurement, picture time, ms. */
  readonly at: Float64Array
  readonly lon: Float64Array
  readonly lat: Float64Array
  /** Metres per second. */
  readonly speed: Float32Array
  /** Degrees true. */
  readonly course: Float32Array
  readonly heading: Float32Array
  /** Metres. */
  readonly altitude: Float32Array
  /** One sigma, metres. */
  readonly accuracy: Float32Array
  /** Expected interval T, ms (`shared/model/freshness.ts`). */
  readonly interval: Float32Array
  /** AIS navigational status. */
  readonly status: Float32Array
  /** Index in `OBJECT_KINDS`. */
  readonly kind: Uint8Array
  /** `ReportFlag` bits. */
  readonly flags: Uint16Array
  /** Interned set of readers and projection; decided by policy, 0 is nobody. */
  readonly audience: Uint16Array
  /** Rises with each change that a reader may have to be told. */
  readonly version: Uint32Array
  #free: Int32Array
  #freeCount: number

  constructor(capacity: number) {
    this.capacity = capacity
    this.held = new Uint8Array(capacity)
    this.generation = new Uint32Array(capacity)
    this.at = new Float64Array(capacity)
    this.lon = new Float64Array(capacity)
    this.lat = new Float64Array(capacity)
    this.speed = new Float32Array(capacity)
    this.course = new Float32Array(capacity)
    this.heading = new Float32Array(capacity)
    this.altitude = new Float32Array(capacity)
    this.accuracy = new Float32Array(capacity)
    this.interval = new Float32Array(capacity)
    this.status = new Float32Array(capacity)
    this.kind = new Uint8Array(capacity)
    this.flags = new Uint16Array(capacity)
    this.audience = new Uint16Array(capacity)
    this.version = new Uint32Array(capacity)
    this.#free = Int32Array.from({length: capacity}, (_, index) => capacity - 1 - index)
    this.#freeCount = capacity
  }

  get size(): number {
    return this.capacity - this.#freeCount
  }

  /** A fresh row, or -1 when the table is full. */
  allocate(): number {
    if (this.#freeCount === 0) return -1
    const row = this.#free[--this.#freeCount] ?? -1
    this.held[row] = 1
    this.generation[row] = (this.generation[row] ?? 0) + 1
    this.at[row] = this.lon[row] = this.lat[row] = NaN
    this.speed[row] =
      this.course[row] =
      this.heading[row] =
      this.altitude[row] =
      this.accuracy[row] =
      this.status[row] =
        NaN
    this.interval[row] = 10_000
    this.kind[row] = this.flags[row] = this.audience[row] = this.version[row] = 0
    return row
  }

  release(row: number): void {
    if (this.held[row] !== 1) return
    this.held[row] = 0
    this.#free[this.#freeCount++] = row
  }
}
