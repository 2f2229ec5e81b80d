import type {Position} from '../../shared/geo/position.ts'
import {distance} from '../../shared/geo/distance.ts'
import type {PictureFacts} from './ports.ts'

/** How soon a unit's place may be told anew, and how far it must have moved for that; ms, m. */
const EVERY_MS = 5_000
const MOVED_METRES = 50
/** One that lies still is told again when its measurement is so much newer, ms. */
const RENEW_MS = 60_000

/** `placeAt`: when it was measured, by this node's time of day, ms. */
export type ShownPlace = {readonly place: Position; readonly placeAt: number}

/** Where units are, as consoles are told: not each measurement, only what makes a difference on a map. */
export class UnitPlaces {
  readonly #picture: PictureFacts
  /** Time of day, ms. */
  readonly #wall: () => number
  readonly #shown = new Map<string, ShownPlace & {readonly toldAt: number}>()

  constructor(options: {picture: PictureFacts; wall: () => number}) {
    this.#picture = options.picture
    this.#wall = options.wall
  }

  /** What is shown now; the last place stays when the picture has lost the unit. */
  of(unit: string): ShownPlace | undefined {
    const seen = this.#picture.subjectOf(`unit:${unit}`)
    const shown = this.#shown.get(unit)
    if (seen?.place !== undefined) {
      const now = this.#wall()
      const placeAt = now - (seen.ageMs ?? 0)
      const {place} = seen
      if (shown === undefined || isNews(shown, {place, placeAt, toldAt: now}))
        this.#shown.set(unit, {place, placeAt, toldAt: now})
    }
    const told = this.#shown.get(unit)
    return told === undefined ? undefined : {place: told.place, placeAt: told.placeAt}
  }
}

type Told = ShownPlace & {readonly toldAt: number}

function isNews(shown: Told, seen: Told): boolean {
  // A clock set back makes nothing wait.
  if (Math.abs(seen.toldAt - shown.toldAt) < EVERY_MS) return false
  return distance(shown.place, seen.place) >= MOVED_METRES || Math.abs(seen.placeAt - shown.placeAt) >= RENEW_MS
}
