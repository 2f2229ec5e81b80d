import {expect, test} from 'vitest'
import type {TrackId} from '../../../shared/base/id.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {emptyRecord, type TrackRecord} from '../../../shared/protocol/frame.ts'
import type {NameOnMap} from '../../../client/state/track-columns.ts'
import {TrackMirror} from '../../../client/state/track-mirror.ts'
import {memoryOf} from '../../../client/state/track-patch.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import {frameOf} from '../../support/frames.ts'

const PICTURE = Date.UTC(2026, 0, 1)
const CLEAR = 1

function record(id: number, speed: number): TrackRecord {
  return {...emptyRecord(), id: id as TrackId, lon: 13, lat: 55, at: PICTURE, interval: 10_000, speed}
}

function name(id: number): NameOnMap {
  return {id: id as TrackId, label: `VESSEL ${id}`, kind: 'vessel', identity: 'identified', world: 'simulated'}
}

/** As a worker gives it away: the memory itself changes hands. */
function give(table: TrackTable, mirror: TrackMirror): void {
  const patch = table.takePatch()
  if (patch !== undefined) mirror.take(structuredClone(patch, {transfer: memoryOf(patch)}))
}

function contentOf(columns: TrackTable | TrackMirror) {
  return Array.from({length: columns.count}, (_, slot) => ({
    id: columns.id[slot],
    slot: columns.slotOf(columns.idAt(slot)),
    place: [...columns.place.subarray(slot * 2, slot * 2 + 2)],
    motion: [...columns.motion.subarray(slot * 4, slot * 4 + 4)],
    look: [...columns.look.subarray(slot * 4, slot * 4 + 4)],
    rest: [columns.time[slot], columns.altitude[slot], columns.at[slot]],
  }))
}

test('a mirror holds what its table holds, whatever comes, goes and begins anew between two patches', () => {
  const random = seededRandom(11)
  const table = new TrackTable()
  const mirror = new TrackMirror()
  const one = (below: number) => Math.floor(random.unit() * below)
  for (let step = 0; step < 400; step++) {
    const coming = Array.from({length: one(40)}, () => record(1 + one(120), one(30)))
    const gone = Array.from({length: one(40)}, () => 1 + one(120))
    table.apply(frameOf(coming, {at: PICTURE + step * 600_000, gone, flags: one(25) === 0 ? CLEAR : 0}))
    if (one(3) === 0) continue
    give(table, mirror)
    expect(contentOf(mirror)).toEqual(contentOf(table))
    for (let id = 1; id <= 120; id++) expect(mirror.slotOf(id as TrackId)).toBe(table.slotOf(id as TrackId))
    expect([mirror.epoch, mirror.count]).toEqual([table.epoch, table.count])
  }
})

test('a patch names only what has changed, and there is none when nothing has', () => {
  const table = new TrackTable()
  table.apply(frameOf([record(1, 5), record(2, 6), record(3, 7)], {at: PICTURE}))
  expect(table.takePatch()?.slots).toEqual(new Uint32Array([0, 1, 2]))
  table.apply(frameOf([record(3, 8)], {at: PICTURE}))
  table.apply(frameOf([record(3, 9)], {at: PICTURE}))
  expect(table.takePatch()?.slots).toEqual(new Uint32Array([2]))
  expect(table.takePatch()).toBeUndefined()
})

test('five thousand names come in three patches, and a picture that begins anew takes them away', () => {
  const table = new TrackTable()
  const mirror = new TrackMirror()
  table.applyNames({names: Array.from({length: 5_000}, (_, index) => name(index + 1))})
  const counts = [0, 0, 0].map(() => {
    give(table, mirror)
    return mirror.nameCount
  })
  expect(counts).toEqual([2_000, 4_000, 5_000])
  expect(table.takePatch()).toBeUndefined()
  table.apply(frameOf([], {at: PICTURE, flags: CLEAR}))
  table.applyNames({names: [name(7)]})
  give(table, mirror)
  expect([mirror.nameCount, mirror.nameOf(7 as TrackId)?.label]).toEqual([1, 'VESSEL 7'])
})

test('the table of a new conversation takes the place of the last one, whatever the window held', () => {
  const mirror = new TrackMirror()
  const [first, second] = [new TrackTable(), new TrackTable()]
  first.apply(frameOf([record(1, 5), record(2, 6), record(3, 7)], {at: PICTURE}))
  first.applyNames({names: [name(1)]})
  give(first, mirror)
  second.apply(frameOf([record(3, 9), record(4, 1)], {at: PICTURE}))
  give(second, mirror)
  expect(contentOf(mirror)).toEqual(contentOf(second))
  expect([mirror.slotOf(1 as TrackId), mirror.slotOf(2 as TrackId), mirror.nameCount]).toEqual([-1, -1, 0])
})
