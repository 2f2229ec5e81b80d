import {hex, type Random} from '../../shared/base/random.ts'
import type {NationCode, UnitId} from '../../shared/base/id.ts'
import {distanceBetween} from '../../shared/geo/distance.ts'
import {kindCode} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {Feeds} from './feeds.ts'
import type {Fusion} from './fusion.ts'
import {mayBeOne, type Prediction, type Predictor} from './prediction.ts'
import type {SourceRows} from './source-rows.ts'
import type {Subjects, UnitIdentity} from './subjects.ts'
import type {TrackRows} from './track-rows.ts'

/** Two reports of one identity farther apart than this, and than it can have gone, are two objects: somebody uses another's number. */
const SAME_IDENTITY_WITHIN = 15_000
/** What nobody has measured may have moved this fast since, m/s. */
const FAST = 30
const FAST_AIRCRAFT = 350
/** A newly heard identity takes over what a sensor already holds within this, metres. */
const IDENTIFIES_WITHIN = 400
/** Cells to look into: what moves fast may have left its last shown place by this. */
const LOOK_AROUND = 3_000
const AIRCRAFT = kindCode('aircraft')

/** Which track a source belongs to: by who it says it is; for what says nothing, by where it is. SPEC.md, PI10 to PI29. */
export class Association {
  readonly #sources: SourceRows
  readonly #tracks: TrackRows
  readonly #feeds: Feeds
  readonly #subjects: Subjects
  readonly #fusion: Fusion
  readonly #predictor: Predictor
  readonly #random: Random
  readonly #nation: NationCode
  readonly #units = new Map<string, UnitId>()
  readonly #onDropped: (track: number, into: number) => void
  readonly #onSourceDropped: (source: number) => void
  readonly #onFull: () => void
  readonly #there: Prediction = {lon: NaN, lat: NaN, spread: NaN}

  constructor(parts: {
    sources: SourceRows
    tracks: TrackRows
    feeds: Feeds
    subjects: Subjects
    fusion: Fusion
    predictor: Predictor
    random: Random
    nation: NationCode
    units: readonly UnitIdentity[]
    /** The row is about to be let go of; `into` ≥ 0: it was the same object as that. */
    onDropped: (track: number, into: number) => void
    onSourceDropped: (source: number) => void
    onFull: () => void
  }) {
    this.#sources = parts.sources
    this.#tracks = parts.tracks
    this.#feeds = parts.feeds
    this.#subjects = parts.subjects
    this.#fusion = parts.fusion
    this.#predictor = parts.predictor
    this.#random = parts.random
    this.#nation = parts.nation
    this.#onDropped = parts.onDropped
    this.#onSourceDropped = parts.onSourceDropped
    this.#onFull = parts.onFull
    for (const {id, reportsAs} of parts.units) {
      this.#units.set(id, id)
      if (reportsAs !== undefined) this.#units.set(reportsAs, id)
    }
  }

  // By identity

  /** The track of a source that has just got its first place; −1 when the table is full. */
  place(source: number, isDoubtful: boolean): number {
    const subject = this.#subjectOf(source)
    const known = subject === undefined ? -1 : this.#subjects.rowOf(subject)
    if (known >= 0 && this.isPlausible(known, source)) {
      this.#fusion.attach(source, known)
      return known
    }
    const held = this.#sources.named[source] === 1 && !isDoubtful ? this.#heldUnnamed(source) : -1
    if (held >= 0) {
      if (subject !== undefined && known < 0) this.#subjects.name(held, subject)
      this.#fusion.attach(source, held)
      return held
    }
    // A second object of the same number gets a name of its own.
    const name = known >= 0 && subject !== undefined ? `${subject}#${this.#chance(4)}` : subject
    return this.newTrack(source, {subject: name, tentative: isDoubtful})
  }

