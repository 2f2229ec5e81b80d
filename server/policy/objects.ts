import type {NationCode} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import {CLASSIFICATIONS} from '../../shared/model/agreement.ts'
import {classOf, kindOf, type ObjectKind} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import {DETAIL_FIELDS, type Details, labelOf, mergedDetails} from '../picture/details.ts'
import type {Picture} from '../picture/picture.ts'
import type {Facts, Marking} from './decide.ts'
import {Places} from './places.ts'

const OPEN_MARKING: Marking = {level: 'UNCLASSIFIED'}

export type ObjectFacts = {
  readonly kind: ObjectKind
  readonly place: Position | undefined
  /** `ReportFlag` bits. */
  readonly flags: number
}

/** What decisions have to know of the picture's objects: whose they are, of what class and marking, in which zones. */
export class Objects {
  readonly nation: NationCode
  readonly places: Places
  readonly #picture: Picture
  readonly #markings: ReadonlyMap<string, Marking>

  constructor(options: {
    nation: NationCode
    picture: Picture
    places: Places
    feeds: readonly {readonly name: string; readonly marking: Marking}[]
  }) {
    this.nation = options.nation
    this.places = options.places
    this.#picture = options.picture
    this.#markings = new Map(options.feeds.map(feed => [feed.name, feed.marking]))
  }

  /** Whether the own nation originated a source track. */
  isOwn(source: number): boolean {
    return this.#picture.feedOf(source).origin === this.nation
  }

  markingOf(source: number): Marking {
    return this.#markings.get(this.#picture.feedOf(source).name) ?? OPEN_MARKING
  }

  /**
   * Kind and flags of a source track that decisions look at, as one number. An own asset is one to every sensor that sees
   * it, whatever the sensor itself can tell.
   */
  partsOf(source: number): number {
    const {sources, tracks} = this.#picture
    const track = this.#picture.trackOf(source)
    const isAsset = track >= 0 && this.#isAsset(track)
    const kind = isAsset ? tracks.kind[track] : sources.kind[source]
    const flags = (sources.flags[source] ?? 0) | (isAsset ? ReportFlag.OWN : 0)
    return ((kind ?? 0) << 16) | (flags & (ReportFlag.OWN | ReportFlag.DISTRESS))
  }

