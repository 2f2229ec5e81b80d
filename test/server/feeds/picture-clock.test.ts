import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import {ReceiverPictureClock} from '../../../server/feeds/picture-clock.ts'

const START = Date.UTC(2011, 6, 26, 4)

function started() {
  const clock = manualClock()
  const picture = new ReceiverPictureClock(clock)
  for (let second = 0; second < 3; second++) picture.observe(START + second * 1_000)
  return {clock, picture}
}

test('the first time is believed when three sentences agree', () => {
  const picture = new ReceiverPictureClock(manualClock())
  picture.observe(START)
  picture.observe(START + 2_000)
  expect(picture.now()).toBe(0)
  picture.observe(START + 4_000)
  expect(picture.now()).toBe(START + 4_000)
})

test('it never goes back', () => {
  const {picture} = started()
  picture.observe(START - 60_000)
  expect(picture.now()).toBe(START + 2_000)
})

test('one leap ahead is not believed, three that agree are', () => {
  const {picture} = started()
  picture.observe(START + 86_400_000)
  expect(picture.now()).toBe(START + 2_000)
  picture.observe(START + 4_000)
  for (let count = 0; count < 3; count++) picture.observe(START + 3_600_000 + count * 2_000)
  expect(picture.now()).toBe(START + 3_604_000)
})

test('the rate of a recording played sixty times as fast is measured', () => {
  const {clock, picture} = started()
  for (let step = 1; step < 100; step++) {
    clock.advance(100)
    picture.observe(START + 2_000 + step * 6_000)
  }
  expect(picture.rate).toBeCloseTo(60, 0)
})
