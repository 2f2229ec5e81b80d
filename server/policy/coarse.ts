const METRES_PER_DEGREE = 111_320

/** The middle of the grid square that a place lies in; 1 m and finer leave it as it is. */
export function coarse(lon: number, lat: number, precisionM: number): {lon: number; lat: number} {
  if (precisionM <= 1) return {lon, lat}
  const north = precisionM / METRES_PER_DEGREE
  const row = Math.floor(lat / north)
  const middle = Math.max(-90, Math.min(90, (row + 0.5) * north))
  const east = north / Math.max(0.01, Math.cos((middle * Math.PI) / 180))
  return {lon: Math.max(-180, Math.min(180, (Math.floor(lon / east) + 0.5) * east)), lat: middle}
}
