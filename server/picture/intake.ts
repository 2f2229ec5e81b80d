import {isOnGlobe} from '../../shared/geo/position.ts'
import {kindCode} from '../../shared/model/object.ts'
import {
  type IdentityReport,
  type Intake,
  type Report,
  ReportFlag,
  type TextReport,
} from '../../shared/model/observation.ts'
import type {Association} from './association.ts'
import {withReport} from './details.ts'
import type {Feeds} from './feeds.ts'
import type {Fusion} from './fusion.ts'
import type {PlotTracks} from './plot-tracks.ts'
import {PlotAssociation} from './plots.ts'
import type {SourceRows} from './source-rows.ts'
import type {TrackRows} from './track-rows.ts'

const CONTACT_KIND = kindCode('contact')
const VESSEL_KIND = kindCode('vessel')

/** A safety text, or a distress signal without a place; the track is −1 while its sender has no place. */
export type SaidText = {readonly track: number; readonly report: TextReport}

/** How often something was refused, by reason: no row left, no place on the globe, no time, older than what is known. */
export type Refused = {full: number; position: number; time: number; late: number}

/** Takes what feeds read: each report to its source's row, and on to the track. Nothing is allocated for a known object. */
export class PictureIntake implements Intake {
  readonly #rows: SourceRows
  readonly #tracks: TrackRows
  readonly #feeds: Feeds
  readonly #fusion: Fusion
  readonly #association: Association
  readonly #plots: PlotAssociation
  readonly #refused: Refused
  readonly #onMeasured: (track: number, source: number) => void
  readonly #onText: (said: SaidText) => void

  constructor(parts: {
    sources: SourceRows
    tracks: TrackRows
    feeds: Feeds
    fusion: Fusion
    association: Association
    plotTracks: PlotTracks
    refused: Refused
    onMeasured: (track: number, source: number) => void
    onText: (said: SaidText) => void
  }) {
    this.#rows = parts.sources
    this.#tracks = parts.tracks
    this.#feeds = parts.feeds
    this.#fusion = parts.fusion
    this.#association = parts.association
    this.#plots = new PlotAssociation(parts.plotTracks)
    this.#refused = parts.refused
    this.#onMeasured = parts.onMeasured
    this.#onText = parts.onText
  }

  report(report: Report): void {
    if (Number.isNaN(report.at)) {
      this.#refused.time++
      return
    }
    this.#feeds.heard(report.feed, report.at)
    if (report.id === 0) this.#plot(report)
    else if (isOnGlobe(report.lon, report.lat)) this.#placed(report)
    else this.#unplaced(report)
  }

  /** A plot is kept until its scan is whole. */
  #plot(report: Report): void {
    if (!isOnGlobe(report.lon, report.lat)) {
      this.#refused.position++
      return
    }
    if (!this.#plots.add(report)) this.#refused.late++
  }

  #placed(report: Report): void {
    const rows = this.#rows
    const sources = this.#rows.table
    let source = this.#heard(report)
    if (source >= 0 && !this.#association.isReachable(source, report)) source = this.#twinOf(source, report)
    if (source < 0) return
    const before = sources.at[source] ?? NaN
    if (report.at < before) {
      this.#refused.late++
      return
    }
    sources.interval[source] = rows.intervals.next(source, report.at - before, report.interval)
    sources.at[source] = report.at
    sources.lon[source] = report.lon
    sources.lat[source] = report.lat
    sources.speed[source] = report.speed
    sources.course[source] = report.course
    sources.heading[source] = report.heading
    sources.altitude[source] = report.altitude
    sources.accuracy[source] = report.accuracy
    this.#setState(source, report)

    let track = rows.track[source] ?? -1
    // A leap to another place is believed when it has been reported twice.
    const isDoubtful = track < 0 && rows.find(report.feed, report.id) !== source
    if (track < 0) track = this.#association.place(source, isDoubtful)
    if (track < 0) return
    if (!isDoubtful && this.#tracks.tentative[track] === 1) this.#association.confirm(track)
    this.#onMeasured(track, source)
  }

  /** No place, or none on the globe: the rest of the message counts, the place that is known keeps its time. */
  #unplaced(report: Report): void {
    if (!Number.isNaN(report.lon) || !Number.isNaN(report.lat)) this.#refused.position++
    const source = this.#heard(report)
    if (source < 0) return
    this.#setState(source, report)
    const track = this.#rows.track[source] ?? -1
    if (track >= 0) {
      this.#rows.table.heading[source] = report.heading
      this.#onMeasured(track, source)
    } else if ((report.flags & ReportFlag.DISTRESS) !== 0) {
      const {feed, id, at, flags} = report
      this.#onText({track: -1, report: {feed, id, at, flags, text: '', safety: true}})
    }
  }

