import fc from 'fast-check'
import {expect, test} from 'vitest'
import {destination, distance} from '../../../shared/geo/distance.ts'
import {crossingFraction, distanceToSegment} from '../../../shared/geo/line.ts'
import {contains, prepareArea} from '../../../shared/geo/polygon.ts'

type Pair = [number, number]
const SQUARE: Pair[] = [
  [10, 50],
  [14, 50],
  [14, 54],
  [10, 54],
  [10, 50],
]
const HOLE: Pair[] = [
  [11, 51],
  [12, 51],
  [12, 52],
  [11, 52],
  [11, 51],
]

test('a hole is outside, an island in another part inside', () => {
  const far: Pair[] = SQUARE.map(([lon, lat]) => [lon + 10, lat])
  const area = prepareArea([[SQUARE, HOLE], [far]])
  expect([contains(area, 13, 53), contains(area, 11.5, 51.5), contains(area, 23, 53), contains(area, 17, 53)]).toEqual([
    true,
    false,
    true,
    false,
  ])
  expect(contains(area, NaN, 53)).toBe(false)
})

test('areas that adjoin share no place and leave none out', () => {
  const point = fc.tuple(fc.integer({min: 101, max: 139}), fc.integer({min: 501, max: 539}))
  const line = fc.uniqueArray(fc.integer({min: 51, max: 53}), {minLength: 1, maxLength: 3}).map(list => list.sort())
  fc.assert(
    fc.property(line, fc.array(point, {minLength: 1, maxLength: 50}), (lats, points) => {
      const middle: Pair[] = lats.map((lat, index) => [11.5 + index * 0.5, lat])
      const west = prepareArea([[[[10, 50], [12, 50], ...middle, [12, 54], [10, 54], [10, 50]]]])
      const east = prepareArea([[[[12, 50], [14, 50], [14, 54], [12, 54], ...[...middle].reverse(), [12, 50]]]])
      for (const [x, y] of points) {
        const [lon, lat] = [x / 10, y / 10]
        expect(Number(contains(west, lon, lat)) + Number(contains(east, lon, lat))).toBe(1)
      }
    }),
  )
})

test('many bands give the same answer as one walk around the ring', () => {
  const ring: Pair[] = Array.from({length: 500}, (_, index) => {
    const angle = (index / 500) * 2 * Math.PI
    const reach = 1 + 0.3 * Math.sin(index * 0.7)
    return [13 + reach * Math.cos(angle), 55 + reach * Math.sin(angle)]
  })
  ring.push(ring[0] ?? [0, 0])
  const area = prepareArea([[ring]])
  fc.assert(
    fc.property(fc.double({min: 11, max: 15, noNaN: true}), fc.double({min: 53, max: 57, noNaN: true}), (lon, lat) => {
      let inside = false
      for (let index = 1; index < ring.length; index++) {
        const a: Pair = ring[index - 1] ?? [0, 0]
        const b: Pair = ring[index] ?? [0, 0]
        if (a[1] > lat !== b[1] > lat && lon < a[0] + ((b[0] - a[0]) * (lat - a[1])) / (b[1] - a[1])) inside = !inside
      }
      expect(contains(area, lon, lat)).toBe(inside)
    }),
  )
})

test('two segments cross where they should, and not beyond their ends', () => {
  expect(crossingFraction(0, 0, 4, 0, 1, -1, 1, 1)).toBe(0.25)
  expect(crossingFraction(0, 0, 4, 0, 5, -1, 5, 1)).toBeNaN()
  expect(crossingFraction(0, 0, 4, 0, 0, 1, 4, 1)).toBeNaN()
})

test('distance to a segment is that to its nearest place', () => {
  const middle = destination({lon: 13, lat: 55}, 2_000, 0)
  expect(distanceToSegment(middle.lon, middle.lat, 12.5, 55, 13.5, 55)).toBeCloseTo(2_000, -1)
  const beyond = {lon: 14, lat: 55}
  const end = distance(beyond, {lon: 13.5, lat: 55})
  expect(Math.abs(distanceToSegment(14, 55, 12.5, 55, 13.5, 55) - end)).toBeLessThan(end * 0.002)
})
