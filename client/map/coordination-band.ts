import type {Feature, FeatureCollection, Polygon, Position} from 'geojson'

/** How far to either side of a line two nations co-ordinate, nautical miles, where the configuration does not say. */
const USUAL_NM = 5
const DEGREES_PER_NM = 1 / 60
/** A corner is drawn out to so many times the distance at most. */
const LONGEST_CORNER = 2

/** Beside each frontier the band in which both sides co-ordinate, as areas: bends narrower than the band are smoothed out. */
export function coordinationBands(geography: FeatureCollection): Feature<Polygon>[] {
  return geography.features.flatMap(({geometry, properties}) => {
    if (properties?.['kind'] !== 'frontier') return []
    const told: unknown = properties['coordinationNm']
    const degrees = (typeof told === 'number' ? told : USUAL_NM) * DEGREES_PER_NM
    const lines =
      geometry.type === 'LineString'
        ? [geometry.coordinates]
        : geometry.type === 'MultiLineString'
          ? geometry.coordinates
          : []
    return lines.filter(line => line.length > 1).map(line => bandOf(line, degrees))
  })
}

type Flat = {readonly x: number; readonly y: number}

function bandOf(line: readonly Position[], degrees: number): Feature<Polygon> {
  const lat = line.reduce((sum, [, y = 0]) => sum + y, 0) / line.length
  const narrow = Math.max(0.05, Math.cos((lat * Math.PI) / 180))
  const flat = simplified(
    line.map(([lon = 0, y = 0]) => ({x: lon * narrow, y})),
    degrees / 3,
  )
  const left = flat.map((_, index) => beside(flat, index, degrees))
  const right = flat.map((_, index) => beside(flat, index, -degrees)).reverse()
  const ring = [...left, ...right].map(({x, y}) => [x / narrow, y])
  return {
    type: 'Feature',
    properties: {kind: 'coordination-band'},
    geometry: {type: 'Polygon', coordinates: [[...ring, ring[0] ?? [0, 0]]]},
  }
}

/** The point beside a corner, on the bisector of its two sides. */
function beside(line: readonly Flat[], index: number, away: number): Flat {
  const here = line[index] ?? {x: 0, y: 0}
  const before = normal(line[index - 1] ?? here, here)
  const after = normal(here, line[index + 1] ?? here)
  const a = before ?? after ?? {x: 0, y: 0}
  const b = after ?? a
  const sum = {x: a.x + b.x, y: a.y + b.y}
  const long = Math.hypot(sum.x, sum.y) || 1
  const reach = Math.min(LONGEST_CORNER, 2 / long)
  return {x: here.x + (sum.x / long) * away * reach, y: here.y + (sum.y / long) * away * reach}
}

function normal(a: Flat, b: Flat): Flat | undefined {
  const long = Math.hypot(b.x - a.x, b.y - a.y)
  return long === 0 ? undefined : {x: -(b.y - a.y) / long, y: (b.x - a.x) / long}
}

/** Without points that lie nearer than `most` to the line between their neighbours (Douglas and Peucker). */
function simplified(line: readonly Flat[], most: number): Flat[] {
  const [first, last] = [line[0], line.at(-1)]
  if (first === undefined || last === undefined || line.length < 3) return [...line]
  const off = line.map(point => awayFrom(point, first, last))
  const furthest = off.reduce((best, each, index) => (each > (off[best] ?? 0) ? index : best), 0)
  if ((off[furthest] ?? 0) <= most) return [first, last]
  return [...simplified(line.slice(0, furthest + 1), most).slice(0, -1), ...simplified(line.slice(furthest), most)]
}

function awayFrom({x, y}: Flat, a: Flat, b: Flat): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y]
  const long = dx * dx + dy * dy
  const along = long === 0 ? 0 : Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / long))
  return Math.hypot(x - a.x - along * dx, y - a.y - along * dy)
}
