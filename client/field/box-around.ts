import type {Position} from '../../shared/geo/position.ts'
import type {Box} from '../state/view.ts'

const MARGIN = 0.25
const LEAST_DEGREES = 0.02

/** The box around places, with a margin of a quarter; not across the antimeridian. */
export function boxAround(places: readonly Position[]): Box {
  const lons = places.map(place => place.lon)
  const lats = places.map(place => place.lat)
  const [west, east] = widened(Math.min(...lons), Math.max(...lons))
  const [south, north] = widened(Math.min(...lats), Math.max(...lats))
  return {west, south, east, north}
}

/** The box that reaches so many nautical miles from a place on each side. */
export function boxWithin({lon, lat}: Position, miles: number): Box {
  const north = miles / 60
  const east = north / Math.max(0.1, Math.cos((lat * Math.PI) / 180))
  return {west: lon - east, south: lat - north, east: lon + east, north: lat + north}
}

function widened(from: number, to: number): [number, number] {
  const margin = Math.max(LEAST_DEGREES, (to - from) * MARGIN)
  return [from - margin, to + margin]
}
