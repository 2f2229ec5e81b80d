import {assert} from '../../shared/base/assert.ts'
import {Emitter} from '../../shared/base/emitter.ts'
import type {ContactId, NationCode, TrackId, UnitId} from '../../shared/base/id.ts'
import {hex, type Random} from '../../shared/base/random.ts'
import {distanceBetween, KNOT} from '../../shared/geo/distance.ts'
import {isOnGlobe, type Position} from '../../shared/geo/position.ts'
import {freshness} from '../../shared/model/freshness.ts'
import {type Identity, IDENTITIES, kindCode} from '../../shared/model/object.ts'
import {
  type IdentityReport,
  type Intake,
  type Report,
  ReportFlag,
  type TextReport,
} from '../../shared/model/observation.ts'
import type {World} from '../../shared/model/world.ts'
import {type Details, DETAIL_FIELDS, labelOf, type Said, withReport} from './details.ts'
import {Grid} from './grid.ts'
import {Intervals} from './intervals.ts'
import {courseOf, Kalman, movedOn, velocityOf} from './kalman.ts'
import {type Plot, PlotAssociation} from './plots.ts'
import {SourceIndex} from './source-index.ts'
import {Table} from './table.ts'
import {TrackIds} from './track-ids.ts'
import {Trails} from './trails.ts'

/** A feed, or a partner's link, as the picture knows it. */
export type FeedDescriptor = {
  readonly name: string
  readonly kind: 'ais' | 'sbs' | 'aircraft-json' | 'observations' | 'link'
  /** Whose data it is: the own nation, or the partner behind a link. */
  readonly origin: NationCode
  readonly sensor?: 'radar' | 'camera' | 'ground' | 'drone' | 'patrol' | 'other' | undefined
  readonly world: World
  readonly trust: 'A' | 'B' | 'C' | 'D' | 'E' | 'F'
}

/** A unit of the own nation, by what its transmitter says. */
export type UnitIdentity = {readonly id: UnitId; readonly reportsAs: string | undefined}

/** A contact on a track: what it is called and how it is regarded. */
export type ContactMark = {readonly contact: ContactId; readonly label: string; readonly identity: Identity}

/** What one tick changed. Only the first `count` of `rows` count; the arrays are used again by the next call. */
export type Changes = {
  readonly tracks: {readonly rows: Int32Array; readonly count: number}
  readonly sources: {readonly rows: Int32Array; readonly count: number}
  readonly goneTracks: readonly {readonly row: number; readonly id: TrackId}[]
  readonly goneSources: readonly {readonly row: number; readonly generation: number}[]
  readonly renamed: readonly number[]
}

/** Two reports of one identity farther apart than this are two objects: somebody uses another's number. */
const SAME_IDENTITY_WITHIN = 15_000
/** A newly heard identity takes over what a radar already holds within this. */
const IDENTIFIES_WITHIN = 350
/** Plots of a new track that make it one: this many within the first scans. */
const CONFIRMED_BY = 4
const TENTATIVE_SCANS = 3
const ANONYMOUS_FROM = 0x8000_0000
const DETAILS_NONE: Details = {}
const OWN = IDENTITIES.indexOf('own')
const PARTNER = IDENTITIES.indexOf('partner')
const IDENTIFIED = IDENTITIES.indexOf('identified')
const UNIDENTIFIED = IDENTITIES.indexOf('unidentified')
const CONTACT_KIND = kindCode('contact')

/**
 * One nation's picture. A *source* is what one feed says of one object and never mixes; a *track* is the node's own
 * association of sources: one symbol, one local id, led by the freshest own source. Rules in SPEC.md.
 */
export class Picture implements Intake {
  readonly sources: Table
  readonly tracks: Table
  /** Index in `IDENTITIES`, by track row. */
  readonly regard: Uint8Array
  readonly #nation: NationCode
  readonly #now: () => number
  readonly #random: Random
  readonly #ids: TrackIds
  readonly #feeds: FeedDescriptor[]
  readonly #units = new Map<string, UnitId>()

  readonly #sourceFeed: Uint16Array
  readonly #sourceId: Uint32Array
  readonly #sourceTrack: Int32Array
  readonly #nextSource: Int32Array
  readonly #plotCount: Uint16Array
  readonly #index: SourceIndex
  readonly #kalman: Kalman
  readonly #intervals: Intervals
  readonly #nominal: Float32Array
  readonly #details: (Details | undefined)[] = []
  readonly #saidAt: Float64Array

