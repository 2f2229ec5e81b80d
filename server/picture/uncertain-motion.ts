import type {Position} from '../../shared/geo/position.ts'
import {moveOn, velocityOf} from './kalman.ts'
import type {SourceRows} from './source-rows.ts'
import type {TrackRows} from './track-rows.ts'

/** Where something is and how it moves, each with one sigma of what is not known of it. */
export type UncertainMotion = {
  readonly place: Position
  /** One axis, metres. */
  readonly placeSpread: number
  /** Metres per second. */
  readonly speed: number
  readonly speedSpread: number
  /** Degrees true. */
  readonly course: number
  readonly courseSpread: number
}

const UNKNOWN_ACCURACY = 30
/** What names itself rounds speed to 0.1 kn and course to 0.1°; both come from a receiver that is no better than this. */
const LEAST_SPEED_SPREAD = 0.1
const LEAST_COURSE_SPREAD = 1
const DEGREES = 180 / Math.PI

/**
 * What the leader of a track knows of its motion, moved on to `at` (picture time): from the filter's covariance where
 * plots carry it, else from what such a source is good for. Undefined while place, speed or course are not known.
 */
export function uncertainMotion(
  {sources, tracks}: {readonly sources: SourceRows; readonly tracks: TrackRows},
  track: number,
  at: number,
): UncertainMotion | undefined {
  const {table} = tracks
  const leader = tracks.leader[track] ?? -1
  const speed = table.speed[track] ?? NaN
  const course = table.course[track] ?? NaN
  const velocity = velocityOf(speed, course)
  const place = {lon: table.lon[track] ?? NaN, lat: table.lat[track] ?? NaN}
  if (leader < 0 || velocity === undefined || !(course >= 0) || Number.isNaN(place.lon)) return undefined
  const seconds = Math.max(0, (at - (table.at[track] ?? at)) / 1_000)
  const isPlots = sources.id[leader] === 0
  const accuracy = table.accuracy[track] ?? NaN
  const speedSpread = Math.max(LEAST_SPEED_SPREAD, isPlots ? sources.kalman.speedSpread(leader) : 0)
  const placeSpread = isPlots
    ? sources.kalman.spread(leader, seconds)
    : Math.hypot(accuracy > 0 ? accuracy : UNKNOWN_ACCURACY, speedSpread * seconds)
  moveOn(place, velocity, seconds)
  const courseSpread = Math.max(LEAST_COURSE_SPREAD, Math.atan2(speedSpread, speed) * DEGREES)
  return {place, placeSpread, speed, speedSpread, course, courseSpread}
}
