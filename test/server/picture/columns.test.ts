import fc from 'fast-check'
import {expect, test} from 'vitest'
import {seededRandom} from '../../../shared/base/random.ts'
import {distanceBetween} from '../../../shared/geo/distance.ts'
import {expectedInterval} from '../../../shared/model/freshness.ts'
import {Assignment} from '../../../server/picture/assignment.ts'
import {Grid} from '../../../server/picture/grid.ts'
import {Intervals} from '../../../server/picture/intervals.ts'
import {PairIndex} from '../../../server/picture/pair-index.ts'
import {Subjects} from '../../../server/picture/subjects.ts'
import {Table} from '../../../server/picture/table.ts'
import {Trails} from '../../../server/picture/trails.ts'
import {TrackIds} from '../../../server/picture/track-ids.ts'
import {Sea} from './sea.ts'

test('the index of sources finds what a map would find, whatever comes and goes', () => {
  const step = fc.record({add: fc.boolean(), feed: fc.integer({min: 0, max: 3}), id: fc.integer({min: 1, max: 40})})
  fc.assert(
    fc.property(fc.array(step, {maxLength: 300}), steps => {
      const columns = {first: new Uint16Array(256), second: new Uint32Array(256)}
      const index = new PairIndex(columns)
      const naive = new Map<string, number>()
      const free = Array.from({length: 256}, (_, row) => row)
      for (const {add, feed, id} of steps) {
        const key = `${feed}:${id}`
        const held = naive.get(key)
        if (add && held === undefined) {
          const row = free.pop() ?? 0
          columns.first[row] = feed
          columns.second[row] = id * 0x1000_0001
          index.add(row)
          naive.set(key, row)
        } else if (!add && held !== undefined) {
          index.remove(held)
          naive.delete(key)
          free.push(held)
        }
      }
      for (let feed = 0; feed <= 3; feed++)
        for (let id = 1; id <= 40; id++)
          expect(index.find(feed, (id * 0x1000_0001) >>> 0)).toBe(naive.get(`${feed}:${id}`) ?? -1)
    }),
  )
})

test('[PI33] a trail is the last twelve minutes to two metres and a second; after a leap it begins anew', () => {
  const step = fc.record({
    east: fc.double({min: -0.6, max: 0.6, noNaN: true}),
    north: fc.double({min: -0.6, max: 0.6, noNaN: true}),
    after: fc.integer({min: 60_000, max: 600_000}),
    isLeap: fc.nat(15).map(chance => chance === 0),
  })
  fc.assert(
    fc.property(fc.array(step, {minLength: 1, maxLength: 40}), steps => {
      const trails = new Trails(5_000)
      let [lon, lat, at] = [10, 50, Date.UTC(2026, 0, 1)]
      let kept: [number, number, number][] = []
      for (const {east, north, after, isLeap} of steps) {
        lon += isLeap ? 20 : east
        lat += north
        at += after
        if (isLeap) kept = []
        kept = [...kept, [lon, lat, at] as [number, number, number]].slice(-12)
        trails.add(4_500, lon, lat, at)
        trails.add(4_500, lon + 1, lat, at + 59_999)
      }
      const dots = trails.of(4_500)
      expect(dots).toHaveLength(kept.length)
      dots.forEach(([x, y, when], index) => {
        expect(Math.abs(x - (kept[index]?.[0] ?? NaN))).toBeLessThan(2e-5)
        expect(Math.abs(y - (kept[index]?.[1] ?? NaN))).toBeLessThan(2e-5)
        expect(Math.abs(when - (kept[index]?.[2] ?? NaN))).toBeLessThan(1_000)
      })
      expect(trails.of(4_501)).toEqual([])
    }),
    {seed: 33, numRuns: 200},
  )
})

