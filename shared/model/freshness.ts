/** How current a position is. The order is part of the wire. */
export const FRESHNESS = ['live', 'late', 'coasting', 'lost', 'gone'] as const
export type Freshness = (typeof FRESHNESS)[number]

/** Nominal intervals between reports, ms, where the source itself does not say. */
export const NOMINAL_INTERVAL = {
  classAUnderWay: 10_000,
  classAAnchored: 180_000,
  classBUnderWay: 30_000,
  classBAnchored: 180_000,
  slow: 180_000,
  sarAircraft: 10_000,
  adsb: 2_000,
  radar: 3_000,
  drone: 1_000,
  patrol: 15_000,
  fixedSensor: 60_000,
} as const

const MINUTE = 60_000
const MAX_INTERVAL = 3 * MINUTE

/** The expected interval T: what the source promised or what it really did (90th percentile), at most 3 min. */
export function expectedInterval(nominalMs: number, observedP90Ms: number): number {
  const observed = Number.isFinite(observedP90Ms) ? observedP90Ms : 0
  return Math.min(MAX_INTERVAL, Math.max(nominalMs, observed))
}

/** LIVE to 2T, LATE to 4T, COASTING to max(8T, 3 min), then LOST; GONE ten minutes later. */
export function freshness(ageMs: number, intervalMs: number): Freshness {
  if (ageMs <= 2 * intervalMs) return 'live'
  if (ageMs <= 4 * intervalMs) return 'late'
  const lostAfter = Math.max(8 * intervalMs, 3 * MINUTE)
  if (ageMs <= lostAfter) return 'coasting'
  return ageMs <= lostAfter + 10 * MINUTE ? 'lost' : 'gone'
}

/** A drawn place is the last fix moved on by speed and course for at most this long; then it stays there. */
export function deadReckoningLimit(intervalMs: number): number {
  return 2 * intervalMs
}

/** From this age on {@link freshness} says GONE, ms. */
export function goneAfter(intervalMs: number): number {
  return Math.max(8 * intervalMs, 3 * MINUTE) + 10 * MINUTE
}
