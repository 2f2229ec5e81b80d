import type {TrackId} from '../../shared/base/id.ts'

/** What one tick changed. Only the first `count` of `rows` count; the arrays are used again by the next but one call. */
export type Changes = {
  readonly tracks: {readonly rows: Int32Array; readonly count: number}
  readonly sources: {readonly rows: Int32Array; readonly count: number}
  /** `into`: it was found to be the same object as that track, which goes on. */
  readonly goneTracks: readonly {readonly row: number; readonly id: TrackId; readonly into?: TrackId}[]
  readonly goneSources: readonly {readonly row: number; readonly generation: number}[]
  /** Rows of tracks whose names, identity or contact changed. */
  readonly renamed: readonly number[]
}

/** Collects what readers have to be told until they ask. */
export class ChangeLog {
  readonly #tracks: DirtyRows
  readonly #sources: DirtyRows
  #goneTracks: {row: number; id: TrackId; into?: TrackId}[] = []
  #goneSources: {row: number; generation: number}[] = []
  #renamed = new Set<number>()

  constructor(tracks: number, sources: number) {
    this.#tracks = new DirtyRows(tracks)
    this.#sources = new DirtyRows(sources)
  }

  track(row: number): void {
    this.#tracks.add(row)
  }

  source(row: number): void {
    this.#sources.add(row)
  }

  renamed(track: number): void {
    this.#renamed.add(track)
  }

  goneTrack(row: number, id: TrackId, into: TrackId | undefined): void {
    this.#goneTracks.push({row, id, ...(into === undefined ? {} : {into})})
  }

  /** Nobody was told of the row yet: there is nothing to take back. */
  forget(track: number): void {
    this.#renamed.delete(track)
  }

  goneSource(row: number, generation: number): void {
    this.#goneSources.push({row, generation})
  }

  take(): Changes {
    const changes: Changes = {
      tracks: this.#tracks.take(),
      sources: this.#sources.take(),
      goneTracks: this.#goneTracks,
      goneSources: this.#goneSources,
      renamed: [...this.#renamed],
    }
    this.#goneTracks = []
    this.#goneSources = []
    this.#renamed = new Set()
    return changes
  }
}

/** Rows that changed, each once, in two buffers: one is read while the other fills. */
class DirtyRows {
  readonly #marked: Uint8Array
  #filling: Int32Array
  #reading: Int32Array
  #count = 0

  constructor(capacity: number) {
    this.#marked = new Uint8Array(capacity)
    this.#filling = new Int32Array(capacity)
    this.#reading = new Int32Array(capacity)
  }

  add(row: number): void {
    if (this.#marked[row] === 1) return
    this.#marked[row] = 1
    this.#filling[this.#count++] = row
  }

  take(): {rows: Int32Array; count: number} {
    const rows = this.#filling
    const count = this.#count
    this.#filling = this.#reading
    this.#reading = rows
    this.#count = 0
    for (let index = 0; index < count; index++) this.#marked[rows[index] ?? 0] = 0
    return {rows, count}
  }
}
