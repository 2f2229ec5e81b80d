import type {TFunction} from 'i18next'
import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import {mercatorX, mercatorY} from '../../../shared/geo/mercator.ts'
import type {DueThing, PostThing} from '../../../shared/protocol/things.ts'
import {coordinationBands} from '../../../client/map/coordination-band.ts'
import {crossingMarks} from '../../../client/map/crossing-marks.ts'
import {neighbourChips} from '../../../client/map/neighbours.ts'

const NOW = 1_000_000
const camera = {x: mercatorX(13), y: mercatorY(55), zoom: 9, width: 1_000, height: 800, ratio: 1}

function due(part: Partial<DueThing>): DueThing {
  return {id: 'a', place: {lon: 13, lat: 55}, crossingAt: NOW + 190_000, status: 'due', ...part} as unknown as DueThing
}

test('a mark stands where it will cross: within ten minutes, or when the other side knows; not of what turned back', () => {
  const marks = (part: Partial<DueThing>, isFrozen = false) =>
    crossingMarks([due(part)], {camera, wallNow: NOW, isFrozen}).map(({text, isTold}) => [text, isTold])
  expect(marks({})).toEqual([['3:10', false]])
  expect(marks({crossingAt: NOW + 700_000})).toEqual([])
  expect(marks({crossingAt: NOW + 700_000, status: 'notified'})).toEqual([['11:40', true]])
  expect(marks({status: 'turned-back'})).toEqual([])
  expect(marks({place: {lon: 30, lat: 55}})).toEqual([])
  // What cannot be known any more is not counted down.
  expect(marks({}, true)).toEqual([['?', false]])
})

test('two that cross at nearly the same place are not written over each other', () => {
  const both = [due({}), due({id: 'b', crossingAt: NOW + 210_000, place: {lon: 13.005, lat: 55}})]
  const marks = crossingMarks(both, {camera, wallNow: NOW, isFrozen: false})
  expect(marks.map(({text, side}) => [text, side])).toEqual([
    ['3:10', 'right'],
    ['3:30', 'left'],
  ])
})

test('the band lies so far to either side of the line as the nations agreed', () => {
  const line = (more: object) => ({
    type: 'Feature' as const,
    properties: {kind: 'frontier', ...more},
    geometry: {
      type: 'LineString' as const,
      coordinates: [
        [12, 55],
        [14, 55],
      ],
    },
  })
  const widthOf = (more: object) => {
    const [band] = coordinationBands({type: 'FeatureCollection', features: [line(more)]})
    const lats = (band?.geometry.coordinates[0] ?? []).map(([, lat = 0]) => lat)
    return Math.round((Math.max(...lats) - Math.min(...lats)) * 60)
  }
  expect(widthOf({coordinationNm: 3})).toBe(6)
  expect(widthOf({})).toBe(10)
})

test('a neighbour’s chip says its posts, who can answer first; without a link since when', () => {
  const t = ((key: string) => key.slice(key.lastIndexOf('.') + 1)) as unknown as TFunction
  const [SE, DK, DE] = ['SE', 'DK', 'DE'] as NationCode[] as [NationCode, NationCode, NationCode]
  const post = (id: string, state: PostThing['state']) => ({id, nation: DK, state}) as unknown as PostThing
  const chips = neighbourChips(t, {
    own: SE,
    links: [
      {nation: DK, status: 'up', silentMs: 0},
      {nation: DE, status: 'down', silentMs: 130_000},
    ],
    posts: [post('DK-00', 'closed'), post('DK-01', 'open')],
    isFrozen: false,
  })
  expect(chips).toEqual([
    {
      nation: 'DK',
      isDown: false,
      lines: [
        {text: 'DK-01 open', state: 'open'},
        {text: 'DK-00 closed', state: 'closed'},
      ],
    },
    {nation: 'DE', isDown: true, lines: [{text: 'DE noLink 2:10', state: 'down'}]},
  ])
})
