import {bearing, distanceBetween} from '../../../shared/geo/distance.ts'

const METRES_PER_DEGREE = 111_195
const RADIANS = Math.PI / 180

/** A place and the direction of the way there; the same record again and again. */
export type OnPath = {lon: number; lat: number; course: number; clear: number}

/** A way made of straight legs, by metres from its start. */
export class Path {
  readonly length: number
  readonly #lon: Float64Array
  readonly #lat: Float64Array
  /** Metres of free water to either side. */
  readonly #clear: Float64Array
  readonly #from: Float64Array
  readonly #course: Float64Array

  constructor(points: readonly (readonly [number, number, number])[]) {
    this.#lon = Float64Array.from(points, ([lon]) => lon)
    this.#lat = Float64Array.from(points, ([, lat]) => lat)
    this.#clear = Float64Array.from(points, ([, , clear]) => clear)
    this.#from = new Float64Array(points.length)
    this.#course = new Float64Array(points.length)
    for (let at = 1; at < points.length; at++) {
      const [[lonA, latA], [lonB, latB]] = [points[at - 1] ?? [0, 0], points[at] ?? [0, 0]]
      this.#from[at] = (this.#from[at - 1] ?? 0) + distanceBetween(lonA, latA, lonB, latB)
      this.#course[at - 1] = bearing({lon: lonA, lat: latA}, {lon: lonB, lat: latB})
    }
    this.length = this.#from[points.length - 1] ?? 0
  }

  /** Where one is after `metres`, `lateral` metres to the right of the way; written into `place`. */
  at(metres: number, lateral: number, place: OnPath): void {
    const from = this.#from
    let low = 0
    let high = from.length - 2
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((from[middle] ?? 0) <= metres) low = middle
      else high = middle - 1
    }
    const [start, end] = [from[low] ?? 0, from[low + 1] ?? 0]
    const share = end > start ? Math.max(0, Math.min(1, (metres - start) / (end - start))) : 0
    const lat = mix(this.#lat, low, share)
    place.course = this.#course[low] ?? 0
    const right = (place.course + 90) * RADIANS
    place.lat = lat + (lateral * Math.cos(right)) / METRES_PER_DEGREE
    place.lon = mix(this.#lon, low, share) + (lateral * Math.sin(right)) / (METRES_PER_DEGREE * Math.cos(lat * RADIANS))
    place.clear = Math.min(this.#clear[low] ?? 0, this.#clear[low + 1] ?? 0)
  }
}

function mix(values: Float64Array, at: number, share: number): number {
  const from = values[at] ?? 0
  return from + ((values[at + 1] ?? from) - from) * share
}
