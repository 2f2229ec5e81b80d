import Flatbush from 'flatbush'
import {readFileSync} from 'node:fs'
import {createRequire} from 'node:module'
import type {Feature, FeatureCollection, Geometry} from 'geojson'
import {feature} from 'topojson-client'
import type {GeometryCollection, Topology} from 'topojson-specification'
import {contains, prepareArea} from '../../shared/geo/polygon.ts'
import type {MultiPolygon} from '../../shared/model/zone.ts'

/** ISO 3166-1: two letters to the number that world-atlas knows a country by. */
const NUMBERS: Readonly<Record<string, string>> = {
  BE: '056',
  DE: '276',
  DK: '208',
  FR: '250',
  GB: '826',
  GG: '831',
  IE: '372',
  JE: '832',
  NL: '528',
  NO: '578',
  PL: '616',
  SE: '752',
}

export type Box = {readonly west: number; readonly south: number; readonly east: number; readonly north: number}

const RADIANS = Math.PI / 180
const EARTH_RADIUS = 6_371_008.8
/** Places along coast and border, metres: a quarter of a nautical mile. */
const SPACING = 463
/** Coasts so far outside the box still decide where a median line runs, degrees. */
const MARGIN = 2.5

/** Lambert's azimuthal equal-area projection around the middle of a box, metres. */
export function plane({west, south, east, north}: Box): (lon: number, lat: number) => readonly [number, number] {
  const [lon0, lat0] = [((west + east) / 2) * RADIANS, ((south + north) / 2) * RADIANS]
  return (lon, lat) => {
    const [east, phi] = [lon * RADIANS - lon0, lat * RADIANS]
    const cosine = Math.sin(lat0) * Math.sin(phi) + Math.cos(lat0) * Math.cos(phi) * Math.cos(east)
    const scale = EARTH_RADIUS * Math.sqrt(2 / (1 + cosine))
    return [
      scale * Math.cos(phi) * Math.sin(east),
      scale * (Math.cos(lat0) * Math.sin(phi) - Math.sin(lat0) * Math.cos(phi) * Math.cos(east)),
    ]
  }
}

let atlas: Topology<{countries: GeometryCollection}> | undefined

/** The land of a country, from Natural Earth at 1:10 million by way of world-atlas. */
export function landOf(code: string): MultiPolygon {
  const path = createRequire(import.meta.url).resolve('world-atlas/countries-10m.json')
  atlas ??= JSON.parse(readFileSync(path, 'utf8')) as Topology<{countries: GeometryCollection}>
  const found = atlas.objects.countries.geometries.find(each => each.id === NUMBERS[code])
  if (found === undefined) throw new Error(`expected a country ${code} in world-atlas, got none`)
  const land: Feature<Geometry> | FeatureCollection = feature(atlas, found)
  if (land.type !== 'Feature') throw new Error(`expected one area for ${code}, got several`)
  const {geometry} = land
  if (geometry.type === 'Polygon') return [geometry.coordinates as unknown as MultiPolygon[number]]
  if (geometry.type === 'MultiPolygon') return geometry.coordinates as unknown as MultiPolygon
  throw new Error(`expected an area for ${code}, got ${geometry.type}`)
}

/** How far a place is from a country's coast and borders, metres; negative on its land. Exact near the coast. */
export function signedDistance(code: string, box: Box): (lon: number, lat: number) => number {
  const land = landOf(code)
  const area = prepareArea(land)
  const project = plane(box)
  const segments: number[] = []
  for (const ring of land.flat())
    for (let at = 1; at < ring.length; at++) {
      const [a, b] = [ring[at - 1], ring[at]]
      if (a === undefined || b === undefined || !(isNear(a, box) || isNear(b, box))) continue
      const [ax, ay] = project(...a)
      const [bx, by] = project(...b)
      const pieces = Math.max(1, Math.ceil(Math.hypot(bx - ax, by - ay) / SPACING))
      for (let piece = 0; piece < pieces; piece++)
        segments.push(
          ax + ((bx - ax) * piece) / pieces,
          ay + ((by - ay) * piece) / pieces,
          ax + ((bx - ax) * (piece + 1)) / pieces,
          ay + ((by - ay) * (piece + 1)) / pieces,
        )
    }
  const count = segments.length / 4
  if (count === 0) return () => Infinity
  const index = new Flatbush(count)
  for (let at = 0; at < segments.length; at += 4) {
    const [ax = 0, ay = 0, bx = 0, by = 0] = segments.slice(at, at + 4)
    index.add(Math.min(ax, bx), Math.min(ay, by), Math.max(ax, bx), Math.max(ay, by))
  }
  index.finish()
  return (lon, lat) => {
    const [x, y] = project(lon, lat)
    let least = Infinity
    for (const near of index.neighbors(x, y, 8)) least = Math.min(least, toSegment(x, y, segments, near * 4))
    return contains(area, lon, lat) ? -least : least
  }
}

function isNear([lon, lat]: readonly [number, number], {west, south, east, north}: Box): boolean {
  return lon > west - MARGIN && lon < east + MARGIN && lat > south - MARGIN && lat < north + MARGIN
}

function toSegment(x: number, y: number, segments: readonly number[], at: number): number {
  const [ax = 0, ay = 0, bx = 0, by = 0] = segments.slice(at, at + 4)
  const [dx, dy] = [bx - ax, by - ay]
  const length = dx * dx + dy * dy
  const along = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / length))
  return Math.hypot(x - ax - along * dx, y - ay - along * dy)
}
