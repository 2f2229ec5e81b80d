import type {Counts} from '../../shared/base/metrics.ts'
import {KNOT} from '../../shared/geo/distance.ts'
import {isOnGlobe} from '../../shared/geo/position.ts'

const FOOT = 0.3048

/** What one aircraft message says. Metres, knots, metres per second; absent is not available. */
export type AircraftLine = {
  readonly hex: string
  readonly time?: string
  readonly callsign?: string
  readonly lon?: number
  readonly lat?: number
  readonly altitude?: number
  readonly altitudeGeometric?: number
  readonly onGround?: boolean
  readonly speed?: number
  readonly track?: number
  readonly verticalRate?: number
  readonly squawk?: string
  readonly category?: string
  readonly emergency?: boolean
  readonly registration?: string
}

/**
 * One line of BaseStation text (port 30003): `MSG,type,…,hex,…,date,time,date,time,callsign,altitude,speed,track,
 * lat,lon,vertical rate,squawk,alert,emergency,spi,ground`. Counts why a line was refused. `utcOffsetMinutes`: the
 * receiver writes local time.
 */
export function readSbs(line: string, counts: Counts, utcOffsetMinutes = 0): AircraftLine | undefined {
  const fields = line.trim().split(',')
  if (fields[0] !== 'MSG') {
    if (line.trim() !== '' && !/^(SEL|ID|AIR|STA|CLK)$/.test(fields[0] ?? '')) counts.add('malformed')
    return undefined
  }
  const hex = (fields[4] ?? '').toLowerCase()
  if (!/^[0-9a-f]{6}$/.test(hex)) {
    counts.add('malformed')
    return undefined
  }
  const lat = numberOf(fields[14])
  const lon = numberOf(fields[15])
  const placed = lat !== undefined && lon !== undefined && isOnGlobe(lon, lat)
  if (!placed && lat !== undefined) counts.add('position')
  const time = timeOf(fields[6], fields[7], utcOffsetMinutes)
  return present({
    hex,
    time,
    callsign: fields[10]?.trim() || undefined,
    altitude: scaled(numberOf(fields[11]), FOOT, 1),
    speed: numberOf(fields[12]),
    track: numberOf(fields[13]),
    lon: placed ? lon : undefined,
    lat: placed ? lat : undefined,
    verticalRate: scaled(numberOf(fields[16]), FOOT / 60, 2),
    squawk: /^[0-7]{4}$/.test(fields[17] ?? '') ? fields[17] : undefined,
    emergency: fields[19] === '-1' || fields[19] === '1' ? true : undefined,
    onGround: fields[21] === '-1' || fields[21] === '1' ? true : fields[21] === '0' ? false : undefined,
  })
}

/** Drops what is undefined: not available is an absent field. */
export function present<T extends {readonly hex: string}>(
  fields: {[K in keyof T]?: T[K] | undefined} & {hex: string},
): AircraftLine {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as unknown as AircraftLine
}

export function scaled(value: number | undefined, by: number, digits: number): number | undefined {
  return value === undefined ? undefined : Math.round(value * by * 10 ** digits) / 10 ** digits
}

/** Knots to metres per second, for the picture. */
export function metresPerSecond(knots: number | undefined): number {
  return knots === undefined ? NaN : knots * KNOT
}

function numberOf(text: string | undefined): number | undefined {
  if (text === undefined || text.trim() === '') return undefined
  const value = Number(text)
  return Number.isFinite(value) ? value : undefined
}

function timeOf(date: string | undefined, time: string | undefined, utcOffsetMinutes: number): string | undefined {
  const day = /^(\d{4})\/(\d\d)\/(\d\d)$/.exec(date ?? '')
  const clock = /^(\d\d):(\d\d):(\d\d)(\.\d{1,3})?$/.exec(time ?? '')
  if (!day || !clock) return undefined
  const millis =
    Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3]), Number(clock[1]), Number(clock[2]), Number(clock[3])) +
    Math.round(Number(clock[4] ?? 0) * 1_000)
  return new Date(millis - utcOffsetMinutes * 60_000).toISOString()
}
