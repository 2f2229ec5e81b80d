import type {Payload} from './payload.ts'

/*
 * Fields of ITU-R M.1371-5 in their units. *Not available* is NaN, and so is what cannot be.
 */

/** Degrees from 1/10,000 minute, 28 bits; NaN for 181° and off the globe. */
export function longitude(payload: Payload, start: number): number {
  const value = payload.signed(start, 28) / 600_000
  return value >= -180 && value <= 180 ? value : NaN
}

/** Degrees from 1/10,000 minute, 27 bits; NaN for 91° and off the globe. */
export function latitude(payload: Payload, start: number): number {
  const value = payload.signed(start, 27) / 600_000
  return value >= -90 && value <= 90 ? value : NaN
}

/** Degrees from 1/10 minute (types 17, 22, 23, 27); NaN off the globe. */
export function coarseLongitude(payload: Payload, start: number): number {
  const value = payload.signed(start, 18) / 600
  return value >= -180 && value <= 180 ? value : NaN
}

export function coarseLatitude(payload: Payload, start: number): number {
  const value = payload.signed(start, 17) / 600
  return value >= -90 && value <= 90 ? value : NaN
}

/** Knots from 1/10 knot; 1023 is not available. */
export function speedKnots(payload: Payload, start: number): number {
  const value = payload.unsigned(start, 10)
  return value === 1023 ? NaN : value / 10
}

/** Degrees from 1/10 degree; 3600 and above is not available. */
export function courseDegrees(payload: Payload, start: number): number {
  const value = payload.unsigned(start, 12)
  return value >= 3600 ? NaN : value / 10
}

/** Whole degrees; 360 and above is not available. */
export function headingDegrees(payload: Payload, start: number): number {
  const value = payload.unsigned(start, 9)
  return value >= 360 ? NaN : value
}

/** Degrees per minute from the rate-of-turn code (4.733 √rate); ±127 is beyond what a sensor says. NaN for −128. */
export function turnRate(code: number): number {
  if (code === -128) return NaN
  if (code === 127 || code === -127) return Math.sign(code) * 720
  return Math.sign(code) * (code / 4.733) ** 2
}

/** Nine digits, leading zeros kept. */
export function mmsiText(mmsi: number): string {
  return String(mmsi).padStart(9, '0')
}
