import {goneAfter} from '../../shared/model/freshness.ts'
import type {Association} from './association.ts'
import type {Feeds} from './feeds.ts'
import type {Fusion} from './fusion.ts'
import {nearDistance} from './kalman.ts'
import {mayBeOne, type Prediction, type Predictor} from './prediction.ts'
import type {SourceRows} from './source-rows.ts'
import type {Subjects} from './subjects.ts'
import type {TrackRows} from './track-rows.ts'

/** A track whose plots stop before they confirm it was nothing; in scans. */
const TENTATIVE_SCANS = 4
/** What is heard seldom may take this long for its second report. */
const TENTATIVE_LONGEST = 600_000
/** Plots that another sensor no longer has are dropped from a track that goes on. */
const PLOTS_LAST = 60_000
/** A source that names a track stays while another still holds it, at most this long. */
const NAME_LASTS = 24 * 3_600_000
/** Named but never placed. */
const UNPLACED_LASTS = 3_600_000
/** So many looks in a row must agree that two are one, or that one is two. */
const AGREEING = 3
const TIES_WITHIN = 300
/** Beyond this a source does not belong to the track whose leader is elsewhere: sigma, and metres. */
const ASTRAY_SIGMA = 5
const ASTRAY_METRES = 150

/**
 * What time alone brings, once a second: rows that are gone, leaders that fell silent, tracks that turn out to be one,
 * sources that turn out to be something else.
 */
export class Reconcile {
  readonly #sources: SourceRows
  readonly #tracks: TrackRows
  readonly #feeds: Feeds
  readonly #subjects: Subjects
  readonly #fusion: Fusion
  readonly #predictor: Predictor
  readonly #association: Association
  readonly #candidate: Int32Array
  readonly #agreed: Uint8Array
  readonly #here: Prediction = {lon: NaN, lat: NaN, spread: NaN}
  readonly #there: Prediction = {lon: NaN, lat: NaN, spread: NaN}

  constructor(parts: {
    sources: SourceRows
    tracks: TrackRows
    feeds: Feeds
    subjects: Subjects
    fusion: Fusion
    predictor: Predictor
    association: Association
  }) {
    this.#sources = parts.sources
    this.#tracks = parts.tracks
    this.#feeds = parts.feeds
    this.#subjects = parts.subjects
    this.#fusion = parts.fusion
    this.#predictor = parts.predictor
    this.#association = parts.association
    this.#candidate = new Int32Array(parts.tracks.table.capacity).fill(-1)
    this.#agreed = new Uint8Array(parts.tracks.table.capacity)
  }

  sweep(now: number): void {
    this.#dropGone(now)
    this.#checkTracks(now)
  }

  #dropGone(now: number): void {
    const {table} = this.#sources
    const {held} = table
    for (let source = 0, left = table.size; left > 0 && source < table.capacity; source++) {
      if (held[source] !== 1) continue
      left--
      if (!this.#isGone(source, now)) continue
      this.#association.drop(source)
    }
  }