  readonly #firstSource: Int32Array
  readonly #leader: Int32Array
  /** 1 until enough plots have confirmed it: no reader is told. */
  readonly #tentative: Uint8Array
  readonly #subject: string[] = []
  readonly #bySubject = new Map<string, number>()
  readonly #grid: Grid
  readonly #trails: Trails
  readonly #contacts = new Map<number, ContactMark>()
  readonly #unitRows = new Map<number, UnitId>()
  readonly #plots: PlotAssociation
  #plotNumber = ANONYMOUS_FROM

  readonly #dirtyTracks: DirtyRows
  readonly #dirtySources: DirtyRows
  #goneTracks: {row: number; id: TrackId}[] = []
  #goneSources: {row: number; generation: number}[] = []
  #renamed = new Set<number>()
  readonly #arrivals: ((track: number, source: number) => void)[] = []
  readonly #texts = new Emitter<{track: number; report: TextReport}>()
  /** Reports that could not be placed: tables full, time absent. By reason. */
  readonly refused = {full: 0, position: 0}

  constructor(options: {
    nation: NationCode
    capacity: number
    now: () => number
    feeds: readonly FeedDescriptor[]
    units: readonly UnitIdentity[]
    random: Random
  }) {
    const {nation, capacity, now, feeds, units, random} = options
    assert(capacity <= TrackIds.mostRows, `at most ${TrackIds.mostRows} rows, got ${capacity}`)
    const sourceCapacity = Math.ceil(capacity * 1.5)
    this.#nation = nation
    this.#now = now
    this.#random = random
    this.#ids = new TrackIds(random)
    this.#feeds = [...feeds]
    for (const unit of units) if (unit.reportsAs !== undefined) this.#units.set(unit.reportsAs, unit.id)
    this.tracks = new Table(capacity)
    this.sources = new Table(sourceCapacity)
    this.regard = new Uint8Array(capacity)
    this.#sourceFeed = new Uint16Array(sourceCapacity)
    this.#sourceId = new Uint32Array(sourceCapacity)
    this.#sourceTrack = new Int32Array(sourceCapacity).fill(-1)
    this.#nextSource = new Int32Array(sourceCapacity).fill(-1)
    this.#plotCount = new Uint16Array(sourceCapacity)
    this.#nominal = new Float32Array(sourceCapacity)
    this.#saidAt = new Float64Array(sourceCapacity)
    this.#index = new SourceIndex({feed: this.#sourceFeed, id: this.#sourceId})
    this.#kalman = new Kalman(sourceCapacity)
    this.#intervals = new Intervals(sourceCapacity)
    this.#firstSource = new Int32Array(capacity).fill(-1)
    this.#leader = new Int32Array(capacity).fill(-1)
    this.#tentative = new Uint8Array(capacity)
    this.#grid = new Grid(capacity)
    this.#trails = new Trails(capacity)
    this.#dirtyTracks = new DirtyRows(capacity)
    this.#dirtySources = new DirtyRows(sourceCapacity)
    this.#plots = new PlotAssociation({
      near: (lon, lat, metres, visit) => this.#near(lon, lat, metres, visit),
      predict: (track, feed, at) => this.#predict(track, feed, at),
      take: (track, plot) => this.#takePlot(track, plot),
      begin: plot => this.#beginTrack(plot),
    })
  }

  /** Another feed: a partner's link. Its index goes into reports. */
  addFeed(descriptor: FeedDescriptor): number {
    return this.#feeds.push(descriptor) - 1
  }

  // Intake

  report(report: Report): void {
    if (report.id === 0) {
      if (isOnGlobe(report.lon, report.lat)) this.#plots.add({...report})
      else this.refused.position++
      return
    }
    let source = this.#index.find(report.feed, report.id)
    if (source < 0) {
      source = this.#newSource(report.feed, report.id, report.kind)
      if (source < 0) return
    }
    const {sources} = this
    const before = sources.at[source] ?? NaN
    if (report.at < before) return // older than what is known
    if (report.at > before)
      sources.interval[source] = this.#intervals.add(
        source,
        report.at - before,
        report.interval,
        sources.interval[source] ?? report.interval,
      )
    if ((this.#nominal[source] ?? 0) !== report.interval) {
      this.#nominal[source] = report.interval
      sources.interval[source] = report.interval
      this.#intervals.reset(source)
    }
    sources.at[source] = report.at
    if (isOnGlobe(report.lon, report.lat)) {
      sources.lon[source] = report.lon
      sources.lat[source] = report.lat
    } else if (!Number.isNaN(report.lon) || !Number.isNaN(report.lat)) this.refused.position++
    sources.speed[source] = report.speed
    sources.course[source] = report.course
    sources.heading[source] = report.heading
    sources.altitude[source] = report.altitude
    sources.accuracy[source] = report.accuracy
    sources.status[source] = report.status
    sources.flags[source] = report.flags
    if (report.kind !== CONTACT_KIND) sources.kind[source] = report.kind
    this.#arrived(source)
  }

  identity(report: IdentityReport): void {
    let source = this.#index.find(report.feed, report.id)
    if (source < 0) {
      source = this.#newSource(report.feed, report.id, report.kind)
      if (source < 0) return
      this.sources.flags[source] = report.flags
    }
    const held = this.#details[source] ?? DETAILS_NONE
    const next = withReport(held, report)
    this.#saidAt[source] = report.at
    if (next === held) return
    this.#details[source] = next
    const track = this.#sourceTrack[source] ?? -1
    if (track >= 0) {
      if (next.mmsi !== held.mmsi || next.hex !== held.hex || next.device !== held.device)
        this.#reassociate(source, track)
      this.#renamedTrack(this.#sourceTrack[source] ?? track)
    }
    this.#dirtySources.add(source)
    this.sources.version[source] = (this.sources.version[source] ?? 0) + 1
  }

  text(report: TextReport): void {
    let source = this.#index.find(report.feed, report.id)
    if (source < 0) source = this.#newSource(report.feed, report.id, kindCode('vessel'))
    if (source < 0) return
    if ((report.flags & ReportFlag.DISTRESS) !== 0)
      this.sources.flags[source] = (this.sources.flags[source] ?? 0) | report.flags
    const track = this.#sourceTrack[source] ?? -1
    this.#texts.emit({track, report})
  }

  // Lookups

  /** Track of a source; −1 while the source has no place yet. */
  trackOf(source: number): number {
    return this.#sourceTrack[source] ?? -1
  }

  *sourcesOf(track: number): Iterable<number> {
    for (let source = this.#firstSource[track] ?? -1; source >= 0; source = this.#nextSource[source] ?? -1) yield source
  }

  /** The source whose measurement the track shows. */
  leaderOf(track: number): number {
    return this.#leader[track] ?? -1
  }

  feedOf(source: number): FeedDescriptor {
    const feed = this.#feeds[this.#sourceFeed[source] ?? 0]
    assert(feed !== undefined, `a feed of source ${source}`)
    return feed
  }

  feedIndexOf(source: number): number {
    return this.#sourceFeed[source] ?? 0
  }

  /** Identity of a source within its feed; for plots a number of our own. */
  identityInFeed(source: number): number {
    return this.#sourceId[source] ?? 0
  }

  isAnonymous(source: number): boolean {
    return (this.#sourceId[source] ?? 0) >= ANONYMOUS_FROM
  }

  sourceDetails(source: number): Details {
    return this.#details[source] ?? DETAILS_NONE
  }

  /** Each field by who said it: the own nation's word first, then the newest. */
  saidOf(track: number): Map<keyof Details, Said> {
    const said = new Map<keyof Details, Said>()
    for (const source of this.sourcesOf(track)) {
      const details = this.sourceDetails(source)
      const {origin} = this.feedOf(source)
      const at = this.#saidAt[source] ?? NaN
      for (const field of DETAIL_FIELDS) {
        const value = details[field]
        const held = said.get(field)
        const better =
          held === undefined ||
          (held.origin !== this.#nation && origin === this.#nation) ||
          (held.origin === origin && at > held.at)
        if (value !== undefined && better) said.set(field, {value, origin, at, source})
      }
    }
    return said
  }

  /** The same without who said it. */
  detailsOf(track: number): Details {
    const details: Record<string, string | number> = {}
    for (const [field, {value}] of this.saidOf(track)) details[field] = value
    return details
  }

  /** What the own nation calls it: designator, else name, call sign, MMSI or hex. */
  labelOf(track: number): string {
    return this.#contacts.get(track)?.label ?? labelOf(this.detailsOf(track))
  }

  identityOf(track: number): Identity {
    return IDENTITIES[this.regard[track] ?? UNIDENTIFIED] ?? 'unidentified'
  }

  idOf(track: number): TrackId {
    return this.#ids.idOf(track, this.tracks.generation[track] ?? 0)
  }

  /** −1 when the picture no longer holds it. */
  rowOf(id: TrackId): number {
    const {row, generation} = this.#ids.read(id)
    const isHeld = row < this.tracks.capacity && this.tracks.held[row] === 1 && this.#tentative[row] === 0
    return isHeld && TrackIds.isSameGeneration(this.tracks.generation[row] ?? 0, generation) ? row : -1
  }

  /** A name that outlives the row: `mmsi:…`, `hex:…`, `unit:…`, else one of chance. */
  subjectKey(track: number): string {
    return this.#subject[track] ?? ''
  }

  /** −1 when no track has that name now. */
  rowOfSubject(key: string): number {
    return this.#bySubject.get(key) ?? -1
  }

  unitOf(track: number): UnitId | undefined {
    return this.#unitRows.get(track)
  }

  trailOf(track: number): [number, number, number][] {
    return this.#trails.of(track)
  }

  isTentative(track: number): boolean {
    return this.#tentative[track] === 1
  }

  /** Confirmed tracks whose last place lies in the box. */
  within(box: {west: number; south: number; east: number; north: number}, visit: (track: number) => void): void {
    const {lon, lat} = this.tracks
    this.#grid.visit(box.west, box.south, box.east, box.north, row => {
      const x = lon[row] ?? NaN
      const y = lat[row] ?? NaN
      if (this.#tentative[row] === 0 && x >= box.west && x <= box.east && y >= box.south && y <= box.north) visit(row)
    })
  }

  /** The `count` nearest confirmed tracks that `accept` agrees to, with their distance in metres. */
  nearest(
    place: Position,
    count: number,
    accept: (track: number) => boolean = () => true,
  ): {row: number; metres: number}[] {
    for (let reach = 0.25; ; reach *= 4) {
      const found: {row: number; metres: number}[] = []
      this.within(
        {west: place.lon - reach * 2, south: place.lat - reach, east: place.lon + reach * 2, north: place.lat + reach},
        row => {
          if (accept(row))
            found.push({
              row,
              metres: distanceBetween(place.lon, place.lat, this.tracks.lon[row] ?? NaN, this.tracks.lat[row] ?? NaN),
            })
        },
      )
      found.sort((a, b) => a.metres - b.metres)
      const sure = reach * 111_000
      const near = found.filter(each => each.metres <= sure)
      if (near.length >= count || reach > 90) return (reach > 90 ? found : near).slice(0, count)
    }
  }

  /** All confirmed tracks. */
  *rows(): Iterable<number> {
    const {held, capacity} = this.tracks
    let left = this.tracks.size
    for (let row = 0; row < capacity && left > 0; row++) {
      if (held[row] !== 1) continue
      left--
      if (this.#tentative[row] === 0) yield row
    }
  }

  // What others know of a track

  /** A contact has been opened on it, or closed (undefined). */
  setContact(track: number, mark: ContactMark | undefined): void {
    if (mark === undefined) this.#contacts.delete(track)
    else this.#contacts.set(track, mark)
    this.#regard(track)
    this.#renamedTrack(track)
    this.#touch(track)
  }

  contactOf(track: number): ContactMark | undefined {
    return this.#contacts.get(track)
  }

  // Telling

  /** Called for every measurement, at once. */
  onArrival(listener: (track: number, source: number) => void): void {
    this.#arrivals.push(listener)
  }

  onText(listener: (said: {track: number; report: TextReport}) => void): void {
    this.#texts.on(listener)
  }

  /** What changed since the last call. */
  drain(): Changes {
    this.#plots.flush()
    const changes: Changes = {
      tracks: this.#dirtyTracks.take(),
      sources: this.#dirtySources.take(),
      goneTracks: this.#goneTracks,
      goneSources: this.#goneSources,
      renamed: [...this.#renamed],
    }
    this.#goneTracks = []
    this.#goneSources = []
    this.#renamed = new Set()
    return changes
  }

  /** Lets go of what has been lost for ten minutes, and leads tracks by what is still fresh. Once a second. */
  sweep(): void {
    const now = this.#now()
    const {tracks, sources} = this
    for (let row = 0, left = sources.size; row < sources.capacity && left > 0; row++) {
      if (sources.held[row] !== 1) continue
      left--
      const age = now - (sources.at[row] ?? now)
      const interval = sources.interval[row] ?? 10_000
      const isPlot = this.isAnonymous(row)
      const track = this.#sourceTrack[row] ?? -1
      const alone = track >= 0 && this.#firstSource[track] === row && (this.#nextSource[row] ?? -1) < 0
      if (
        track >= 0 && this.#tentative[track] === 1
          ? age > TENTATIVE_SCANS * interval
          : isPlot && !alone
            ? age > 60_000
            : freshness(age, interval) === 'gone'
      )
        this.#dropSource(row)
    }
    for (let row = 0, left = tracks.size; row < tracks.capacity && left > 0; row++) {
      if (tracks.held[row] !== 1) continue
      left--
      if (this.#tentative[row] === 0 && this.#lead(row)) this.#touch(row)
    }
  }

  // Association by identity

  #newSource(feed: number, id: number, kind: number): number {
    const source = this.sources.allocate()
    if (source < 0) {
      this.refused.full++
      return -1
    }
    this.#sourceFeed[source] = feed
    this.#sourceId[source] = id
    this.#sourceTrack[source] = -1
    this.#nextSource[source] = -1
    this.#plotCount[source] = 0
    this.#nominal[source] = 0
    this.#details[source] = undefined
    this.#intervals.reset(source)
    this.sources.kind[source] = kind
    this.#index.add(source)
    return source
  }

  #arrived(source: number): void {
    const {sources} = this
    if (Number.isNaN(sources.lon[source] ?? NaN)) return // named, but never placed
    let track = this.#sourceTrack[source] ?? -1
    if (track < 0) {
      track = this.#trackFor(source)
      if (track < 0) return
    }
    this.#dirtySources.add(source)
    sources.version[source] = (sources.version[source] ?? 0) + 1
    this.#lead(track)
    if (this.#leader[track] === source) this.#show(track, source)
    for (const listener of this.#arrivals) listener(track, source)
  }

  /** The names under which other feeds may know the same object. */
  #subjectOf(source: number): string | undefined {
    const details = this.sourceDetails(source)
    const feed = this.feedOf(source)
    const mmsi = details.mmsi ?? (feed.kind === 'ais' ? String(this.#sourceId[source]).padStart(9, '0') : undefined)
    const address =
      details.hex ??
      (feed.kind === 'sbs' || feed.kind === 'aircraft-json'
        ? (this.#sourceId[source] ?? 0).toString(16).padStart(6, '0')
        : undefined)
    const unit = this.#units.get(details.device ?? '') ?? this.#units.get(mmsi ?? '') ?? this.#units.get(address ?? '')
    if (unit !== undefined && feed.origin === this.#nation) return `unit:${unit}`
    if (mmsi !== undefined) return `mmsi:${mmsi}`
    if (address !== undefined) return `hex:${address}`
    return details.device === undefined ? undefined : `device:${feed.origin}:${feed.name}:${details.device}`
  }

  #trackFor(source: number): number {
    const subject = this.#subjectOf(source)
    const known = subject === undefined ? -1 : this.rowOfSubject(subject)
    if (known >= 0 && this.#isPlausible(known, source)) {
      this.#attach(source, known)
      return known
    }
    const held = subject === undefined ? -1 : this.#heldByRadar(source)
    if (held >= 0) {
      this.#attach(source, held)
      if (subject !== undefined && known < 0) this.#name(held, subject)
      this.#renamedTrack(held)
      return held
    }
    return this.#newTrack(source, known < 0 ? subject : undefined)
  }

  /** Whether a track of the same identity can be the same object by its place. */
  #isPlausible(track: number, source: number): boolean {
    const {tracks, sources} = this
    const seconds = Math.abs((sources.at[source] ?? 0) - (tracks.at[track] ?? 0)) / 1_000
    const speed = Math.max(tracks.speed[track] || 0, sources.speed[source] || 0, 20 * KNOT)
    const metres = distanceBetween(
      tracks.lon[track] ?? NaN,
      tracks.lat[track] ?? NaN,
      sources.lon[source] ?? NaN,
      sources.lat[source] ?? NaN,
    )
    return metres <= SAME_IDENTITY_WITHIN + speed * seconds
  }

  /** A track without identity at the same place: what the newly heard one is. */
  #heldByRadar(source: number): number {
    const {sources, tracks} = this
    const at = sources.at[source] ?? 0
    let best = -1
    let nearest = IDENTIFIES_WITHIN
    this.#near(sources.lon[source] ?? NaN, sources.lat[source] ?? NaN, IDENTIFIES_WITHIN * 2, track => {
      if (!this.#isAnonymousTrack(track) || at - (tracks.at[track] ?? 0) > 30_000) return
      const there = this.#predict(track, -1, at)
      const metres = distanceBetween(there.lon, there.lat, sources.lon[source] ?? NaN, sources.lat[source] ?? NaN)
      if (metres < nearest) {
        nearest = metres
        best = track
      }
    })
    return best
  }

  #isAnonymousTrack(track: number): boolean {
    for (const source of this.sourcesOf(track)) if (!this.isAnonymous(source)) return false
    return true
  }

  /** It has said another identity than it was filed under: it may belong to another track. */
  #reassociate(source: number, track: number): void {
    const subject = this.#subjectOf(source)
    if (subject === undefined || this.#subject[track] === subject) return
    const known = this.rowOfSubject(subject)
    if (known < 0) this.#name(track, subject)
    else if (known !== track && this.#isPlausible(known, source)) {
      this.#detach(source, track)
      this.#attach(source, known)
    }
  }

  #newTrack(source: number, subject: string | undefined): number {
    const track = this.tracks.allocate()
    if (track < 0) {
      this.refused.full++
      return -1
    }
    this.#firstSource[track] = this.#leader[track] = -1
    this.#tentative[track] = 0
    this.#trails.reset(track)
    this.#name(track, subject ?? `plot:${hex(this.#random.bytes(8))}`)
    this.#attach(source, track)
    this.#renamed.add(track)
    return track
  }

  #name(track: number, subject: string): void {
    const before = this.#subject[track]
    if (before !== undefined && this.#bySubject.get(before) === track) this.#bySubject.delete(before)
    this.#subject[track] = subject
    if (!this.#bySubject.has(subject)) this.#bySubject.set(subject, track)
    if (subject.startsWith('unit:')) this.#unitRows.set(track, subject.slice(5) as UnitId)
  }

  #attach(source: number, track: number): void {
    this.#sourceTrack[source] = track
    this.#nextSource[source] = this.#firstSource[track] ?? -1
    this.#firstSource[track] = source
    this.#regard(track)
  }

  #detach(source: number, track: number): void {
    let before = -1
    for (let each = this.#firstSource[track] ?? -1; each >= 0 && each !== source; each = this.#nextSource[each] ?? -1)
      before = each
    const next = this.#nextSource[source] ?? -1
    if (before < 0) this.#firstSource[track] = next
    else this.#nextSource[before] = next
    this.#nextSource[source] = -1
    this.#sourceTrack[source] = -1
    if (this.#leader[track] === source) this.#leader[track] = -1
    if ((this.#firstSource[track] ?? -1) < 0) this.#dropTrack(track)
    else {
      this.#regard(track)
      this.#renamed.add(track)
    }
  }

  #dropSource(source: number): void {
    const track = this.#sourceTrack[source] ?? -1
    if (track >= 0) this.#detach(source, track)
    this.#goneSources.push({row: source, generation: this.sources.generation[source] ?? 0})
    this.#index.remove(source)
    this.#details[source] = undefined
    this.sources.release(source)
  }

  #dropTrack(track: number): void {
    if (this.#tentative[track] === 0) this.#goneTracks.push({row: track, id: this.idOf(track)})
    const subject = this.#subject[track]
    if (subject !== undefined && this.#bySubject.get(subject) === track) this.#bySubject.delete(subject)
    this.#subject[track] = ''
    this.#contacts.delete(track)
    this.#unitRows.delete(track)
    this.#grid.remove(track)
    this.tracks.release(track)
  }

  // Association of anonymous plots

  #near(lon: number, lat: number, metres: number, visit: (track: number) => void): void {
    const north = metres / 111_000
    const east = north / Math.max(0.05, Math.cos((lat * Math.PI) / 180))
    this.#grid.visit(lon - east, lat - north, lon + east, lat + north, visit)
  }

  /** The place at `at`: by the feed's own estimate where it has one, else by the leader's last report. */
  #predict(track: number, feed: number, at: number): {lon: number; lat: number; spread: number} {
    const {sources, tracks} = this
    let own = -1
    for (let source = this.#firstSource[track] ?? -1; source >= 0; source = this.#nextSource[source] ?? -1)
      if (this.#sourceFeed[source] === feed) own = source
    const leader = this.#leader[track] ?? -1
    const isLedBetter =
      leader >= 0 && !this.isAnonymous(leader) && at - (sources.at[leader] ?? 0) <= 2 * (sources.interval[leader] ?? 0)
    if (own >= 0 && !isLedBetter) {
      const seconds = Math.max(0, (at - (sources.at[own] ?? at)) / 1_000)
      const velocity = {east: this.#kalman.east[own] ?? 0, north: this.#kalman.north[own] ?? 0}
      return {
        ...movedOn(sources.lon[own] ?? NaN, sources.lat[own] ?? NaN, velocity, seconds),
        spread: this.#kalman.spread(own, seconds),
      }
    }
    const seconds = Math.max(-5, Math.min(60, (at - (tracks.at[track] ?? at)) / 1_000))
    const anonymous = leader >= 0 && this.isAnonymous(leader)
    const velocity = anonymous
      ? {east: this.#kalman.east[leader] ?? 0, north: this.#kalman.north[leader] ?? 0}
      : velocityOf(tracks.speed[track] ?? NaN, tracks.course[track] ?? NaN)
    const accuracy = tracks.accuracy[track]
    return {
      ...movedOn(tracks.lon[track] ?? NaN, tracks.lat[track] ?? NaN, velocity, seconds),
      spread:
        (accuracy === undefined || Number.isNaN(accuracy) ? 30 : accuracy) +
        (velocity === undefined ? 8 : 1.5) * Math.abs(seconds),
    }
  }

  #takePlot(track: number, plot: Plot): void {
    let source = -1
    for (let each = this.#firstSource[track] ?? -1; each >= 0; each = this.#nextSource[each] ?? -1)
      if (this.#sourceFeed[each] === plot.feed && this.isAnonymous(each)) source = each
    if (source < 0) {
      const velocity = velocityOf(this.tracks.speed[track] ?? NaN, this.tracks.course[track] ?? NaN)
      source = this.#plotSource(plot, velocity)
      if (source < 0) return
      this.#attach(source, track)
    } else {
      const {sources} = this
      const seconds = Math.max(0.1, (plot.at - (sources.at[source] ?? plot.at)) / 1_000)
      const place = this.#kalman.update(
        source,
        seconds,
        {lon: sources.lon[source] ?? plot.lon, lat: sources.lat[source] ?? plot.lat},
        plot,
      )
      this.#placePlot(source, plot, place)
    }
    const count = (this.#plotCount[source] ?? 0) + 1
    this.#plotCount[source] = count
    if (this.#tentative[track] === 1 && count >= CONFIRMED_BY) {
      this.#tentative[track] = 0
      this.#renamed.add(track)
    }
    this.#afterPlot(track, source)
  }

  #beginTrack(plot: Plot): void {
    const source = this.#plotSource(plot, velocityOf(plot.speed, plot.course))
    if (source < 0) return
    const track = this.#newTrack(source, undefined)
    if (track < 0) return
    this.#tentative[track] = 1
    this.#plotCount[source] = 1
    this.#afterPlot(track, source)
  }

  #plotSource(plot: Plot, velocity: {east: number; north: number} | undefined): number {
    this.#plotNumber = this.#plotNumber >= 0xffff_fffe ? ANONYMOUS_FROM : this.#plotNumber + 1
    const source = this.#newSource(plot.feed, this.#plotNumber, plot.kind)
    if (source < 0) return -1
    this.#kalman.start(source, plot.accuracy, velocity)
    this.#placePlot(source, plot, plot)
    return source
  }

  #placePlot(source: number, plot: Plot, place: {lon: number; lat: number}): void {
    const {sources} = this
    const motion = courseOf(this.#kalman.east[source] ?? 0, this.#kalman.north[source] ?? 0)
    const settled = (this.#plotCount[source] ?? 0) >= CONFIRMED_BY
    sources.at[source] = plot.at
    sources.lon[source] = place.lon
    sources.lat[source] = place.lat
    sources.speed[source] = settled ? motion.speed : NaN
    sources.course[source] = settled ? motion.course : NaN
    sources.altitude[source] = plot.altitude
    sources.accuracy[source] = this.#kalman.spread(source, 0)
    sources.interval[source] = plot.interval
    sources.flags[source] = plot.flags
  }

  #afterPlot(track: number, source: number): void {
    this.#dirtySources.add(source)
    this.sources.version[source] = (this.sources.version[source] ?? 0) + 1
    this.#lead(track)
    if (this.#leader[track] === source) this.#show(track, source)
    if (this.#tentative[track] === 0) for (const listener of this.#arrivals) listener(track, source)
  }

  // One symbol

  /** Chooses who leads: the own before a partner's, who names itself before a plot, while fresh; else the newest. True when that changed. */
  #lead(track: number): boolean {
    const now = this.#now()
    const {sources} = this
    let best = -1
    let rank = -Infinity
    for (let source = this.#firstSource[track] ?? -1; source >= 0; source = this.#nextSource[source] ?? -1) {
      const at = sources.at[source] ?? NaN
      if (Number.isNaN(at) || Number.isNaN(sources.lon[source] ?? NaN)) continue
      const isFresh = now - at <= 2 * (sources.interval[source] ?? 0)
      const isOwn = this.feedOf(source).origin === this.#nation
      const value = isFresh ? 4e15 + (isOwn ? 2e15 : 0) + (this.isAnonymous(source) ? 0 : 1e15) + at / 1e6 : at
      if (value > rank) {
        rank = value
        best = source
      }
    }
    if (best === this.#leader[track]) return false
    this.#leader[track] = best
    if (best >= 0) this.#show(track, best)
    return true
  }

  #show(track: number, source: number): void {
    const {tracks, sources} = this
    tracks.at[track] = sources.at[source] ?? NaN
    tracks.lon[track] = sources.lon[source] ?? NaN
    tracks.lat[track] = sources.lat[source] ?? NaN
    tracks.speed[track] = sources.speed[source] ?? NaN
    tracks.course[track] = sources.course[source] ?? NaN
    tracks.heading[track] = sources.heading[source] ?? NaN
    tracks.altitude[track] = sources.altitude[source] ?? NaN
    tracks.accuracy[track] = sources.accuracy[source] ?? NaN
    tracks.interval[track] = sources.interval[source] ?? 10_000
    tracks.status[track] = sources.status[source] ?? NaN
    if (sources.kind[source] !== CONTACT_KIND) tracks.kind[track] = sources.kind[source] ?? CONTACT_KIND
    let flags = sources.flags[source] ?? 0
    for (let each = this.#firstSource[track] ?? -1; each >= 0; each = this.#nextSource[each] ?? -1)
      flags |= (sources.flags[each] ?? 0) & ReportFlag.DISTRESS
    if (this.regard[track] === OWN) flags |= ReportFlag.OWN
    tracks.flags[track] = flags
    this.#grid.put(track, tracks.lon[track] ?? 0, tracks.lat[track] ?? 0)
    this.#trails.add(track, tracks.lon[track] ?? 0, tracks.lat[track] ?? 0, tracks.at[track] ?? 0)
    this.#touch(track)
  }

  /** How it is regarded: by its contact, as own, as a partner's, by whether anything names it. */
  #regard(track: number): void {
    const mark = this.#contacts.get(track)
    let named = false
    let own = false
    let partner = true
    for (let source = this.#firstSource[track] ?? -1; source >= 0; source = this.#nextSource[source] ?? -1) {
      if (!this.isAnonymous(source)) named = true
      if ((this.sources.flags[source] ?? 0) & ReportFlag.OWN) own = true
      if (this.feedOf(source).origin === this.#nation) partner = false
    }
    const isUnit = this.#unitRows.has(track)
    this.regard[track] =
      mark !== undefined
        ? IDENTITIES.indexOf(mark.identity)
        : isUnit
          ? OWN
          : own && partner
            ? PARTNER
            : named
              ? IDENTIFIED
              : UNIDENTIFIED
    if (isUnit) this.tracks.flags[track] = (this.tracks.flags[track] ?? 0) | ReportFlag.OWN
  }

  #renamedTrack(track: number): void {
    this.#renamed.add(track)
  }

  #touch(track: number): void {
    this.tracks.version[track] = (this.tracks.version[track] ?? 0) + 1
    if (this.#tentative[track] === 0) this.#dirtyTracks.add(track)
  }
}

/** Rows that changed, each once, in two buffers: one is read while the other fills. */
class DirtyRows {
  readonly #marked: Uint8Array
  #filling: Int32Array
  #reading: Int32Array
  #count = 0

  constructor(capacity: number) {
    this.#marked = new Uint8Array(capacity)
    this.#filling = new Int32Array(capacity)
    this.#reading = new Int32Array(capacity)
  }

  add(row: number): void {
    if (this.#marked[row] === 1) return
    this.#marked[row] = 1
    this.#filling[this.#count++] = row
  }

  take(): {rows: Int32Array; count: number} {
    const rows = this.#filling
    const count = this.#count
    this.#filling = this.#reading
    this.#reading = rows
    this.#count = 0
    for (let index = 0; index < count; index++) this.#marked[rows[index] ?? 0] = 0
    return {rows, count}
  }
}
