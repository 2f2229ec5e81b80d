import {assert} from '../../shared/base/assert.ts'
import type {Stop} from '../../shared/base/clock.ts'
import {Emitter} from '../../shared/base/emitter.ts'
import type {NationCode, TrackId, UnitId} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'
import type {Position} from '../../shared/geo/position.ts'
import {type Identity, IDENTITIES} from '../../shared/model/object.ts'
import type {IdentityReport, Intake, Report, TextReport} from '../../shared/model/observation.ts'
import {Association} from './association.ts'
import {ChangeLog, type Changes} from './changes.ts'
import {type Details, labelOf, mergedDetails, type Said} from './details.ts'
import {type FeedDescriptor, Feeds} from './feeds.ts'
import {Fusion} from './fusion.ts'
import {PictureIntake, type Refused, type SaidText} from './intake.ts'
import {nearestTracks, tracksWithin} from './nearby.ts'
import {PlotTracks} from './plot-tracks.ts'
import {Predictor} from './prediction.ts'
import {Reconcile} from './reconcile.ts'
import {SourceRows} from './source-rows.ts'
import {type ContactMark, Subjects, type UnitIdentity} from './subjects.ts'
import type {Table} from './table.ts'
import {TrackIds} from './track-ids.ts'
import {TrackRows} from './track-rows.ts'
import type {Dot} from './trails.ts'
import {type UncertainMotion, uncertainMotion} from './uncertain-motion.ts'

export type {Changes} from './changes.ts'
export type {FeedDescriptor} from './feeds.ts'
export type {SaidText} from './intake.ts'
export type {ContactMark, UnitIdentity} from './subjects.ts'

const UNIDENTIFIED = IDENTITIES.indexOf('unidentified')
/** How many sources a track has on average, at most. */
const SOURCES_PER_TRACK = 1.5

/**
 * One nation's picture. A *source* is what one feed says of one object and never mixes; a *track* is the node's own
 * association of sources: one symbol, one local id, led by the freshest own source. Rules in SPEC.md.
 */
export class Picture implements Intake {
  /** Rows of sources. Whoever reads columns leaves them as they are; only policy writes `audience`. */
  readonly sources: Table
  readonly tracks: Table
  /** What was refused, by reason. */
  readonly refused: Refused = {full: 0, position: 0, time: 0, late: 0}
  readonly #nation: NationCode
  readonly #now: () => number
  readonly #ids: TrackIds
  readonly #feeds: Feeds
  readonly #subjects: Subjects
  readonly #sourceRows: SourceRows
  readonly #trackRows: TrackRows
  readonly #changes: ChangeLog
  readonly #fusion: Fusion
  readonly #association: Association
  readonly #intake: PictureIntake
  readonly #reconcile: Reconcile
  readonly #arrivals: ((track: number, source: number) => void)[] = []
  readonly #texts = new Emitter<SaidText>()
  readonly #gone = new Emitter<number>()

