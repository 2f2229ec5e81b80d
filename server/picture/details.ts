import type {NationCode} from '../../shared/base/id.ts'
import type {IdentityReport} from '../../shared/model/observation.ts'

/** The names and facts that a source has said of an object; absent fields were never said. */
export type Details = {
  readonly name?: string
  readonly callsign?: string
  readonly mmsi?: string
  readonly imo?: number
  readonly hex?: string
  readonly registration?: string
  readonly squawk?: string
  readonly shipType?: number
  readonly category?: string
  readonly destination?: string
  readonly draught?: number
  readonly lengthMetres?: number
  readonly beamMetres?: number
  readonly flag?: string
  readonly device?: string
}

/** Nothing has been said. */
export const NO_DETAILS: Details = {}

export const DETAIL_FIELDS = [
  'name',
  'callsign',
  'mmsi',
  'imo',
  'hex',
  'registration',
  'squawk',
  'shipType',
  'category',
  'destination',
  'draught',
  'lengthMetres',
  'beamMetres',
  'flag',
  'device',
] as const satisfies readonly (keyof Details)[]

/** A value with the nation that originated it and when it was said. */
export type Said = {
  readonly value: string | number
  readonly origin: NationCode
  readonly at: number
  readonly source: number
}

/** Adds what a report says; the same object when it says nothing new. */
export function withReport(details: Details, report: IdentityReport): Details {
  let next: Record<string, string | number> | undefined
  for (const field of DETAIL_FIELDS) {
    const value = report[field]
    if (value === undefined || details[field] === value) continue
    next ??= {...details}
    next[field] = value
  }
  return (next as Details | undefined) ?? details
}

/** What a track is called where nobody has opened a contact on it. */
export function labelOf(details: Details): string {
  return details.name ?? details.callsign ?? details.registration ?? details.mmsi ?? details.hex ?? ''
}

/** What several sources say, field by field: the own nation's word before a partner's, then the newest. */
export function mergedDetails(
  sources: readonly {source: number; details: Details; origin: NationCode; at: number}[],
  own: NationCode,
): Map<keyof Details, Said> {
  const said = new Map<keyof Details, Said>()
  for (const {source, details, origin, at} of sources) {
    for (const field of DETAIL_FIELDS) {
      const value = details[field]
      if (value === undefined) continue
      const held = said.get(field)
      const isBetter =
        held === undefined || (held.origin === own) === (origin === own) ? !(at <= (held?.at ?? NaN)) : origin === own
      if (isBetter) said.set(field, {value, origin, at, source})
    }
  }
  return said
}