  /** A source has said something of who it is: it may belong to another track. */
  said(source: number): void {
    const track = this.#sources.track[source] ?? -1
    const subject = this.#subjectOf(source)
    if (track < 0) return
    if (subject === undefined || this.#subjects.of(track).startsWith(subject)) this.#fusion.regard(track)
    else if (this.#sources.named[source] === 1) this.#rename(source, track, subject)
  }

  #rename(source: number, track: number, subject: string): void {
    const known = this.#subjects.rowOf(subject)
    if (known === track || known < 0) {
      this.#subjects.name(track, subject)
      this.#fusion.regard(track)
    } else if (this.isPlausible(known, source)) this.move(source, known)
    else this.#fusion.regard(track)
  }

  /** The names under which other feeds may know the same object; sets whether the source is named. */
  #subjectOf(source: number): string | undefined {
    const details = this.#sources.details(source)
    const feed = this.#feeds.get(this.#sources.feed[source] ?? 0)
    const id = this.#sources.id[source] ?? 0
    if (id === 0) return undefined
    const mmsi = details.mmsi ?? (feed.kind === 'ais' ? String(id).padStart(9, '0') : undefined)
    const isAircraftFeed = feed.kind === 'sbs' || feed.kind === 'aircraft-json'
    const address = details.hex ?? (isAircraftFeed ? id.toString(16).padStart(6, '0') : undefined)
    const {device} = details
    const unit = this.#units.get(device ?? '') ?? this.#units.get(mmsi ?? '') ?? this.#units.get(address ?? '')
    this.#sources.named[source] = 1
    if (unit !== undefined && feed.origin === this.#nation) {
      const {flags} = this.#sources.table
      this.#sources.unit[source] = 1
      flags[source] = (flags[source] ?? 0) | ReportFlag.OWN
      return `unit:${unit}`
    }
    if (mmsi !== undefined) return `mmsi:${mmsi}`
    if (address !== undefined) return `hex:${address}`
    this.#sources.named[source] = 0
    return device === undefined ? undefined : `device:${feed.origin}:${feed.name}:${device}`
  }

