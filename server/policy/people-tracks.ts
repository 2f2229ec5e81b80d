import type {NationCode} from '../../shared/base/id.ts'
import {IDENTITIES, kindCode, kindOf} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {Person} from '../../shared/operations/person.ts'
import {emptyRecord, TrackFlag, type TrackRecord} from '../../shared/protocol/frame.ts'
import type {Names} from '../../shared/protocol/message.ts'
import {type Details, labelOf} from '../picture/details.ts'
import type {Picture} from '../picture/picture.ts'
import type {Table} from '../picture/table.ts'
import {type Audiences, isCleared} from './audiences.ts'
import {covers, OPEN_FLAGS} from './fields.ts'
import type {Objects} from './objects.ts'

const CONTACT = kindCode('contact')
const UNIDENTIFIED = IDENTITIES.indexOf('unidentified')

export type Name = Names['names'][number]
/** One audience's sight of the table of tracks. */
export interface TrackView {
  record(row: number, into: TrackRecord): boolean
}

/** Tracks as the nation's own people may see them: own data by clearance, partners' by purpose. */
export class PeopleTracks {
  readonly #picture: Picture
  readonly #objects: Objects
  readonly #audiences: Audiences

  constructor(options: {picture: Picture; objects: Objects; audiences: Audiences}) {
    this.#picture = options.picture
    this.#objects = options.objects
    this.#audiences = options.audiences
  }

  audiencesOf(person: Person): Iterable<number> {
    return hasMap(person) ? [...this.#audiences.readableBy(person)] : []
  }

  /** Who is cleared alike and asks for the same purpose is told the same of tracks. */
  sightOf(person: Person): string {
    return hasMap(person) ? `${person.clearance}/${person.purpose}` : ''
  }

  mayRead(row: number, person: Person): boolean {
    const audience = this.#picture.tracks.audience[row] ?? 0
    if (row < 0 || !hasMap(person)) return false
    return this.#audiences.isOwn(audience)
      ? this.#audiences.mayReadOwn(audience, person)
      : this.#audiences.forPerson(audience, person) !== undefined
  }

  /** Fills in what every reader of the audience may have. False: nothing. */
  record(table: Table, row: number, audience: number, into: TrackRecord): boolean {
    if (table.audience[row] !== audience) return false
    const has = this.#audiences.fieldsOf(audience)
    if (!has.position) return false
    let ownSources = 0
    for (let source = this.#picture.firstSource(row); source >= 0; source = this.#picture.nextSource(source))
      if (this.#objects.isOwn(source)) ownSources++
    const mark = this.#picture.contactOf(row)
    const isNamed = mark !== undefined || ownSources > 0 || has.naming
    into.lon = table.lon[row] ?? NaN
    into.lat = table.lat[row] ?? NaN
    into.at = table.at[row] ?? NaN
    into.interval = table.interval[row] ?? NaN
    into.speed = has.speed ? (table.speed[row] ?? NaN) : NaN
    into.course = has.course ? (table.course[row] ?? NaN) : NaN
    into.heading = has.heading ? (table.heading[row] ?? NaN) : NaN
    into.altitude = has.altitude ? (table.altitude[row] ?? NaN) : NaN
    into.kind = has.kind ? (table.kind[row] ?? CONTACT) : CONTACT
    into.identity = isNamed ? IDENTITIES.indexOf(this.#picture.identityOf(row)) : UNIDENTIFIED
    let flags = (table.flags[row] ?? 0) & (OPEN_FLAGS | (has.distress ? ReportFlag.DISTRESS : 0))
    if (mark !== undefined) flags |= TrackFlag.CONTACT
    if (ownSources === 0) flags |= TrackFlag.PARTNER
    into.flags = flags
    return true
  }

  name(row: number, person: Person): Name | undefined {
    const record = this.#recordFor(row, person)
    if (record === undefined) return undefined
    const details = this.#said(row, person)
    const mark = this.#picture.contactOf(row)
    const unit = this.#picture.unitOf(row)
    const partners = new Set<NationCode>()
    for (const source of this.#picture.sourcesOf(row))
      if (!this.#objects.isOwn(source) && this.#mayOf(source, person)('position'))
        partners.add(this.#picture.feedOf(source).origin)
    const {flag, shipType} = details
    const leader = this.#picture.leaderOf(row)
    return {
      id: this.#picture.idOf(row),
      label: mark?.label ?? labelOf(details),
      kind: kindOf(record.kind),
      identity: IDENTITIES[record.identity] ?? 'unidentified',
      world: leader < 0 ? 'real' : this.#picture.feedOf(leader).world,
      ...(flag === undefined ? {} : {flag}),
      ...(shipType === undefined ? {} : {shipType}),
      ...(mark === undefined ? {} : {contact: mark.contact}),
      ...(partners.size === 0 ? {} : {partners: [...partners]}),
      ...(unit === undefined ? {} : {unit}),
    }
  }

  /** Every name by which the person may look for a track; undefined when they may not know of it. */
  wordsOf(row: number, person: Person): readonly string[] | undefined {
    const name = this.name(row, person)
    if (name === undefined) return undefined
    const {name: shipName, callsign, mmsi, imo, hex, registration} = this.#said(row, person)
    const words = [name.label, shipName, callsign, mmsi, imo, hex, registration, name.contact, name.unit]
    return [...new Set(words.flatMap(word => (word === undefined || word === '' ? [] : [String(word)])))]
  }

  /** Made by `make` of what the person may have and nothing else. */
  row<Row extends object>(
    row: number,
    person: Person,
    make: (record: TrackRecord, name: Name) => Row,
  ): Row | undefined {
    const name = this.name(row, person)
    const record = this.#recordFor(row, person)
    if (name === undefined || record === undefined) return undefined
    record.id = name.id
    return make(record, name)
  }

  #recordFor(row: number, person: Person): TrackRecord | undefined {
    if (!this.mayRead(row, person)) return undefined
    const {tracks} = this.#picture
    const record = emptyRecord()
    return this.record(tracks, row, tracks.audience[row] ?? 0, record) ? record : undefined
  }

  /** What the person may have of one source. */
  #mayOf(source: number, person: Person): (field: string) => boolean {
    if (this.#objects.isOwn(source)) {
      const may = isCleared(person, this.#objects.markingOf(source).level)
      return () => may
    }
    const projection = this.#audiences.forPerson(this.#picture.sources.audience[source] ?? 0, person)
    return field => projection !== undefined && covers(projection.permit.fields, field)
  }

  #said(row: number, person: Person): Details {
    return this.#objects.saidOf(row, source => this.#mayOf(source, person))
  }
}

function hasMap({role}: Person): boolean {
  return role === 'operator' || role === 'commander' || role === 'field' || role === 'liaison'
}
