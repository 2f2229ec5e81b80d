import type {NationCode} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
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

  /** Facts of a source track. `mask`: the zones it lies in. */
  factsOf(source: number, mask: string): Facts {
    const {sources} = this.#picture
    return this.#facts({
      from: this.#picture.feedOf(source).origin,
      kind: kindOf(sources.kind[source] ?? 0),
      flags: sources.flags[source] ?? 0,
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
    const {sources} = this.#picture
    const row = this.#picture.rowOfSubject(key)
    const leader = row < 0 ? -1 : this.#picture.leaderOf(row)
    if (leader < 0) return 'unknown'
    if (!this.isOwn(leader)) return undefined
    const at = place ?? {lon: sources.lon[leader] ?? NaN, lat: sources.lat[leader] ?? NaN}
    return this.factsOf(leader, this.#maskAt(at))
  }

  /** What a source says, with the number its messages carry; only the fields that `may` agrees to. */
  detailsOf(source: number, may: (field: string) => boolean): Details {
    const {kind} = this.#picture.feedOf(source)
    const id = this.#picture.identityInFeed(source)
    const full: Details = {
      ...(kind === 'ais' && id !== 0 ? {mmsi: String(id).padStart(9, '0')} : {}),
      ...((kind === 'sbs' || kind === 'aircraft-json') && id !== 0 ? {hex: id.toString(16).padStart(6, '0')} : {}),
      ...this.#picture.sourceDetails(source),
    }
    const cut: Record<string, string | number> = {}
    for (const field of DETAIL_FIELDS) {
      const value = full[field]
      if (value !== undefined && may(field)) cut[field] = value
    }
    return cut
  }

  /** What sources of a track say together, each of its sources cut by what `mayOf` it. */
  saidOf(track: number, mayOf: (source: number) => (field: string) => boolean): Details {
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
