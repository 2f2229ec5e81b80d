import type {NationCode, ZoneId} from '../../shared/base/id.ts'
import {crossingFraction, distanceToSegment} from '../../shared/geo/line.ts'
import {
  type Box,
  contains,
  distanceToArea,
  isNearEdge,
  type PreparedArea,
  prepareArea,
} from '../../shared/geo/polygon.ts'
import {territoryOf, type Waters, watersOf} from '../../shared/model/waters.ts'
import type {Frontier, Line, MultiPolygon, ZoneKind} from '../../shared/model/zone.ts'
import type {Geography} from '../config.ts'

/** An area of the configuration, ready to be asked. */
export type Area = {
  readonly id: ZoneId
  readonly kind: ZoneKind
  readonly name: string
  readonly nation: NationCode | undefined
  /** Of a disputed area. */
  readonly claimedBy: readonly NationCode[] | undefined
  readonly indicative: boolean
  readonly shape: PreparedArea
}

/** Areas that may lie in a cell: those that cover all of it need no further question. */
type Layer = {readonly whole: Area[]; readonly part: Area[]}
type Cell = {readonly responsible: Layer; readonly zones: Layer; readonly segments: Segment[]}
type Segment = {readonly frontier: Frontier; readonly at: readonly [number, number, number, number]}

/** Quarter-degree cells. */
const CELL = 0.25
const ACROSS = 360 / CELL
const DOWN = 180 / CELL
const NOTHING: readonly Area[] = []

/** The areas and lines of a configuration: whose area a place lies in, which zones, how far to which line. */
export class Areas {
  readonly areas: readonly Area[]
  readonly frontiers: readonly Frontier[]
  readonly #byId = new Map<ZoneId, Area>()
  /** Index in `#cells` + 1, 0 for a cell with nothing in it. */
  readonly #index = new Uint32Array(ACROSS * DOWN)
  readonly #cells: Cell[] = []

  constructor(geography: Geography) {
    const areas: Area[] = []
    const frontiers: Frontier[] = []
    for (const {properties, geometry} of geography.features) {
      const {id, kind, name, nation, claimedBy, between, indicative, everyCrossing} = properties
      if (kind === 'frontier') {
        if (between === undefined || (geometry.type !== 'LineString' && geometry.type !== 'MultiLineString')) continue
        const lines: readonly Line[] = geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates
        frontiers.push({id, between, lines, indicative, everyCrossing})
      } else if (geometry.type === 'Polygon' || geometry.type === 'MultiPolygon') {
        const polygons: MultiPolygon = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates
        areas.push({id: id as ZoneId, kind, name, nation, claimedBy, indicative, shape: prepareArea(polygons)})
      }
    }
    this.areas = areas
    this.frontiers = frontiers
    for (const area of areas) this.#addArea(area)
    for (const frontier of frontiers) this.#addFrontier(frontier)
  }

  area(id: ZoneId): Area | undefined {
    return this.#byId.get(id)
  }

  /** The nations whose areas of responsibility are known. */
  get nations(): readonly NationCode[] {
    const responsible = this.areas.filter(area => area.kind === 'area-of-responsibility')
    return [...new Set(responsible.flatMap(area => (area.nation === undefined ? [] : [area.nation])))]
  }

  /** Whose area of responsibility it is (the first configured, where two overlap); undefined on the high seas. */
  areaAt(lon: number, lat: number): NationCode | undefined {
    const cell = this.#cellAt(lon, lat)
    if (cell === undefined) return undefined
    const {whole, part} = cell.responsible
    const [first] = whole
    if (first !== undefined) return first.nation
    for (const area of part) if (contains(area.shape, lon, lat)) return area.nation
    return undefined
  }

  /** Every area but those of responsibility that the place lies in. */
  zonesAt(lon: number, lat: number): readonly Area[] {
    const cell = this.#cellAt(lon, lat)
    if (cell === undefined) return NOTHING
    const {whole, part} = cell.zones
    let zones: readonly Area[] = whole
    for (const area of part) if (contains(area.shape, lon, lat)) zones = [...zones, area]
    return zones
  }

  /** What the law calls a place, and who holds it. */
  watersAt(lon: number, lat: number): Waters {
    return watersOf(this.zonesAt(lon, lat))
  }

  /** The nation whose land, internal waters or territorial sea it is; `disputed` where more than one claims it. */
  territoryOf(lon: number, lat: number): NationCode | 'disputed' | undefined {
    return territoryOf(this.watersAt(lon, lat))
  }

  /** Whose search and rescue region it is; undefined where none is configured. */
  sarRegionAt(lon: number, lat: number): NationCode | undefined {
    return this.zonesAt(lon, lat).find(area => area.kind === 'sar-region')?.nation
  }

  /** Whether a place lies in a zone, or within `bufferMetres` of it. */
  isInZone(id: ZoneId, lon: number, lat: number, bufferMetres = 0): boolean {
    const area = this.#byId.get(id)
    if (area === undefined) return false
    return contains(area.shape, lon, lat) || (bufferMetres > 0 && isNearEdge(area.shape, lon, lat, bufferMetres))
  }

  /** Whether a place is in a nation's area of responsibility, or within `bufferMetres` of it. */
  isInAreaOf(nation: NationCode, lon: number, lat: number, bufferMetres: number): boolean {
    for (const area of this.areas) {
      if (area.nation !== nation || area.kind !== 'area-of-responsibility') continue
      if (contains(area.shape, lon, lat) || isNearEdge(area.shape, lon, lat, bufferMetres)) return true
    }
    return false
  }

