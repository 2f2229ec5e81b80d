import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import {destination} from '../../../shared/geo/distance.ts'
import {Areas} from '../../../server/picture/areas.ts'
import {CrossingForecasts, type ForecastSettings} from '../../../server/rules/crossing-forecasts.ts'
import {Sea} from '../picture/sea.ts'
import {box, geography} from './coast.ts'

const NOTHING: ForecastSettings = {kinds: [], zones: [], sarLines: false}
const MMSI = 265_000_777

/** One vessel from `from`, southward at 10 m/s unless said otherwise, reported every ten seconds for a minute. */
function sail(sea: Sea, from: {lon: number; lat: number}, more: {course?: number; speed?: number} = {}): number {
  const {course = 180, speed = 10} = more
  sea.pass(60, second => {
    if (second % 10 === 0) sea.ais(MMSI, destination(from, second * speed, course), {speed, course})
  })
  return sea.only()
}

function forecasts(sea: Sea, settings: Partial<ForecastSettings> = {}, areas = new Areas(geography())) {
  return new CrossingForecasts({picture: sea.picture, areas, settings: {...NOTHING, ...settings}, now: () => sea.now})
}

test('[RF1] [RF5] a contact on its way south is told to cross into Denmark, and anew every five seconds', () => {
  const sea = new Sea()
  const row = sail(sea, {lon: 12.5, lat: 55.06})
  const all = forecasts(sea)
  const [forecast] = all.look([row])
  expect(forecast).toMatchObject({row, kind: 'vessel', from: 'SE', odds: [{line: 'DK-SE', to: 'DK', lineKind: 'sea'}]})
  // 6,072 m to the line at 10 m/s.
  expect(forecast?.odds[0]?.seconds).toBeGreaterThan(590)
  expect(forecast?.odds[0]?.seconds).toBeLessThan(620)
  expect(forecast?.odds[0]?.probability).toBeGreaterThan(0.9)

  sea.pass(4)
  expect(all.look([row])[0]?.at).toBe(forecast?.at)
  sea.pass(1)
  expect(all.look([row])[0]?.at).toBe(sea.now)
})

test('[RF4] plain traffic is not looked at, unless its kind or a zone that it is in is configured', () => {
  const sea = new Sea()
  sail(sea, {lon: 13.1, lat: 55.56})
  const looked = (settings: Partial<ForecastSettings>) => {
    const all = forecasts(sea, settings)
    return [1, 2, 3, 4, 5].flatMap(() => all.look([])).length > 0
  }
  expect(looked({})).toBe(false)
  // 62 km to the line: out of its reach in forty minutes at 10 m/s.
  expect(looked({kinds: ['vessel']})).toBe(false)

  const near = new Sea()
  sail(near, {lon: 13.1, lat: 55.06})
  const all = forecasts(near, {kinds: ['vessel']})
  expect([1, 2, 3, 4, 5].flatMap(() => all.look([])).length).toBeGreaterThan(0)
  expect(forecasts(near, {kinds: ['drone']}).look([])).toEqual([])
  const features = [...geography().features, box('gate', [13, 55, 13.2, 55.1], {})]
  const zoned = forecasts(near, {zones: ['gate']}, new Areas({type: 'FeatureCollection', features}))
  expect([1, 2, 3, 4, 5].flatMap(() => zoned.look([])).length).toBeGreaterThan(0)
})

test('[RF1] a contact that turns away has no line ahead any more', () => {
  const sea = new Sea()
  const all = forecasts(sea)
  const row = sail(sea, {lon: 12.5, lat: 55.06})
  expect(all.look([row])[0]?.odds.length).toBe(1)
  sea.pass(30, second => {
    if (second % 10 === 0) sea.ais(MMSI, destination({lon: 12.5, lat: 55.0546}, second * 10, 0), {speed: 10, course: 0})
  })
  expect(all.look([row])[0]?.odds).toEqual([])
})

test('[RF5] what has not been measured for two minutes foretells nothing', () => {
  const sea = new Sea()
  const all = forecasts(sea)
  const row = sail(sea, {lon: 12.5, lat: 55.06})
  expect(all.look([row]).length).toBe(1)
  sea.pass(125)
  expect(all.look([row])).toEqual([])
})

test('[RF6] lines of land and of search and rescue regions are called so, the latter only where configured', () => {
  const sea = new Sea()
  const row = sail(sea, {lon: 16.5, lat: 55.06})
  expect(forecasts(sea).look([row])[0]?.odds[0]?.lineKind).toBe('land')

  const region = (id: string, nation: string, south: number, north: number) =>
    box(id, [10, south, 20, north], {kind: 'sar-region', nation: nation as NationCode})
  const features = [...geography().features, region('SAR-SE', 'SE', 55.03, 58), region('SAR-DK', 'DK', 52, 55.03)]
  const areas = new Areas({type: 'FeatureCollection', features})
  expect(forecasts(sea, {sarLines: true}, areas).look([row])[0]?.odds[0]).toMatchObject({
    line: 'SAR-SE',
    to: 'DK',
    lineKind: 'sar',
  })
  expect(forecasts(sea, {}, areas).look([row])[0]?.odds[0]).toMatchObject({line: 'DK-SE', lineKind: 'land'})
})
