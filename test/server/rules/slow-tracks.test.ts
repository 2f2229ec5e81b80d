import fc from 'fast-check'
import {expect, test} from 'vitest'
import {SlowTracks} from '../../../server/rules/slow-tracks.ts'
import {distanceBetween} from '../../../shared/geo/distance.ts'

const REACH = 750
const CAPACITY = 60

/** Few places, so that many are neighbours: also around the antimeridian and the poles. */
const place = fc
  .tuple(
    fc.constantFrom([12, 55], [179.999, 10], [-179.999, 10], [30, 89.995], [-150, 89.999], [0, -89.99], [5, 0]),
    fc.double({min: -0.02, max: 0.02, noNaN: true}),
    fc.double({min: -0.02, max: 0.02, noNaN: true}),
  )
  .map(([[lon = 0, lat = 0], east, north]) => ({
    lon: ((lon + east + 540) % 360) - 180,
    lat: Math.max(-90, Math.min(90, lat + north)),
  }))

test('whoever is held within the reach is found, and nobody who is not held, whatever came and went', () => {
  const step = fc.oneof(
    fc.record({row: fc.nat(CAPACITY - 1), put: place}),
    fc.record({row: fc.nat(CAPACITY - 1), put: fc.constant(undefined)}),
  )
  fc.assert(
    fc.property(fc.array(step, {maxLength: 150}), steps => {
      const slow = new SlowTracks(CAPACITY, REACH)
      const held = new Map<number, {lon: number; lat: number}>()
      for (const {row, put} of steps) {
        if (put === undefined) {
          held.delete(row)
          slow.drop(row)
        } else {
          held.set(row, put)
          slow.put(row, put.lon, put.lat)
        }
      }
      const listed = Array.from({length: slow.count}, (_, index) => slow.rowAt(index))
      expect(listed.sort((a, b) => a - b)).toEqual([...held.keys()].sort((a, b) => a - b))
      for (const [row, {lon, lat}] of held) {
        const found: number[] = []
        slow.near(row, lon, lat, found)
        expect(new Set(found).size).toBe(found.length)
        for (const other of found) expect(other > row && held.has(other)).toBe(true)
        for (const [other, at] of held)
          if (other > row && distanceBetween(lon, lat, at.lon, at.lat) <= REACH) expect(found).toContain(other)
      }
    }),
    {numRuns: 300},
  )
})
