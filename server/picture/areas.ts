import type {NationCode, ZoneId} from '../../shared/base/id.ts'
import {crossingFraction, distanceToSegment} from '../../shared/geo/line.ts'
import {type Box, contains, type PreparedArea, prepareArea} from '../../shared/geo/polygon.ts'
import type {Frontier, Line, MultiPolygon, ZoneKind} from '../../shared/model/zone.ts'
import type {Geography} from '../config.ts'

/** An area of the configuration, ready to be asked. */
export type Area = {
  readonly id: ZoneId
  readonly kind: ZoneKind
  readonly name: string
  readonly nation: NationCode | undefined
  readonly indicative: boolean
  readonly shape: PreparedArea
}

/** Quarter-degree cells that hold which areas may be there. */
const CELL = 0.25

/** The areas and lines of a configuration: whose area a place lies in, which zones, how far to which line. */
export class Areas {
  readonly areas: readonly Area[]
  readonly frontiers: readonly Frontier[]
  readonly #cells = new Map<number, Area[]>()
  readonly #responsible: Area[]
  readonly #segments = new Map<number, {frontier: Frontier; at: readonly [number, number, number, number]}[]>()

  constructor(geography: Geography) {
    const areas: Area[] = []
    const frontiers: Frontier[] = []
    for (const {properties, geometry} of geography.features) {
      const {id, kind, name, nation, between, indicative, everyCrossing} = properties
      if (kind === 'frontier') {
        if (between === undefined || (geometry.type !== 'LineString' && geometry.type !== 'MultiLineString')) continue
        const lines: readonly Line[] = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates
        frontiers.push({id, between, lines, indicative, everyCrossing})
      } else if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') {
        const polygons: MultiPolygon = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
        areas.push({id: id as ZoneId, kind, name, nation, indicative, shape: prepareArea(polygons)})
      }
    }
    this.areas = areas
    this.frontiers = frontiers
    this.#responsible = areas.filter(area => area.kind === 'area-of-responsibility')
    for (const area of areas) eachCell(area.shape.box, cell => push(this.#cells, cell, area))
    for (const frontier of frontiers) {
      for (const line of frontier.lines) {
        for (let index = 1; index < line.length; index++) {
          const [lonA, latA] = line[index - 1] ?? [NaN, NaN]
          const [lonB, latB] = line[index] ?? [NaN, NaN]
          const box = {
            west: Math.min(lonA, lonB),
            south: Math.min(latA, latB),
            east: Math.max(lonA, lonB),
            north: Math.max(latA, latB),
          }
          eachCell(box, cell => push(this.#segments, cell, {frontier, at: [lonA, latA, lonB, latB]}))
        }
      }
    }
  }

  /** Whose area of responsibility it is; undefined on the high seas and beyond the map. */
  areaAt(lon: number, lat: number): NationCode | undefined {
    const candidates = this.#cells.get(cellOf(lon, lat))
    if (candidates === undefined) return undefined
    for (const area of candidates)
      if (area.kind === 'area-of-responsibility' && contains(area.shape, lon, lat)) return area.nation
    return undefined
  }

  /** Every area but those of responsibility that the place lies in. */
  zonesAt(lon: number, lat: number): readonly Area[] {
    const candidates = this.#cells.get(cellOf(lon, lat)) ?? []
    return candidates.filter(area => area.kind !== 'area-of-responsibility' && contains(area.shape, lon, lat))
  }

  /** Whether a place lies in a zone, or within `bufferMetres` of it. */
  isInZone(id: ZoneId, lon: number, lat: number, bufferMetres = 0): boolean {
    const area = this.areas.find(each => each.id === id)
    if (area === undefined) return false
    if (contains(area.shape, lon, lat)) return true
    if (bufferMetres <= 0) return false
    const {edges} = area.shape
    for (let at = 0; at < edges.length; at += 4) {
      if (
        distanceToSegment(lon, lat, edges[at] ?? 0, edges[at + 1] ?? 0, edges[at + 2] ?? 0, edges[at + 3] ?? 0) <=
        bufferMetres
      )
        return true
    }
    return false
  }

  /** The nations whose areas of responsibility are known. */
  get nations(): readonly NationCode[] {
    return [...new Set(this.#responsible.flatMap(area => (area.nation === undefined ? [] : [area.nation])))]
  }

  /** Metres to the nearest frontier within `reach`; Infinity when there is none. */
  distanceToFrontier(lon: number, lat: number, reach: number): {metres: number; frontier: Frontier | undefined} {
    let metres = Infinity
    let nearest: Frontier | undefined
    const north = reach / 111_000
    const east = north / Math.max(0.1, Math.cos((lat * Math.PI) / 180))
    eachCell({west: lon - east, south: lat - north, east: lon + east, north: lat + north}, cell => {
      for (const {frontier, at} of this.#segments.get(cell) ?? []) {
        const away = distanceToSegment(lon, lat, ...at)
        if (away < metres && away <= reach) {
          metres = away
          nearest = frontier
        }
      }
    })
    return {metres, frontier: nearest}
  }

  /** The first frontier that a straight course from a to b meets, and how far along (0 to 1). */
  firstCrossing(
    lonA: number,
    latA: number,
    lonB: number,
    latB: number,
  ): {frontier: Frontier; fraction: number} | undefined {
    let best: {frontier: Frontier; fraction: number} | undefined
    const box = {
      west: Math.min(lonA, lonB),
      south: Math.min(latA, latB),
      east: Math.max(lonA, lonB),
      north: Math.max(latA, latB),
    }
    eachCell(box, cell => {
      for (const {frontier, at} of this.#segments.get(cell) ?? []) {
        const fraction = crossingFraction(lonA, latA, lonB, latB, ...at)
        if (fraction < (best?.fraction ?? Infinity)) best = {frontier, fraction}
      }
    })
    return best
  }

  /** The frontier between two nations. */
  frontierBetween(a: NationCode, b: NationCode): Frontier | undefined {
    return this.frontiers.find(({between}) => between.includes(a) && between.includes(b))
  }
}

function cellOf(lon: number, lat: number): number {
  return Math.floor((lat + 90) / CELL) * 2_000 + Math.floor((lon + 180) / CELL)
}

function eachCell(box: Box, visit: (cell: number) => void): void {
  for (let lat = Math.floor((box.south + 90) / CELL); lat <= Math.floor((box.north + 90) / CELL); lat++) {
    for (let lon = Math.floor((box.west + 180) / CELL); lon <= Math.floor((box.east + 180) / CELL); lon++)
      visit(lat * 2_000 + lon)
  }
}

function push<T>(lists: Map<number, T[]>, key: number, value: T): void {
  const list = lists.get(key)
  if (list === undefined) lists.set(key, [value])
  else list.push(value)
}