  /** `capacity`: how many tracks at once. `now`: picture time, ms. */
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
    this.#nation = nation
    this.#now = now
    this.#ids = new TrackIds(random)
    this.#subjects = new Subjects(capacity)
    this.#feeds = new Feeds(nation, feeds)
    const sources = new SourceRows(Math.ceil(capacity * SOURCES_PER_TRACK))
    const tracks = new TrackRows(capacity)
    this.#sourceRows = sources
    this.#trackRows = tracks
    this.sources = sources.table
    this.tracks = tracks.table
    this.#changes = new ChangeLog(tracks.table.capacity, sources.table.capacity)
    const predictor = new Predictor(sources, tracks)
    const shared = {sources, tracks, feeds: this.#feeds, subjects: this.#subjects, predictor}
    this.#fusion = new Fusion({...shared, changes: this.#changes, now})
    const onMeasured = (track: number, source: number) => this.#measured(track, source)
    const onFull = () => this.refused.full++
    const fusion = this.#fusion
    const association = new Association({
      ...shared,
      fusion,
      random,
      nation,
      units,
      onDropped: (track, into) => this.#dropped(track, into),
      onSourceDropped: source => this.#changes.goneSource(source, sources.table.generation[source] ?? 0),
      onFull,
    })
    this.#association = association
    const plotTracks = new PlotTracks({...shared, fusion, association, onMeasured, onFull})
    this.#intake = new PictureIntake({
      ...shared,
      fusion,
      association,
      plotTracks,
      refused: this.refused,
      onMeasured,
      onText: said => this.#texts.emit(said),
    })
    this.#reconcile = new Reconcile({...shared, fusion, association})
  }

  /** Another feed: a partner's link. Its index goes into reports. */
  addFeed(descriptor: FeedDescriptor): number {
    return this.#feeds.add(descriptor)
  }

  // Intake: see PictureIntake

  report(report: Report): void {
    this.#intake.report(report)
  }

  identity(report: IdentityReport): void {
    this.#intake.identity(report)
  }

  text(report: TextReport): void {
    this.#intake.text(report)
  }

  #measured(track: number, source: number): void {
    this.#fusion.touchSource(source)
    const changed = this.#fusion.lead(track)
    if (changed || this.#trackRows.leader[track] === source) this.#fusion.show(track)
    if (this.#trackRows.tentative[track] === 1) return
    for (const listener of this.#arrivals) listener(track, source)
  }

  #dropped(track: number, into: number): void {
    if (this.#trackRows.tentative[track] === 1) return
    this.#changes.goneTrack(track, this.idOf(track), into < 0 ? undefined : this.idOf(into))
    this.#gone.emit(track)
  }

  /** Lets go of a feed's identity that its origin has taken back; of its track too, where nothing else holds it. */
  drop(feed: number, id: number): void {
    const source = this.sourceOf(feed, id)
    if (source >= 0) this.#association.drop(source)
  }

  // Lookups: sources

  /** Track of a source; −1 while the source has no place yet. */
  trackOf(source: number): number {
    return this.#sourceRows.track[source] ?? -1
  }

  /** First source of a track, −1 for none: with {@link nextSource} a loop without allocation. */
  firstSource(track: number): number {
    return this.#trackRows.first[track] ?? -1
  }

  nextSource(source: number): number {
    return this.#sourceRows.next[source] ?? -1
  }

  *sourcesOf(track: number): Iterable<number> {
    for (let source = this.firstSource(track); source >= 0; source = this.nextSource(source)) yield source
  }

  /** The source whose measurement the track shows. */
  leaderOf(track: number): number {
    return this.#trackRows.leader[track] ?? -1
  }

  /** The row of a feed's identity; −1 for none. */
  sourceOf(feed: number, id: number): number {
    return this.#sourceRows.find(feed, id)
  }

  feedOf(source: number): FeedDescriptor {
    return this.#feeds.get(this.feedIndexOf(source))
  }

  feedIndexOf(source: number): number {
    return this.#sourceRows.feed[source] ?? 0
  }

  /** When anything at all last came over the feed, picture time; NaN for never. */
  feedHeardAt(feed: number): number {
    return this.#feeds.heardAt(feed)
  }

  /** When the source last said anything, with or without a place, picture time. */
  heardAt(source: number): number {
    return this.#sourceRows.heardAt[source] ?? NaN
  }

  /** When the source last said what it is called, picture time; 0 where it never has. */
  saidAt(source: number): number {
    const at = this.#sourceRows.saidAt[source] ?? NaN
    return Number.isNaN(at) ? 0 : at
  }

  /** Identity of a source within its feed; 0 for one that anonymous plots built. */
  identityInFeed(source: number): number {
    return this.#sourceRows.id[source] ?? 0
  }

  /** Whether the source only measures: it says no MMSI, no ICAO address and is no unit. */
  isAnonymous(source: number): boolean {
    return this.#sourceRows.named[source] !== 1
  }

  sourceDetails(source: number): Details {
    return this.#sourceRows.details(source)
  }

  // Lookups: tracks

  /** Each field by who said it: the own nation's word first, then the newest. */
  saidOf(track: number): Map<keyof Details, Said> {
    const sources = [...this.sourcesOf(track)].map(source => ({
      source,
      details: this.sourceDetails(source),
      origin: this.feedOf(source).origin,
      at: this.#sourceRows.saidAt[source] ?? NaN,
    }))
    return mergedDetails(sources, this.#nation)
  }

  /** The same without who said it. */
  detailsOf(track: number): Details {
    const first = this.firstSource(track)
    if (first >= 0 && this.nextSource(first) < 0) return this.sourceDetails(first)
    const details: Record<string, string | number> = {}
    for (const [field, {value}] of this.saidOf(track)) details[field] = value
    return details
  }

  /** What the own nation calls it: designator, else name, call sign, MMSI or hex; else empty. */
  labelOf(track: number): string {
    const mark = this.#subjects.markOf(track)
    if (mark !== undefined) return mark.label
    const label = labelOf(this.detailsOf(track))
    const subject = this.#subjects.of(track)
    return label === '' && /^(mmsi|hex):/.test(subject) ? subject.replace(/^\w+:|#.*$/g, '') : label
  }

  identityOf(track: number): Identity {
    return IDENTITIES[this.#trackRows.regard[track] ?? UNIDENTIFIED] ?? 'unidentified'
  }

  idOf(track: number): TrackId {
    return this.#ids.idOf(track, this.tracks.generation[track] ?? 0)
  }

  /** −1 when the picture no longer holds it. */
  rowOf(id: TrackId): number {
    const {row, generation} = this.#ids.read(id)
    const isHeld = row < this.tracks.capacity && this.tracks.held[row] === 1 && !this.isTentative(row)
    return isHeld && TrackIds.isSameGeneration(this.tracks.generation[row] ?? 0, generation) ? row : -1
  }

  /** A name that outlives the row: `mmsi:…`, `hex:…`, `unit:…`, `device:…`; one of chance where nothing names it. */
  subjectKey(track: number): string {
    return this.#subjects.of(track)
  }

  /** −1 when no track has, or had, that name. */
  rowOfSubject(key: string): number {
    const row = this.#subjects.rowOf(key)
    return row >= 0 && !this.isTentative(row) ? row : -1
  }

  unitOf(track: number): UnitId | undefined {
    return this.#subjects.unitOf(track)
  }

  /** Not yet confirmed: known to the picture alone. */
  isTentative(track: number): boolean {
    return this.#trackRows.tentative[track] === 1
  }

  /** Where it has been, oldest first: finer and longer while somebody {@link watch}es it. */
  trailOf(track: number): readonly Dot[] {
    return this.#trackRows.trails.of(track)
  }

  watch(track: number): void {
    this.#trackRows.trails.watch(track)
  }

  unwatch(track: number): void {
    this.#trackRows.trails.unwatch(track)
  }

  /** Confirmed tracks whose last place lies in the box. */
  within(box: {west: number; south: number; east: number; north: number}, visit: (track: number) => void): void {
    tracksWithin(this.#trackRows, box, visit)
  }

  /** The `count` nearest confirmed tracks that `accept` agrees to, with their distance in metres. */
  nearest(place: Position, count: number, accept?: (track: number) => boolean): {row: number; metres: number}[] {
    return nearestTracks(this.#trackRows, place, count, accept ?? (() => true))
  }

  /** All confirmed tracks. */
  *rows(): Iterable<number> {
    const {held, capacity} = this.tracks
    for (let row = 0, left = this.tracks.size; row < capacity && left > 0; row++) {
      if (held[row] !== 1) continue
      left--
      if (!this.isTentative(row)) yield row
    }
  }

  /** Where a track is now, how it moves, and how well both are known; undefined where it does not say. */
  motionOf(track: number): UncertainMotion | undefined {
    return uncertainMotion({sources: this.#sourceRows, tracks: this.#trackRows}, track, this.#now())
  }

  // What others know of a track

  /** A contact has been opened on it, or closed (undefined). It stays with the object's name when the row goes. */
  setContact(track: number, mark: ContactMark | undefined): void {
    this.#subjects.mark(track, mark)
    this.#fusion.regard(track)
    this.#fusion.touch(track)
  }

  contactOf(track: number): ContactMark | undefined {
    return this.#subjects.markOf(track)
  }

  // Telling

  /** Called for every measurement of a confirmed track, at once. */
  onArrival(listener: (track: number, source: number) => void): void {
    this.#arrivals.push(listener)
  }

  onText(listener: (said: SaidText) => void): Stop {
    return this.#texts.on(listener)
  }

  /** Called with each confirmed track that is let go of, while its row can still be read. */
  onGone(listener: (track: number) => void): Stop {
    return this.#gone.on(listener)
  }

  /** What changed since the last call. Called once a tick. */
  drain(): Changes {
    this.#intake.flush()
    return this.#changes.take()
  }

  /** What time alone brings; once a second. */
  sweep(): void {
    this.#reconcile.sweep(this.#now())
  }
}
