import type {Position} from './position.ts'

/** Mean radius of the Earth (IUGG), metres. */
export const EARTH_RADIUS = 6_371_008.8
/** One nautical mile, metres. */
export const NAUTICAL_MILE = 1_852
/** One knot, metres per second. */
export const KNOT = NAUTICAL_MILE / 3_600

const RADIANS = Math.PI / 180

/** Great-circle distance in metres (haversine; within 0.6 % of the ellipsoid). */
export function distance(a: Position, b: Position): number {
  return distanceBetween(a.lon, a.lat, b.lon, b.lat)
}

/** The same on bare numbers, for inner loops. */
export function distanceBetween(lonA: number, latA: number, lonB: number, latB: number): number {
  const north = Math.sin(((latB - latA) * RADIANS) / 2)
  const east = Math.sin(((lonB - lonA) * RADIANS) / 2)
  const chord = north * north + Math.cos(latA * RADIANS) * Math.cos(latB * RADIANS) * east * east
  return 2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(chord)))
}

/** Initial great-circle bearing from `a` to `b`, degrees true, 0 to 360. */
export function bearing(a: Position, b: Position): number {
  const east = (b.lon - a.lon) * RADIANS
  const y = Math.sin(east) * Math.cos(b.lat * RADIANS)
  const x =
    Math.cos(a.lat * RADIANS) * Math.sin(b.lat * RADIANS) -
    Math.sin(a.lat * RADIANS) * Math.cos(b.lat * RADIANS) * Math.cos(east)
  return (Math.atan2(y, x) / RADIANS + 360) % 360
}

/** The place reached from `start` after `metres` on a great circle that sets out at `course` degrees true. */
export function destination(start: Position, metres: number, course: number): Position {
  const angle = metres / EARTH_RADIUS
  const lat = start.lat * RADIANS
  const sinLat = Math.sin(lat) * Math.cos(angle) + Math.cos(lat) * Math.sin(angle) * Math.cos(course * RADIANS)
  const y = Math.sin(course * RADIANS) * Math.sin(angle) * Math.cos(lat)
  const x = Math.cos(angle) - Math.sin(lat) * sinLat
  const lon = start.lon + Math.atan2(y, x) / RADIANS
  return {lon: ((lon + 540) % 360) - 180, lat: Math.asin(sinLat) / RADIANS}
}
