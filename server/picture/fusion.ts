import {IDENTITIES, kindCode} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {ChangeLog} from './changes.ts'
import type {Feeds} from './feeds.ts'
import type {SourceRows} from './source-rows.ts'
import type {Subjects} from './subjects.ts'
import type {TrackRows} from './track-rows.ts'

const OWN = IDENTITIES.indexOf('own')
const PARTNER = IDENTITIES.indexOf('partner')
const IDENTIFIED = IDENTITIES.indexOf('identified')
const UNIDENTIFIED = IDENTITIES.indexOf('unidentified')
const CONTACT = kindCode('contact')

/** One symbol from several sources: which belong to a track, who leads, what it shows, how it is regarded. */
export class Fusion {
  readonly #sources: SourceRows
  readonly #tracks: TrackRows
  readonly #feeds: Feeds
  readonly #subjects: Subjects
  readonly #changes: ChangeLog
  readonly #now: () => number

  constructor(parts: {
    sources: SourceRows
    tracks: TrackRows
    feeds: Feeds
    subjects: Subjects
    changes: ChangeLog
    now: () => number
  }) {
    this.#sources = parts.sources
    this.#tracks = parts.tracks
    this.#feeds = parts.feeds
    this.#subjects = parts.subjects
    this.#changes = parts.changes
    this.#now = parts.now
  }

  attach(source: number, track: number): void {
    const {next} = this.#sources
    this.#sources.track[source] = track
    this.#sources.astray[source] = 0
    next[source] = this.#tracks.first[track] ?? -1
    this.#tracks.first[track] = source
    this.regard(track)
  }

  /** Takes a source out of its track. True when the track has none left: the caller lets go of it. */
  detach(source: number): boolean {
    const {next} = this.#sources
    const {first, leader} = this.#tracks
    const track = this.#sources.track[source] ?? -1
    if (track < 0) return false
    let before = -1
    for (let each = first[track] ?? -1; each >= 0 && each !== source; each = next[each] ?? -1) before = each
    if (before < 0) first[track] = next[source] ?? -1
    else next[before] = next[source] ?? -1
    next[source] = this.#sources.track[source] = -1
    if (leader[track] === source) leader[track] = -1
    if ((first[track] ?? -1) < 0) return true
    this.regard(track)
    if (this.lead(track)) this.show(track)
    return false
  }

  /**
   * Chooses who leads: among fresh sources (LIVE) the own before a partner's and, of those, one that names itself before
   * a plot; then the newest. Where none is fresh, the newest. True when that changed.
   */
  lead(track: number): boolean {
    const {table, next, named, feed} = this.#sources
    const {first, leader} = this.#tracks
    const head = first[track] ?? -1
    let best = head
    if (head >= 0 && (next[head] ?? -1) >= 0) {
      const now = this.#now()
      let rank = -1
      let newest = NaN
      best = -1
      for (let source = head; source >= 0; source = next[source] ?? -1) {
        const at = table.at[source] ?? NaN
        if (Number.isNaN(at)) continue
        const isFresh = now - at <= 2 * (table.interval[source] ?? 0)
        const value = isFresh ? 4 + (this.#feeds.isOwn(feed[source] ?? 0) ? 2 : 0) + (named[source] ?? 0) : 0
        if (value < rank || (value === rank && at <= newest)) continue
        rank = value
        newest = at
        best = source
      }
    }
    if (best === leader[track]) return false
    leader[track] = best
    return true
  }

  /** Copies its leader's measurement into the track. */
  show(track: number): void {
    const source = this.#tracks.leader[track] ?? -1
    if (source < 0) return
    const from = this.#sources.table
    const to = this.#tracks.table
    const lon = from.lon[source] ?? NaN
    const lat = from.lat[source] ?? NaN
    const at = from.at[source] ?? NaN
    to.at[track] = at
    to.lon[track] = lon
    to.lat[track] = lat
    to.speed[track] = from.speed[source] ?? NaN
    to.course[track] = from.course[source] ?? NaN
    to.heading[track] = from.heading[source] ?? NaN
    to.altitude[track] = from.altitude[source] ?? NaN
    to.accuracy[track] = from.accuracy[source] ?? NaN
    to.interval[track] = from.interval[source] ?? NaN
    to.status[track] = from.status[source] ?? NaN
    const kind = from.kind[source] ?? CONTACT
    if (kind !== CONTACT) to.kind[track] = kind
    this.#tracks.grid.put(track, lon, lat)
    this.#tracks.trails.add(track, lon, lat, at)
    this.#flags(track, source)
    this.touch(track)
  }

  /** Distress is of the object, whichever source says it; the other bits are the leader's. */
  #flags(track: number, leader: number): void {
    const {table, next} = this.#sources
    let flags = (table.flags[leader] ?? 0) & ~ReportFlag.OWN
    for (let source = this.#tracks.first[track] ?? -1; source >= 0; source = next[source] ?? -1)
      flags |= (table.flags[source] ?? 0) & ReportFlag.DISTRESS
    if (this.#tracks.regard[track] === OWN) flags |= ReportFlag.OWN
    this.#tracks.table.flags[track] = flags
  }

  /** How it is regarded: by its contact; as an own or a partner's unit; by whether anything says who it is. */
  regard(track: number): void {
    const {table, next, named, feed} = this.#sources
    let isNamed = 0
    let isPartnerUnit = false
    for (let source = this.#tracks.first[track] ?? -1; source >= 0; source = next[source] ?? -1) {
      isNamed |= named[source] ?? 0
      isPartnerUnit ||= ((table.flags[source] ?? 0) & ReportFlag.OWN) !== 0 && !this.#feeds.isOwn(feed[source] ?? 0)
    }
    const mark = this.#subjects.markOf(track)
    this.#tracks.named[track] = isNamed
    this.#tracks.regard[track] =
      mark !== undefined
        ? IDENTITIES.indexOf(mark.identity)
        : this.#subjects.unitOf(track) !== undefined
          ? OWN
          : isPartnerUnit
            ? PARTNER
            : isNamed === 1
              ? IDENTIFIED
              : UNIDENTIFIED
    const leader = this.#tracks.leader[track] ?? -1
    if (leader >= 0) this.#flags(track, leader)
    this.renamed(track)
  }

  renamed(track: number): void {
    if (this.#tracks.tentative[track] === 0) this.#changes.renamed(track)
  }

  touch(track: number): void {
    const {version} = this.#tracks.table
    version[track] = (version[track] ?? 0) + 1
    if (this.#tracks.tentative[track] === 0) this.#changes.track(track)
  }

  touchSource(source: number): void {
    const {version} = this.#sources.table
    version[source] = (version[source] ?? 0) + 1
    this.#changes.source(source)
  }
}
