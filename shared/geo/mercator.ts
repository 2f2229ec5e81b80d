/** Web Mercator as unsigned 32-bit integers: 9 mm at the equator, and it wraps at the antimeridian by itself. */
const SPAN = 2 ** 32
const RADIANS = Math.PI / 180
/** Beyond it the projection is cut off. */
const MAX_LAT = 85.051_128_779_806_59

/** Eastward, 0 at 180° W. */
export function mercatorX(lon: number): number {
  return Math.floor(((lon + 180) / 360) * SPAN) >>> 0
}

/** Southward, 0 at 85.05° N. */
export function mercatorY(lat: number): number {
  const sine = Math.sin(Math.min(MAX_LAT, Math.max(-MAX_LAT, lat)) * RADIANS)
  const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * SPAN
  return Math.min(SPAN - 1, Math.max(0, Math.floor(y)))
}

/** Degrees east of Greenwich. */
export function lonOf(x: number): number {
  return (x / SPAN) * 360 - 180
}

/** Degrees north of the equator. */
export function latOf(y: number): number {
  return Math.atan(Math.sinh(Math.PI * (1 - (2 * y) / SPAN))) / RADIANS
}

/** How many of these units one metre is at this latitude. */
export function unitsPerMetre(lat: number): number {
  return SPAN / (2 * Math.PI * 6_378_137 * Math.cos(Math.min(MAX_LAT, Math.abs(lat)) * RADIANS))
}
