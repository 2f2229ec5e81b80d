import type {Feature, LineString, MultiPolygon, Point, Polygon, Position} from 'geojson'
import {feature} from 'topojson-client'
import type {
  GeometryCollection,
  MultiPolygon as TopologyMultiPolygon,
  Polygon as TopologyPolygon,
  Topology,
} from 'topojson-specification'
import {alpha2Of} from './country-codes.ts'

/** Natural Earth as world-atlas packs it: one object of countries, whose shared edges are stored once. */
export type World = Topology<{countries: GeometryCollection<{name: string}>}>

type Country = (TopologyPolygon | TopologyMultiPolygon) & {properties?: {name: string}}

/** The countries from index `from` to before `to`, so that a long work can be cut into short ones. */
export function landOf(world: World, from: number, to: number): Feature<Polygon | MultiPolygon>[] {
  return countriesOf(world)
    .slice(from, to)
    .map(country => ({type: 'Feature', properties: {}, geometry: wholeOf(world, country)}))
}

export function countryCount(world: World): number {
  return countriesOf(world).length
}

/**
 * Every edge once. An edge that two countries share is a land border and carries their pair (`DE-DK`, in order of the
 * alphabet, where both have a code); one that belongs to a single country is coast.
 */
export function edgesOf(world: World): {coast: Feature<LineString>[]; borders: Feature<LineString>[]} {
  const owners = ownersOfArcs(world)
  const countries = countriesOf(world)
  const coast: Feature<LineString>[] = []
  const borders: Feature<LineString>[] = []
  world.arcs.forEach((_, arc) => {
    const [one, other] = owners[arc] ?? []
    if (one === undefined) return
    if (other === undefined) {
      for (const line of withoutMapEdge(pointsOf(world, arc))) coast.push(lineOf(unwrapped(line), {}))
      return
    }
    const codes = [one, other].map(index => alpha2Of(countries[index]?.id))
    const pair = codes.every(code => code !== undefined) ? codes.toSorted().join('-') : ''
    borders.push(lineOf(unwrapped(pointsOf(world, arc)), pair === '' ? {} : {pair}))
  })
  return {coast, borders}
}

/** One point per country that has a code, well inside its largest part. `reach` is how wide it is there, degrees. */
export function countryLabelsOf(world: World): Feature<Point>[] {
  const names = new Intl.DisplayNames(['en'], {type: 'region'})
  return countriesOf(world).flatMap(country => {
    const code = alpha2Of(country.id)
    const parts = polygonsOf(wholeOf(world, country))
    const largest = parts.toSorted((a, b) => areaOf(b[0] ?? []) - areaOf(a[0] ?? []))[0]
    if (code === undefined || largest === undefined) return []
    const {lon, lat, reach} = widestInside(largest)
    return [
      {
        type: 'Feature' as const,
        properties: {code, name: names.of(code) ?? code, reach: Math.round(reach * 10) / 10},
        geometry: {type: 'Point' as const, coordinates: [lon > 180 ? lon - 360 : lon, lat]},
      },
    ]
  })
}

function countriesOf(world: World): readonly Country[] {
  return world.objects.countries.geometries.filter(
    (geometry): geometry is Country => geometry.type === 'Polygon' || geometry.type === 'MultiPolygon',
  )
}

/** Up to two countries per arc. */
function ownersOfArcs(world: World): number[][] {
  const owners: number[][] = world.arcs.map(() => [])
  countriesOf(world).forEach((country, index) => {
    const rings = country.type === 'Polygon' ? country.arcs : country.arcs.flat()
    for (const arc of rings.flat()) {
      const held = owners[arc < 0 ? ~arc : arc]
      if (held !== undefined && !held.includes(index)) held.push(index)
    }
  })
  return owners
}

/** An arc's places: with a `transform` TopoJSON stores them as differences in a grid. */
function pointsOf(world: World, arc: number): Position[] {
  if (world.transform === undefined) return world.arcs[arc] ?? []
  const {scale, translate} = world.transform
  let x = 0
  let y = 0
  return (world.arcs[arc] ?? []).map(([dx = 0, dy = 0]) => {
    x += dx
    y += dy
    return [x * scale[0] + translate[0], y * scale[1] + translate[1]]
  })
}