  /** Metres to the nearest area of a kind, 0 inside; Infinity where the configuration has none. */
  distanceToKind(kind: ZoneKind, lon: number, lat: number): number {
    let metres = Infinity
    for (const area of this.areas)
      if (area.kind === kind) metres = Math.min(metres, distanceToArea(area.shape, lon, lat))
    return metres
  }

  /** The nearest area of a kind, and metres to it. */
  nearestOfKind(kind: ZoneKind, lon: number, lat: number): {metres: number; area: Area | undefined} {
    let metres = Infinity
    let nearest: Area | undefined
    for (const area of this.areas) {
      const away = area.kind === kind ? distanceToArea(area.shape, lon, lat) : Infinity
      if (away < metres) {
        metres = away
        nearest = area
      }
    }
    return {metres, area: nearest}
  }

  /** Metres to the nearest frontier within `reach`; Infinity when there is none. */
  distanceToFrontier(lon: number, lat: number, reach: number): {metres: number; frontier: Frontier | undefined} {
    let metres = Infinity
    let nearest: Frontier | undefined
    const north = reach / 111_000
    const east = north / Math.max(0.1, Math.cos((lat * Math.PI) / 180))
    this.#visit({west: lon - east, south: lat - north, east: lon + east, north: lat + north}, cell => {
      for (const {frontier, at} of cell.segments) {
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
    this.#visit(boxOf(lonA, latA, lonB, latB), cell => {
      for (const {frontier, at} of cell.segments) {
        const fraction = crossingFraction(lonA, latA, lonB, latB, ...at)
        if (fraction < (best?.fraction ?? Infinity)) best = {frontier, fraction}
      }
    })
    return best
  }

  /** Metres to the nearest place of a frontier, however far. */
  distanceToLine({lines}: Frontier, lon: number, lat: number): number {
    let metres = Infinity
    for (const line of lines)
      for (let index = 1; index < line.length; index++) {
        const [[lonA, latA], [lonB, latB]] = [line[index - 1] ?? [NaN, NaN], line[index] ?? [NaN, NaN]]
        metres = Math.min(metres, distanceToSegment(lon, lat, lonA, latA, lonB, latB))
      }
    return metres
  }

  /** The frontier between two nations. */
  frontierBetween(a: NationCode, b: NationCode): Frontier | undefined {
    return this.frontiers.find(({between}) => between.includes(a) && between.includes(b))
  }

  #addArea(area: Area): void {
    this.#byId.set(area.id, area)
    const cut = new Set<number>()
    const {edges} = area.shape
    for (let at = 0; at < edges.length; at += 4) {
      const box = boxOf(edges[at] ?? 0, edges[at + 1] ?? 0, edges[at + 2] ?? 0, edges[at + 3] ?? 0)
      eachCell(box, index => cut.add(index))
    }
    eachCell(area.shape.box, (index, x, y) => {
      // A cell that no edge touches lies wholly inside or wholly outside.
      if (cut.has(index)) this.#layer(index, area).part.push(area)
      else if (contains(area.shape, (x + 0.5) * CELL - 180, (y + 0.5) * CELL - 90))
        this.#layer(index, area).whole.push(area)
    })
  }

  #addFrontier(frontier: Frontier): void {
    for (const line of frontier.lines) {
      for (let index = 1; index < line.length; index++) {
        const [lonA, latA] = line[index - 1] ?? [NaN, NaN]
        const [lonB, latB] = line[index] ?? [NaN, NaN]
        const segment: Segment = {frontier, at: [lonA, latA, lonB, latB]}
        eachCell(boxOf(lonA, latA, lonB, latB), cell => this.#cell(cell).segments.push(segment))
      }
    }
  }

  #layer(index: number, area: Area): Layer {
    const cell = this.#cell(index)
    return area.kind === 'area-of-responsibility' ? cell.responsible : cell.zones
  }

  #cellAt(lon: number, lat: number): Cell | undefined {
    const index = Math.floor((lat + 90) / CELL) * ACROSS + Math.floor((lon + 180) / CELL)
    return this.#cells[(this.#index[index] ?? 0) - 1]
  }

  #cell(index: number): Cell {
    const held = this.#cells[(this.#index[index] ?? 0) - 1]
    if (held !== undefined) return held
    const cell: Cell = {responsible: {whole: [], part: []}, zones: {whole: [], part: []}, segments: []}
    this.#index[index] = this.#cells.push(cell)
    return cell
  }

  #visit(box: Box, visit: (cell: Cell) => void): void {
    eachCell(box, index => {
      const cell = this.#cells[(this.#index[index] ?? 0) - 1]
      if (cell !== undefined) visit(cell)
    })
  }
}

function boxOf(lonA: number, latA: number, lonB: number, latB: number): Box {
  return {
    west: Math.min(lonA, lonB),
    south: Math.min(latA, latB),
    east: Math.max(lonA, lonB),
    north: Math.max(latA, latB),
  }
}

function eachCell(box: Box, visit: (index: number, x: number, y: number) => void): void {
  const top = Math.min(DOWN - 1, Math.floor((box.north + 90) / CELL))
  const right = Math.min(ACROSS - 1, Math.floor((box.east + 180) / CELL))
  for (let y = Math.max(0, Math.floor((box.south + 90) / CELL)); y <= top; y++)
    for (let x = Math.max(0, Math.floor((box.west + 180) / CELL)); x <= right; x++) visit(y * ACROSS + x, x, y)
}
