import type {TrackId} from '../../shared/base/id.ts'
import {mercatorX, mercatorY} from '../../shared/geo/mercator.ts'
import type {Link} from '../link/link.ts'
import type {MercatorPlace, TrackColumns} from '../state/track-columns.ts'

/** A dot a minute, ms of picture time. */
const STEP_MS = 60_000
const MOST_DOTS = 60

type Trail = {at: number; dots: MercatorPlace[]}

/** Where watched tracks have been: what the node remembers of the selected one, and what this window has seen itself. */
export class Trails {
  readonly #table: TrackColumns
  readonly #link: Link
  readonly #trails = new Map<TrackId, Trail>()
  #asked: TrackId | undefined

  constructor(table: TrackColumns, link: Link) {
    this.#table = table
    this.#link = link
  }

  /** Looks at the watched tracks; those no longer watched are forgotten. */
  watch(tracks: ReadonlySet<TrackId>, selected: TrackId | undefined): void {
    for (const track of this.#trails.keys()) if (!tracks.has(track)) this.#trails.delete(track)
    for (const track of tracks) this.#look(track)
    if (selected !== this.#asked) {
      this.#asked = selected
      if (selected !== undefined) void this.#ask(selected)
    }
  }

  dotsOf(track: TrackId): readonly MercatorPlace[] {
    return this.#trails.get(track)?.dots ?? []
  }

  #look(track: TrackId): void {
    const slot = this.#table.slotOf(track)
    const at = slot < 0 ? NaN : (this.#table.at[slot] ?? NaN)
    const trail = this.#trails.get(track) ?? {at: -Infinity, dots: []}
    if (!(at - trail.at >= STEP_MS)) return
    trail.at = at
    trail.dots.push({x: this.#table.place[slot * 2] ?? 0, y: this.#table.place[slot * 2 + 1] ?? 0})
    if (trail.dots.length > MOST_DOTS) trail.dots.shift()
    this.#trails.set(track, trail)
  }

  async #ask(track: TrackId): Promise<void> {
    const card = await this.#link.card(track)
    if (card === undefined || this.#asked !== track || card.trail.length === 0) return
    let last = -Infinity
    const dots: MercatorPlace[] = []
    for (const [at, lon, lat] of card.trail) {
      if (at - last < STEP_MS) continue
      last = at
      dots.push({x: mercatorX(lon), y: mercatorY(lat)})
    }
    this.#trails.set(track, {
      at: Math.max(last, this.#trails.get(track)?.at ?? -Infinity),
      dots: dots.slice(-MOST_DOTS),
    })
  }
}
