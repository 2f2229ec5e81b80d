import type {FeatureCollection} from 'geojson'
import {expect, test} from 'vitest'
import {frontierSides} from '../../../client/map/frontier-sides.ts'

/** DK west of 13° E, SE east of it. */
const square = (west: number, east: number) => [
  [
    [west, 54],
    [east, 54],
    [east, 56],
    [west, 56],
    [west, 54],
  ],
]
const geography = (line: number[][]): FeatureCollection => ({
  type: 'FeatureCollection',
  features: [
    {
      type: 'Feature',
      properties: {kind: 'area-of-responsibility', nation: 'DK'},
      geometry: {type: 'Polygon', coordinates: square(11, 13)},
    },
    {
      type: 'Feature',
      properties: {kind: 'area-of-responsibility', nation: 'SE'},
      geometry: {type: 'Polygon', coordinates: square(13, 15)},
    },
    {
      type: 'Feature',
      properties: {kind: 'frontier', between: ['SE', 'DK']},
      geometry: {type: 'LineString', coordinates: line},
    },
  ],
})
const north = [
  [13, 54],
  [13, 56],
]

test.each([
  ['northwards', north],
  ['southwards', north.toReversed()],
])('letters stand on the side of their nation, whichever way the line runs: %s', (_, line) => {
  const sides = frontierSides(geography(line)).map(side => side.properties)
  expect(sides).toHaveLength(6)
  for (const side of sides) expect(Math.sign(side?.['offset'][0])).toBe(side?.['nation'] === 'SE' ? 1 : -1)
})

test('a short line has letters once', () => {
  const short = [
    [13, 55],
    [13, 55.2],
  ]
  expect(frontierSides(geography(short))).toHaveLength(2)
})
