import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import type {TrackId} from '../../../shared/base/id.ts'
import {keepPhoneView} from '../../../client/field/phone-view.ts'
import {Marks} from '../../../client/map/focus.ts'
import {selectTrack} from '../../../client/state/selection.ts'
import {createStores} from '../../../client/state/stores.ts'
import {boat, mia, taskOf, tell} from './samples.ts'

const SECOND = 1_000

test('the node is asked for the objects of all open tasks and for the unit itself, once while they stay', () => {
  const {stores, clock, asked} = phone()
  tell(stores, [boat, taskOf({id: 'a', track: 7, sentAt: 1}), taskOf({id: 'b', track: 8, sentAt: 2})])
  clock.advance(3 * SECOND)
  expect(asked).toEqual([[8, 7, 1]])
  tell(stores, [taskOf({id: 'b', version: 2, track: 8, status: 'COMPLETE'})])
  clock.advance(SECOND)
  expect(asked).toEqual([
    [8, 7, 1],
    [7, 1],
  ])
})

test('without its map the view is what is within ten nautical miles, and what came counts as drawn', () => {
  const {stores, clock, link} = phone()
  tell(stores, [boat, taskOf({id: 'a', place: {lon: 13.4, lat: 55.2}})])
  clock.advance(SECOND)
  const {west, south, east, north, zoom} = stores.view.getState().bounds ?? expect.fail('no view')
  expect([west, south, east, north].map(degrees => Number(degrees.toFixed(3)))).toEqual([
    12.709, 54.833, 13.291, 55.167,
  ])
  expect([zoom, link.drawnTimes]).toEqual([11, 1])
})

test('the map alone asks while it is shown, with the tasks’ objects; when it closes the phone says its own again', () => {
  const {stores, clock, asked, link, screen} = phone()
  tell(stores, [boat, taskOf({id: 'a', track: 7})])
  clock.advance(SECOND)
  expect(asked).toEqual([[7, 1]])

  screen.isMapShown = true
  const marks = new Marks(stores, link, () => undefined)
  selectTrack(stores.selection, 5 as TrackId)
  tell(stores, [taskOf({id: 'b', track: 9, sentAt: 2})])
  clock.advance(3 * SECOND)
  expect(asked.slice(1)).toEqual([
    [7, 1],
    [5, 7, 1],
    [5, 9, 7, 1],
  ])
  expect(link.drawnTimes).toBe(1)

  marks.stop()
  screen.isMapShown = false
  clock.advance(SECOND)
  expect(asked.slice(4)).toEqual([[9, 7, 1]])
})

function phone() {
  const stores = createStores()
  const clock = manualClock()
  const asked: number[][] = []
  const link = {
    drawnTimes: 0,
    focus: (tracks: ReadonlySet<TrackId>) => void asked.push([...tracks]),
    drawn: () => void link.drawnTimes++,
  }
  const screen = {isMapShown: false}
  keepPhoneView({stores, link, who: mia, clock, isMapShown: () => screen.isMapShown})
  return {stores, clock, asked, link, screen}
}
