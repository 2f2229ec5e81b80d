import {must} from '../../../shared/base/assert.ts'
import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import type {TrackId} from '../../../shared/base/id.ts'
import {emptyRecord} from '../../../shared/protocol/frame.ts'
import {frameOf} from '../../support/frames.ts'
import {keepLastKnown, type LastKnown, lastKnownOf, restoredThings} from '../../../client/field/last-known.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import {createStores} from '../../../client/state/stores.ts'
import {allTasks, NO_THINGS, units} from '../../../client/state/things.ts'
import {boat, mia, taskOf, tell} from './samples.ts'

test('the tasks, the units and the object of a task are kept, the object with its place and time', () => {
  const {stores, clock} = phone()
  tell(stores, [boat, taskOf({id: 'a', track: 7}), taskOf({id: 'b', track: 8})])
  const {who, things, tracks} = lastKnownOf(stores, mia, clock)
  expect([who, things.map(thing => thing.id)]).toEqual([mia, ['a', 'b', 'SE-B1']])
  expect(tracks.map(({id, reading}) => [id, reading.at, Number(reading.lon.toFixed(4)), reading.ageMs])).toEqual([
    [7, START, 13.5, 5_000],
  ])
})

test('it is written down every three seconds, and only while it comes from the node', () => {
  const {stores, clock} = phone()
  const kept: LastKnown[] = []
  keepLastKnown({stores, who: mia, clock, keep: last => Promise.resolve(void kept.push(last))})
  clock.advance(3_000)
  expect(kept).toEqual([])
  tell(stores, [taskOf({id: 'a'})])
  clock.advance(6_000)
  expect(kept.length).toBe(2)
  stores.link.setState({status: 'none'})
  clock.advance(6_000)
  expect(kept.length).toBe(2)
})

test('what was kept is shown until the node’s first batch, which replaces all of it', () => {
  const last: LastKnown = {who: mia, things: [boat, taskOf({id: 'a'})], tracks: [], clockOffsetMs: 0}
  const stores = createStores()
  stores.things.setState(things => restoredThings(things, last), true)
  expect([stores.things.getState().complete, allTasks(stores.things.getState()).length]).toEqual([false, 1])
  tell(stores, [taskOf({id: 'b'})], {snapshot: true})
  const now = stores.things.getState()
  expect([now.complete, allTasks(now).map(task => task.id), units(now)]).toEqual([true, ['b'], []])
  expect(restoredThings(now, last)).toBe(now)
  expect(restoredThings(NO_THINGS, last).unit.get('SE-B1')).toBe(boat)
})

const START = Date.UTC(2026, 0, 1)

/** A live link; the picture holds track 7, seen five seconds ago. */
function phone() {
  const stores = createStores()
  const clock = manualClock(START)
  const record = {...emptyRecord(), id: 7 as TrackId, lon: 13.5, lat: 55, at: START, interval: 10_000}
  const table = new TrackTable()
  table.apply(frameOf([record], {at: START}))
  stores.tracks.take(must(table.takePatch(), 'a patch'))
  const picture = {at: START + 5_000, heardAt: clock.monotonic(), rate: 1, replay: false}
  stores.link.setState({status: 'live', picture})
  return {stores, clock}
}
