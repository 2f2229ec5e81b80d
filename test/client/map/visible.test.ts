import {expect, test} from 'vitest'
import type {TrackId} from '../../../shared/base/id.ts'
import {mercatorX, mercatorY} from '../../../shared/geo/mercator.ts'
import {emptyRecord, type TrackRecord} from '../../../shared/protocol/frame.ts'
import type {Camera} from '../../../client/map/camera.ts'
import {Visible} from '../../../client/map/visible.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import {frameOf} from '../../support/frames.ts'

const PICTURE = Date.UTC(2026, 0, 1)
/** 640 × 400 CSS pixels at zoom 9: 0.88° × 0.31°. */
const camera = (lon: number, lat: number): Camera => ({
  ...{x: mercatorX(lon), y: mercatorY(lat), zoom: 9},
  ...{width: 640, height: 400, ratio: 1},
})

function tableOf(...records: Partial<TrackRecord>[]): TrackTable {
  const table = new TrackTable()
  const rows = records.map((record, index) => ({
    ...{...emptyRecord(), id: (index + 1) as TrackId, at: PICTURE, interval: 10_000, speed: 5, course: 0},
    ...record,
  }))
  table.apply(frameOf(rows, {at: PICTURE}))
  return table
}

function idsIn(table: TrackTable, from: Camera): number[] {
  const visible = new Visible()
  visible.find(table, from)
  return [...visible.slots.subarray(0, visible.count)].map(slot => table.idAt(slot))
}

test('what is on the screen is visible, what is far beside it is not', () => {
  const table = tableOf({lon: 13, lat: 55}, {lon: 13.4, lat: 55.1}, {lon: 15, lat: 55}, {lon: 13, lat: 56})
  expect(idsIn(table, camera(13, 55))).toEqual([1, 2])
})

test('an aircraft that dead reckoning can bring onto the screen is visible from where it was measured', () => {
  const table = tableOf({lon: 13, lat: 55.4, speed: 250, interval: 60_000}, {lon: 13, lat: 55.4, speed: NaN})
  expect(idsIn(table, camera(13, 55))).toEqual([1])
})

test('across the antimeridian the nearer way counts', () => {
  const table = tableOf({lon: -179.8, lat: 0}, {lon: 179.8, lat: 0}, {lon: 0, lat: 0})
  expect(idsIn(table, camera(180, 0))).toEqual([1, 2])
})