  /** Facts of a source track. `mask`: the zones it lies in. */
  factsOf(source: number, mask: string): Facts {
    const parts = this.partsOf(source)
    return this.#facts({
      from: this.#picture.feedOf(source).origin,
      kind: kindOf(parts >> 16),
      flags: parts & 0xffff,
      marking: this.markingOf(source),
      mask,
    })
  }

  /** Facts of an object of the own nation of which only this is known. */
  factsFrom({kind, place, flags}: ObjectFacts): Facts {
    return this.#facts({from: this.nation, kind, flags, marking: OPEN_MARKING, mask: this.#maskAt(place)})
  }

  /**
   * Facts of the object of that name; `unknown` while the picture does not hold it; undefined where a partner's data lead
   * it: they are not ours to pass on.
   */
  ofSubject(key: string, place: Position | undefined): Facts | 'unknown' | undefined {
    const {tracks} = this.#picture
    const row = this.#picture.rowOfSubject(key)
    const leader = row < 0 ? -1 : this.#picture.leaderOf(row)
    if (leader < 0) return 'unknown'
    if (!this.isOwn(leader)) return undefined
    const own = [...this.#picture.sourcesOf(row)].filter(source => this.isOwn(source))
    return this.#facts({
      from: this.nation,
      // What it once said it was it still is while only a radar holds it.
      kind: kindOf(tracks.kind[row] ?? 0),
      flags: (tracks.flags[row] ?? 0) | (this.#isAsset(row) ? ReportFlag.OWN : 0),
      marking: own.map(source => this.markingOf(source)).reduce(strictest, OPEN_MARKING),
      mask: this.#maskAt(place ?? {lon: tracks.lon[row] ?? NaN, lat: tracks.lat[row] ?? NaN}),
    })
  }

  /** What a source says, with the number its messages carry; only the fields that `may` agrees to. */
  detailsOf(source: number, may: (field: string) => boolean): Details {
    const {kind} = this.#picture.feedOf(source)
    const id = this.#picture.identityInFeed(source)
    const said = this.#picture.sourceDetails(source)
    const cut: Record<string, string | number> = {}
    if (id !== 0 && kind === 'ais' && may('mmsi')) cut['mmsi'] = String(id).padStart(9, '0')
    if (id !== 0 && (kind === 'sbs' || kind === 'aircraft-json') && may('hex'))
      cut['hex'] = id.toString(16).padStart(6, '0')
    for (const field of DETAIL_FIELDS) {
      const value = said[field]
      if (value !== undefined && may(field)) cut[field] = value
    }
    return cut
  }

  /** What sources of a track say together, each of its sources cut by what `mayOf` it. */
  saidOf(track: number, mayOf: (source: number) => (field: string) => boolean): Details {
    const first = this.#picture.firstSource(track)
    if (first >= 0 && this.#picture.nextSource(first) < 0) return this.detailsOf(first, mayOf(first))
    const sources = [...this.#picture.sourcesOf(track)].map(source => ({
      source,
      details: this.detailsOf(source, mayOf(source)),
      origin: this.#picture.feedOf(source).origin,
      at: this.#picture.heardAt(source),
    }))
    const details: Record<string, string | number> = {}
    for (const [field, {value}] of mergedDetails(sources, this.nation)) details[field] = value
    return details
  }

  /** What own sources call an object, by the fields that `may` agrees to; empty where they call it nothing. */
  labelOf(key: string, may: (field: string) => boolean): string {
    const row = this.#picture.rowOfSubject(key)
    const ownOnly = (source: number) => (this.isOwn(source) ? may : () => false)
    return row < 0 ? '' : labelOf(this.saidOf(row, ownOnly))
  }

  /** Regarded as the nation's own, or said to be by one of its own sources. */
  #isAsset(track: number): boolean {
    const {sources, tracks} = this.#picture
    if (((tracks.flags[track] ?? 0) & ReportFlag.OWN) !== 0) return true
    for (let source = this.#picture.firstSource(track); source >= 0; source = this.#picture.nextSource(source))
      if (((sources.flags[source] ?? 0) & ReportFlag.OWN) !== 0 && this.isOwn(source)) return true
    return false
  }

  #facts(of: {from: NationCode; kind: ObjectKind; flags: number; marking: Marking; mask: string}): Facts {
    const ownAsset = (of.flags & ReportFlag.OWN) !== 0
    return {
      from: of.from,
      classes: ownAsset ? [classOf(of.kind), 'asset'] : [classOf(of.kind)],
      marking: of.marking,
      ownAsset,
      livesAtRisk: (of.flags & ReportFlag.DISTRESS) !== 0 && of.kind !== 'drone',
      isInZone: this.places.isInZone(of.mask),
    }
  }

  #maskAt(place: Position | undefined): string {
    if (place === undefined) return ''
    return this.places.mask(Places.cellOf(place.lon, place.lat), place.lon, place.lat)
  }
}

/** What several sources tell together is marked as the strictest of them. */
function strictest(a: Marking, b: Marking): Marking {
  const isHigher = CLASSIFICATIONS.indexOf(b.level) > CLASSIFICATIONS.indexOf(a.level)
  return {
    level: isHigher ? b.level : a.level,
    releasableTo: both(a.releasableTo, b.releasableTo),
    consent: both(a.consent, b.consent),
  }
}

function both(a: readonly NationCode[] | undefined, b: readonly NationCode[] | undefined) {
  if (a === undefined || b === undefined) return a ?? b
  return a.filter(nation => b.includes(nation))
}
