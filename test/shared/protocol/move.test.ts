import fc from 'fast-check'
import {expect, test} from 'vitest'
import {LONGEST_MOVE, type MoveFields, MoveReader, writeMove} from '../../../shared/protocol/move.ts'

const STEPS = 2 ** 28
const code = fc.oneof({weight: 4, arbitrary: fc.nat(0xfffe)}, {weight: 1, arbitrary: fc.constant(0xffff)})
const angle = fc.oneof(
  {weight: 4, arbitrary: fc.nat(3_599).map(tenths => tenths * 10)},
  {weight: 1, arbitrary: fc.constant(0xffff)},
)
const fields: fc.Arbitrary<MoveFields> = fc.record({
  x: fc.nat(STEPS - 1).map(step => step * 16),
  y: fc.nat(STEPS - 1).map(step => step * 16),
  speed: code,
  course: angle,
  heading: angle,
  interval: code,
  look: fc.nat(0xffff),
  flags: fc.nat(0xffff),
  altitude: code,
  age: code,
})
/** What mostly happens: a little further, a little turned. */
const next = (before: MoveFields) =>
  fc
    .record({
      east: fc.integer({min: -40_000, max: 40_000}),
      south: fc.integer({min: -2_100, max: 2_100}),
      faster: fc.integer({min: -140, max: 140}),
      turn: fc.integer({min: -140, max: 140}),
      age: fc.nat(300),
    })
    .map(({east, south, faster, turn, age}) => ({
      ...before,
      x: (before.x + east * 16) >>> 0,
      y: (before.y + south * 16) >>> 0,
      speed: before.speed === 0xffff ? 0xffff : Math.min(0xfffe, Math.max(0, before.speed + faster)),
      course: before.course === 0xffff ? 0xffff : (before.course + turn * 10 + 36_000) % 36_000,
      age,
    }))

function written(seat: number, before: MoveFields, after: MoveFields): {bytes: Uint8Array; end: number} {
  const bytes = new Uint8Array(LONGEST_MOVE)
  return {bytes, end: writeMove(bytes, 0, seat, before, after)}
}

test('a reader that has the record before has the record after, to the bit, and stands where the next move begins', () => {
  const pairs = fields.chain(before =>
    fc.tuple(fc.constant(before), fc.oneof(fields, next(before), fc.constant(before))),
  )
  fc.assert(
    fc.property(fc.nat(0xfffe), pairs, (seat, [before, after]) => {
      const {bytes, end} = written(seat, before, after)
      expect(end).toBeLessThanOrEqual(LONGEST_MOVE)
      const reader = new MoveReader(new DataView(bytes.buffer), 0)
      expect(reader.seat()).toBe(seat)
      const known = {...before}
      reader.into(known)
      expect(known).toEqual(after)
      expect(reader.at).toBe(end)
    }),
    {numRuns: 2_000},
  )
})

test('[FR12] a vessel under way takes 8 bytes, with a new heading 9; one that only was heard again takes 3', () => {
  const before = {
    ...{x: 16_000, y: 32_000, speed: 300, course: 9_000, heading: 9_100, interval: 100, look: 1, flags: 0},
    ...{altitude: 0xffff, age: 3},
  }
  const under = {...before, x: 16_000 + 16 * 900, y: 32_000 - 16 * 40, speed: 305, course: 9_020, age: 12}
  expect(written(5, before, under).end).toBe(8)
  expect(written(5, before, {...under, heading: 9_110}).end).toBe(9)
  expect(written(5, before, {...before, age: 4}).end).toBe(3)
})

test('[FR12] a vessel that is slow or at anchor takes one byte less', () => {
  const before = {
    ...{x: 16_000, y: 32_000, speed: 3, course: 9_000, heading: 9_100, interval: 100, look: 1, flags: 0},
    ...{altitude: 0xffff, age: 3},
  }
  const end = (east: number, south: number) =>
    written(5, before, {...before, x: before.x + 16 * east, y: before.y + 16 * south}).end
  expect([end(127, -128), end(128, 0), end(0, -129)]).toEqual([5, 6, 6])
})

test('no bytes make a reader read past their end without saying so', () => {
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 40}), bytes => {
      const reader = new MoveReader(new DataView(bytes.buffer, bytes.byteOffset, bytes.length), 0)
      const known = {
        ...{x: 0, y: 0, speed: 0, course: 0, heading: 0},
        interval: 0,
        look: 0,
        flags: 0,
        altitude: 0,
        age: 0,
      }
      let left = true
      while (left) {
        const from = reader.at
        try {
          reader.seat()
          reader.into(known)
          left = reader.at > from
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError)
          left = false
        }
      }
    }),
  )
})
