import {expect, test} from 'vitest'
import {destination} from '../../../shared/geo/distance.ts'
import type {Position} from '../../../shared/geo/position.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {AIS} from '../picture/sea.ts'
import {Coast} from './coast.ts'

type Traffic = {
  readonly mmsi: number
  place: Position
  course: number
  readonly speed: number
  readonly interval: number
  readonly status: number
  readonly shipType: number
  readonly isBuoy: boolean
}

const MIDDLE = {lon: 13, lat: 55}
const RADAR_REACH = 25_000

/** What crosses a frontier on an ordinary day: a traffic lane, ferries, fishing boats together, ships at anchor, yachts, buoys. */
function traffic(coast: Coast): Traffic[] {
  const unit = () => coast.random.unit()
  const somewhere = () => destination(destination(MIDDLE, (unit() - 0.5) * 60_000, 90), (unit() - 0.5) * 40_000, 0)
  const ship = (index: number, more: Partial<Traffic>): Traffic => ({
    mmsi: 219_000_000 + index,
    place: somewhere(),
    course: unit() * 360,
    speed: 5 + unit() * 5,
    interval: 10,
    status: 0,
    shipType: 70,
    isBuoy: false,
    ...more,
  })
  const ground = destination(MIDDLE, 9_000, 30)
  return [
    ...Array.from({length: 60}, (_, at) => ship(at, {course: unit() < 0.5 ? 80 : 260})),
    ...Array.from({length: 8}, (_, at) => ship(100 + at, {course: unit() < 0.5 ? 0 : 180, speed: 9, shipType: 60})),
    ...Array.from({length: 12}, (_, at) =>
      ship(200 + at, {place: destination(ground, unit() * 3_000, unit() * 360), speed: 1.2, status: 7, shipType: 30}),
    ),
    ...Array.from({length: 10}, (_, at) => ship(300 + at, {speed: 0.1, interval: 180, status: 1})),
    ...Array.from({length: 20}, (_, at) =>
      ship(400 + at, {speed: 2 + unit() * 2, interval: 30, status: NaN, shipType: 36}),
    ),
    ...Array.from({length: 10}, (_, at) =>
      ship(500 + at, {mmsi: 992_190_000 + at, speed: 0, interval: 180, isBuoy: true}),
    ),
  ]
}

test('an ordinary hour raises at most two alerts in ten minutes', () => {
  const coast = new Coast()
  const all = traffic(coast)
  for (const {mmsi, shipType} of all) coast.named(AIS, mmsi, {mmsi: String(mmsi), shipType})
  coast.pass(3_600, second => {
    for (const each of all) {
      if (second % 60 === 0 && !each.isBuoy) each.course = (each.course + coast.normal(4) + 360) % 360
      each.place = destination(each.place, each.speed, each.course)
      // One report in twenty is not received.
      if ((second + each.mmsi) % each.interval === 0 && coast.random.unit() < 0.95)
        coast.ais(each.mmsi, coast.seen(each.place, 5), {
          speed: Math.max(0, each.speed + coast.normal(0.1)),
          course: each.course,
          interval: each.interval * 1_000,
          status: each.status,
          kind: kindCode(each.isBuoy ? 'aton' : 'vessel'),
        })
    }
    if (second % 3 !== 0) return
    for (const {place} of all) {
      const metres = Math.hypot((place.lon - MIDDLE.lon) * 64_000, (place.lat - MIDDLE.lat) * 111_000)
      if (metres < RADAR_REACH && coast.random.unit() < 0.93) coast.plot(coast.seen(place, 40), {accuracy: 40})
    }
    for (let clutter = 0; clutter < 2; clutter++)
      coast.plot(destination(MIDDLE, coast.random.unit() * RADAR_REACH, coast.random.unit() * 360), {accuracy: 40})
  })

  const alerts = coast.found.filter(each => each.alert && each.phase === 'begins')
  for (const {at} of alerts)
    expect(alerts.filter(other => other.at >= at && other.at < at + 600_000).length).toBeLessThanOrEqual(2)
  expect(alerts.length).toBeLessThanOrEqual(4)
  // One track for each: nothing is doubled, nothing made of clutter.
  expect(coast.rows()).toHaveLength(all.length)
  // Crossings of named vessels are events, every one.
  expect(coast.found.filter(each => each.rule === 'crossing' && !each.alert).length).toBeGreaterThan(5)
})
