import fc from 'fast-check'
import {expect, test} from 'vitest'
import {shareOf} from '../../../server/stream/published.ts'
import {Sight} from '../../../server/stream/sight.ts'
import {RANKS} from '../../../shared/protocol/rank.ts'

const MOST = 100
const counts = fc.array(fc.nat(200), {minLength: RANKS, maxLength: RANKS}).map(each => Int32Array.from(each))
const shown = (of: Int32Array, level: number) => of.subarray(level).reduce((sum, count) => sum + count, 0)

test('the level shows no more than the most unless everything but the notable is left out, and is never finer by less than the room', () => {
  fc.assert(
    fc.property(fc.array(counts, {minLength: 1, maxLength: 10}), steps => {
      const sight = new Sight(new Set([1]), MOST)
      for (const step of steps) {
        const before = sight.level
        expect(sight.choose(step)).toBe(sight.level !== before)
        if (sight.level < RANKS - 1) expect(shown(step, sight.level)).toBeLessThanOrEqual(MOST)
        if (sight.level < before) expect(shown(step, sight.level)).toBeLessThanOrEqual(MOST * 0.8)
        // The next finer one would have been too much.
        if (sight.level > 0)
          expect(shown(step, sight.level - 1)).toBeGreaterThan(sight.level - 1 < before ? MOST * 0.8 : MOST)
        expect(sight.choose(step)).toBe(false)
      }
    }),
  )
})

test('what is read is what may be read, of the level and above', () => {
  const sight = new Sight(new Set([1, 4]), MOST)
  sight.choose(Int32Array.of(90, 50, 0, 0))
  expect(sight.level).toBe(1)
  for (let audience = 0; audience < 6; audience++)
    for (let rank = 0; rank < RANKS; rank++) {
      const may = audience === 1 || audience === 4
      expect(sight.mayRead[shareOf(audience, rank)] === 1).toBe(may)
      expect(sight.reads[shareOf(audience, rank)] === 1).toBe(may && rank >= 1)
    }
  sight.allow(new Set([2]))
  expect([sight.reads[shareOf(2, 0)], sight.reads[shareOf(2, 1)], sight.reads[shareOf(4, 1)]]).toEqual([
    0,
    1,
    undefined,
  ])
})
