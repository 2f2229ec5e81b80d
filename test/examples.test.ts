import {readFileSync, statSync} from 'node:fs'
import {expect, test} from 'vitest'
import {manualClock} from '../shared/base/clock.ts'
import {seededRandom} from '../shared/base/random.ts'
import {NAUTICAL_MILE} from '../shared/geo/distance.ts'
import {distanceToSegment} from '../shared/geo/line.ts'
import {contains, prepareArea} from '../shared/geo/polygon.ts'
import type {Line} from '../shared/model/zone.ts'
import {ROLES} from '../shared/operations/actor.ts'
import {type Configuration, readConfiguration} from '../server/config.ts'
import {startScenario} from '../server/feeds/scenario/scenario.ts'
import {landOf} from '../examples/areas/coast.ts'
import {channel, type Waters, westernBaltic} from '../examples/areas/waters.ts'
import {asText, makeAreas} from '../examples/make-areas.ts'
import {asSource, makeLanes} from '../examples/make-lanes.ts'
import {recordedTest, recording} from './support/recordings.ts'

const EXAMPLES = ['demo.json', 'channel.json', 'single-nation.json']
const WATERS: readonly Waters[] = [westernBaltic, channel]

function pathOf(name: string): string {
  return `examples/${name}`
}

function featuresOf(config: Configuration, kind: string) {
  return config.geography.features.filter(each => each.properties.kind === kind)
}

function areasOf(config: Configuration, kind: string) {
  return featuresOf(config, kind).map(({properties, geometry}) => ({
    nation: properties.nation,
    area: prepareArea(geometry.type === 'MultiPolygon' ? geometry.coordinates : []),
  }))
}

test.each(EXAMPLES)('%s is a valid configuration', name => {
  expect(readConfiguration(pathOf(name)).nations.length).toBeGreaterThan(0)
})

test.each(WATERS)(
  '$file is what make-areas makes, and small',
  waters => {
    expect(readFileSync(pathOf(waters.file), 'utf8')).toBe(asText(makeAreas(waters)))
    expect(statSync(pathOf(waters.file)).size).toBeLessThan(250_000)
  },
  60_000,
)

test("the scenario's lanes are what make-lanes makes", () => {
  expect(readFileSync('server/feeds/scenario/lanes.ts', 'utf8')).toBe(asSource(makeLanes()))
}, 120_000)

test.each(['demo.json', 'channel.json'])('[PI50] in %s areas of responsibility do not overlap, nor do bands', name => {
  const config = readConfiguration(pathOf(name))
  const areas = areasOf(config, 'area-of-responsibility')
  const bands = ['land', 'territorial-sea', 'contiguous-zone'].flatMap(kind => areasOf(config, kind))
  const random = seededRandom(1)
  const box = areas[0]?.area.box ?? {west: 0, south: 0, east: 0, north: 0}
  for (let sample = 0; sample < 100_000; sample++) {
    const lon = box.west + (box.east - box.west) * random.unit()
    const lat = box.south + (box.north - box.south) * random.unit()
    const responsible = areas.filter(each => contains(each.area, lon, lat))
    const within = bands.filter(each => contains(each.area, lon, lat))
    if (responsible.length > 1 || within.length > 1) throw new Error(`two areas at ${lon} ${lat}`)
    if (within[0] !== undefined) expect(within[0].nation).toBe(responsible[0]?.nation)
  }
})

test.each([
  ['demo.json', ['SE', 'DK', 'DE'], westernBaltic],
  ['channel.json', ['GB', 'GG', 'FR'], channel],
] as const)('in %s a nation is responsible for its own land', (name, nations, {box}) => {
  const areas = areasOf(readConfiguration(pathOf(name)), 'area-of-responsibility')
  const random = seededRandom(2)
  for (const nation of nations) {
    const land = prepareArea(landOf(nation))
    let right = 0
    let all = 0
    while (all < 400) {
      const lon = land.box.west + (land.box.east - land.box.west) * random.unit()
      const lat = land.box.south + (land.box.north - land.box.south) * random.unit()
      const isShown = lon > box.west && lon < box.east && lat > box.south && lat < box.north
      if (!isShown || !contains(land, lon, lat)) continue
      all++
      if (areas.some(each => each.nation === nation && contains(each.area, lon, lat))) right++
    }
    expect(right / all).toBeGreaterThan(0.97)
  }
})

