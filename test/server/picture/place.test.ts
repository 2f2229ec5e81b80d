import {expect, test} from 'vitest'
import type {ContactId} from '../../../shared/base/id.ts'
import {destination} from '../../../shared/geo/distance.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {AIS, LINK, RADAR, Sea} from './sea.ts'

const HERE = {lon: 13, lat: 55}
const CONTACT = {contact: 'SE-K7QF3M2ABC' as ContactId, label: 'SE-K7QF', identity: 'of-interest'} as const

/** A scan of the radar every three seconds. */
const scans = (run: (second: number) => void) => (second: number) => void (second % 3 === 0 && run(second))

test('[PI21] nobody is told of a plot before four of six scans had one', () => {
  const sea = new Sea()
  const told: number[] = []
  const gone: unknown[] = []
  for (let scan = 1; scan <= 5; scan++) {
    sea.now += 3_000
    if (scan !== 2) sea.plot(sea.seen(HERE, 20))
    const changes = sea.picture.drain()
    gone.push(...changes.goneTracks)
    told.push(changes.tracks.count)
    sea.picture.sweep()
  }

  expect(told).toEqual([0, 0, 0, 0, 1])
  expect(gone).toEqual([])
})

test('[PI21] clutter comes and goes unseen', () => {
  const sea = new Sea({capacity: 500})
  const gone: unknown[] = []
  for (let second = 0; second < 600; second += 3) {
    sea.now += 3_000
    for (let number = 0; number < 3; number++) sea.plot({lon: 13 + sea.random.unit(), lat: 55 + sea.random.unit()})
    gone.push(...sea.picture.drain().goneTracks)
    sea.picture.sweep()
  }

  expect(sea.rows()).toEqual([])
  expect(gone).toEqual([])
  expect(sea.picture.tracks.size).toBeLessThan(30)
})

test('[PI20] two boats that pass each other keep their tracks', () => {
  const sea = new Sea()
  const [west, east] = [destination(HERE, 1_500, 270), destination(HERE, 1_500, 90)]
  const id = new Map<string, number>()
  sea.pass(
    300,
    scans(second => {
      const eastward = destination(west, second * 10, 90)
      const westward = destination(destination(east, second * 10, 270), 150, 0)
      sea.plot(sea.seen(eastward, 25), {altitude: 1})
      sea.plot(sea.seen(westward, 25), {altitude: 2})
      if (second === 30) for (const row of sea.rows()) id.set(number(sea, row), sea.picture.idOf(row))
    }),
  )

  expect(id.size).toBe(2)
  expect(new Map(sea.rows().map(row => [number(sea, row), sea.picture.idOf(row)]))).toEqual(id)
})

test('[PI22] a vessel that falls silent goes on as the same track, by radar', () => {
  const sea = new Sea()
  const at = (second: number) => destination(HERE, second * 8, 45)
  sea.named(AIS, 219_000_001, {mmsi: '219000001', name: 'FREYA'})
  sea.pass(60, second => {
    if (second % 10 === 0) sea.ais(219_000_001, at(second), {speed: 8, course: 45})
    if (second % 3 === 0) sea.plot(sea.seen(at(second), 30))
  })
  const id = sea.picture.idOf(sea.only())
  sea.pass(
    1_800,
    scans(second => sea.plot(sea.seen(at(60 + second), 30))),
  )

  const row = sea.only()
  expect(sea.picture.idOf(row)).toBe(id)
  expect(sea.picture.labelOf(row)).toBe('FREYA')
  expect(sea.picture.feedIndexOf(sea.picture.leaderOf(row))).toBe(RADAR)
  expect(sea.now - (sea.picture.tracks.at[row] ?? 0)).toBeLessThan(4_000)
  expect(sea.picture.identityOf(row)).toBe('identified')
})

test('[PI23] speed and course of a radar track are estimated, and not said before they are known', () => {
  const sea = new Sea()
  const speeds: number[] = []
  sea.pass(
    180,
    scans(second => {
      sea.plot(sea.seen(destination(HERE, second * 10, 120), 40), {accuracy: 40})
      sea.picture.drain()
      for (const row of sea.rows()) speeds.push(sea.picture.tracks.speed[row] ?? NaN)
    }),
  )

  const row = sea.only()
  expect(speeds[0]).toBeNaN()
  expect(Math.abs((sea.picture.tracks.speed[row] ?? NaN) - 10)).toBeLessThan(2)
  expect(Math.abs((sea.picture.tracks.course[row] ?? NaN) - 120)).toBeLessThan(15)
})

test('[PI25] a vessel that comes back on AIS beside its own radar track is one again', () => {
  const sea = new Sea()
  const at = (second: number) => destination(HERE, second * 8, 45)
  sea.ais(219_000_001, at(0), {speed: 8, course: 45})
  const merged: unknown[] = []
  // Two minutes of silence without radar, then radar alone, far from where it was expected, then both.
  for (let second = 1; second <= 400; second++) {
    sea.now += 1_000
    const place = second < 120 ? undefined : destination(at(120), (second - 120) * 6, 180)
    if (place !== undefined && second % 3 === 0) sea.plot(sea.seen(place, 20))
    if (place !== undefined && second > 300 && second % 10 === 0) sea.ais(219_000_001, place, {speed: 6, course: 180})
    merged.push(...sea.picture.drain().goneTracks.flatMap(({into}) => (into === undefined ? [] : [into])))
    sea.picture.sweep()
  }

  const row = sea.only()
  expect(merged).toEqual([sea.picture.idOf(row)])
  expect(sea.picture.subjectKey(row)).toBe('mmsi:219000001')
})

