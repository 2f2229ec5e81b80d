import {distanceToSegment} from './line.ts'

/** A ring is closed; pairs are [lon, lat]. */
type Ring = readonly (readonly [number, number])[]

/** West, south, east, north. */
export type Box = {readonly west: number; readonly south: number; readonly east: number; readonly north: number}

/** An area made ready for many questions: its edges as one array, cut into horizontal bands. */
export type PreparedArea = {
  readonly box: Box
  /** lon, lat, lon, lat of each edge. */
  readonly edges: Float64Array
  /** Edges of band i stand in `order[starts[i]]` to `order[starts[i + 1] − 1]`. */
  readonly starts: Uint32Array
  readonly order: Uint32Array
}

/** Prepares an area for {@link contains}: outer rings and holes alike, by the even-odd rule. */
export function prepareArea(polygons: readonly (readonly Ring[])[]): PreparedArea {
  const edges: number[] = []
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of polygons.flat()) {
    for (let index = 1; index < ring.length; index++) {
      const [lonA, latA] = ring[index - 1] ?? [NaN, NaN]
      const [lonB, latB] = ring[index] ?? [NaN, NaN]
      edges.push(lonA, latA, lonB, latB)
      west = Math.min(west, lonA, lonB)
      east = Math.max(east, lonA, lonB)
      south = Math.min(south, latA, latB)
      north = Math.max(north, latA, latB)
    }
  }
  const count = edges.length / 4
  const bands = Math.max(1, Math.min(2_048, Math.ceil(count / 2)))
  const box = {west, south, east, north}
  const perBand: number[][] = Array.from({length: bands}, () => [])
  for (let edge = 0; edge < count; edge++) {
    const [a, b] = [edges[edge * 4 + 1] ?? 0, edges[edge * 4 + 3] ?? 0]
    const [first, last] = [bandOf(Math.min(a, b), box, bands), bandOf(Math.max(a, b), box, bands)]
    for (let band = first; band <= last; band++) perBand[band]?.push(edge)
  }
  const starts = new Uint32Array(bands + 1)
  perBand.forEach((list, band) => (starts[band + 1] = (starts[band] ?? 0) + list.length))
  return {box, edges: Float64Array.from(edges), starts, order: Uint32Array.from(perBand.flat())}
}

/** Whether the place lies inside (even-odd; an edge belongs to its lower end, so that adjoining areas do not overlap). */
export function contains(area: PreparedArea, lon: number, lat: number): boolean {
  const {box, edges, starts, order} = area
  if (!(lon >= box.west && lon <= box.east && lat >= box.south && lat <= box.north)) return false
  const band = bandOf(lat, box, starts.length - 1)
  let inside = false
  for (let at = starts[band] ?? 0; at < (starts[band + 1] ?? 0); at++) {
    const edge = (order[at] ?? 0) * 4
    const latA = edges[edge + 1] ?? 0
    const latB = edges[edge + 3] ?? 0
    if (latA > lat === latB > lat) continue
    const lonA = edges[edge] ?? 0
    if (lon < lonA + (((edges[edge + 2] ?? 0) - lonA) * (lat - latA)) / (latB - latA)) inside = !inside
  }
  return inside
}

/** Whether an edge of the area is within `metres`: looks only at the bands that can have one. */
export function isNearEdge(area: PreparedArea, lon: number, lat: number, metres: number): boolean {
  const {box, edges, starts, order} = area
  const north = metres / 111_000
  const east = north / Math.max(0.02, Math.cos((lat * Math.PI) / 180))
  if (lon < box.west - east || lon > box.east + east || lat < box.south - north || lat > box.north + north) return false
  const bands = starts.length - 1
  const last = bandOf(lat + north, box, bands)
  for (let at = starts[bandOf(lat - north, box, bands)] ?? 0; at < (starts[last + 1] ?? 0); at++) {
    const edge = (order[at] ?? 0) * 4
    const [lonA, latA, lonB, latB] = [
      edges[edge] ?? 0,
      edges[edge + 1] ?? 0,
      edges[edge + 2] ?? 0,
      edges[edge + 3] ?? 0,
    ]
    if (distanceToSegment(lon, lat, lonA, latA, lonB, latB) <= metres) return true
  }
  return false
}

/** Metres to the area; 0 inside. Looks at every edge: not for inner loops. */
export function distanceToArea(area: PreparedArea, lon: number, lat: number): number {
  if (contains(area, lon, lat)) return 0
  const {edges} = area
  let metres = Infinity
  for (let at = 0; at < edges.length; at += 4) {
    const [lonA, latA, lonB, latB] = [edges[at] ?? 0, edges[at + 1] ?? 0, edges[at + 2] ?? 0, edges[at + 3] ?? 0]
    metres = Math.min(metres, distanceToSegment(lon, lat, lonA, latA, lonB, latB))
  }
  return metres
}

function bandOf(lat: number, box: Box, bands: number): number {
  const height = box.north - box.south || 1
  return Math.min(bands - 1, Math.max(0, Math.floor(((lat - box.south) / height) * bands)))
}
