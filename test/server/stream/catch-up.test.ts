import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import {CatchUpTime} from '../../../server/stream/catch-up.ts'

const CELL_MS = 1

/** Windows that each ask for cells until there is no time left; what they took, ms. */
function served(windows: number, owed = windows, goes = 1): number[] {
  const clock = manualClock()
  const time = new CatchUpTime(clock)
  clock.advance(100)
  time.tick(owed)
  const took: number[] = []
  for (let go = 0; go < goes; go++) {
    time.go(goes - 1 - go)
    let inGo = 0
    for (let window = 0; window < windows / goes; window++)
      time.spend(isLeft => {
        for (let cells = 0; cells < 20 && isLeft(); cells++) {
          clock.advance(CELL_MS)
          inGo += CELL_MS
        }
      })
    took.push(inGo)
  }
  return took
}

test('[PA5] while few windows catch up, that takes about 10 ms of a tick; a centre that comes back takes up to three quarters', () => {
  expect(served(1, 1)[0]).toBeLessThanOrEqual(11)
  expect(served(40, 40)[0]).toBe(20)
  expect(served(1_000, 1_000)[0]).toBe(75)
})

test('[PA5] each of the goes in which windows are served has its share of the time', () => {
  const took = served(1_000, 1_000, 4)
  expect(took).toHaveLength(4)
  for (const ms of took) expect(ms).toBeLessThanOrEqual(20)
  expect(took.reduce((sum, ms) => sum + ms)).toBeGreaterThanOrEqual(74)
})

test('[PA5] what windows take that are owed nothing does not count', () => {
  const clock = manualClock()
  const time = new CatchUpTime(clock)
  time.tick(1)
  time.go(0)
  clock.advance(500)
  let asked = false
  time.spend(isLeft => (asked = isLeft()))
  expect(asked).toBe(true)
})
