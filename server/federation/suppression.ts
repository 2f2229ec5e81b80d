import {destination, distanceBetween} from '../../shared/geo/distance.ts'
import {deadReckoningLimit} from '../../shared/model/freshness.ts'
import type {LiveRecord} from './ports.ts'

/** A partner's prediction may be so far off before it is told, metres; more where the measurement itself is worse. */
const NEAR = 25
const COARSEST = 100
const NEAR_ALTITUDE = 50

/** What a partner was last told of a source, and what it shows from that. */
export type Told = LiveRecord & {sentAt: number}

/**
 * Whether a partner need not be told: it was told within T, and the place that it reckons from that lies near enough.
 * Anything but the movement (kind, flags, status, a value that has come or gone) is always told.
 */
export function isForeseen(
  told: Told,
  record: LiveRecord,
  given: {now: number; intervalMs: number; accuracyMetres: number},
): boolean {
  const {now, intervalMs, accuracyMetres} = given
  if (now - told.sentAt >= intervalMs || hasChanged(told, record)) return false
  const near = Math.min(COARSEST, Math.max(NEAR, accuracyMetres))
  const forMs = Math.min(deadReckoningLimit(intervalMs), Math.max(0, record.at - told.at))
  const isMoving = Number.isFinite(told.speed) && Number.isFinite(told.course)
  const shown = isMoving ? destination(told, (told.speed * forMs) / 1_000, told.course) : told
  if (distanceBetween(shown.lon, shown.lat, record.lon, record.lat) > near) return false
  return !(Math.abs(told.altitude - record.altitude) > NEAR_ALTITUDE)
}

function hasChanged(told: Told, record: LiveRecord): boolean {
  return (
    told.kind !== record.kind ||
    told.flags !== record.flags ||
    !Object.is(told.status, record.status) ||
    Number.isNaN(told.course) !== Number.isNaN(record.course) ||
    Number.isNaN(told.speed) !== Number.isNaN(record.speed) ||
    Number.isNaN(told.altitude) !== Number.isNaN(record.altitude)
  )
}