test('names lead to one track each, as numbers and as words, whatever is renamed, merged and dropped', () => {
  const NAMES = ['mmsi:219000001', 'mmsi:219000002', 'mmsi:219000001#aa', 'hex:4ca1fa', 'unit:P1', 'plot:0', 'plot:1']
  const step = fc.record({
    do: fc.constantFrom('name' as const, 'name' as const, 'pass' as const, 'drop' as const),
    track: fc.nat(3),
    other: fc.nat(3),
    name: fc.nat(NAMES.length - 1),
  })
  fc.assert(
    fc.property(fc.array(step, {maxLength: 40}), steps => {
      const subjects = new Subjects(8)
      const owner = new Map<string, number>()
      const present = new Map<number, string>()
      for (const {do: what, track, other, name: index} of steps) {
        const name = NAMES[index] ?? ''
        if (what === 'name') {
          subjects.name(track, name)
          if (!owner.has(name)) owner.set(name, track)
          present.set(track, name)
        } else if (what === 'drop') {
          subjects.drop(track)
          for (const [each, row] of owner) if (row === track) owner.delete(each)
          present.delete(track)
        } else if (track !== other) {
          subjects.pass(track, other)
          for (const [each, row] of owner) if (row === track) owner.set(each, other)
          present.delete(track)
        }
        for (const each of NAMES) expect([each, subjects.rowOf(each)]).toEqual([each, owner.get(each) ?? -1])
        for (let row = 0; row < 4; row++) expect(subjects.of(row)).toBe(present.get(row) ?? '')
      }
    }),
    {seed: 4, numRuns: 500},
  )
})

test('[PI52] the grid holds each row in one place', () => {
  const place = fc.record({
    row: fc.integer({min: 0, max: 20}),
    lon: fc.double({min: -180, max: 180, noNaN: true}),
    lat: fc.double({min: -90, max: 90, noNaN: true}),
    remove: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(place, {maxLength: 200}), places => {
      const grid = new Grid(21)
      const naive = new Set<number>()
      for (const {row, lon, lat, remove} of places) {
        if (remove) {
          grid.remove(row)
          naive.delete(row)
        } else {
          grid.put(row, lon, lat)
          naive.add(row)
        }
      }
      const found: number[] = []
      grid.visit(-180, -90, 180, 90, row => found.push(row))
      expect(found.sort((a, b) => a - b)).toEqual([...naive].sort((a, b) => a - b))
    }),
    {numRuns: 20},
  )
})

test('[PI52] nearest and in-box queries find what a look at every track would find', () => {
  const sea = new Sea({capacity: 400})
  const places = Array.from({length: 300}, (_, index) => ({
    lon: index < 150 ? 179 + sea.random.unit() * 2 : 10 + sea.random.unit() * 5,
    lat: 50 + sea.random.unit() * 8,
  }))
  places.forEach(({lon, lat}, index) => sea.ais(219_000_000 + index, {lon: lon > 180 ? lon - 360 : lon, lat}))
  const {tracks} = sea.picture
  for (const {lon, lat} of [
    {lon: -179.9, lat: 54},
    {lon: 179.5, lat: 50},
    {lon: 12, lat: 55},
    {lon: 60, lat: 10},
  ]) {
    const naive = sea
      .rows()
      .map(row => ({row, metres: distanceBetween(lon, lat, tracks.lon[row] ?? NaN, tracks.lat[row] ?? NaN)}))
      .sort((a, b) => a.metres - b.metres)
      .slice(0, 7)
    expect(sea.picture.nearest({lon, lat}, 7)).toEqual(naive)
  }
  const found: number[] = []
  sea.picture.within({west: 179.5, south: 51, east: 180.5, north: 55}, row => found.push(row))
  const inside = places.flatMap(({lon, lat}, index) =>
    lon >= 179.5 && lon <= 180.5 && lat >= 51 && lat <= 55 ? [`mmsi:${219_000_000 + index}`] : [],
  )
  expect(found.map(row => sea.picture.subjectKey(row)).sort()).toEqual(inside.sort())
})