  /** Whether a track of the same identity can be the same object by its place. */
  isPlausible(track: number, source: number): boolean {
    const {table} = this.#sources
    const {table: tracks, world} = this.#tracks
    if (world[track] !== this.#feeds.worldOf(this.#sources.feed[source] ?? 0)) return false
    return isReachable(
      {lon: tracks.lon[track] ?? NaN, lat: tracks.lat[track] ?? NaN, at: tracks.at[track] ?? NaN},
      {lon: table.lon[source] ?? NaN, lat: table.lat[source] ?? NaN, at: table.at[source] ?? NaN},
      Math.max(tracks.speed[track] || 0, table.speed[source] || 0),
      table.kind[source] ?? 0,
    )
  }

  /** Whether the next report of a source can be of the same object as its last. */
  isReachable(source: number, report: {lon: number; lat: number; at: number; speed: number; kind: number}): boolean {
    const {table} = this.#sources
    const lon = table.lon[source] ?? NaN
    const lat = table.lat[source] ?? NaN
    // So near is always plausible: the ordinary case costs two comparisons.
    if (Math.abs(report.lon - lon) < 0.1 && Math.abs(report.lat - lat) < 0.1) return true
    const speed = Math.max(table.speed[source] || 0, report.speed || 0)
    return isReachable({lon, lat, at: table.at[source] ?? NaN}, report, speed, report.kind)
  }

  /** A track that nothing has named, where the newly heard one is. */
  #heldUnnamed(source: number): number {
    const {table} = this.#sources
    const lon = table.lon[source] ?? NaN
    const lat = table.lat[source] ?? NaN
    const at = table.at[source] ?? NaN
    const there = this.#there
    let best = -1
    let nearest = IDENTIFIES_WITHIN
    this.near(lon, lat, track => {
      if (this.#tracks.named[track] === 1 || !this.isSameSort(track, source)) return
      if (!this.#predictor.track(track, -1, at, there)) return
      const metres = distanceBetween(there.lon, there.lat, lon, lat)
      if (metres >= Math.min(nearest, 3.4 * there.spread + 60)) return
      nearest = metres
      best = track
    })
    return best
  }

  /** Of the same world, and of kinds that may be one. */
  isSameSort(track: number, source: number): boolean {
    return (
      this.#tracks.world[track] === this.#feeds.worldOf(this.#sources.feed[source] ?? 0) &&
      mayBeOne(this.#tracks.table.kind[track] ?? 0, this.#sources.table.kind[source] ?? 0)
    )
  }

  // Rows

  newTrack(source: number, options: {subject: string | undefined; tentative: boolean}): number {
    const at = this.#sources.table.at[source] ?? NaN
    const track = this.#tracks.begin(this.#feeds.worldOf(this.#sources.feed[source] ?? 0), at)
    if (track < 0) {
      this.#onFull()
      return -1
    }
    this.#tracks.tentative[track] = options.tentative ? 1 : 0
    this.#tracks.table.kind[track] = this.#sources.table.kind[source] ?? 0
    this.#subjects.name(track, options.subject ?? `plot:${this.#chance(8)}`)
    this.#fusion.attach(source, track)
    return track
  }

  /** Readers are told of it from now on. */
  confirm(track: number): void {
    this.#tracks.tentative[track] = 0
    this.#fusion.renamed(track)
    this.#fusion.touch(track)
  }

  move(source: number, track: number): void {
    const before = this.#sources.track[source] ?? -1
    if (this.#fusion.detach(source)) this.#drop(before, track)
    this.#fusion.attach(source, track)
    if (this.#fusion.lead(track)) this.#fusion.show(track)
  }

  /** All that one track has goes to the other: they are one object. */
  merge(from: number, into: number): void {
    const {next} = this.#sources
    this.#onDropped(from, into)
    for (let source = this.#tracks.first[from] ?? -1; source >= 0; source = this.#tracks.first[from] ?? -1) {
      this.#tracks.first[from] = next[source] ?? -1
      this.#fusion.attach(source, into)
    }
    const subject = this.#subjects.of(from)
    this.#subjects.pass(from, into)
    if (!isLasting(this.#subjects.of(into)) && isLasting(subject)) this.#subjects.name(into, subject)
    this.#tracks.end(from)
    this.#dropOlderEstimates(into)
    this.#fusion.regard(into)
    if (this.#fusion.lead(into)) this.#fusion.show(into)
  }

  /** A feed has one estimate of an object: the newest. */
  #dropOlderEstimates(track: number): void {
    const {next, feed, id, table} = this.#sources
    for (let source = this.#tracks.first[track] ?? -1; source >= 0; source = next[source] ?? -1) {
      if (id[source] !== 0) continue
      const other = this.#sources.plotsOf(this.#tracks.first[track] ?? -1, feed[source] ?? 0)
      if (other === source) continue
      this.drop((table.at[other] ?? 0) < (table.at[source] ?? 0) ? other : source)
      return
    }
  }

  /** A source that turned out to be something else gets a track of its own. */
  split(source: number): void {
    if (this.#fusion.detach(source)) return
    const subject = this.#subjectOf(source)
    const name = subject === undefined ? undefined : `${subject}#${this.#chance(4)}`
    const track = this.newTrack(source, {subject: name, tentative: false})
    if (track >= 0 && this.#fusion.lead(track)) this.#fusion.show(track)
  }

  /** The source is no longer heard. */
  drop(source: number): void {
    const track = this.#sources.track[source] ?? -1
    this.#onSourceDropped(source)
    if (this.#fusion.detach(source)) this.#drop(track, -1)
    this.#sources.end(source)
  }

  #drop(track: number, into: number): void {
    this.#onDropped(track, into)
    this.#subjects.drop(track)
    this.#tracks.end(track)
  }

  /** Tracks that may be near, by where they were last shown. */
  near(lon: number, lat: number, visit: (track: number) => void): void {
    const north = LOOK_AROUND / 111_000
    const east = north / Math.max(0.05, Math.cos((lat * Math.PI) / 180))
    this.#tracks.grid.visit(lon - east, lat - north, lon + east, lat + north, visit)
  }

  #chance(bytes: number): string {
    return hex(this.#random.bytes(bytes))
  }
}

function isReachable(
  from: {lon: number; lat: number; at: number},
  to: {lon: number; lat: number; at: number},
  speed: number,
  kind: number,
): boolean {
  if (Number.isNaN(from.lon)) return true
  const seconds = Math.abs(to.at - from.at) / 1_000
  const reach = SAME_IDENTITY_WITHIN + Math.max(kind === AIRCRAFT ? FAST_AIRCRAFT : FAST, speed) * seconds
  return distanceBetween(from.lon, from.lat, to.lon, to.lat) <= reach
}

/** Whether others, or this node after a restart, may know the object by the same name. */
function isLasting(subject: string): boolean {
  return !subject.startsWith('plot:') && !subject.startsWith('device:')
}