/** Where polygons were cut at the antimeridian and at the pole there is no coast. */
function withoutMapEdge(points: readonly Position[]): Position[][] {
  const lines: Position[][] = []
  let line: Position[] = []
  points.forEach((point, index) => {
    const before = points[index - 1]
    if (before !== undefined && isMapEdge(before, point)) {
      lines.push(line)
      line = []
    }
    line.push(point)
  })
  return [...lines, line].filter(part => part.length > 1)
}

function isMapEdge([lonA = 0, latA = 0]: Position, [lonB = 0, latB = 0]: Position): boolean {
  return (Math.abs(lonA) > 179.99 && Math.abs(lonB) > 179.99) || (latA < -89.9 && latB < -89.9)
}

function lineOf(coordinates: Position[], properties: Record<string, string>): Feature<LineString> {
  return {type: 'Feature', properties, geometry: {type: 'LineString', coordinates}}
}

/** The country's polygons, whole across the antimeridian: longitudes may run past 180, and the tiles wrap them. */
function wholeOf(world: World, country: Country): Polygon | MultiPolygon {
  const {geometry} = feature(world, country) as Feature<Polygon | MultiPolygon>
  if (geometry.type === 'Polygon') return {...geometry, coordinates: geometry.coordinates.map(wholeRing)}
  return {...geometry, coordinates: geometry.coordinates.map(rings => rings.map(wholeRing))}
}

/** A ring around a pole is closed along it. */
function wholeRing(ring: readonly Position[]): Position[] {
  const points = unwrapped(ring)
  const [first, last] = [points[0], points.at(-1)]
  if (first === undefined || last === undefined || Math.abs((first[0] ?? 0) - (last[0] ?? 0)) < 180) return points
  const pole = (first[1] ?? 0) < 0 ? -90 : 90
  return [...points, [last[0] ?? 0, pole], [first[0] ?? 0, pole], first]
}

/** Without jumps from one side of the antimeridian to the other. */
function unwrapped(points: readonly Position[]): Position[] {
  let turns = 0
  return points.map(([lon = 0, lat = 0], index) => {
    const step = lon - (points[index - 1]?.[0] ?? lon)
    if (Math.abs(step) > 180) turns -= Math.sign(step)
    return [lon + turns * 360, lat]
  })
}

function polygonsOf(geometry: Polygon | MultiPolygon): Position[][][] {
  return geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
}

/** In square degrees: enough to tell the largest part. */
function areaOf(ring: readonly Position[]): number {
  let sum = 0
  ring.forEach(([lon = 0, lat = 0], index) => {
    const [lonBefore = 0, latBefore = 0] = ring.at(index - 1) ?? []
    sum += (lonBefore - lon) * (latBefore + lat)
  })
  return Math.abs(sum / 2)
}

const SCAN_LINES = 15

/** The middle of the longest stretch that a line of latitude has inside, preferring the middle latitudes. */
function widestInside(polygon: readonly Position[][]): {lon: number; lat: number; reach: number} {
  const lats = (polygon[0] ?? []).map(([, lat = 0]) => lat)
  const south = Math.min(...lats)
  const north = Math.max(...lats)
  let best = {lon: NaN, lat: NaN, reach: -1, worth: -1}
  for (let step = 1; step < SCAN_LINES; step++) {
    const share = step / SCAN_LINES
    const lat = south + (north - south) * share
    const crossings = polygon.flatMap(ring => crossingsOf(ring, lat)).sort((a, b) => a - b)
    for (let index = 0; index + 1 < crossings.length; index += 2) {
      const from = crossings[index] ?? 0
      const reach = (crossings[index + 1] ?? from) - from
      const worth = reach * (1 - Math.abs(share - 0.5))
      if (worth > best.worth) best = {lon: from + reach / 2, lat, reach, worth}
    }
  }
  return best
}

function crossingsOf(ring: readonly Position[], at: number): number[] {
  const crossings: number[] = []
  ring.forEach(([lon = 0, lat = 0], index) => {
    const [lonBefore = 0, latBefore = 0] = ring.at(index - 1) ?? []
    if (lat > at !== latBefore > at) crossings.push(lon + ((at - lat) / (latBefore - lat)) * (lonBefore - lon))
  })
  return crossings
}
