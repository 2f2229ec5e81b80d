import {expect, test} from 'vitest'
import {TrackTable} from '../../../client/state/track-table.ts'
import type {TrackId} from '../../../shared/base/id.ts'
import {unitsPerMetre} from '../../../shared/geo/mercator.ts'
import {distance} from '../../../shared/geo/distance.ts'
import {emptyRecord, type TrackRecord} from '../../../shared/protocol/frame.ts'
import {frameOf} from '../../support/frames.ts'

const PICTURE = Date.UTC(2026, 0, 1)
const WORLD = {west: 0, north: 0, width: 256, height: 256}

function frame(
  records: Partial<TrackRecord>[],
  more: {gone?: number[]; flags?: number; at?: number; view?: typeof WORLD} = {},
): ArrayBuffer {
  const {at = PICTURE} = more
  return frameOf(
    records.map(record => ({...emptyRecord(), lon: 13, lat: 55, at, interval: 10_000, ...record})),
    {view: WORLD, ...more, at},
  )
}

const id = (value: number) => value as TrackId

test('a record is taken in, changed in place, and forgotten; the last slot moves into the hole', () => {
  const tracks = new TrackTable()
  tracks.apply(frame([{id: id(1), speed: 5}, {id: id(2)}, {id: id(3), speed: 7}]))
  tracks.apply(frame([{id: id(1), speed: 6}], {gone: [2, 99]}))
  expect(tracks.count).toBe(2)
  expect(tracks.speed(tracks.slotOf(id(1)))).toBeCloseTo(6)
  expect(tracks.slotOf(id(2))).toBe(-1)
  expect(tracks.idAt(tracks.slotOf(id(3)))).toBe(3)
  expect(tracks.speed(tracks.slotOf(id(3)))).toBeCloseTo(7)
})

test('not available stays not available, and without a time a track is late, never live', () => {
  const tracks = new TrackTable()
  tracks.apply(frame([{id: id(1), at: NaN}]))
  expect([tracks.speed(0), tracks.course(0), tracks.heading(0), tracks.altitudeMetres(0), tracks.at[0]]).toEqual([
    NaN,
    NaN,
    NaN,
    NaN,
    NaN,
  ])
  expect(tracks.freshness(0, PICTURE)).toBe('late')
  expect(tracks.time[0]).toBeLessThan(-1e8)
})

test('freshness goes by the measurement: live to 2T, late to 4T, coasting to 3 min, then lost', () => {
  const tracks = new TrackTable()
  tracks.apply(frame([{id: id(1), at: PICTURE - 5_000}]))
  const after = (ms: number) => tracks.freshness(0, PICTURE - 5_000 + ms)
  expect([after(20_000), after(20_001), after(40_001), after(180_001)]).toEqual(['live', 'late', 'coasting', 'lost'])
})

test('a drawn place moves on by speed and course for 2T and then stays', () => {
  const tracks = new TrackTable()
  tracks.apply(frame([{id: id(1), speed: 10, course: 45}]))
  const gone = (ms: number) => distance({lon: 13, lat: 55}, tracks.positionOf(0, PICTURE + ms))
  expect(gone(0)).toBeLessThan(0.1)
  expect(Math.abs(gone(10_000) - 100)).toBeLessThan(1)
  expect(Math.abs(gone(20_000) - 200)).toBeLessThan(1.5)
  expect(gone(600_000)).toBeCloseTo(gone(20_000), 5)
  expect(tracks.positionOf(0, PICTURE + 10_000).lat).toBeGreaterThan(55)
  expect(tracks.positionOf(0, PICTURE + 10_000).lon).toBeGreaterThan(13)
})

