import {expect} from 'vitest'
import {Counts} from '../../../shared/base/metrics.ts'
import {type AisLine, aisDecoder} from '../../../server/feeds/ais/lines.ts'
import {recordedLines, recordedTest, recording} from '../../support/recordings.ts'

type Expected = {lines: number[]; decoded: Record<string, unknown>; utc_s?: number}

function decodeAll(bytes: Buffer): {lines: AisLine[]; counts: Counts} {
  const lines: AisLine[] = []
  const counts = new Counts()
  const decoder = aisDecoder({onLine: line => lines.push(line), counts, now: () => 0})
  for (let from = 0; from < bytes.length; from += 65_521) decoder.write(bytes.subarray(from, from + 65_521))
  decoder.end()
  return {lines, counts}
}

const number = (value: unknown) => (typeof value === 'number' ? value : undefined)
const text = (value: unknown) =>
  typeof value === 'string' && value.split('@')[0]?.trim() ? value.split('@')[0]?.trim() : undefined
const unless = (bad: (value: number) => boolean) => (value: unknown) =>
  number(value) === undefined || bad(value as number) ? undefined : value
const nonZero = unless(value => value === 0)

/** The other decoder's name and convention for each field that the contract names. */
const FIELDS: Record<string, (decoded: Record<string, unknown>, type: number) => unknown> = {
  lon: (all, type) => coarse(type, all['lon'], 180),
  lat: (all, type) => coarse(type, all['lat'], 90),
  sog: (all, type) => unless(value => value === (type === 9 ? 1023 : type === 27 ? 63 : 102.3))(all['speed']),
  cog: all => unless(value => value >= 360)(all['course']),
  heading: all => unless(value => value >= 360)(all['heading']),
  turn: all => turn(all['turn']),
  turnSaturated: all => (Math.abs(number(all['turn']) ?? 0) === 127 ? true : undefined),
  eta: (all, type) => (type === 5 ? eta(all) : undefined),
  navStatus: all => number(all['status']),
  imo: all => nonZero(all['imo']),
  shipType: all => number(all['ship_type']),
  callsign: all => text(all['callsign']),
  shipName: (all, type) => (type === 21 ? undefined : text(all['shipname'])),
  name: (all, type) => (type === 21 ? text(`${String(all['name'] ?? '')}${String(all['name_ext'] ?? '')}`) : undefined),
  destination: all => text(all['destination']),
  draught: (all, type) => (type === 5 ? nonZero(all['draught']) : undefined), // in type 8 it lies inside the payload
  toBow: all => nonZero(all['to_bow']),
  toStern: all => nonZero(all['to_stern']),
  toPort: all => nonZero(all['to_port']),
  toStarboard: all => nonZero(all['to_starboard']),
  part: all => (all['partno'] === 0 ? 'A' : all['partno'] === 1 ? 'B' : number(all['partno'])),
}

/** The other decoder keeps the codes −128, ±127 as they are and gives the rest in degrees per minute. */
function turn(value: unknown): number | undefined {
  const code = number(value)
  if (code === undefined || code === -128) return undefined
  return Math.abs(code) === 127 ? Math.sign(code) * 720 : code
}

/** Month, day, hour and minute, each where it is one: as text, to be compared whole. */
function eta(all: Record<string, unknown>): string | undefined {
  const within = (name: string, from: number, to: number) => {
    const value = number(all[name])
    return value !== undefined && value >= from && value <= to ? {[name]: value} : {}
  }
  const known = {
    ...within('month', 1, 12),
    ...within('day', 1, 31),
    ...within('hour', 0, 23),
    ...within('minute', 0, 59),
  }
  return Object.keys(known).length === 0 ? undefined : JSON.stringify(known)
}

/** For a reserved code the other decoder gives 0, or x5 for x6 to x8; the contract wants it as sent. */
function isReservedShipType(code: unknown, theirs: unknown): boolean {
  if (typeof code !== 'number') return false
  if (theirs === 0) return (code > 0 && code < 20) || code === 38 || code === 39 || code >= 100
  return code >= 60 && code % 10 >= 6 && code % 10 <= 8 && theirs === code - (code % 10) + 5
}

function coarse(type: number, value: unknown, limit: number): number | undefined {
  const degrees = type === 17 ? (number(value) ?? NaN) / 60 : (number(value) ?? NaN)
  return Math.abs(degrees) <= limit ? degrees : undefined
}

function same(field: string, ours: unknown, theirs: unknown, type: number): boolean {
  if (typeof ours === 'object') return JSON.stringify(ours) === theirs
  if (typeof ours === 'number' && typeof theirs === 'number') {
    if (field === 'turn') return Math.abs(ours - theirs) <= 0.55 // they round to whole degrees per minute
    return Math.abs(ours - theirs) <= (type === 17 ? 0.002 : 0.0000011)
  }
  return ours === theirs
}

recordedTest.each([
  {name: 'channel-2011-07-26-day', file: 'ais/channel-2011-07-26-day.nmea.gz', explained: [] as string[]},
  {name: 'denmark-2010-06-11', file: 'ais/denmark-2010-06-11.nmea', explained: []},
  {name: 'norway-2019-08-07', file: 'ais/norway-2019-08-07.nm4', explained: []},
  {
    name: 'aishub-3min-global',
    file: 'ais/aishub-3min-global.nmea.gz',
    // The latitude of type 17 is two's complement; the other decoder reads these 17 bits as 191° and has no place.
    explained: ['line 9340 type 17 lat: -27.045 against undefined'],
  },
])('$name: type and every named field agree with an independent decoder', ({name, file, explained}) => {
  const {lines} = decodeAll(recording(file))
  const ours = new Map(lines.map(line => [`${line.line}`, line]))
  const differences: string[] = []
  for (const {lines: numbers, decoded, utc_s: second} of recordedLines<Expected>(
    `ais/expected/${name}.pyais.jsonl.gz`,
  )) {
    const place = Math.max(...numbers)
    const line = ours.get(`${place}`) as Record<string, unknown> | undefined
    const type = decoded['msg_type'] as number
    if (line === undefined || line['type'] !== type || line['mmsi'] !== String(decoded['mmsi']).padStart(9, '0')) {
      differences.push(
        `line ${place} type ${type}: ${line === undefined ? 'not decoded' : `${String(line['type'])} ${String(line['mmsi'])}`}`,
      )
      continue
    }
    const time = line['time']
    if (second !== undefined && (typeof time !== 'string' || (Date.parse(time) / 1_000) % 86_400 !== second))
      differences.push(`line ${place} type ${type} time: ${String(time)} against ${second} s of the day`)
    for (const [field, read] of Object.entries(FIELDS)) {
      const theirs = read(decoded, type)
      if (field === 'shipType' && isReservedShipType(line[field], theirs)) continue
      if (!same(field, line[field], theirs, type))
        differences.push(`line ${place} type ${type} ${field}: ${String(line[field])} against ${String(theirs)}`)
    }
  }
  expect(differences).toEqual(explained)
})
