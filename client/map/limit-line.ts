import type {Feature, FeatureCollection, Position as Pair} from 'geojson'
import type {Position} from '../../shared/geo/position.ts'
import {distanceToSegment} from '../../shared/geo/line.ts'
import {contains, type PreparedArea, prepareArea} from '../../shared/geo/polygon.ts'

const METRES_PER_DEGREE = 111_195
const RADIANS = Math.PI / 180
/** Round a corner of the frontier the limit is an arc of so many degrees per piece. */
const ARC = 10
/** Nearer to the frontier than this share of the limit: another stretch of the frontier is nearer. */
const NEAR = 0.98

/** A frontier between two nations, and the host's area beyond it. */
export type Beyond = {readonly lines: readonly (readonly Pair[])[]; readonly area: PreparedArea | undefined}

/** What the configuration draws between two nations; undefined where it draws no frontier between them. */
export function beyondOf(geography: FeatureCollection, from: string, host: string): Beyond | undefined {
  const lines = geography.features.flatMap(feature => (isBetween(feature, from, host) ? linesOf(feature) : []))
  if (lines.length === 0) return undefined
  const polygons = geography.features.flatMap(({geometry, properties}) => {
    if (properties?.['kind'] !== 'area-of-responsibility' || properties['nation'] !== host) return []
    if (geometry.type === 'Polygon') return [geometry.coordinates]
    return geometry.type === 'MultiPolygon' ? geometry.coordinates : []
  })
  const area = polygons.length === 0 ? undefined : prepareArea(polygons as unknown as Parameters<typeof prepareArea>[0])
  return {lines, area}
}

/**
 * Where the host's area is exactly `metres` from the frontier: as far as somebody may go on. In pieces, because where
 * the frontier bends or the area ends there is no such place. The offset of each stretch, less what another stretch of
 * the frontier comes nearer to.
 */
export function limitLine({lines, area}: Beyond, metres: number): Position[][] {
  if (area === undefined) return []
  const isLimit = ({lon, lat}: Position) => contains(area, lon, lat) && distanceTo(lines, lon, lat) > NEAR * metres
  return lines.flatMap(line =>
    [-1, 1].flatMap(side => runs(offsetOf(line, metres * side), isLimit).filter(run => run.length > 1)),
  )
}

/** Points beside a line, on its right for positive `metres`: along each stretch, and round each corner. */
function offsetOf(line: readonly Pair[], metres: number): Position[] {
  const step = Math.abs(metres) / 10
  const points: Position[] = []
  let before: number | undefined
  for (let index = 1; index < line.length; index++) {
    const [lonA = 0, latA = 0] = line[index - 1] ?? []
    const [lonB = 0, latB = 0] = line[index] ?? []
    const east = (lonB - lonA) * Math.cos(latA * RADIANS)
    const north = latB - latA
    const long = Math.hypot(east, north)
    if (long === 0) continue
    const normal = (Math.atan2(east, north) / RADIANS + 90 + 360) % 360
    if (before !== undefined)
      for (const way of arc(before, normal)) points.push(beside({lon: lonA, lat: latA}, metres, way))
    before = normal
    const pieces = Math.max(1, Math.ceil((long * METRES_PER_DEGREE) / step))
    for (let piece = 0; piece <= pieces; piece++) {
      const share = piece / pieces
      points.push(beside({lon: lonA + (lonB - lonA) * share, lat: latA + north * share}, metres, normal))
    }
  }
  return points
}

/** Directions between two, the shorter way round, without either. */
function arc(from: number, to: number): number[] {
  const turn = ((to - from + 540) % 360) - 180
  const pieces = Math.floor(Math.abs(turn) / ARC)
  return Array.from({length: pieces}, (_, index) => from + (turn * (index + 1)) / (pieces + 1))
}

function beside({lon, lat}: Position, metres: number, direction: number): Position {
  const degrees = metres / METRES_PER_DEGREE
  return {
    lon: lon + (degrees * Math.sin(direction * RADIANS)) / Math.max(0.05, Math.cos(lat * RADIANS)),
    lat: lat + degrees * Math.cos(direction * RADIANS),
  }
}

/** Stretches of neighbours that all pass. */
function runs(points: readonly Position[], passes: (point: Position) => boolean): Position[][] {
  const all: Position[][] = [[]]
  for (const point of points) {
    if (passes(point)) all.at(-1)?.push(point)
    else if (all.at(-1)?.length !== 0) all.push([])
  }
  return all
}

function distanceTo(lines: Beyond['lines'], lon: number, lat: number): number {
  let nearest = Infinity
  for (const line of lines)
    for (let index = 1; index < line.length; index++) {
      const [lonA = 0, latA = 0] = line[index - 1] ?? []
      const [lonB = 0, latB = 0] = line[index] ?? []
      nearest = Math.min(nearest, distanceToSegment(lon, lat, lonA, latA, lonB, latB))
    }
  return nearest
}

function isBetween({properties}: Feature, from: string, host: string): boolean {
  const between: unknown = properties?.['between']
  return (
    properties?.['kind'] === 'frontier' && Array.isArray(between) && [from, host].every(one => between.includes(one))
  )
}

function linesOf({geometry}: Feature): Pair[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates]
  return geometry.type === 'MultiLineString' ? geometry.coordinates : []
}
