import type {Random} from '../../../shared/base/random.ts'
import {bearing, destination, distance} from '../../../shared/geo/distance.ts'
import type {Position} from '../../../shared/geo/position.ts'
import {type Body, type Mover, STATUS} from './body.ts'
import {type OnPath, Path} from './path.ts'

/** A vessel crosses over to its side of a lane no faster than this share of its speed. */
const SIDESTEP = 0.1
/** Of the free water beside a way, this share is used. */
const USED = 0.3

/** There and back on a way, on the right-hand side of it; moored for `dwellSeconds` at its ends. */
export function shuttle(options: {
  points: readonly (readonly [number, number, number])[]
  metresPerSecond: number
  startAt: number
  isOutward: boolean
  lateral: number
  dwellSeconds: number
}): Mover {
  const path = new Path(options.points)
  const place: OnPath = {lon: 0, lat: 0, course: 0, clear: 0}
  let metres = path.length * options.startAt
  let direction = options.isOutward ? 1 : -1
  let side = NaN
  let dwellUntil = -1
  return (body, second) => {
    const isMoored = second < dwellUntil
    body.status = isMoored ? STATUS.moored : STATUS.underWay
    body.speed = isMoored ? 0 : options.metresPerSecond
    if (!isMoored) {
      metres += direction * body.speed
      if (metres <= 0 || metres >= path.length) {
        metres = Math.max(0, Math.min(path.length, metres))
        direction = metres === 0 ? 1 : -1
        dwellUntil = second + options.dwellSeconds
      }
    }
    path.at(metres, 0, place)
    const wanted = direction * Math.min(options.lateral, place.clear * USED)
    if (Number.isNaN(side)) side = wanted
    else if (!isMoored) side += Math.max(-SIDESTEP * body.speed, Math.min(SIDESTEP * body.speed, wanted - side))
    path.at(metres, side, place)
    body.lon = place.lon
    body.lat = place.lat
    body.course = direction > 0 ? place.course : (place.course + 180) % 360
  }
}

/** Round and round in a bent ring about a place: fishing, sailing, patrolling, turning slowly all the time. */
export function rounds(options: {
  centre: Position
  metres: number
  metresPerSecond: number
  status: number
  random: Random
}): Mover {
  const {centre, metres, metresPerSecond, status, random} = options
  const [bend, phase, start] = [0.15 + random.unit() * 0.2, random.unit() * 360, random.unit() * 360]
  const turn = random.unit() < 0.5 ? 1 : -1
  const ring = (angle: number) =>
    destination(centre, metres * (1 + bend * Math.sin(((2 * angle + phase) * Math.PI) / 180)), angle)
  let angle = start
  return body => {
    const here = ring(angle)
    // A degree of the ring is as long as its chord.
    const chord = distance(here, ring(angle + turn))
    angle = (angle + (turn * metresPerSecond) / chord + 360) % 360
    const next = ring(angle)
    body.course = bearing(here, next)
    body.speed = metresPerSecond
    body.status = status
    body.lon = next.lon
    body.lat = next.lat
  }
}

/** Stays where it is; at anchor it swings by some metres. */
export function stays(place: Position, options: {status: number; swingMetres: number; random: Random}): Mover {
  const phase = options.random.unit() * 360
  return (body, second) => {
    const here = options.swingMetres === 0 ? place : destination(place, options.swingMetres, phase + second / 20)
    body.lon = here.lon
    body.lat = here.lat
    body.speed = 0
    body.course = NaN
    body.status = options.status
  }
}

/** A leg of a script: from `at` (seconds of the round) it sails towards `to` and arrives at `until`. */
export type Leg = {readonly at: number; readonly until: number; readonly to: Position}

/**
 * The same script over and over, a round every `periodSeconds`: legs in order, between them it lies still at the last
 * leg's end. `each` says what else is so at a second of the round.
 */
export function scripted(options: {
  periodSeconds: number
  start: Position
  legs: readonly Leg[]
  each: (body: Body, ofRound: number, round: number) => void
}): Mover {
  const {periodSeconds, start, legs, each} = options
  return (body, second) => {
    const ofRound = second % periodSeconds
    let from = start
    let leg: Leg | undefined
    for (const one of legs) {
      if (ofRound < one.at) break
      if (leg !== undefined) from = leg.to
      leg = one
    }
    const isUnderWay = leg !== undefined && ofRound < leg.until
    const share = leg === undefined ? 0 : Math.min(1, (ofRound - leg.at) / (leg.until - leg.at))
    const to = leg?.to ?? start
    body.lon = from.lon + (to.lon - from.lon) * share
    body.lat = from.lat + (to.lat - from.lat) * share
    body.speed = isUnderWay && leg !== undefined ? distance(from, to) / (leg.until - leg.at) : 0
    body.course = isUnderWay ? bearing(from, to) : NaN
    each(body, ofRound, Math.floor(second / periodSeconds))
  }
}
