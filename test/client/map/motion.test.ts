import {expect, test} from 'vitest'
import {Motion} from '../../../client/map/motion.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import type {TrackId} from '../../../shared/base/id.ts'
import {unitsPerMetre} from '../../../shared/geo/mercator.ts'
import {emptyRecord, type TrackRecord} from '../../../shared/protocol/frame.ts'
import {frameOf} from '../../support/frames.ts'

const START = Date.UTC(2026, 0, 1)
const LAT = 55
const METRE = unitsPerMetre(LAT)

function frame(now: number, record: Partial<TrackRecord>): ArrayBuffer {
  const row = {...emptyRecord(), id: 1 as TrackId, lon: 13, lat: LAT, speed: 10, course: 90, interval: 10_000}
  return frameOf([{...row, at: now, ...record}], {at: now})
}

function follow() {
  const table = new TrackTable()
  const motion = new Motion()
  const hear = (after: number, record: Partial<TrackRecord> = {}) => {
    table.apply(frame(START + after, record))
    const range = table.takeDirty()
    if (range !== undefined) motion.take(table, range, {picture: START + after, monotonic: after, isNear: () => true})
  }
  const east = (after: number) => {
    const {x} = motion.drawnAt(table, 0, START + after, after, {x: 0, y: 0})
    return (x - ((13 + 180) / 360) * 2 ** 32) / METRE
  }
  return {hear, east, motion}
}

test('a symbol goes on by speed and course for twice the interval, and then stays', () => {
  const {hear, east} = follow()
  hear(0)
  expect(east(0)).toBeCloseTo(0, 1)
  expect(east(10_000)).toBeCloseTo(100, 0)
  expect(east(20_000)).toBeCloseTo(200, 0)
  expect(east(60_000)).toBeCloseTo(200, 0)
})

test('a new fix is reached evenly within half a second, without a jump', () => {
  const {hear, east} = follow()
  hear(0)
  const before = east(10_000)
  hear(10_000, {speed: 0})
  expect(east(10_000)).toBeCloseTo(before, 0)
  expect(east(10_250)).toBeCloseTo(before / 2, 0)
  expect(east(10_500)).toBeCloseTo(0, 0)
})

test('a fix that comes while the last one is still being approached begins where the symbol is', () => {
  const {hear, east} = follow()
  hear(0)
  hear(10_000, {speed: 0})
  const between = east(10_250)
  hear(10_250, {speed: 0})
  expect(east(10_250)).toBeCloseTo(between, 0)
  expect(east(10_750)).toBeCloseTo(0, 0)
})

test('what has no speed, course or time stays at its fix', () => {
  const {hear, east} = follow()
  hear(0, {speed: NaN})
  expect(east(10_000)).toBeCloseTo(0, 1)
  const other = follow()
  other.hear(0, {at: NaN})
  expect(other.east(10_000)).toBeCloseTo(0, 1)
})

test('a fix that confirms the prediction moves nothing', () => {
  const {hear, motion, east} = follow()
  hear(0, {speed: 0})
  hear(10_000, {speed: 0})
  expect(east(10_100)).toBeCloseTo(0, 1)
  expect(motion.shift.subarray(0, 2)).toEqual(new Float32Array([0, 0]))
})