test('[PI5] T is the 90th percentile of the last sixteen intervals, or the promise', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({min: 1, max: 60_000}), {minLength: 1, maxLength: 60}),
      fc.constantFrom(2_000, 10_000, 180_000),
      (tens, nominal) => {
        const intervals = new Intervals(2)
        intervals.next(1, NaN, nominal)
        const seen: number[] = []
        for (const ten of tens) {
          const interval = ten * 10
          seen.push(interval)
          const last = seen.slice(-16).sort((a, b) => a - b)
          const percentile = seen.length < 11 ? NaN : (last[Math.ceil(0.9 * last.length) - 1] ?? NaN)
          expect(intervals.next(1, interval, nominal)).toBe(expectedInterval(nominal, percentile))
        }
      },
    ),
  )
})

test('[PI5] a new promise begins anew', () => {
  const intervals = new Intervals(1)
  intervals.next(0, NaN, 10_000)
  for (let report = 0; report < 20; report++) intervals.next(0, 60_000, 10_000)
  expect(intervals.next(0, 60_000, 10_000)).toBe(60_000)
  expect(intervals.next(0, 60_000, 30_000)).toBe(30_000)
})

test('[PI43] ids are a permutation of row and generation', () => {
  const ids = new TrackIds(seededRandom(3))
  fc.assert(
    fc.property(
      fc.integer({min: 0, max: TrackIds.mostRows - 1}),
      fc.integer({min: 0, max: 10_000}),
      (row, generation) => {
        const read = ids.read(ids.idOf(row, generation))
        expect(read.row).toBe(row)
        expect(TrackIds.isSameGeneration(generation, read.generation)).toBe(true)
      },
    ),
  )
})

test('[PI44] ids of rows in a row do not rise, and another key gives others', () => {
  const all = (seed: number) => {
    const ids = new TrackIds(seededRandom(seed))
    return Array.from({length: 1_000}, (_, row) => ids.idOf(row, 1))
  }
  const rising = all(3).filter((id, index, list) => index > 0 && id > (list[index - 1] ?? 0)).length
  expect(rising).toBeGreaterThan(400)
  expect(rising).toBeLessThan(600)
  expect(new Set([...all(3), ...all(4)]).size).toBeGreaterThan(1_990)
})

test('a table gives each row once and counts what it has given', () => {
  fc.assert(
    fc.property(fc.array(fc.boolean(), {maxLength: 100}), steps => {
      const table = new Table(8)
      const held: number[] = []
      for (const take of steps) {
        if (take) {
          const row = table.allocate()
          if (held.length === 8) expect(row).toBe(-1)
          else {
            expect(held).not.toContain(row)
            held.push(row)
          }
        } else {
          const row = held.shift()
          if (row !== undefined) table.release(row)
        }
        expect(table.size).toBe(held.length)
      }
    }),
  )
})

test('[PI24] the assignment is as good as the best of all', () => {
  const worth = fc.oneof(fc.constant(0), fc.integer({min: 1, max: 30}))
  fc.assert(
    fc.property(fc.array(fc.tuple(worth, worth, worth, worth), {minLength: 1, maxLength: 4}), rows => {
      const assignment = new Assignment()
      rows.forEach((row, bidder) => row.forEach((value, good) => assignment.add(bidder, good, value)))
      let sum = 0
      const goods = new Set<number>()
      assignment.settle((bidder, good) => {
        sum += rows[bidder]?.[good] ?? NaN
        goods.add(good)
      })
      expect(sum).toBe(best(rows, 0, new Set()))
    }),
  )
})

/** The greatest sum, by trying everything. */
function best(rows: readonly (readonly number[])[], from: number, taken: Set<number>): number {
  const row = rows[from]
  if (row === undefined) return 0
  let most = best(rows, from + 1, taken)
  row.forEach((value, good) => {
    if (value === 0 || taken.has(good)) return
    taken.add(good)
    most = Math.max(most, value + best(rows, from + 1, taken))
    taken.delete(good)
  })
  return most
}
