import type {FeatureCollection} from 'geojson'
import {expect, test} from 'vitest'
import type {TrackId, UnitId} from '../../../shared/base/id.ts'
import {mercatorX, mercatorY} from '../../../shared/geo/mercator.ts'
import type {PursuitThing, UnitThing} from '../../../shared/protocol/things.ts'
import {beyondOf, limitLine} from '../../../client/map/limit-line.ts'
import {boxOfText} from '../../../client/map/map-text.ts'
import {PursuitMarks} from '../../../client/map/pursuit-marks.ts'

const camera = {x: mercatorX(13), y: mercatorY(55), zoom: 9, width: 1_000, height: 800, ratio: 1}
const area = (nation: string, south: number, north: number) => ({
  type: 'Feature' as const,
  properties: {kind: 'area-of-responsibility', nation},
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [12, south],
        [14, south],
        [14, north],
        [12, north],
        [12, south],
      ],
    ],
  },
})
/** Denmark lies south of 55° N, Sweden north of it. */
const geography: FeatureCollection = {
  type: 'FeatureCollection',
  features: [
    area('SE', 55, 56),
    area('DK', 54, 55),
    {
      type: 'Feature',
      properties: {kind: 'frontier', between: ['SE', 'DK']},
      geometry: {
        type: 'LineString',
        coordinates: [
          [12, 55],
          [13, 55],
          [14, 55],
        ],
      },
    },
  ],
}

const pursuit = {
  id: 'pursuit-0001',
  status: 'ACROSS',
  from: 'SE',
  host: 'DK',
  unit: 'SE-KBV999',
  track: 8,
  limits: {maxMetres: 11_119.5},
  crossed: {at: Date.UTC(2026, 0, 1, 2, 14, 5), place: {lon: 13, lat: 55}},
} as unknown as PursuitThing
const unit = {id: 'SE-KBV999', track: 7} as unknown as UnitThing

function marks(part: object, places: Readonly<Record<number, {lon: number; lat: number}>>) {
  const keeper = new PursuitMarks()
  keeper.take(geography)
  return keeper.marks({
    pursuits: [{...pursuit, ...part} as PursuitThing],
    units: new Map([['SE-KBV999' as UnitId, unit]]),
    camera,
    placeOf: track => places[track as TrackId],
    limitText: metres => `limit ${Math.round(metres)}`,
  })
}

test('the limit lies in the host’s area only, so far from the frontier as the terms say', () => {
  const beyond = beyondOf(geography, 'SE', 'DK')
  const pieces = beyond === undefined ? [] : limitLine(beyond, 11_119.5)
  expect(pieces).toHaveLength(1)
  for (const {lat} of pieces.flat()) expect(lat).toBeCloseTo(54.9, 3)
})

test('where two stretches of a frontier meet at a corner, the limit is nowhere nearer to either', () => {
  const corner = [
    [13, 56],
    [13, 55],
    [14, 55],
  ]
  const [, , frontier] = geography.features
  const bent = {...frontier, geometry: {type: 'LineString', coordinates: corner}} as (typeof geography.features)[number]
  const beyond = beyondOf({...geography, features: [area('DK', 54, 56), bent]}, 'SE', 'DK')
  for (const {lon, lat} of beyond === undefined ? [] : limitLine(beyond, 10_000).flat()) {
    const fromEast = lat < 55 ? Infinity : Math.abs(lon - 13) * 111_195 * Math.cos((lat * Math.PI) / 180)
    const fromSouth = lon < 13 ? Infinity : Math.abs(lat - 55) * 111_195
    expect(Math.min(fromEast, fromSouth)).toBeGreaterThan(9_700)
  }
})

test('a running pursuit shows the limit ahead, where and when it crossed, and the way from the unit to the object', () => {
  const [mark] = marks({}, {7: {lon: 13, lat: 54.98}, 8: {lon: 13, lat: 54.96}})
  expect(mark?.crossed).toEqual({at: {x: 500, y: 400}, text: '02:14:05Z', side: 'below'})
  expect([mark?.unit?.x, mark?.object?.x]).toEqual([expect.closeTo(500, 0), expect.closeTo(500, 0)])
  expect(mark?.object?.y ?? 0).toBeGreaterThan(mark?.unit?.y ?? Infinity)
  expect(mark?.limitText?.text).toBe('limit 11120')
  expect(mark?.limitText?.at.x ?? NaN).toBeCloseTo(500, -1)
  // Only the stretch that concerns this unit: two limits to either side of it.
  for (const {x} of mark?.limit.flat() ?? []) expect(Math.abs(x - 500)).toBeLessThan(260)
})

test('no limit by distance, no line; an ended one has no marks', () => {
  const [mark] = marks({limits: {}}, {7: {lon: 13, lat: 54.98}})
  expect([mark?.limit, mark?.limitText, mark?.object]).toEqual([[], undefined, undefined])
  expect(marks({status: 'ENDED'}, {})).toEqual([])
})

test('the room of a word on the map is kept free of labels', () => {
  expect(boxOfText({at: {x: 100, y: 50}, text: '3:10', side: 'right'})).toEqual({
    left: 90,
    top: 41,
    right: 141.4,
    bottom: 59,
  })
})
