import {expect, test} from 'vitest'
import {Counts} from '../../../../shared/base/metrics.ts'
import {type AisMessage, decodeMessage} from '../../../../server/feeds/ais/decode.ts'
import {AisReader} from '../../../../server/feeds/ais/reader.ts'
import * as ais from '../../../../server/feeds/scenario/ais-encode.ts'

const FIX = {lon: 12.893_1, lat: 55.157_8, knots: 12.3, course: 204.5, heading: 205}

/** What the feed's own reader makes of it; nothing may be refused. */
function read(text: string): AisMessage[] {
  const found: AisMessage[] = []
  const counts = new Counts()
  const reader = new AisReader({counts, now: () => 0, onMessage: payload => found.push(decodeMessage(payload))})
  reader.write(Buffer.from(text, 'latin1'))
  expect(counts.all()).toEqual({})
  for (const line of text.trimEnd().split('\r\n')) expect(line.length).toBeLessThanOrEqual(82)
  return found
}

test('a class A position comes back as it was said', () => {
  expect(read(ais.classAPosition(265_000_951, FIX, {status: 0, second: 17}))).toMatchObject([
    {
      type: 1,
      mmsi: '265000951',
      navStatus: 0,
      lon: 12.8931,
      lat: 55.1578,
      sog: 12.3,
      cog: 204.5,
      heading: 205,
      second: 17,
    },
  ])
})

test('what is not available is not said', () => {
  const [message] = read(ais.classBPosition(219_001_000, {...FIX, course: NaN, heading: NaN, knots: NaN}, 5))
  expect(message).toMatchObject({type: 18, mmsi: '219001000', lon: 12.8931, lat: 55.1578})
  expect(message).not.toHaveProperty('cog')
  expect(message).not.toHaveProperty('sog')
  expect(message).not.toHaveProperty('heading')
})

test('west and south are negative', () => {
  expect(read(ais.classBPosition(232_000_001, {...FIX, lon: -2.5, lat: -49.25}, 5))).toMatchObject([
    {lon: -2.5, lat: -49.25},
  ])
})

test('a voyage takes two sentences and says its names', () => {
  const said = {
    name: 'AMBER TERN',
    callsign: 'X951',
    shipType: 70,
    length: 140,
    beam: 20,
    draught: 7.5,
    destination: 'YSTAD',
  }
  const text = ais.voyage(219_001_001, said, 3)
  expect(text.trimEnd().split('\r\n')).toHaveLength(2)
  expect(read(text)).toMatchObject([
    {
      type: 5,
      shipName: 'AMBER TERN',
      callsign: 'X951',
      shipType: 70,
      toBow: 98,
      toStern: 42,
      toPort: 10,
      toStarboard: 10,
      draught: 7.5,
      destination: 'YSTAD',
    },
  ])
  expect(read(text)[0]).not.toHaveProperty('eta')
})

test('a class B vessel says its name and its kind apart', () => {
  const said = {name: 'CALM SEAL', callsign: 'X12', shipType: 36, length: 12, beam: 4}
  expect(read(ais.classBStatic(219_001_002, said))).toMatchObject([
    {type: 24, part: 'A', shipName: 'CALM SEAL'},
    {type: 24, part: 'B', shipType: 36, callsign: 'X12', toBow: 8, toStern: 4},
  ])
})

test('base stations, aircraft, texts and buoys are read too', () => {
  const place = {lon: 12.7, lat: 56.05}
  expect(
    read(
      ais.baseStation(2_650_901, place, Date.UTC(2026, 5, 1, 8, 30, 15)) +
        ais.searchAircraft(111_265_901, {...FIX, knots: 87}, {altitude: 150, second: 9}) +
        ais.safetyText(970_000_901, 'SART ACTIVE') +
        ais.aidToNavigation(992_650_901, place, 'DROGDEN N'),
    ),
  ).toMatchObject([
    {type: 4, mmsi: '002650901', year: 2026, month: 6, day: 1, hour: 8, minute: 30, second: 15, ...place},
    {type: 9, mmsi: '111265901', altitude: 150, sog: 87, cog: 204.5},
    {type: 14, mmsi: '970000901', text: 'SART ACTIVE'},
    {type: 21, mmsi: '992650901', name: 'DROGDEN N', ...place},
  ])
})
