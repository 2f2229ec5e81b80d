import {expect, test} from 'vitest'
import {SHIFT_VALUES} from '../../../client/map/motion.ts'
import {downOf, markSeparated} from '../../../client/map/separated.ts'
import {TrackTable} from '../../../client/state/track-table.ts'
import type {NationCode, TrackId} from '../../../shared/base/id.ts'
import {emptyRecord, TrackFlag} from '../../../shared/protocol/frame.ts'
import {frameOf} from '../../support/frames.ts'

const SE = 'SE' as NationCode
const DK = 'DK' as NationCode
const now = Date.UTC(2026, 0, 1)

/** Track 1 is the own nation's, 2 only SE's, 3 SE's and DK's. */
function picture(): TrackTable {
  const table = new TrackTable()
  const records = [0, 1, 2].map(index => ({
    ...emptyRecord(),
    id: (index + 1) as TrackId,
    lon: 13,
    lat: 55,
    at: now,
    flags: index === 0 ? 0 : TrackFlag.PARTNER,
  }))
  table.apply(frameOf(records, {at: now}))
  const name = {label: '', kind: 'vessel', identity: 'identified', world: 'real'} as const
  table.applyNames({
    names: [
      {...name, id: 2 as TrackId, partners: [SE]},
      {...name, id: 3 as TrackId, partners: [SE, DK]},
    ],
  })
  return table
}

test('what is known only through a partner is marked while that link is down, and freed when it is back', () => {
  const table = picture()
  const shift = new Float32Array(3 * SHIFT_VALUES)
  const marks = () => [0, 1, 2].map(slot => shift[slot * SHIFT_VALUES + 3])
  expect(markSeparated(table, shift, new Set([SE]))).toEqual({from: 1, to: 2})
  expect(marks()).toEqual([0, 1, 0])
  expect(markSeparated(table, shift, new Set([SE]))).toBeUndefined()
  expect(markSeparated(table, shift, new Set([SE, DK]))).toEqual({from: 2, to: 3})
  expect(markSeparated(table, shift, new Set())).toEqual({from: 1, to: 3})
  expect(marks()).toEqual([0, 0, 0])
})

test('only a link that is down counts', () => {
  const link = (nation: NationCode, status: 'up' | 'late' | 'down') => ({nation, status, silentMs: 0})
  expect(downOf({links: [link(SE, 'down'), link(DK, 'late')]})).toEqual(new Set([SE]))
})
