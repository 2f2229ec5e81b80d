import {expect, test} from 'vitest'
import {TickPace} from '../../../server/nation/tick-pace.ts'

test('ticks are a tenth of a second apart while there is time, a quarter while there is not, and come back slowly', () => {
  const pace = new TickPace()
  for (let tick = 0; tick < 100; tick++) pace.ticked(2, 15)
  expect(pace.everyMs).toBe(100)
  for (let tick = 0; tick < 15; tick++) pace.ticked(60, 130)
  expect(pace.everyMs).toBe(250)
  for (let tick = 0; tick < 20; tick++) pace.ticked(10, 110)
  expect(pace.everyMs).toBe(250)
  let ticks = 0
  while (pace.everyMs > 100 && ticks < 1_000) {
    pace.ticked(2, 10)
    ticks++
  }
  expect(pace.everyMs).toBe(100)
  expect(ticks).toBeGreaterThan(25)
})

test('one long tick, as that of a new policy, does not slow the next ones down', () => {
  const pace = new TickPace()
  for (let tick = 0; tick < 20; tick++) pace.ticked(1, 10)
  pace.ticked(0, 180)
  pace.ticked(5, 12)
  expect(pace.everyMs).toBe(100)
})
