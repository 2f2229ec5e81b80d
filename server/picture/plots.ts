import {Assignment} from './assignment.ts'
import {nearDistance} from './kalman.ts'
import type {Prediction} from './prediction.ts'

/** What the association of plots asks of the picture. */
export type PlotHost = {
  /** Calls back with each track that may be near, by its row. */
  near(lon: number, lat: number, visit: (track: number) => void): void
  /** Where the track should be when the plot was measured; false when it cannot be the plot's: another world, another kind, too old. */
  predict(track: number, plot: Plot, into: Prediction): boolean
  /** When the feed last had a plot of the track, picture time; NaN for never. */
  lastPlotAt(track: number, feed: number): number
  /** The track takes the plot as its measurement. */
  take(track: number, plot: Plot): void
  /** Nothing is near: perhaps something new. */
  begin(plot: Plot): void
}

/** An anonymous measurement: no identity, one place. */
export type Plot = {
  feed: number
  kind: number
  at: number
  lon: number
  lat: number
  speed: number
  course: number
  altitude: number
  accuracy: number
  interval: number
  flags: number
}

/** A plot beyond so many sigma of a track is not of it (99.97 % of two dimensions lie within 4). */
const GATE = 4
/** −2 log density of what has never been seen before: one in ten square kilometres and scan. */
const SOMETHING_NEW = 32
const SMALLEST_GATE = 60
const LARGEST_GATE = 1_200
/** One sigma where a sensor does not say, metres. */
const SENSOR_ACCURACY = 60
/** A second echo of a plot that has found its track, metres. */
const SAME_ECHO = 45

/**
 * Gives the plots of a scan to tracks: of all ways to give each plot to at most one track within the gate, and each track
 * at most one plot, the likeliest (global nearest neighbour). What is left over begins a track.
 */
export class PlotAssociation {
  readonly #host: PlotHost
  readonly #scans: Scan[] = []
  readonly #assignment = new Assignment()
  readonly #prediction: Prediction = {lon: NaN, lat: NaN, spread: NaN}
  #scan: Scan | undefined
  #plot = 0

  constructor(host: PlotHost) {
    this.#host = host
  }

  /** Keeps a copy until the scan is whole: the next one begins, or {@link flush}. False when it comes too late to count. */
  add(report: Plot): boolean {
    let scan = this.#scans[report.feed]
    if (scan === undefined) this.#scans[report.feed] = scan = new Scan()
    if (report.at < scan.newest - report.interval) return false
    const [first] = scan.plots.items
    if (scan.plots.count > 0 && first !== undefined && Math.abs(report.at - first.at) > report.interval / 2)
      this.#associate(scan)
    scan.newest = Math.max(scan.newest, report.at)
    copy(report, scan.plots.next())
    return true
  }

  flush(): void {
    for (const scan of this.#scans) if (scan !== undefined && scan.plots.count > 0) this.#associate(scan)
  }

  #associate(scan: Scan): void {
    const {items, count} = scan.plots
    this.#scan = scan
    this.#assignment.clear()
    scan.plots.clear()
    scan.state.length = 0
    for (let index = 0; index < count; index++) {
      const plot = items[index]
      if (plot === undefined) continue
      this.#plot = index
      scan.state[index] = 'free'
      this.#host.near(plot.lon, plot.lat, this.#consider)
    }
    this.#assignment.settle(this.#give)
    for (let index = 0; index < count; index++) {
      const plot = items[index]
      if (plot === undefined || scan.state[index] !== 'free' || isEcho(plot, index, scan, count)) continue
      scan.state[index] = 'taken'
      this.#host.begin(plot)
    }
  }

  readonly #consider = (track: number): void => {
    const scan = this.#scan
    const plot = scan?.plots.items[this.#plot]
    const there = this.#prediction
    if (scan === undefined || plot === undefined || !this.#host.predict(track, plot, there)) return
    const sigma = Math.hypot(plot.accuracy, there.spread)
    const metres = nearDistance(there.lon, there.lat, plot.lon, plot.lat)
    if (metres > Math.min(LARGEST_GATE, Math.max(SMALLEST_GATE, GATE * sigma))) return
    if (Math.abs(plot.at - this.#host.lastPlotAt(track, plot.feed)) < plot.interval / 2) {
      // The track has had its plot of this scan: this is a second echo, or something beside it.
      if (metres <= SAME_ECHO) scan.state[this.#plot] = 'echo'
      return
    }
    // −2 log likelihood: the distance in sigma, and the price of a vague prediction, which must not swallow others' plots.
    this.#assignment.add(this.#plot, track, SOMETHING_NEW - (metres / sigma) ** 2 - 4 * Math.log(sigma))
  }

  readonly #give = (index: number, track: number): void => {
    const plot = this.#scan?.plots.items[index]
    if (this.#scan === undefined || plot === undefined) return
    this.#scan.state[index] = 'taken'
    this.#host.take(track, plot)
  }
}

/** Plots of one feed that wait to be associated. */
class Scan {
  readonly plots = new Pool<Plot>(emptyPlot)
  /** What became of each plot. */
  readonly state: ('free' | 'taken' | 'echo')[] = []
  newest = -Infinity
}

/** Records that are used again. */
class Pool<T> {
  readonly items: T[] = []
  count = 0
  readonly #make: () => T

  constructor(make: () => T) {
    this.#make = make
  }

  next(): T {
    const item = this.items[this.count] ?? this.#make()
    this.items[this.count++] = item
    return item
  }

  clear(): void {
    this.count = 0
  }
}

function isEcho(plot: Plot, index: number, scan: Scan, count: number): boolean {
  for (let other = 0; other < count; other++) {
    const there = scan.plots.items[other]
    if (other === index || there === undefined || scan.state[other] !== 'taken') continue
    if (nearDistance(there.lon, there.lat, plot.lon, plot.lat) <= SAME_ECHO) return true
  }
  return false
}

function emptyPlot(): Plot {
  return {
    feed: 0,
    kind: 0,
    at: NaN,
    lon: NaN,
    lat: NaN,
    speed: NaN,
    course: NaN,
    altitude: NaN,
    accuracy: NaN,
    interval: NaN,
    flags: 0,
  }
}

function copy(from: Plot, to: Plot): void {
  to.feed = from.feed
  to.kind = from.kind
  to.at = from.at
  to.lon = from.lon
  to.lat = from.lat
  to.speed = from.speed
  to.course = from.course
  to.altitude = from.altitude
  to.accuracy = from.accuracy > 0 ? from.accuracy : SENSOR_ACCURACY
  to.interval = from.interval
  to.flags = from.flags
}
