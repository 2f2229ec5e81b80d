const METRES_PER_DEGREE = 111_195
const RADIANS = Math.PI / 180

/** Where the segment a–b meets the segment c–d: how far along a–b, 0 to 1; NaN when it does not. */
export function crossingFraction(
  lonA: number,
  latA: number,
  lonB: number,
  latB: number,
  lonC: number,
  latC: number,
  lonD: number,
  latD: number,
): number {
  const ax = lonB - lonA
  const ay = latB - latA
  const bx = lonD - lonC
  const by = latD - latC
  const cross = ax * by - ay * bx
  if (cross === 0) return NaN
  const x = lonC - lonA
  const y = latC - latA
  const along = (x * by - y * bx) / cross
  const other = (x * ay - y * ax) / cross
  return along >= 0 && along <= 1 && other >= 0 && other <= 1 ? along : NaN
}

/** Distance from a place to a segment, metres, on a local plane: good to a per mille within 100 km. */
export function distanceToSegment(
  lon: number,
  lat: number,
  lonA: number,
  latA: number,
  lonB: number,
  latB: number,
): number {
  const scale = Math.cos(lat * RADIANS)
  const ax = (lonA - lon) * scale
  const ay = latA - lat
  const dx = (lonB - lonA) * scale
  const dy = latB - latA
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length))
  return Math.hypot(ax + along * dx, ay + along * dy) * METRES_PER_DEGREE
}
