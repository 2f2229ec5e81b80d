import {expect, test} from 'vitest'
import {destination} from '../../../shared/geo/distance.ts'
import type {Position} from '../../../shared/geo/position.ts'
import {Score} from './score.ts'
import {RADAR, Sea} from './sea.ts'

type Boat = {
  readonly mmsi: number
  place: Position
  readonly speed: number
  course: number
  /** Degrees per second. */
  readonly turn: number
  /** Second of its last AIS report; 0: it has none. */
  readonly talksUntil: number
}

/** Boats in a basin of 30 by 30 km: most with AIS, some that fall silent, some that turn all the time. */
function traffic(sea: Sea, count: number): Boat[] {
  const unit = () => sea.random.unit()
  return Array.from({length: count}, (_, index) => ({
    mmsi: 219_000_000 + index,
    place: destination(destination({lon: 13, lat: 55}, unit() * 30_000, 90), unit() * 30_000, 0),
    speed: 1 + unit() * 12,
    course: unit() * 360,
    turn: unit() < 0.3 ? (unit() - 0.5) * 3 : 0,
    talksUntil: unit() < 0.4 ? 0 : unit() < 0.2 ? 600 : Infinity,
  }))
}

/** Plays an hour: AIS every ten seconds, a radar with `sigma` metres of error every three that sees 95 % and some clutter. */
function play(sea: Sea, boats: Boat[], options: {sigma: number; clutter: number}): Score {
  const {picture} = sea
  const score = new Score()
  const went = new Map<number, number>()
  // The radar says the number of the boat as its altitude, which nothing in the picture reads.
  picture.onArrival((track, source) => {
    if (picture.feedIndexOf(source) === RADAR) went.set(picture.sources.altitude[source] ?? NaN, track)
  })
  for (let second = 1; second <= 3_600; second++) {
    sea.now += 1_000
    for (const boat of boats) {
      boat.course = (boat.course + boat.turn + 360) % 360
      boat.place = destination(boat.place, boat.speed, boat.course)
      if (second <= boat.talksUntil && (second + boat.mmsi) % 10 === 0)
        sea.ais(boat.mmsi, sea.seen(boat.place, 5), {speed: boat.speed, course: boat.course})
    }
    if (second % 3 === 0) {
      const seen = boats.map((boat, number) => ({boat, number})).filter(() => sea.random.unit() < 0.95)
      for (const {boat, number} of seen)
        sea.plot(sea.seen(boat.place, options.sigma), {accuracy: options.sigma, altitude: number})
      for (let number = 0; number < options.clutter; number++)
        sea.plot({lon: 13 + sea.random.unit() * 0.47, lat: 55 + sea.random.unit() * 0.27}, {altitude: -1})
      went.clear()
      picture.drain()
      // The first quarter of a minute goes to confirming what nobody had known.
      for (const {boat, number} of second < 15 ? [] : seen) {
        const track = went.get(number)
        score.plot(String(boat.mmsi), track === undefined ? undefined : picture.idOf(track), sea.now)
      }
    }
    picture.sweep()
    for (const {id, into} of picture.drain().goneTracks) if (into !== undefined) score.merge(id, into)
  }
  return score
}

test('[PI24] 98 % of anonymous plots find the right track, with at most one change of identity per track-hour', () => {
  const sea = new Sea({capacity: 2_000})
  const score = play(sea, traffic(sea, 80), {sigma: 60, clutter: 3})

  expect(score.plots).toBeGreaterThan(80 * 1_100)
  expect(score.share).toBeGreaterThan(0.98)
  expect(score.switchesPerTrackHour).toBeLessThan(1)
})
