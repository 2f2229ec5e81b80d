import type {Counts} from '../../shared/base/metrics.ts'
import {isOnGlobe} from '../../shared/geo/position.ts'
import {type AircraftLine, present, scaled} from './sbs.ts'

const FOOT = 0.3048

/**
 * The aircraft of one `aircraft.json` of readsb or dump1090, in the names of both generations. A bad aircraft is
 * counted and skipped; the rest stands.
 */
export function readAircraftJson(text: string, counts: Counts): AircraftLine[] {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    counts.add('malformed')
    return []
  }
  if (!isRecord(file) || !Array.isArray(file['aircraft'])) {
    counts.add('malformed')
    return []
  }
  const now = numberIn(file, 'now')
  const lines: AircraftLine[] = []
  for (const aircraft of file['aircraft'] as unknown[]) {
    const line = isRecord(aircraft) ? readAircraft(aircraft, now) : undefined
    if (line === undefined) counts.add('malformed')
    else lines.push(line)
  }
  return lines
}

function readAircraft(aircraft: Record<string, unknown>, now: number | undefined): AircraftLine | undefined {
  const hex = textIn(aircraft, 'hex')?.replace(/^~/, '').toLowerCase()
  if (hex === undefined || !/^[0-9a-f]{6}$/.test(hex)) return undefined
  const [lat, lon] = [numberIn(aircraft, 'lat'), numberIn(aircraft, 'lon')]
  const placed = lat !== undefined && lon !== undefined && isOnGlobe(lon, lat)
  const onGround = aircraft['alt_baro'] === 'ground' || aircraft['altitude'] === 'ground'
  const age = numberIn(aircraft, 'seen_pos') ?? numberIn(aircraft, 'seen') ?? 0
  const emergency = textIn(aircraft, 'emergency')
  return present({
    hex,
    time: now === undefined ? undefined : isoTime((now - age) * 1_000),
    callsign: textIn(aircraft, 'flight')?.trim() || undefined,
    registration: textIn(aircraft, 'r'),
    lon: placed ? lon : undefined,
    lat: placed ? lat : undefined,
    altitude: scaled(numberIn(aircraft, 'alt_baro') ?? numberIn(aircraft, 'altitude'), FOOT, 1),
    altitudeGeometric: scaled(numberIn(aircraft, 'alt_geom'), FOOT, 1),
    onGround: onGround ? true : undefined,
    speed: numberIn(aircraft, 'gs') ?? numberIn(aircraft, 'speed'),
    track: numberIn(aircraft, 'track'),
    verticalRate: scaled(
      numberIn(aircraft, 'baro_rate') ?? numberIn(aircraft, 'vert_rate') ?? numberIn(aircraft, 'geom_rate'),
      FOOT / 60,
      2,
    ),
    squawk: textIn(aircraft, 'squawk'),
    category: textIn(aircraft, 'category'),
    emergency: emergency !== undefined && emergency !== 'none' ? true : undefined,
  })
}

/** Undefined for what no calendar holds: a file may say any number. */
function isoTime(ms: number): string | undefined {
  return Math.abs(ms) <= 8.64e15 ? new Date(Math.round(ms)).toISOString() : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function numberIn(record: Record<string, unknown>, name: string): number | undefined {
  const value = record[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : undefined
}

function textIn(record: Record<string, unknown>, name: string): string | undefined {
  const value = record[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}
