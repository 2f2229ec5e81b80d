import type {ZoneId} from '../../shared/base/id.ts'
import {NAUTICAL_MILE} from '../../shared/geo/distance.ts'
import {isNearEdge} from '../../shared/geo/polygon.ts'
import type {Agreement} from '../../shared/model/agreement.ts'
import type {Areas} from '../picture/areas.ts'

/** Cells of 1/64°: about a nautical mile. */
const ACROSS = 360 * 64
/** No place of a cell is farther than this from its middle, metres. */
const REACH = 1_300

/**
 * In which of the zones that agreements speak of a place lies, as one bit each. Within most cells the answer is the same
 * everywhere and is found once; only near an edge is it looked up again.
 */
export class Places {
  readonly #conditions: {readonly zone: ZoneId; readonly bufferNm: number}[] = []
  readonly #cells = new Map<number, string | undefined>()
  readonly #areas: Areas

  constructor(areas: Areas, agreements: readonly Agreement[]) {
    this.#areas = areas
    for (const {rules} of agreements)
      for (const {when} of rules)
        for (const zone of when?.zones ?? []) {
          const bufferNm = when?.bufferNm ?? 0
          if (!this.#conditions.some(one => one.zone === zone && one.bufferNm === bufferNm))
            this.#conditions.push({zone, bufferNm})
        }
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
    if (this.#cells.has(cell)) return this.#cells.get(cell)
    const lon = ((cell % ACROSS) + 0.5) / 64 - 180
    const lat = (Math.floor(cell / ACROSS) + 0.5) / 64 - 90
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
