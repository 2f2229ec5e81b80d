import type {NationCode} from '../../shared/base/id.ts'
import {destination} from '../../shared/geo/distance.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {UncertainMotion} from '../picture/uncertain-motion.ts'

/** How such an object departs from what it does now, in time. */
export type Wander = {
  /** Its course strays by this after a minute, and with the root of time: degrees. */
  readonly coursePerRootMinute: number
  /** The same of its speed, as a share of it. */
  readonly speedPerRootMinute: number
  /** So often in an hour it does something else altogether: turns away, stops. Nothing is foretold of it then. */
  readonly breaksPerHour: number
}

/** A line met on a straight way: how far along (0 to 1), and whose area lies behind it. */
export type MetLine = {readonly fraction: number; readonly line: string; readonly to: NationCode}
export type FirstLine = (lonA: number, latA: number, lonB: number, latB: number) => MetLine | undefined

/** One line that may be crossed first, into one nation's area. */
export type CrossingOdds = {
  readonly line: string
  readonly to: NationCode
  /** 0 to 1: that it crosses this line, there, before any other and within the horizon. */
  readonly probability: number
  /** Median of the time to the line where it does, and half of what lies between the 16th and the 84th percentile, seconds. */
  readonly seconds: number
  readonly spreadSeconds: number
  /** Where, in the middle case. */
  readonly place: Position
}

const SAMPLES = 64
/** Less is not told: it is the noise of the sampling. */
const LEAST_PROBABILITY = 0.02

/**
 * How likely, when and where an object crosses which line first. The model: it goes on straight, with a course and a
 * speed that are normally distributed around the present ones. Their variance is the estimate's own, and grows with the
 * time to the line by how such objects wander; a course that strays at random has, averaged over a ride of length T, a
 * third of the variance it has at its end. At a constant rate the object does something else before it gets there. The
 * distribution is walked through by a fixed lattice of {@link SAMPLES} points (the additive recurrence of Roberts), so
 * that the same motion always gives the same answer. The likeliest comes first.
 */
export function crossingOdds(
  motion: UncertainMotion,
  wander: Wander,
  {horizonSeconds, first}: {readonly horizonSeconds: number; readonly first: FirstLine},
): CrossingOdds[] {
  const {place, speed, course} = motion
  const straight = ride(place, speed, course, horizonSeconds, first)
  const minutes = (straight?.seconds ?? horizonSeconds) / 60
  const courseSpread = Math.hypot(motion.courseSpread, wander.coursePerRootMinute * Math.sqrt(minutes / 3))
  const speedSpread = Math.hypot(motion.speedSpread, wander.speedPerRootMinute * speed * Math.sqrt(minutes / 3))

  const groups = new Map<string, Ride[]>()
  for (let sample = 0; sample < SAMPLES; sample++) {
    const [toCourse, toSpeed, north, east] = NORMALS[sample] ?? [0, 0, 0, 0]
    const from = moved(place, north * motion.placeSpread, east * motion.placeSpread)
    // Where the place itself is in doubt the object may be beyond the line already.
    const beyond = first(place.lon, place.lat, from.lon, from.lat)
    const fast = Math.max(0, speed + toSpeed * speedSpread)
    const met =
      beyond === undefined
        ? ride(from, fast, course + toCourse * courseSpread, horizonSeconds, first)
        : {...beyond, seconds: 0, place: from}
    if (met === undefined) continue
    const key = `${met.line} ${met.to}`
    const group = groups.get(key) ?? []
    group.push(met)
    groups.set(key, group)
  }
  return [...groups.values()]
    .map(group => oddsOf(group, straight, wander))
    .filter(({probability}) => probability >= LEAST_PROBABILITY)
    .sort((a, b) => b.probability - a.probability)
}

type Ride = MetLine & {readonly seconds: number; readonly place: Position}

function ride(from: Position, speed: number, course: number, seconds: number, first: FirstLine): Ride | undefined {
  const metres = speed * seconds
  if (!(metres > 0)) return undefined
  const end = destination(from, metres, course)
  const met = first(from.lon, from.lat, end.lon, end.lat)
  if (met === undefined) return undefined
  const {fraction} = met
  const place = {lon: from.lon + (end.lon - from.lon) * fraction, lat: from.lat + (end.lat - from.lat) * fraction}
  return {...met, seconds: fraction * seconds, place}
}

function oddsOf(rides: Ride[], straight: Ride | undefined, {breaksPerHour}: Wander): CrossingOdds {
  rides.sort((a, b) => a.seconds - b.seconds)
  const at = (share: number) => rides[Math.min(rides.length - 1, Math.floor(share * rides.length))]?.seconds ?? 0
  const middle = rides[Math.floor(rides.length / 2)]
  const {line = '', to = '' as NationCode, place = {lon: NaN, lat: NaN}, seconds = NaN} = middle ?? {}
  const isStraight = straight !== undefined && straight.line === line && straight.to === to
  const weight = rides.reduce((sum, each) => sum + Math.exp((-breaksPerHour * each.seconds) / 3_600), 0)
  return {
    line,
    to,
    probability: weight / SAMPLES,
    seconds,
    spreadSeconds: (at(0.84) - at(0.16)) / 2,
    place: isStraight ? straight.place : place,
  }
}

function moved({lon, lat}: Position, northMetres: number, eastMetres: number): Position {
  const north = lat + northMetres / METRES_PER_DEGREE
  return {lon: lon + eastMetres / (METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)), lat: north}
}
const METRES_PER_DEGREE = 111_195

/** Four standard normals for each sample: points of the additive recurrence in four dimensions, through the quantile. */
const NORMALS: readonly (readonly [number, number, number, number])[] = latticeOf(SAMPLES)

function latticeOf(count: number): [number, number, number, number][] {
  // The root of x^5 = x + 1, whose powers spread points most evenly in four dimensions.
  const root = 1.1673039782614187
  const at = (sample: number, dimension: number) => quantile((0.5 + (sample + 1) * root ** -dimension) % 1)
  return Array.from({length: count}, (_, sample) => [at(sample, 1), at(sample, 2), at(sample, 3), at(sample, 4)])
}

/** Standard normal below which a share of all lies; rational approximation of Acklam, good to 1e-9. */
function quantile(share: number): number {
  const low = 0.02425
  if (share < low) return tail(Math.sqrt(-2 * Math.log(share)))
  if (share > 1 - low) return -tail(Math.sqrt(-2 * Math.log(1 - share)))
  const q = share - 0.5
  const r = q * q
  const top =
    (((((-39.69683028665376 * r + 220.9460984245205) * r - 275.9285104469687) * r + 138.357751867269) * r -
      30.66479806614716) *
      r +
      2.506628277459239) *
    q
  const bottom =
    ((((-54.47609879822406 * r + 161.5858368580409) * r - 155.6989798598866) * r + 66.80131188771972) * r -
      13.28068155288572) *
      r +
    1
  return top / bottom
}

function tail(q: number): number {
  const top =
    ((((-0.007784894002430293 * q - 0.3223964580411365) * q - 2.400758277161838) * q - 2.549732539343734) * q +
      4.374664141464968) *
      q +
    2.938163982698783
  const bottom =
    (((0.007784695709041462 * q + 0.3224671290700398) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1
  return top / bottom
}
