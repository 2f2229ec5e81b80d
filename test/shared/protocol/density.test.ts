import fc from 'fast-check'
import {expect, test} from 'vitest'
import {readDensity, writeDensity} from '../../../shared/protocol/density.ts'

const density = fc
  .uniqueArray(fc.tuple(fc.integer({min: 0, max: 65_535}), fc.integer({min: 1, max: 2_000_000})), {
    selector: ([cell]) => cell,
    maxLength: 500,
  })
  .map(cells => cells.sort(([a], [b]) => a - b))

test('counts of cells come back as they were', () => {
  fc.assert(
    fc.property(density, pairs => {
      const said = {
        cells: Uint16Array.from(pairs, ([cell]) => cell),
        counts: Uint32Array.from(pairs, ([, count]) => count),
      }
      expect(readDensity(writeDensity(said))).toEqual(said)
    }),
  )
})

test('bytes that are not whole or speak of no cell are none; random bytes do no harm', () => {
  const whole = writeDensity({cells: Uint16Array.of(3, 65_535), counts: Uint32Array.of(7, 300)})
  expect(readDensity(whole.subarray(0, whole.length - 1))).toBeUndefined()
  expect(readDensity(Uint8Array.of(0xff, 0xff, 0x7f, 1))).toBeUndefined()
  fc.assert(
    fc.property(fc.uint8Array({maxLength: 200}), bytes => {
      const read = readDensity(bytes)
      if (read !== undefined) expect(read.cells.length).toBe(read.counts.length)
    }),
  )
})