test('[PI25] where one of the two has a contact, that one goes on, with the name of the other', () => {
  const sea = new Sea()
  sea.ais(219_000_001, HERE, {speed: 0, interval: 180_000})
  sea.pass(2_000)
  const away = destination(HERE, 1_000, 90)
  sea.pass(
    30,
    scans(() => sea.plot(sea.seen(away, 20))),
  )
  const nameless = sea.picture.nearest(away, 1)[0]?.row ?? -1
  sea.picture.setContact(nameless, CONTACT)
  const id = sea.picture.idOf(nameless)
  sea.pass(60, second => {
    if (second % 3 === 0) sea.plot(sea.seen(away, 20))
    if (second % 10 === 0) sea.ais(219_000_001, away, {speed: 0})
  })

  const row = sea.only()
  expect([sea.picture.idOf(row), sea.picture.subjectKey(row)]).toEqual([id, 'mmsi:219000001'])
  expect(sea.picture.contactOf(row)).toEqual(CONTACT)
})

test('[PI25] two boats side by side that one radar sees as two stay two', () => {
  const sea = new Sea()
  const ids = new Set<number>()
  sea.pass(
    300,
    scans(second => {
      for (const row of sea.rows()) ids.add(sea.picture.idOf(row))
      const place = destination(HERE, second * 5, 90)
      sea.plot(sea.seen(place, 5), {accuracy: 60})
      sea.plot(sea.seen(destination(place, 70, 0), 5), {accuracy: 60})
    }),
  )

  expect(ids.size).toBe(2)
  expect(sea.rows()).toHaveLength(2)
})

test('[PI25] what a partner says by AIS and what its radar plots of the same ship are one; two ships by name stay two', () => {
  const sea = new Sea()
  const at = (second: number) => destination(HERE, second * 7, 90)
  sea.named(LINK, 1, {mmsi: '219000001'})
  sea.named(LINK, 3, {mmsi: '219000003'})
  sea.pass(90, second => {
    const motion = {speed: 7, course: 90}
    sea.report({feed: LINK, id: 1, ...at(second), accuracy: 10, interval: 10_000, ...motion})
    sea.report({feed: LINK, id: 3, ...destination(at(second), 60, 0), accuracy: 10, interval: 10_000, ...motion})
    const plot = {kind: kindCode('contact'), accuracy: 30, interval: 3_000, ...motion}
    sea.report({feed: LINK, id: 2, ...sea.seen(at(second), 10), ...plot})
  })

  expect(
    sea
      .rows()
      .map(row => sea.picture.subjectKey(row))
      .sort(),
  ).toEqual(['mmsi:219000001', 'mmsi:219000003'])
})

test('[PI27] a large ship’s second echo begins nothing', () => {
  const sea = new Sea()
  sea.pass(120, second => {
    const place = destination(HERE, second * 5, 90)
    if (second % 10 === 0) sea.ais(219_000_001, place)
    if (second % 3 !== 0) return
    sea.plot(place)
    sea.plot(destination(place, 30, 45))
  })

  expect(sea.rows()).toHaveLength(1)
  expect(sea.picture.tracks.size).toBe(1)
})

test('[PI27] nor does one that comes a moment later in the same scan', () => {
  const sea = new Sea()
  sea.pass(120, second => {
    if (second % 10 === 0 || second === 1) sea.ais(219_000_001, HERE, {speed: 0})
    if (second % 3 !== 0) return
    sea.plot(HERE)
    sea.picture.drain()
    sea.plot(destination(HERE, 30, 45), {at: sea.now + 200})
    sea.picture.drain()
  })

  expect(sea.picture.tracks.size).toBe(1)
})

test('[PI25] what is found again has one estimate of each radar', () => {
  const sea = new Sea()
  let place = HERE
  const sail = (seconds: number, speed: number, course: number) =>
    sea.pass(seconds, second => {
      place = destination(place, speed, course)
      if (second % 3 === 0) sea.plot(sea.seen(place, 10), {accuracy: 10})
    })
  sail(90, 12, 0)
  const id = sea.picture.idOf(sea.only())
  // A turn on the spot that no filter follows.
  sail(30, 12, 130)

  expect(sea.picture.idOf(sea.only())).toBe(id)
  expect([...sea.picture.sourcesOf(sea.only())]).toHaveLength(1)
})

test('[PI28] a scan that comes too late begins nothing', () => {
  const sea = new Sea()
  sea.plot(HERE)
  sea.plot({lon: 13.5, lat: 55}, {at: sea.now - 60_000})
  sea.picture.drain()

  expect(sea.picture.refused.late).toBe(1)
  expect(sea.picture.tracks.size).toBe(1)
})

test('[PI20] a surface plot is not given to an aircraft above', () => {
  const sea = new Sea()
  sea.pass(30, second => {
    sea.ais(111_219_001, HERE, {kind: kindCode('aircraft'), speed: 0})
    if (second % 3 === 0) sea.plot(sea.seen(HERE, 20))
  })

  expect(sea.rows()).toHaveLength(2)
})

/** The number that the radar said as the plot's altitude. */
function number(sea: Sea, row: number): string {
  return String(sea.picture.tracks.altitude[row])
}