  #isGone(source: number, now: number): boolean {
    const {table, track: trackOf, id, named, heardAt} = this.#sources
    const heard = now - (heardAt[source] ?? NaN)
    const track = trackOf[source] ?? -1
    if (track < 0) return !(heard <= UNPLACED_LASTS)
    const interval = table.interval[source] ?? 0
    const age = now - (table.at[source] ?? NaN)
    if (this.#tracks.tentative[track] === 1) {
      return age > (named[source] === 1 ? TENTATIVE_LONGEST : Math.min(TENTATIVE_LONGEST, TENTATIVE_SCANS * interval))
    }
    const isAlone = this.#tracks.first[track] === source && (this.#sources.next[source] ?? -1) < 0
    if (!isAlone && id[source] === 0) return age > Math.max(PLOTS_LAST, 4 * interval)
    if (!isAlone && named[source] === 1) return age > NAME_LASTS || !this.#isHeldByAnother(source, track, now)
    return !(age <= goneAfter(interval))
  }

  /** Another source holds the track, or this one is not gone itself. */
  #isHeldByAnother(source: number, track: number, now: number): boolean {
    const {table, next} = this.#sources
    for (let each = this.#tracks.first[track] ?? -1; each >= 0; each = next[each] ?? -1) {
      const isHolding = now - (table.at[each] ?? NaN) <= goneAfter(table.interval[each] ?? 0)
      if (isHolding && (each === source || this.#sources.named[each] === 0)) return true
    }
    return false
  }

  #checkTracks(now: number): void {
    const {table, tentative, named, first} = this.#tracks
    const {next} = this.#sources
    for (let track = 0, left = table.size; left > 0 && track < table.capacity; track++) {
      if (table.held[track] !== 1) continue
      left--
      if (tentative[track] === 1) continue
      const head = first[track] ?? -1
      if (head >= 0 && (next[head] ?? -1) >= 0) {
        if (this.#fusion.lead(track)) this.#fusion.show(track)
        this.#checkStray(track, now)
      }
      if (named[track] === 0) this.#tie(track, now)
    }
  }

  // One that is two

  #checkStray(track: number, now: number): void {
    const {next, astray} = this.#sources
    const leader = this.#tracks.leader[track] ?? -1
    if (leader < 0 || !this.#isLive(leader, now)) return
    for (let source = this.#tracks.first[track] ?? -1; source >= 0; source = next[source] ?? -1) {
      if (source === leader || !this.#isLive(source, now)) continue
      astray[source] = this.#isBeside(source, leader, track) ? (astray[source] ?? 0) + 1 : 0
      if ((astray[source] ?? 0) < AGREEING) continue
      this.#association.split(source)
      return // The list has changed; the next look sees the rest.
    }
  }

  #isBeside(source: number, leader: number, track: number): boolean {
    const {table, named} = this.#sources
    if (named[source] === 1 && named[leader] === 1) return !this.#association.isPlausible(track, source)
    const at = Math.max(table.at[source] ?? NaN, table.at[leader] ?? NaN)
    if (!this.#predictor.source(source, at, this.#here) || !this.#predictor.source(leader, at, this.#there))
      return false
    const sigma = Math.hypot(this.#here.spread, this.#there.spread)
    return (
      nearDistance(this.#here.lon, this.#here.lat, this.#there.lon, this.#there.lat) >
      ASTRAY_METRES + ASTRAY_SIGMA * sigma
    )
  }

  #isLive(source: number, now: number): boolean {
    const {table} = this.#sources
    return now - (table.at[source] ?? NaN) <= 2 * (table.interval[source] ?? 0)
  }

  // Two that are one

  /** A track that nothing names, moving where another does, for some looks in a row: both are one. */
  #tie(track: number, now: number): void {
    const leader = this.#tracks.leader[track] ?? -1
    if (leader < 0 || !this.#isLive(leader, now) || !this.#predictor.source(leader, now, this.#here)) return
    const {lon, lat} = this.#tracks.table
    let best = -1
    let nearest = TIES_WITHIN
    this.#association.near(lon[track] ?? NaN, lat[track] ?? NaN, other => {
      const metres = this.#distanceOfOne(track, other, now)
      if (metres >= nearest) return
      nearest = metres
      best = other
    })
    const isSame = best >= 0 && best === this.#candidate[track]
    this.#candidate[track] = best
    this.#agreed[track] = best < 0 ? 0 : isSame ? (this.#agreed[track] ?? 0) + 1 : 1
    if ((this.#agreed[track] ?? 0) < AGREEING) return
    this.#agreed[track] = 0
    this.#candidate[track] = -1
    if (this.#subjects.markOf(track) !== undefined) this.#association.merge(best, track)
    else this.#association.merge(track, best)
  }

  /** Metres between two tracks that may be one object; Infinity when they cannot. */
  #distanceOfOne(track: number, other: number, now: number): number {
    const {table, tentative, named, world, leader} = this.#tracks
    if (other === track || tentative[other] === 1 || world[other] !== world[track]) return Infinity
    // Of two without a name only one looks at the other.
    if (named[other] === 0 && !this.#isOlder(other, track)) return Infinity
    if (!mayBeOne(table.kind[track] ?? 0, table.kind[other] ?? 0)) return Infinity
    if (this.#subjects.markOf(track) !== undefined && this.#subjects.markOf(other) !== undefined) return Infinity
    if (this.#shareFeed(track, other, now)) return Infinity
    const there = leader[other] ?? -1
    if (there < 0 || !this.#predictor.source(there, now, this.#there)) return Infinity
    const metres = nearDistance(this.#here.lon, this.#here.lat, this.#there.lon, this.#there.lat)
    const sigma = Math.hypot(this.#here.spread, this.#there.spread)
    if (metres > 3.4 * sigma || this.#movesApart(track, other, sigma)) return Infinity
    return metres
  }

  #isOlder(a: number, b: number): boolean {
    const {begunAt} = this.#tracks
    return begunAt[a] === begunAt[b] ? a < b : (begunAt[a] ?? 0) < (begunAt[b] ?? 0)
  }

  /** A feed that has both at once says that they are two. */
  #shareFeed(track: number, other: number, now: number): boolean {
    const {next, feed} = this.#sources
    for (let a = this.#tracks.first[track] ?? -1; a >= 0; a = next[a] ?? -1) {
      for (let b = this.#tracks.first[other] ?? -1; b >= 0; b = next[b] ?? -1)
        if (feed[a] === feed[b] && this.#areTwo(a, b, now)) return true
    }
    return false
  }

  /**
   * Plots: in one of the last scans there was one of each. Others: both are live; but a link carries what several sensors
   * of the partner say, so that there only two names are two objects.
   */
  #areTwo(a: number, b: number, now: number): boolean {
    const {id, hits, table, named, feed} = this.#sources
    if (this.#feeds.isLink(feed[a] ?? 0))
      return named[a] === 1 && named[b] === 1 && this.#isLive(a, now) && this.#isLive(b, now)
    if (id[a] !== 0 || id[b] !== 0) return this.#isLive(a, now) && this.#isLive(b, now)
    const scans = Math.round(((table.at[a] ?? 0) - (table.at[b] ?? 0)) / (table.interval[a] ?? 1))
    const ofA = (hits[a] ?? 0) << Math.min(8, Math.max(0, -scans))
    const ofB = (hits[b] ?? 0) << Math.min(8, Math.max(0, scans))
    return (ofA & ofB & 0xff) !== 0
  }

  #movesApart(a: number, b: number, sigma: number): boolean {
    const {speed, course} = this.#tracks.table
    const [speedA, speedB] = [speed[a] ?? NaN, speed[b] ?? NaN]
    if (Number.isNaN(speedA) || Number.isNaN(speedB)) return false
    if (Math.abs(speedA - speedB) > 4) return true
    if (Math.min(speedA, speedB) < 2 || sigma > TIES_WITHIN) return false
    const turn = Math.abs((course[a] ?? NaN) - (course[b] ?? NaN))
    return Math.min(turn, 360 - turn) > 60
  }
}
