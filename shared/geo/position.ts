/** A place on the WGS 84 ellipsoid: degrees, east and north positive. */
export type Position = {readonly lon: number; readonly lat: number}

/** Whether both are on the globe. NaN is not. */
export function isOnGlobe(lon: number, lat: number): boolean {
  return lon >= -180 && lon <= 180 && lat >= -90 && lat <= 90
}