test('frontiers lie on the edges of both areas', () => {
  for (const name of ['demo.json', 'channel.json']) {
    const config = readConfiguration(pathOf(name))
    for (const {properties, geometry} of featuresOf(config, 'frontier')) {
      expect(properties.indicative).toBe(true)
      const places = geometry.type === 'MultiLineString' ? geometry.coordinates.flat() : []
      expect(places.length).toBeGreaterThan(5)
      for (const nation of properties.between ?? []) {
        const area = featuresOf(config, 'area-of-responsibility').find(each => each.properties.nation === nation)
        const edge = new Set(
          area?.geometry.type === 'MultiPolygon' ? area.geometry.coordinates.flat(2).map(String) : [],
        )
        expect(places.filter(place => !edge.has(String(place)))).toEqual([])
      }
    }
  }
})

test('every station of the demonstration is one of the scenario, of the same nation, and all are listened to', () => {
  const {feeds, scenario: plays} = readConfiguration(pathOf('demo.json'))
  expect(plays?.script).toBe('western-baltic')
  const scenario = startScenario({script: 'western-baltic', seed: 1, clock: manualClock()})
  const told = feeds.flatMap(({nation, connect, kind, sensor}) =>
    connect.type === 'scenario' ? [`${connect.station} ${nation} ${sensor ?? kind}`] : [],
  )
  expect([...told].sort()).toEqual(scenario.stations.map(each => `${each.name} ${each.nation} ${each.kind}`).sort())
  scenario.stop()
})

test('the demonstration has every role in every nation, and says what is not real', () => {
  const config = readConfiguration(pathOf('demo.json'))
  expect([config.demo, config.world]).toEqual([true, 'simulated'])
  expect(config.notices.length).toBeGreaterThan(2)
  for (const {code} of config.nations) {
    const roles = config.users.filter(each => each.user.endsWith(`@${code}`)).map(each => each.role)
    expect(ROLES.filter(role => !roles.includes(role))).toEqual([])
  }
  expect(config.agreements.filter(each => !each.example)).toEqual([])
})

type Official = {
  readonly features: readonly {
    readonly properties: {readonly Country: string}
    readonly geometry:
      | {readonly type: 'LineString'; readonly coordinates: readonly [number, number][]}
      | {readonly type: 'MultiLineString'; readonly coordinates: readonly [number, number][][]}
  }[]
}

recordedTest.each([
  ['SE-DK', 'Sweden-Denmark', 0.3],
  ['DK-DE', 'Germany-Denmark', 0.8],
] as const)(
  'half the corners of the official line %s (%s) are within %d nautical miles of ours',
  (id, country, miles) => {
    const official = JSON.parse(recording('boundaries/maritime-boundaries-baltic.geojson').toString('utf8')) as Official
    const frontier = featuresOf(readConfiguration(pathOf('demo.json')), 'frontier').find(
      each => each.properties.id === id,
    )
    const lines = frontier?.geometry.type === 'MultiLineString' ? frontier.geometry.coordinates : []
    const away = official.features
      .filter(each => each.properties.Country === country)
      .flatMap(({geometry}) => (geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates).flat())
      .map(([lon, lat]) => milesTo(lines, lon, lat))
      .sort((a, b) => a - b)
    expect(away.length).toBeGreaterThan(5)
    expect(away[Math.floor(away.length / 2)]).toBeLessThan(miles)
  },
)

function milesTo(lines: readonly Line[], lon: number, lat: number): number {
  let least = Infinity
  for (const line of lines)
    for (let at = 1; at < line.length; at++) {
      const [[lonA, latA], [lonB, latB]] = [line[at - 1] ?? [NaN, NaN], line[at] ?? [NaN, NaN]]
      least = Math.min(least, distanceToSegment(lon, lat, lonA, latA, lonB, latB))
    }
  return least / NAUTICAL_MILE
}
