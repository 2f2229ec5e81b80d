import {expect, test} from 'vitest'
import {readAircraftJson} from '../../../server/feeds/aircraft-json.ts'
import {type AircraftLine, readSbs} from '../../../server/feeds/sbs.ts'
import {Counts} from '../../../shared/base/metrics.ts'
import {recordedTest, recording} from '../../support/recordings.ts'

const textLines = (path: string) =>
  recording(path)
    .toString('utf8')
    .split('\n')
    .filter(line => line.trim() !== '')

recordedTest('SBS and aircraft.json of the same flight tell the same places and call sign', () => {
  const counts = new Counts()
  const sbs = textLines('adsb/dump1090-one-aircraft.sbs').flatMap(line => readSbs(line, counts) ?? [])
  const json = textLines('adsb/dump1090-one-aircraft.aircraft.jsonl.gz').flatMap(line => readAircraftJson(line, counts))
  expect(counts.all()).toEqual({})
  const callsigns = (lines: readonly AircraftLine[]) => [...new Set(lines.flatMap(line => line.callsign ?? []))]
  expect(callsigns(sbs)).toEqual(['EZY85MH'])
  expect(callsigns(json)).toEqual(['EZY85MH'])
  expect(new Set([...sbs, ...json].map(line => line.hex))).toEqual(new Set(['406b90']))

  // SBS writes five decimals, aircraft.json six.
  const place = ({lon, lat}: AircraftLine) => `${(lon ?? NaN).toFixed(4)} ${(lat ?? NaN).toFixed(4)}`
  const placed = json.filter(line => line.lon !== undefined)
  const known = sbs.filter(line => line.lon !== undefined)
  const near = (one: AircraftLine) =>
    known.some(
      each =>
        Math.abs((each.lon ?? NaN) - (one.lon ?? NaN)) < 2e-5 && Math.abs((each.lat ?? NaN) - (one.lat ?? NaN)) < 2e-5,
    )
  expect(placed.length).toBeGreaterThan(50)
  expect(placed.filter(line => !near(line)).map(place)).toEqual([])
})

test('SBS gives metres and metres per second, and the receiver’s zone is taken off its time', () => {
  const line =
    'MSG,3,1,1,406B90,1,2016/03/14,22:59:59.011,2016/03/14,22:59:59.011,,35975,493,286,49.1,5.2,-640,7700,0,-1,0,0'
  expect(readSbs(line, new Counts(), 60)).toEqual({
    hex: '406b90',
    time: '2016-03-14T21:59:59.011Z',
    altitude: 10965.2,
    speed: 493,
    track: 286,
    lat: 49.1,
    lon: 5.2,
    verticalRate: -3.25,
    squawk: '7700',
    emergency: true,
    onGround: false,
  })
})

test('the field names of both generations of aircraft.json are read; a bad aircraft loses nothing else', () => {
  const counts = new Counts()
  const older = {hex: '406b90', flight: 'EZY85MH ', altitude: 36000, vert_rate: 64, speed: 493, track: 286, seen: 2}
  const newer = {
    hex: '406B91',
    alt_baro: 'ground',
    alt_geom: 100,
    gs: 12.5,
    baro_rate: -64,
    emergency: 'none',
    lat: 95,
    lon: 5,
  }
  const lines = readAircraftJson(JSON.stringify({now: 1457996402, aircraft: [older, 7, {hex: 'xyz'}, newer]}), counts)
  expect(counts.all()).toEqual({malformed: 2})
  expect(lines).toEqual([
    {
      hex: '406b90',
      time: '2016-03-14T23:00:00.000Z',
      callsign: 'EZY85MH',
      altitude: 10972.8,
      speed: 493,
      track: 286,
      verticalRate: 0.33,
    },
    {
      hex: '406b91',
      time: '2016-03-14T23:00:02.000Z',
      altitudeGeometric: 30.5,
      onGround: true,
      speed: 12.5,
      verticalRate: -0.33,
    },
  ])
})
