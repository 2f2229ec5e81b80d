import {createRequire} from 'node:module'
import {createServer, type Server} from 'node:http'
import {gunzipSync} from 'node:zlib'
import express from 'express'
import {afterAll, beforeAll, expect, test} from 'vitest'
import {baseMapRoutes} from '../../../server/http/base-map.ts'
import {alpha2Of} from '../../../server/http/country-codes.ts'
import {type placesGeoJson} from '../../../server/http/places.ts'
import {Tiles} from '../../../server/http/tiles.ts'
import {countryCount, countryLabelsOf, edgesOf, landOf, type World} from '../../../server/http/world-atlas.ts'

let server: Server
let address = ''
beforeAll(async () => {
  server = createServer(express().use(baseMapRoutes()))
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const bound = server.address()
  address = `http://127.0.0.1:${typeof bound === 'object' && bound !== null ? bound.port : 0}`
})
afterAll(() => server.close())

/** Two square countries side by side, 004 and 008; they share the edge at x = 1. */
const TWO_SQUARES: World = {
  type: 'Topology',
  arcs: [
    [
      [1, 0],
      [1, 1],
    ],
    [
      [1, 1],
      [0, 1],
      [0, 0],
      [1, 0],
    ],
    [
      [1, 1],
      [2, 1],
      [2, 0],
      [1, 0],
    ],
  ],
  objects: {
    countries: {
      type: 'GeometryCollection',
      geometries: [
        {type: 'Polygon', id: '008', arcs: [[0, 1]], properties: {name: 'West'}},
        {type: 'Polygon', id: '004', arcs: [[~0, ~2]], properties: {name: 'East'}},
      ],
    },
  },
}

test('a tile of the western Baltic is served as protocol buffer with its layers', async () => {
  const answer = await fetch(`${address}/map/tiles/5/16/10.pbf`)
  expect(answer.status).toBe(200)
  expect(answer.headers.get('content-type')).toBe('application/vnd.mapbox-vector-tile')
  expect(answer.headers.get('cache-control')).toContain('max-age')
  const bytes = Buffer.from(await answer.arrayBuffer())
  const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('latin1')
  for (const layer of ['land', 'coast', 'border']) expect(text).toContain(layer)
  expect(text).toContain('DE-DK')
})

test.each(['0/0/1', '11/1000/600', '5/17/x', '5/-1/3', '5/17/99999999'])('there is no tile %s', async tile => {
  expect((await fetch(`${address}/map/tiles/${tile}.pbf`)).status).toBe(404)
})

test('places are points with a name, a kind and a rank', async () => {
  const places = (await (await fetch(`${address}/map/places.json`)).json()) as ReturnType<typeof placesGeoJson>
  expect(places.features.find(place => place.properties.name === 'Rønne')).toMatchObject({
    properties: {kind: 'town', rank: 3},
    geometry: {coordinates: [14.7, 55.1]},
  })
  for (const {properties, geometry} of places.features) {
    expect(properties.name).toMatch(/^\p{L}/u)
    expect(geometry.coordinates.every(Number.isFinite)).toBe(true)
    expect([1, 2, 3, 4]).toContain(properties.rank)
  }
})

test('an edge of two countries is their border, an edge of one is coast', () => {
  const {coast, borders} = edgesOf(TWO_SQUARES)
  expect(borders).toHaveLength(1)
  expect(borders[0]).toMatchObject({
    properties: {pair: 'AF-AL'},
    geometry: {
      coordinates: [
        [1, 0],
        [1, 1],
      ],
    },
  })
  expect(coast).toHaveLength(2)
})

test('a country has one label, inside it', () => {
  expect(countryLabelsOf(TWO_SQUARES).map(({properties, geometry}) => [properties, geometry.coordinates[0]])).toEqual([
    [{code: 'AL', name: 'Albania', reach: 1}, 0.5],
    [{code: 'AF', name: 'Afghanistan', reach: 1}, 1.5],
  ])
})

test('nothing is read before the first tile, and each world once', async () => {
  const read: string[] = []
  const tiles = new Tiles({
    read(name) {
      read.push(name)
      return TWO_SQUARES
    },
    pause: () => Promise.resolve(),
  })
  expect(read).toEqual([])
  await Promise.all([tiles.tile(0, 0, 0), tiles.tile(1, 1, 0), tiles.tile(0, 0, 0)])
  expect(read).toEqual(['countries-50m'])
  await tiles.tile(5, 16, 15)
  expect(read).toEqual(['countries-50m', 'countries-10m'])
})

test('numeric country codes have their letters', () => {
  expect([alpha2Of('276'), alpha2Of(8), alpha2Of('831'), alpha2Of(undefined)]).toEqual(['DE', 'AL', 'GG', undefined])
})

test.each(['countries-50m', 'countries-10m'])(
  'across the antimeridian and around the pole land is land and sea is sea: %s',
  name => {
    const world = createRequire(import.meta.url)(`world-atlas/${name}.json`) as World
    const land = landOf(world, 0, countryCount(world))
    const isLand = (lon: number, lat: number) =>
      land.some(({geometry}) =>
        (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates).some(rings =>
          [lon - 360, lon, lon + 360].some(each => isInside(rings, each, lat)),
        ),
      )
    for (const [lon, lat] of [
      [20, 62],
      [0, 68],
      [19, 56],
      [-30, 60],
      [-160, 72],
      [178, -30],
    ] as const)
      expect([lon, lat, isLand(lon, lat)]).toEqual([lon, lat, false])
    for (const [lon, lat] of [
      [-175, 67],
      [100, 65],
      [179, 67],
      [0, -85],
      [-179, -87],
      [120, -80],
      [15, 60],
    ] as const)
      expect([lon, lat, isLand(lon, lat)]).toEqual([lon, lat, true])
    for (const {geometry} of edgesOf(world).coast)
      geometry.coordinates.forEach(([lon = 0], index) => {
        expect(Math.abs(lon - (geometry.coordinates[index - 1]?.[0] ?? lon))).toBeLessThan(90)
      })
  },
)

/** By the even-odd rule over all rings. */
function isInside(rings: readonly (readonly number[])[][], lon: number, lat: number): boolean {
  let isIn = false
  for (const ring of rings)
    ring.forEach(([x = 0, y = 0], index) => {
      const [x0 = 0, y0 = 0] = ring.at(index - 1) ?? []
      if (y > lat !== y0 > lat && lon < x + ((lat - y) / (y0 - y)) * (x0 - x)) isIn = !isIn
    })
  return isIn
}
