import type {ZoneId} from '../../shared/base/id.ts'
import {NAUTICAL_MILE} from '../../shared/geo/distance.ts'
import {type Box, isNearEdge} from '../../shared/geo/polygon.ts'
import type {Agreement} from '../../shared/model/agreement.ts'
import type {Areas} from '../picture/areas.ts'

/** Cells of 1/64°: about a nautical mile. */
const ACROSS = 360 * 64
/** No place of a cell is farther than this from its middle, metres. */
const REACH = 1_300
const METRES_PER_DEGREE = 110_500

/**
 * In which of the zones that agreements speak of a place lies, as one bit each. Within most cells the answer is the same
 * everywhere and is found once; only near an edge is it looked up again.
 */
export class Places {
  readonly #conditions: {readonly zone: ZoneId; readonly bufferNm: number}[] = []
  readonly #cells = new Map<number, string | undefined>()
  readonly #areas: Areas
  /** What holds far from all of the zones, and where that is not: only there cells are looked at and kept. */
  readonly #nowhere: string
  readonly #around: Box

  constructor(areas: Areas, agreements: readonly Agreement[]) {
    this.#areas = areas
    for (const {rules} of agreements)
      for (const {when} of rules)
        for (const zone of when?.zones ?? []) {
          const bufferNm = when?.bufferNm ?? 0
          if (!this.#conditions.some(one => one.zone === zone && one.bufferNm === bufferNm))
            this.#conditions.push({zone, bufferNm})
        }
    this.#nowhere = '0'.repeat(this.#conditions.length)
    this.#around = boxAround(
      this.#conditions.flatMap(({zone, bufferNm}) => {
        const area = areas.area(zone)
        return area === undefined ? [] : [{box: area.shape.box, metres: bufferNm * NAUTICAL_MILE + 2 * REACH}]
      }),
    )
  }

  /** −1 without a place. */
  static cellOf(lon: number, lat: number): number {
    return Number.isNaN(lon + lat) ? -1 : Math.floor((lat + 90) * 64) * ACROSS + Math.floor((lon + 180) * 64)
  }

  /** Whether an edge runs through the cell, so that each place in it has to be looked up. */
  isEdge(cell: number): boolean {
    return cell >= 0 && this.#maskOf(cell) === undefined
  }

  /** One letter per condition, `1` where it holds. */
  mask(cell: number, lon: number, lat: number): string {
    if (cell < 0) return ''
    return (
      this.#maskOf(cell) ?? this.#conditions.map(({zone, bufferNm}) => this.#holds(zone, bufferNm, lon, lat)).join('')
    )
  }

  /** The answer that a mask gives. */
  isInZone(mask: string): (zone: ZoneId, bufferNm: number) => boolean {
    return (zone, bufferNm) =>
      mask[this.#conditions.findIndex(one => one.zone === zone && one.bufferNm === bufferNm)] === '1'
  }

  #maskOf(cell: number): string | undefined {
    const lon = ((cell % ACROSS) + 0.5) / 64 - 180
    const lat = (Math.floor(cell / ACROSS) + 0.5) / 64 - 90
    const {west, south, east, north} = this.#around
    if (lon < west || lon > east || lat < south || lat > north) return this.#nowhere
    if (this.#cells.has(cell)) return this.#cells.get(cell)
    const isEdge = this.#conditions.some(({zone, bufferNm}) => {
      const area = this.#areas.area(zone)
      if (area === undefined) return false
      if (bufferNm === 0) return isNearEdge(area.shape, lon, lat, REACH)
      return isNearEdge(area.shape, lon, lat, bufferNm * NAUTICAL_MILE + REACH)
    })
    const mask = isEdge
      ? undefined
      : this.#conditions.map(one => this.#holds(one.zone, one.bufferNm, lon, lat)).join('')
    this.#cells.set(cell, mask)
    return mask
  }

  #holds(zone: ZoneId, bufferNm: number, lon: number, lat: number): '1' | '0' {
    return this.#areas.isInZone(zone, lon, lat, bufferNm * NAUTICAL_MILE) ? '1' : '0'
  }
}

/** A box that holds all of these and everything within so many metres of them. */
function boxAround(parts: readonly {readonly box: Box; readonly metres: number}[]): Box {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const {box, metres} of parts) {
    const up = metres / METRES_PER_DEGREE
    const across = up / Math.max(0.01, Math.cos((Math.max(Math.abs(box.south), Math.abs(box.north)) * Math.PI) / 180))
    west = Math.min(west, box.west - across)
    east = Math.max(east, box.east + across)
    south = Math.min(south, box.south - up)
    north = Math.max(north, box.north + up)
  }
  return {west, south, east, north}
}
