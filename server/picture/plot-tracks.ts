import {type Velocity, courseOf, nearDistance, velocityOf} from './kalman.ts'
import type {Association} from './association.ts'
import type {Feeds} from './feeds.ts'
import type {Fusion} from './fusion.ts'
import type {Plot, PlotHost} from './plots.ts'
import {mayBeOne, type Prediction, type Predictor} from './prediction.ts'
import type {SourceRows} from './source-rows.ts'
import type {TrackRows} from './track-rows.ts'

/** A track of plots is one when this many of the last six scans had a plot of it. */
const CONFIRMED_BY = 4
const OF_SCANS = 0b11_1111
/** A track that lost its plots in a hard turn is found again within this, metres, and what it can have gone since. */
const FOUND_AGAIN_WITHIN = 100
const SLOW = 5
/** A speed is told once it is known to this, m/s. */
const SPEED_KNOWN = 3

/** Tracks as anonymous plots see them: where one should be, what a plot does to it, when a new one is one. SPEC.md, PI20 to PI29. */
export class PlotTracks implements PlotHost {
  readonly #sources: SourceRows
  readonly #tracks: TrackRows
  readonly #feeds: Feeds
  readonly #fusion: Fusion
  readonly #predictor: Predictor
  readonly #association: Association
  readonly #onMeasured: (track: number, source: number) => void
  readonly #onFull: () => void
  readonly #there: Prediction = {lon: NaN, lat: NaN, spread: NaN}

  constructor(parts: {
    sources: SourceRows
    tracks: TrackRows
    feeds: Feeds
    fusion: Fusion
    predictor: Predictor
    association: Association
    onMeasured: (track: number, source: number) => void
    onFull: () => void
  }) {
    this.#sources = parts.sources
    this.#tracks = parts.tracks
    this.#feeds = parts.feeds
    this.#fusion = parts.fusion
    this.#predictor = parts.predictor
    this.#association = parts.association
    this.#onMeasured = parts.onMeasured
    this.#onFull = parts.onFull
  }

  near(lon: number, lat: number, visit: (track: number) => void): void {
    this.#association.near(lon, lat, visit)
  }

  predict(track: number, plot: Plot, into: Prediction): boolean {
    return (
      this.#tracks.world[track] === this.#feeds.worldOf(plot.feed) &&
      mayBeOne(this.#tracks.table.kind[track] ?? 0, plot.kind) &&
      this.#predictor.track(track, plot.feed, plot.at, into)
    )
  }

  lastPlotAt(track: number, feed: number): number {
    const source = this.#sources.plotsOf(this.#tracks.first[track] ?? -1, feed)
    return source < 0 ? NaN : (this.#sources.table.at[source] ?? NaN)
  }

  take(track: number, plot: Plot): void {
    const {table, kalman, hits} = this.#sources
    let source = this.#sources.plotsOf(this.#tracks.first[track] ?? -1, plot.feed)
    if (source < 0) {
      const {speed, course} = this.#tracks.table
      source = this.#beginPlots(plot, velocityOf(speed[track] ?? NaN, course[track] ?? NaN))
      if (source < 0) return
      this.#fusion.attach(source, track)
    } else {
      const gap = plot.at - (table.at[source] ?? plot.at)
      const scans = Math.max(1, Math.round(gap / plot.interval))
      hits[source] = ((hits[source] ?? 0) << Math.min(8, scans)) | 1
      const place = {lon: table.lon[source] ?? plot.lon, lat: table.lat[source] ?? plot.lat}
      kalman.update(source, Math.max(0.05, gap / 1_000), place, plot)
      this.#put(source, plot, place, gap)
    }
    this.#onMeasured(track, source)
    if (this.#tracks.tentative[track] !== 1 || ones((hits[source] ?? 0) & OF_SCANS) < CONFIRMED_BY) return
    const lost = this.#lostTrackAt(track, source)
    if (lost >= 0) this.#association.merge(track, lost)
    else this.#association.confirm(track)
  }

  begin(plot: Plot): void {
    const source = this.#beginPlots(plot, velocityOf(plot.speed, plot.course))
    if (source < 0) return
    const track = this.#association.newTrack(source, {subject: undefined, tentative: true})
    if (track >= 0) this.#onMeasured(track, source)
  }

  /** The track whose plots these are: it has lost its own where the new ones began, and never had one beside them. */
  #lostTrackAt(track: number, source: number): number {
    const {table, feed} = this.#sources
    const at = table.at[source] ?? NaN
    const lon = table.lon[source] ?? NaN
    const lat = table.lat[source] ?? NaN
    const begun = this.#tracks.begunAt[track] ?? NaN
    const there = this.#there
    let best = -1
    let nearest = Infinity
    this.#association.near(lon, lat, other => {
      if (other === track || this.#tracks.tentative[other] === 1 || !this.#association.isSameSort(other, source)) return
      const last = this.#sources.plotsOf(this.#tracks.first[other] ?? -1, feed[source] ?? 0)
      if (last < 0 || (table.at[last] ?? NaN) >= begun || !this.#predictor.source(last, at, there)) return
      const metres = nearDistance(there.lon, there.lat, lon, lat)
      if (metres >= nearest || !this.#canHaveGone(last, source)) return
      nearest = metres
      best = other
    })
    return best
  }

  /** Whether what was last seen there can be here by now, on whatever course. */
  #canHaveGone(from: number, to: number): boolean {
    const {table, kalman} = this.#sources
    const seconds = ((table.at[to] ?? NaN) - (table.at[from] ?? NaN)) / 1_000
    const speed = Math.max(SLOW, Math.hypot(kalman.east[from] ?? 0, kalman.north[from] ?? 0))
    const metres = nearDistance(
      table.lon[from] ?? NaN,
      table.lat[from] ?? NaN,
      table.lon[to] ?? NaN,
      table.lat[to] ?? NaN,
    )
    return metres <= FOUND_AGAIN_WITHIN + 1.3 * speed * seconds
  }

  #beginPlots(plot: Plot, velocity: Velocity | undefined): number {
    const source = this.#sources.begin({feed: plot.feed, id: 0, kind: plot.kind, twinOf: -1})
    if (source < 0) {
      this.#onFull()
      return -1
    }
    this.#sources.hits[source] = 1
    this.#sources.kalman.start(source, plot.accuracy, velocity)
    this.#put(source, plot, plot, NaN)
    return source
  }

  #put(source: number, plot: Plot, place: {lon: number; lat: number}, gap: number): void {
    const {table, kalman, heardAt, intervals} = this.#sources
    const velocity = {east: kalman.east[source] ?? 0, north: kalman.north[source] ?? 0}
    const doubt = kalman.speedSpread(source)
    const speed = Math.hypot(velocity.east, velocity.north)
    const isKnown = doubt <= SPEED_KNOWN
    heardAt[source] = table.at[source] = plot.at
    table.lon[source] = place.lon
    table.lat[source] = place.lat
    table.speed[source] = isKnown ? speed : NaN
    table.course[source] = isKnown && speed > 2 * doubt ? courseOf(velocity) : NaN
    table.altitude[source] = plot.altitude
    table.accuracy[source] = kalman.spread(source, 0)
    table.interval[source] = intervals.next(source, gap, plot.interval)
    table.flags[source] = plot.flags
  }
}

function ones(bits: number): number {
  let count = 0
  for (let rest = bits; rest > 0; rest >>= 1) count += rest & 1
  return count
}
