import {kindCode} from '../../shared/model/object.ts'
import {moveOn, velocityOf} from './kalman.ts'
import type {SourceRows} from './source-rows.ts'
import type {TrackRows} from './track-rows.ts'

/** Where something should be, and how well that is known: one sigma along one axis, metres. */
export type Prediction = {lon: number; lat: number; spread: number}

/** An estimate that no plot has renewed for so long predicts nothing. */
const ESTIMATE_LASTS = 60_000
const UNKNOWN_ACCURACY = 30
const AIRCRAFT = kindCode('aircraft')
const CONTACT = kindCode('contact')
const BASE = kindCode('base')
const SENSOR = kindCode('sensor')

/** Says where sources and tracks should be at a time. Writes into records that the caller keeps. */
export class Predictor {
  readonly #sources: SourceRows
  readonly #tracks: TrackRows
  readonly #other: Prediction = {lon: NaN, lat: NaN, spread: NaN}

  constructor(sources: SourceRows, tracks: TrackRows) {
    this.#sources = sources
    this.#tracks = tracks
  }

  /** By its own last measurement. False when that is too old to say anything. */
  source(source: number, at: number, into: Prediction): boolean {
    const {table, kalman, id} = this.#sources
    const seconds = (at - (table.at[source] ?? NaN)) / 1_000
    const interval = table.interval[source] ?? 0
    const isPlots = id[source] === 0
    if (!(seconds * 1_000 <= Math.max(ESTIMATE_LASTS, isPlots ? 0 : 4 * interval)) || seconds < -60) return false
    into.lon = table.lon[source] ?? NaN
    into.lat = table.lat[source] ?? NaN
    if (isPlots) {
      moveOn(into, {east: kalman.east[source] ?? 0, north: kalman.north[source] ?? 0}, seconds)
      into.spread = kalman.spread(source, Math.abs(seconds))
      return true
    }
    const speed = table.speed[source] ?? NaN
    const velocity = velocityOf(speed, table.course[source] ?? NaN)
    if (velocity !== undefined) moveOn(into, velocity, Math.min(60, seconds))
    const accuracy = table.accuracy[source] ?? NaN
    const perSecond = velocity === undefined ? 8 : 0.4 + 0.08 * speed
    into.spread = (accuracy > 0 ? accuracy : UNKNOWN_ACCURACY) + perSecond * Math.abs(seconds)
    return !Number.isNaN(into.lon)
  }

  /** By whichever of its leader and the feed's own estimate knows it better. */
  track(track: number, feed: number, at: number, into: Prediction): boolean {
    const {feed: feeds, id, next} = this.#sources
    const leader = this.#tracks.leader[track] ?? -1
    let isKnown = leader >= 0 && this.source(leader, at, into)
    for (let source = this.#tracks.first[track] ?? -1; source >= 0; source = next[source] ?? -1) {
      if (source === leader || feeds[source] !== feed || id[source] !== 0) continue
      if (!this.source(source, at, this.#other) || (isKnown && this.#other.spread >= into.spread)) continue
      into.lon = this.#other.lon
      into.lat = this.#other.lat
      into.spread = this.#other.spread
      isKnown = true
    }
    return isKnown
  }
}

/** Whether two sensors that say these kinds may speak of one object. What is only a contact may be anything but an aircraft or a fixed station. */
export function mayBeOne(kindA: number, kindB: number): boolean {
  if (kindA === kindB) return true
  const other = kindA === CONTACT ? kindB : kindB === CONTACT ? kindA : -1
  return other >= 0 && other !== AIRCRAFT && other !== BASE && other !== SENSOR
}