test('the nearest is the one drawn nearest, within reach, of those accepted', () => {
  const tracks = new TrackTable()
  tracks.apply(
    frame([
      {id: id(1), lon: 13},
      {id: id(2), lon: 13.01},
      {id: id(3), lon: -179.999},
    ]),
  )
  const reach = 5_000 * unitsPerMetre(55)
  expect(tracks.idAt(tracks.nearest({lon: 13.002, lat: 55}, reach, PICTURE))).toBe(1)
  expect(tracks.idAt(tracks.nearest({lon: 13.002, lat: 55}, reach, PICTURE, slot => tracks.idAt(slot) !== 1))).toBe(2)
  expect(tracks.nearest({lon: 14, lat: 55}, reach, PICTURE)).toBe(-1)
  expect(tracks.idAt(tracks.nearest({lon: 179.999, lat: 55}, reach, PICTURE))).toBe(3)
})

test('a box finds what is in it, across the antimeridian too', () => {
  const tracks = new TrackTable()
  tracks.apply(
    frame([
      {id: id(1), lon: 13},
      {id: id(2), lon: 179.5},
      {id: id(3), lon: -179.5},
      {id: id(4), lon: 13, lat: 10},
    ]),
  )
  const found = (west: number, east: number) => {
    const ids: number[] = []
    tracks.within({west, south: 50, east, north: 60}, slot => ids.push(tracks.idAt(slot)))
    return ids
  }
  expect([found(12, 14), found(179, -179), found(-180, 180)]).toEqual([[1], [2, 3], [1, 2, 3]])
})

test('a view that moves forgets what is outside it, but for the tracks in focus', () => {
  const tracks = new TrackTable()
  tracks.apply(
    frame([
      {id: id(1), lon: 13},
      {id: id(2), lon: 40},
      {id: id(3), lon: 41},
    ]),
  )
  tracks.setFocus(new Set([id(2)]))
  tracks.apply(frame([], {view: {west: 135, north: 70, width: 4, height: 20}}))
  expect([tracks.slotOf(id(1)) >= 0, tracks.slotOf(id(2)) >= 0, tracks.slotOf(id(3)) >= 0]).toEqual([true, true, false])
  tracks.setFocus(new Set())
  expect(tracks.count).toBe(1)
})

test('CLEAR forgets everything, names too; names stay when a track leaves for a while', () => {
  const tracks = new TrackTable()
  const name = {id: id(1), label: 'BALTICA', kind: 'vessel', identity: 'identified', world: 'real'} as const
  tracks.apply(frame([{id: id(1)}]))
  tracks.applyNames({names: [name]})
  tracks.apply(frame([], {gone: [1]}))
  expect(tracks.nameOf(id(1))).toEqual(name)
  tracks.apply(frame([{id: id(2)}], {flags: 1}))
  expect([tracks.count, tracks.nameOf(id(1))]).toEqual([1, undefined])
})

test('the table grows, tells what changed once, and each change once', () => {
  const tracks = new TrackTable()
  let told = 0
  tracks.onChange(() => told++)
  tracks.apply(frame(Array.from({length: 10_000}, (_, index) => ({id: id(index + 1), speed: index / 100}))))
  expect(tracks.takeDirty()).toEqual({from: 0, to: 10_000})
  expect(tracks.takeDirty()).toBeUndefined()
  tracks.apply(frame([{id: id(4_321), speed: 1}]))
  expect(tracks.takeDirty()).toEqual({from: 4_320, to: 4_321})
  expect(tracks.speed(tracks.slotOf(id(9_999)))).toBeCloseTo(99.98)
  expect([told, tracks.version]).toEqual([2, 2])
})

test('bytes that are no frame change nothing', () => {
  const tracks = new TrackTable()
  tracks.apply(frame([{id: id(1)}]))
  expect(tracks.apply(new ArrayBuffer(77))).toBeUndefined()
  expect([tracks.count, tracks.version]).toEqual([1, 1])
})

test('days later times are still exact: the epoch moves along', () => {
  const tracks = new TrackTable()
  tracks.apply(frame([{id: id(1), at: PICTURE}]))
  const later = PICTURE + 3 * 86_400_000
  tracks.apply(frame([{id: id(2), at: later - 1_300}], {at: later}))
  expect(tracks.epoch + (tracks.time[tracks.slotOf(id(2))] ?? 0) * 1_000).toBeCloseTo(later - 1_300, 0)
})
