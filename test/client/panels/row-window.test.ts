import fc from 'fast-check'
import {expect, test} from 'vitest'
import {beginning, holding, MOST, revealed, type RowWindow, STEP} from '../../../client/panels/row-window.ts'

const step = fc.oneof(
  fc.record({do: fc.constantFrom('before' as const, 'after' as const)}),
  fc.record({do: fc.constant('focus' as const), row: fc.integer({min: -1, max: 12_000})}),
  fc.record({do: fc.constant('count' as const), count: fc.nat(12_000)}),
)

test('whatever is scrolled, focused, added and taken away: the focused row is there, the rows are few, and short lists whole', () => {
  fc.assert(
    fc.property(fc.nat(12_000), fc.array(step, {maxLength: 40}), (begun, steps) => {
      let count = begun
      let focused = -1
      let window: RowWindow = beginning(count)
      for (const each of steps) {
        if (each.do === 'count') {
          count = each.count
          if (focused >= count) focused = -1
        } else if (each.do === 'focus') focused = each.row < count ? each.row : -1
        else {
          window = revealed(window, each.do, count)
          focused = -1 // a person who scrolls away; else the focused row brings its window back
        }
        window = holding(window, focused, count)
        expect(window.first).toBeGreaterThanOrEqual(0)
        expect(window.last).toBeLessThanOrEqual(count)
        expect(window.last - window.first).toBeLessThanOrEqual(MOST)
        expect(window.last - window.first).toBeGreaterThanOrEqual(Math.min(count, STEP / 2))
        if (count <= 2 * STEP) expect(window).toEqual({first: 0, last: count})
        if (focused >= 0) expect(focused >= window.first && focused < window.last).toBe(true)
        // It has come to rest: the same question has the same answer.
        expect(holding(window, focused, count)).toEqual(window)
      }
    }),
    {numRuns: 1_000},
  )
})

test('scrolling down shows every row of ten thousand, and never more than so many at a time', () => {
  let window = beginning(10_000)
  const seen = new Set<number>()
  for (let turn = 0; turn < 400; turn++) {
    for (let row = window.first; row < window.last; row++) seen.add(row)
    window = revealed(window, 'after', 10_000)
  }
  expect(seen.size).toBe(10_000)
  for (let turn = 0; turn < 400; turn++) window = revealed(window, 'before', 10_000)
  expect(window).toEqual({first: 0, last: MOST})
})
