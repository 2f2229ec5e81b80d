import type {Changes, Picture} from '../picture/picture.ts'
import {Audiences} from './audiences.ts'
import {Delayed} from './delayed.ts'
import type {Objects} from './objects.ts'
import {Places} from './places.ts'
import type {Treaties} from './treaties.ts'

const SWEEP_SECONDS = 60

/**
 * Gives each row of the picture its audience. A row is decided anew only when something of it has changed that decisions
 * look at; a sixtieth of all is looked through each second in case one was missed.
 */
export class Rows {
  /** Rises when what anybody may see has changed by more than single rows. */
  version = 1
  readonly delayed = new Delayed()
  readonly #picture: Picture
  readonly #objects: Objects
  readonly #audiences: Audiences
  readonly #treaties: Treaties
  readonly #seen: Uint32Array
  readonly #cell: Int32Array
  readonly #parts: Int32Array
  #swept = 0
  /** How the agreements stood when they were last read. */
  #stood = ''

  constructor(options: {picture: Picture; objects: Objects; audiences: Audiences; treaties: Treaties}) {
    this.#picture = options.picture
    this.#objects = options.objects
    this.#audiences = options.audiences
    this.#treaties = options.treaties
    const {capacity} = options.picture.sources
    this.#seen = new Uint32Array(capacity)
    this.#cell = new Int32Array(capacity)
    this.#parts = new Int32Array(capacity)
  }

  decide(changes: Pick<Changes, 'tracks' | 'sources' | 'goneSources'>): void {
    for (const {row} of changes.goneSources) this.delayed.forget(row)
    const {sources, tracks} = changes
    for (let index = 0; index < sources.count; index++) this.#decideSource(sources.rows[index] ?? -1)
    for (let index = 0; index < tracks.count; index++) this.#decideTrack(tracks.rows[index] ?? -1)
  }

  sweep(): void {
    const standing = this.#treaties.standing()
    if (standing !== this.#stood) {
      this.#stood = standing
      if (this.#audiences.recompile()) this.version++
    }
    const {held, audience, capacity} = this.#picture.sources
    const end = Math.min(capacity, this.#swept + Math.ceil(capacity / SWEEP_SECONDS))
    for (let row = this.#swept; row < end; row++) {
      if (held[row] !== 1) continue
      const before = audience[row]
      this.#seen[row] = 0
      this.#decideSource(row)
      if (before !== audience[row]) this.version++
    }
    this.#swept = end >= capacity ? 0 : end
  }

  /** The agreements are others now: every audience means something else at once, and no row is touched. */
  readAnew(): void {
    this.#audiences.recompile()
    this.version++
  }

  #decideSource(row: number): void {
    const {sources} = this.#picture
    if (row < 0 || sources.held[row] !== 1) return
    const {places} = this.#objects
    const lon = sources.lon[row] ?? NaN
    const lat = sources.lat[row] ?? NaN
    const cell = Places.cellOf(lon, lat)
    const parts = this.#objects.partsOf(row)
    const generation = sources.generation[row] ?? 0
    const isSame = this.#seen[row] === generation && this.#cell[row] === cell && this.#parts[row] === parts
    if (!isSame || places.isEdge(cell)) {
      this.#seen[row] = generation
      this.#cell[row] = cell
      this.#parts[row] = parts
      this.#setAudience(row, parts, places.mask(cell, lon, lat))
    }
    const isOwn = this.#objects.isOwn(row)
    this.delayed.add(row, sources, isOwn ? this.#audiences.delayOf(sources.audience[row] ?? 0) : 0)
  }

  #setAudience(row: number, parts: number, mask: string): void {
    const before = this.#audiences.size
    const key = `${this.#picture.feedIndexOf(row)}/${parts}/${mask}`
    this.#picture.sources.audience[row] = this.#audiences.of(key, () => this.#objects.factsOf(row, mask))
    // A new number of a partner's: whoever may read it has to be found.
    if (!this.#objects.isOwn(row) && this.#audiences.size !== before) this.version++
    const track = this.#picture.trackOf(row)
    if (track >= 0) this.#decideTrack(track)
  }

  #decideTrack(track: number): void {
    const leader = this.#picture.leaderOf(track)
    const {audience} = this.#picture.tracks
    if (leader < 0) audience[track] = 0
    else if (this.#objects.isOwn(leader)) audience[track] = Audiences.own(this.#objects.markingOf(leader).level)
    else audience[track] = this.#picture.sources.audience[leader] ?? 0
  }
}
