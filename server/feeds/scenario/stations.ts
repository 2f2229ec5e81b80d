import type {Stop} from '../../../shared/base/clock.ts'
import type {Position} from '../../../shared/geo/position.ts'

const METRES_PER_DEGREE = 111_195
const RADIANS = Math.PI / 180
/** Radio horizon over a 4/3 Earth: kilometres from the roots of the two heights in metres. */
const HORIZON = 4_120

/** An antenna or a sensor on the coast: metres above the sea, and how far it reaches at most. */
export type Site = Position & {readonly height: number; readonly reach: number}

/** Who listens where, on what. */
export type StationKind = 'ais' | 'sbs' | 'radar' | 'camera' | 'ground' | 'drone'
export type StationPlan = {
  readonly name: string
  readonly nation: string
  readonly kind: StationKind
  readonly sites: readonly Site[]
}

/** A station gathers what it receives in a second, and gives it to whoever listens in one piece. */
export class Station {
  readonly plan: StationPlan
  readonly #listeners = new Map<object, (chunk: Uint8Array) => void>()
  #text = ''
  /** Seconds that are left in which everything in reach is heard once: a receiver that begins misses nothing for long. */
  greeting = 0

  constructor(plan: StationPlan) {
    this.plan = plan
  }

  get isHeard(): boolean {
    return this.#listeners.size > 0
  }

  listen(onBytes: (chunk: Uint8Array) => void): Stop {
    const key = {}
    this.#listeners.set(key, onBytes)
    return () => void this.#listeners.delete(key)
  }

  write(text: string): void {
    this.#text += text
  }

  flush(): void {
    if (this.#text === '') return
    const bytes = Buffer.from(this.#text, 'latin1')
    this.#text = ''
    for (const listener of this.#listeners.values()) listener(bytes)
  }

  /** Whether one of its sites is in sight of something `height` metres above the sea. */
  reaches(lon: number, lat: number, height: number): boolean {
    for (const site of this.plan.sites) {
      const metres = metresBetween(site, lon, lat)
      if (metres <= site.reach && metres <= HORIZON * (Math.sqrt(site.height) + Math.sqrt(height))) return true
    }
    return false
  }
}

/** Good to a per cent within the reach of a station, and cheap. */
function metresBetween(site: Position, lon: number, lat: number): number {
  const north = (lat - site.lat) * METRES_PER_DEGREE
  const east = (lon - site.lon) * METRES_PER_DEGREE * Math.cos(((lat + site.lat) / 2) * RADIANS)
  return Math.hypot(north, east)
}
