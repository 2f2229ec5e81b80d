import {expect, test} from 'vitest'
import {Picker, REACH, within} from '../../../client/map/pick.ts'
import type {TrackId} from '../../../shared/base/id.ts'

const one = {track: 1 as TrackId, x: 100, y: 100}
const two = {track: 2 as TrackId, x: 104, y: 100}
const three = {track: 3 as TrackId, x: 100, y: 112.5}

test('what lies within twelve pixels, the nearest first', () => {
  expect(within([one, two, three], 103, 100, REACH)).toEqual([2, 1])
})

test('a press on the same spot takes the next, round and round; elsewhere it begins anew', () => {
  const picker = new Picker()
  const near = [2, 1, 3] as TrackId[]
  const press = (x: number) => picker.pick(near, x, 100)
  expect([press(100), press(102), press(101), press(100)]).toEqual([2, 1, 3, 2])
  expect(press(140)).toBe(2)
})

test('nothing near is nothing', () => {
  expect(new Picker().pick([], 0, 0)).toBeUndefined()
})