  /** The source's row, made if need be; −1 when the table is full. */
  #heard({feed, id, kind, at}: {feed: number; id: number; kind: number; at: number}): number {
    const rows = this.#rows
    let source = rows.find(feed, id)
    if (source < 0) {
      source = rows.begin({feed, id, kind, twinOf: -1})
      if (source < 0) {
        this.#refused.full++
        return -1
      }
    }
    if (!(at <= (rows.heardAt[source] ?? NaN))) rows.heardAt[source] = at
    return source
  }

  #setState(source: number, report: Report): void {
    const sources = this.#rows.table
    const flags = this.#rows.unit[source] === 1 ? report.flags | ReportFlag.OWN : report.flags
    const changed = (sources.flags[source] ?? 0) ^ flags
    sources.status[source] = report.status
    sources.flags[source] = flags
    if (report.kind !== CONTACT_KIND) sources.kind[source] = report.kind
    const track = this.#rows.track[source] ?? -1
    if ((changed & ReportFlag.OWN) !== 0 && track >= 0) this.#fusion.regard(track)
  }

  /** The row of the same identity that the report can belong to: two far apart are two objects. */
  #twinOf(source: number, report: Report): number {
    const rows = this.#rows
    for (let twin = rows.twin[source] ?? -1; twin >= 0; twin = rows.twin[twin] ?? -1) {
      if (this.#association.isReachable(twin, report)) return twin
    }
    const twin = rows.begin({feed: report.feed, id: report.id, kind: report.kind, twinOf: source})
    if (twin < 0) this.#refused.full++
    else rows.heardAt[twin] = report.at
    return twin
  }

  identity(report: IdentityReport): void {
    const rows = this.#rows
    const first = this.#heard(report)
    if (first < 0) return
    this.#rows.table.flags[first] = (this.#rows.table.flags[first] ?? 0) | report.flags
    for (let source = first; source >= 0; source = rows.twin[source] ?? -1) {
      const held = rows.details(source)
      const next = withReport(held, report)
      if (next === held) continue
      rows.setDetails(source, next)
      rows.saidAt[source] = report.at
      this.#association.said(source)
      const track = rows.track[source] ?? -1
      if (track >= 0) this.#fusion.renamed(track)
      this.#fusion.touchSource(source)
    }
  }

  text(report: TextReport): void {
    const source = this.#heard({...report, kind: VESSEL_KIND})
    if (source < 0) return
    if ((report.flags & ReportFlag.DISTRESS) !== 0)
      this.#rows.table.flags[source] = (this.#rows.table.flags[source] ?? 0) | ReportFlag.DISTRESS
    this.#onText({track: this.#confirmedTrackOf(source), report})
  }

  /** Associates what waits for its scan to be whole. */
  flush(): void {
    this.#plots.flush()
  }

  #confirmedTrackOf(source: number): number {
    const track = this.#rows.track[source] ?? -1
    return track >= 0 && this.#tracks.tentative[track] === 1 ? -1 : track
  }
}
