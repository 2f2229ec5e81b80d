import {bearing, destination, distance} from '../../shared/geo/distance.ts'
import type {Position} from '../../shared/geo/position.ts'

const STEP_S = 30
const LONGEST_S = 6 * 3_600

/** Distance in metres and direction in degrees true from one's own place to the object. */
export function wayTo(from: Position, to: Position): {metres: number; degrees: number} {
  return {metres: distance(from, to), degrees: bearing(from, to)}
}

/**
 * Seconds until a unit of this speed can be where the object then is, if the object keeps speed and course; undefined
 * when it cannot within six hours. Found by stepping, 30 s at a time: good enough for a word on a phone.
 */
export function secondsToMeet(options: {
  from: Position
  to: Position
  /** Metres per second; NaN counts as lying still. */
  speed: number
  course: number
  unitSpeed: number
}): number | undefined {
  const {from, to, speed, course, unitSpeed} = options
  if (!(unitSpeed > 0)) return undefined
  const moves = speed > 0 && Number.isFinite(course)
  for (let seconds = 0; seconds <= LONGEST_S; seconds += STEP_S) {
    const there = moves ? destination(to, speed * seconds, course) : to
    if (distance(from, there) <= unitSpeed * seconds) return seconds
  }
  return undefined
}
