import type {NationCode} from '../../../shared/base/id.ts'
import {crossingOdds, type MetLine, type Wander} from '../../../server/rules/crossing-forecast.ts'

/** One report of a vessel: seconds, degrees, metres per second. */
export type Ride = {
  readonly at: number
  readonly lon: number
  readonly lat: number
  readonly speed: number
  readonly course: number
}
/** How well what was said came true. `brierOfBase`: of one who always says the mean. */
export type Score = {
  readonly asked: number
  readonly bins: readonly {readonly asked: number; readonly said: number; readonly crossed: number}[]
  readonly brier: number
  readonly brierOfBase: number
  readonly withinSigma: number
  readonly withinTwoSigma: number
}

/** A vessel out of hearing for longer has no truth to compare with, seconds. */
const LONGEST_GAP = 300
const ASK_EVERY = 60

/** Lays a net of lines over recorded voyages, asks of each vessel once a minute which it will cross first, and looks. */
export function scoreOf(
  voyages: ReadonlyMap<string, readonly Ride[]>,
  wander: Wander,
  {horizonSeconds, cellDegrees}: {readonly horizonSeconds: number; readonly cellDegrees: number},
): Score {
  const first = net(cellDegrees)
  const answers: {said: number; came: 0 | 1}[] = []
  const misses: number[] = []
  for (const rides of voyages.values()) {
    const sorted = [...rides].sort((a, b) => a.at - b.at)
    let last = -Infinity
    sorted.forEach((ride, index) => {
      if (ride.at - last < ASK_EVERY || !(ride.speed > 1.03) || !(ride.course < 360)) return
      const truth = truthOf(sorted, index, horizonSeconds, first)
      if (truth === undefined) return
      last = ride.at
      const motion = {
        place: ride,
        placeSpread: 15,
        speed: ride.speed,
        speedSpread: 0.1,
        course: ride.course,
        courseSpread: 1,
      }
      for (const odds of crossingOdds(motion, wander, {horizonSeconds, first})) {
        const came = truth.line === odds.line
        answers.push({said: odds.probability, came: came ? 1 : 0})
        if (came && odds.probability > 0.5)
          misses.push(Math.abs(truth.seconds - odds.seconds) / Math.hypot(odds.spreadSeconds, 5))
      }
    })
  }
  const mean = average(answers.map(({came}) => came))
  const share = (most: number) => misses.filter(miss => miss <= most).length / misses.length
  return {
    asked: answers.length,
    bins: [0, 1, 2, 3, 4].map(bin => {
      const inBin = answers.filter(({said}) => Math.min(4, Math.floor(said * 5)) === bin)
      return {
        asked: inBin.length,
        said: average(inBin.map(one => one.said)),
        crossed: average(inBin.map(one => one.came)),
      }
    }),
    brier: average(answers.map(({said, came}) => (said - came) ** 2)),
    brierOfBase: average(answers.map(({came}) => (mean - came) ** 2)),
    withinSigma: share(1),
    withinTwoSigma: share(2),
  }
}

/** The line it crossed first within the horizon, or none; undefined where it was out of hearing meanwhile. */
function truthOf(
  rides: readonly Ride[],
  index: number,
  horizonSeconds: number,
  first: ReturnType<typeof net>,
): {line: string | undefined; seconds: number} | undefined {
  const start = rides[index]?.at ?? 0
  for (let next = index + 1; next < rides.length; next++) {
    const [a, b] = [rides[next - 1], rides[next]]
    if (a === undefined || b === undefined || b.at - a.at > LONGEST_GAP) return undefined
    const met = first(a.lon, a.lat, b.lon, b.lat)
    const seconds = (met === undefined ? b.at : a.at + (b.at - a.at) * met.fraction) - start
    if (seconds > horizonSeconds) return {line: undefined, seconds}
    if (met !== undefined) return {line: met.line, seconds}
  }
  return undefined
}

/** Meridians and parallels, the cells about square at 50° north. */
function net(cell: number) {
  return (lonA: number, latA: number, lonB: number, latB: number): MetLine | undefined => {
    const meridian = met('m', lonA, lonB, cell * 1.5)
    const parallel = met('p', latA, latB, cell)
    if (meridian === undefined || parallel === undefined) return meridian ?? parallel
    return meridian.fraction < parallel.fraction ? meridian : parallel
  }
}

function met(name: string, a: number, b: number, step: number): MetLine | undefined {
  const [from, to] = [Math.floor(a / step), Math.floor(b / step)]
  if (from === to) return undefined
  const line = to > from ? from + 1 : from
  return {fraction: (line * step - a) / (b - a), line: `${name}${line}`, to: 'XX' as NationCode}
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length)
}
