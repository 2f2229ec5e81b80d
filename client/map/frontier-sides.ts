import type {Feature, FeatureCollection, Point, Position} from 'geojson'
import {contains, type PreparedArea, prepareArea} from '../../shared/geo/polygon.ts'

/** How far from the line the sides are looked for, degrees of latitude. */
const BESIDE = 0.04
/** Letters stand along a line at each of these shares of its length. */
const SHARES = [0.12, 0.5, 0.88]
/** Lines shorter than this get letters in their middle only, degrees. */
const SHORT = 0.3
const OFFSET_EMS = 1.6

/**
 * Points on a frontier that say which nation lies on which side, by the areas of responsibility themselves: a line's
 * `between` does not tell. Where no area is known on a side, that side stays without letters.
 */
export function frontierSides(geography: FeatureCollection): Feature<Point>[] {
  const areas = areasOf(geography)
  return geography.features.flatMap(feature => {
    if (feature.properties?.['kind'] !== 'frontier') return []
    return linesOf(feature).flatMap(line => sidesOf(line, areas))
  })
}

type Area = {readonly nation: string; readonly area: PreparedArea}

function areasOf(geography: FeatureCollection): Area[] {
  return geography.features.flatMap(({geometry, properties}) => {
    const nation: unknown = properties?.['nation']
    if (properties?.['kind'] !== 'area-of-responsibility' || typeof nation !== 'string') return []
    if (geometry.type !== 'Polygon' && geometry.type !== 'MultiPolygon') return []
    const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
    return [{nation, area: prepareArea(polygons as unknown as Parameters<typeof prepareArea>[0])}]
  })
}

function linesOf({geometry}: Feature): Position[][] {
  if (geometry.type === 'LineString') return [geometry.coordinates]
  return geometry.type === 'MultiLineString' ? geometry.coordinates : []
}

function sidesOf(line: readonly Position[], areas: readonly Area[]): Feature<Point>[] {
  const length = lengths(line).at(-1) ?? 0
  return (length < SHORT ? [0.5] : SHARES).flatMap(share => {
    const spot = at(line, share * length)
    if (spot === undefined) return []
    return [-1, 1].flatMap(side => {
      const nation = areas.find(({area}) =>
        contains(area, spot.lon + (side * BESIDE * spot.north) / spot.narrow, spot.lat - side * BESIDE * spot.east),
      )?.nation
      if (nation === undefined) return []
      const offset = [side * spot.north * OFFSET_EMS, side * spot.east * OFFSET_EMS]
      return [
        {
          type: 'Feature' as const,
          properties: {kind: 'frontier-side', nation, offset},
          geometry: {type: 'Point' as const, coordinates: [spot.lon, spot.lat]},
        },
      ]
    })
  })
}

/** The place so far along a line, and the direction there on the map: `east` and `north` make one. */
function at(line: readonly Position[], along: number) {
  const sums = lengths(line)
  const next = sums.findIndex(sum => sum >= along)
  const [lonA = 0, latA = 0] = line[next - 1] ?? []
  const [lonB = 0, latB = 0] = line[next] ?? []
  if (next < 1) return undefined
  const narrow = Math.cos((latA * Math.PI) / 180)
  const east = (lonB - lonA) * narrow
  const north = latB - latA
  const long = Math.hypot(east, north) || 1
  const share = (along - (sums[next - 1] ?? 0)) / long
  return {
    lon: lonA + (lonB - lonA) * share,
    lat: latA + north * share,
    east: east / long,
    north: north / long,
    narrow,
  }
}

/** Length up to each point, in degrees of latitude. */
function lengths(line: readonly Position[]): number[] {
  let sum = 0
  return line.map(([lon = 0, lat = 0], index) => {
    const [lonBefore = lon, latBefore = lat] = line[index - 1] ?? []
    sum += Math.hypot((lon - lonBefore) * Math.cos((lat * Math.PI) / 180), lat - latBefore)
    return sum
  })
}
