import {NOT_AVAILABLE} from '../../shared/protocol/frame.ts'
import type {MoveFields} from '../../shared/protocol/move.ts'
import {predict, unitsAt} from '../../shared/protocol/prediction.ts'

/** Of what was told and what is reported, in the units of the wire: more of a difference is told. */
const SPEED = 12
const COURSE = 500
const HEADING = 1_000
const ALTITUDE = 60
const INTERVAL_SHARE = 0.25
/** Below this speed (1 m/s) a course is noise. */
const SLOW = 50
/** What reports more often than this (2 s) is told at once: heard together with others it would look late. */
const QUICK = 20
/** Nothing is predicted for longer, nor heard that is older (5 min). */
const LONGEST = 3_000
const CIRCLE = 36_000

/**
 * Whether a report says what the world has been told already: the track is within `metres` of where what was told moves it
 * to meanwhile, by and large as fast, and nothing else has changed. `told.age` and `reported.age` are of the same time.
 */
export function isAsPredicted(told: MoveFields, reported: MoveFields, metres: number, predicted: MoveFields): boolean {
  const elapsed = told.age - reported.age
  if (!(elapsed > 0 && elapsed <= LONGEST) || reported.age > LONGEST || told.interval < QUICK) return false
  if (told.look !== reported.look || told.flags !== reported.flags) return false
  if (Math.abs(told.interval - reported.interval) > told.interval * INTERVAL_SHARE) return false
  if (!isNear(told.speed, reported.speed, SPEED) || !isNear(told.altitude, reported.altitude, ALTITUDE)) return false
  if (!isSameWay(told.heading, reported.heading, HEADING)) return false
  const isSlow = told.speed < SLOW && reported.speed < SLOW
  if (!isSlow && !isSameWay(told.course, reported.course, COURSE)) return false
  predicted.x = told.x
  predicted.y = told.y
  predicted.speed = told.speed
  predicted.course = told.course
  predict(predicted, elapsed)
  const most = metres * unitsAt(reported.y)
  const east = (predicted.x - reported.x) | 0
  const south = predicted.y - reported.y
  return east * east + south * south <= most * most
}

function isNear(one: number, other: number, most: number): boolean {
  if (one === NOT_AVAILABLE || other === NOT_AVAILABLE) return one === other
  return Math.abs(one - other) <= most
}

function isSameWay(one: number, other: number, most: number): boolean {
  if (one === NOT_AVAILABLE || other === NOT_AVAILABLE) return one === other
  const turn = Math.abs(one - other) % CIRCLE
  return Math.min(turn, CIRCLE - turn) <= most
}
