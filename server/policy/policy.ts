import {Counts} from '../../shared/base/metrics.ts'
import type {AgreementId, NationCode, PostId, UnitId} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Agreement, Basis, HandoffTimers, SharingAction, TransferMode} from '../../shared/model/agreement.ts'
import {classOf, IDENTITIES, kindCode, kindOf, type ObjectKind} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {TrackField} from '../../shared/model/track.ts'
import type {World} from '../../shared/model/world.ts'
import type {Person} from '../../shared/operations/person.ts'
import {emptyRecord, TrackFlag, type TrackRecord} from '../../shared/protocol/frame.ts'
import type {LinkAlert, LinkContact, LinkHandoff} from '../../shared/protocol/link.ts'
import type {Card, Found, Names} from '../../shared/protocol/message.ts'
import {HANDOFF_ENDS, type TaskThing, type Thing} from '../../shared/protocol/things.ts'
import type {Draft} from '../operations/ports.ts'
import type {Areas} from '../picture/areas.ts'
import {DETAIL_FIELDS, type Details, labelOf, mergedDetails} from '../picture/details.ts'
import type {Changes, Picture} from '../picture/picture.ts'
import type {Table} from '../picture/table.ts'
import {Audiences, firstBasis, isCleared, type Projection, PURPOSES} from './audiences.ts'
import {coarse} from './coarse.ts'
import {type Decision, decideForAny, isInForce, type Facts, type Marking, type Obligations} from './decide.ts'
import {Delayed} from './delayed.ts'
import {covers, fieldsOf} from './fields.ts'
import {Places} from './places.ts'
import type {Released} from './released.ts'

type Name = Names['names'][number]
const OPEN_MARKING: Marking = {level: 'UNCLASSIFIED'}
const CONTACT = kindCode('contact')
const UNIDENTIFIED = IDENTITIES.indexOf('unidentified')
const NAMING = ['mmsi', 'name', 'callsign', 'hex', 'registration', 'identity'] as const
/** Bits that a reader is always told: what world it is of, that it is a nation's own, how the place came about. */
const OPEN_FLAGS =
  ReportFlag.SIMULATED |
  ReportFlag.EXERCISE |
  ReportFlag.OWN |
  ReportFlag.PREDICTED |
  ReportFlag.ON_GROUND |
  ReportFlag.CLASS_B
const SWEEP_SECONDS = 60
/** Hours of the day in rules are looked at so often, ms. */
const MINUTE = 60_000

/** A measurement as a partner may have it. NaN is *not available*. */
export type LiveRecord = {
  at: number
  lon: number
  lat: number
  speed: number
  course: number
  altitude: number
  status: number
  kind: number
  flags: number
}
export type LiveDescriptor = {
  readonly world: World
  readonly intervalMs: number
  readonly accuracyMetres?: number
  readonly details: Details
  readonly basis: Basis
  readonly obligations: Obligations
}
/** One partner's sight of the table of sources. */
export interface LiveView {
  record(row: number, into: LiveRecord): boolean
  descriptor(row: number): LiveDescriptor | undefined
}
/** One audience's sight of the table of tracks. */
export interface TrackView {
  record(row: number, into: TrackRecord): boolean
}

export type HandoffPermission = {
  readonly allowed: boolean
  /** Catalogue code under `refusal.`. */
  readonly why?: string
  readonly agreement?: AgreementId
  readonly transfer: TransferMode
  readonly timers: Partial<HandoffTimers>
  readonly fields: readonly TrackField[]
  readonly withheld: readonly TrackField[]
}
export type ObjectFacts = {
  readonly kind: ObjectKind
  readonly place: Position | undefined
  /** `ReportFlag` bits. */
  readonly flags: number
}

/**
 * What each nation, role and purpose may have of one nation's data. Nothing leaves for a person or a partner that was not
 * made here; a fault in here drops the thing, is counted and raises an alarm. Rules in SPEC.md.
 */
export class Policy {
  /** Rises when what anybody may see has changed by more than single rows. */
  version = 1
  /** What the gate dropped by a fault, by place. */
  readonly counts = new Counts()
  readonly #nation: NationCode
  readonly #partners: readonly NationCode[]
  readonly #picture: Picture
  readonly #markings: ReadonlyMap<string, Marking>
  readonly #postOf: ReadonlyMap<UnitId, PostId>
  readonly #tasksOf: (unit: UnitId) => Iterable<TaskThing>
  readonly #now: () => number
  readonly #pictureNow: () => number
  readonly #onAlarm: (error: unknown) => void
  readonly #audiences: Audiences
  readonly #places: Places
  readonly #delayed = new Delayed()
  #agreements: readonly Agreement[]
  readonly #seen: Uint32Array
  readonly #cell: Int32Array
  readonly #parts: Uint16Array
  #swept = 0
  /** The agreements in force and the hour when they were last read. */
  #stood = ''

  /** `now`: wall time; `pictureNow`: picture time; both ms. `tasksOf`: a unit's tasks that have not ended. */
  constructor(options: {
    nation: NationCode
    partners: readonly NationCode[]
    agreements: readonly Agreement[]
    feeds: readonly {readonly name: string; readonly marking: Marking}[]
    units: readonly {readonly id: UnitId; readonly post: PostId}[]
    areas: Areas
    picture: Picture
    now: () => number
    pictureNow: () => number
    tasksOf: (unit: UnitId) => Iterable<TaskThing>
    onAlarm: (error: unknown) => void
  }) {
    const {nation, partners, agreements, areas, picture, now} = options
    this.#nation = nation
    this.#partners = partners
    this.#agreements = agreements
    this.#picture = picture
    this.#markings = new Map(options.feeds.map(feed => [feed.name, feed.marking]))
    this.#postOf = new Map(options.units.map(unit => [unit.id, unit.post]))
    this.#tasksOf = options.tasksOf
    this.#now = now
    this.#pictureNow = options.pictureNow
    this.#onAlarm = options.onAlarm
    this.#audiences = new Audiences({nation, partners, agreements: () => this.#agreements, now})
    this.#places = new Places(areas, agreements)
    const {capacity} = picture.sources
    this.#seen = new Uint32Array(capacity)
    this.#cell = new Int32Array(capacity)
    this.#parts = new Uint16Array(capacity)
  }

  /** How often agreements were read: never per position report. */
  get decisions(): number {
    return this.#audiences.decisions
  }

  // Who may have which row

  /** After each drain of the picture, before anybody is told. */
  decide(changes: Pick<Changes, 'tracks' | 'sources' | 'goneSources'>): void {
    for (const {row} of changes.goneSources) this.#delayed.forget(row)
    const {sources, tracks} = changes
    for (let index = 0; index < sources.count; index++) this.#decideSource(sources.rows[index] ?? -1)
    for (let index = 0; index < tracks.count; index++) this.#decideTrack(tracks.rows[index] ?? -1)
  }

  /** Once a second: what time alone changes, and a sixtieth of all rows in case one was missed. */
  sweep(): void {
    const standing = this.#standing()
    if (standing !== this.#stood) {
      this.#stood = standing
      if (this.#audiences.recompile()) this.version++
    }
    const {held, audience, capacity} = this.#picture.sources
    const end = Math.min(capacity, this.#swept + Math.ceil(capacity / SWEEP_SECONDS))
    for (let row = this.#swept; row < end; row++) {
      if (held[row] !== 1) continue
      const before = audience[row]
      this.#seen[row] = 0
      this.#decideSource(row)
      if (before !== audience[row]) this.version++
    }
    this.#swept = end >= capacity ? 0 : end
  }

  /** At once, for everybody; takes effect before it returns. */
  setStatus(agreement: AgreementId, status: Agreement['status']): void {
    this.#agreements = this.#agreements.map(one => (one.id === agreement ? {...one, status} : one))
    this.#audiences.recompile()
    this.version++
  }

  suspend(agreement: AgreementId): void {
    this.setStatus(agreement, 'suspended')
  }

  #standing(): string {
    const now = this.#now()
    return `${this.#agreements.map(one => (isInForce(one, now) ? '1' : '0')).join('')}/${Math.floor(now / MINUTE)}`
  }

  #decideSource(row: number): void {
    const {sources} = this.#picture
    if (row < 0 || sources.held[row] !== 1) return
    const lon = sources.lon[row] ?? NaN
    const lat = sources.lat[row] ?? NaN
    const cell = Places.cellOf(lon, lat)
    const flags = (sources.flags[row] ?? 0) & (ReportFlag.OWN | ReportFlag.DISTRESS)
    const parts = ((sources.kind[row] ?? 0) << 8) | flags
    const generation = sources.generation[row] ?? 0
    const isSame = this.#seen[row] === generation && this.#cell[row] === cell && this.#parts[row] === parts
    if (!isSame || this.#places.isEdge(cell)) {
      this.#seen[row] = generation
      this.#cell[row] = cell
      this.#parts[row] = parts
      const mask = this.#places.mask(cell, lon, lat)
      const before = this.#audiences.size
      const feed = this.#picture.feedIndexOf(row)
      sources.audience[row] = this.#audiences.of(`${feed}/${parts}/${mask}`, () => this.#factsOf(row, mask))
      const isPartners = this.#picture.feedOf(row).origin !== this.#nation
      if (isPartners && this.#audiences.size !== before) this.version++
      const track = this.#picture.trackOf(row)
      if (track >= 0) this.#decideTrack(track)
    }
    this.#delayed.add(row, sources, this.#isOwn(row) ? this.#audiences.delayOf(sources.audience[row] ?? 0) : 0)
  }

  #decideTrack(track: number): void {
    const leader = this.#picture.leaderOf(track)
    const {audience} = this.#picture.tracks
    if (leader < 0) audience[track] = 0
    else if (this.#isOwn(leader)) audience[track] = Audiences.own(this.#markingOf(leader).level)
    else audience[track] = this.#picture.sources.audience[leader] ?? 0
  }

  #factsOf(row: number, mask: string): Facts {
    const {sources} = this.#picture
    return this.#facts({
      from: this.#picture.feedOf(row).origin,
      kind: kindOf(sources.kind[row] ?? CONTACT),
      flags: sources.flags[row] ?? 0,
      marking: this.#markingOf(row),
      mask,
    })
  }

  #facts(of: {from: NationCode; kind: ObjectKind; flags: number; marking: Marking; mask: string}): Facts {
    const ownAsset = (of.flags & ReportFlag.OWN) !== 0
    return {
      from: of.from,
      classes: ownAsset ? [classOf(of.kind), 'asset'] : [classOf(of.kind)],
      marking: of.marking,
      ownAsset,
      livesAtRisk: (of.flags & ReportFlag.DISTRESS) !== 0 && of.kind !== 'drone',
      isInZone: this.#places.isInZone(of.mask),
    }
  }

  #isOwn(source: number): boolean {
    return this.#picture.feedOf(source).origin === this.#nation
  }

  #markingOf(source: number): Marking {
    return this.#markings.get(this.#picture.feedOf(source).name) ?? OPEN_MARKING
  }

  // Towards partners: live

  /** Partners that may have an own source track now. */
  partnersOf(source: number): readonly NationCode[] {
    if (!this.#isOwn(source)) return []
    const record = emptyLive()
    return this.#partners.filter(partner => this.#liveRecord(source, partner, record))
  }

  projectionFor(audience: number, partner: NationCode): Projection | undefined {
    return this.#audiences.forPartner(audience, partner)
  }

  /** Sources whose past is still due to a delayed reader: to be asked for each second, reports or not. */
  delayedSources(): Iterable<number> {
    return this.#delayed.rows()
  }

  /** All that a link may take from the table of sources. */
  liveView(partner: NationCode): Released<LiveView> {
    const view: LiveView = {
      record: (row, into) => this.#guarded('live', () => this.#liveRecord(row, partner, into)) === true,
      descriptor: row => this.#guarded('descriptor', () => this.#descriptor(row, partner)),
    }
    return view as Released<LiveView>
  }

  #liveRecord(row: number, partner: NationCode, into: LiveRecord): boolean {
    const {sources} = this.#picture
    if (sources.held[row] !== 1 || !this.#isOwn(row)) return false
    const present = this.projectionFor(sources.audience[row] ?? 0, partner)
    if (present?.position.delayS === 0) {
      fill(into, present, sources, row, sources.kind[row] ?? CONTACT)
      into.status = sources.status[row] ?? NaN
      return !Number.isNaN(into.lon)
    }
    const sample = this.#delayed.sample(row, sources.generation[row] ?? 0, this.#pictureNow())
    const past = sample === undefined ? undefined : this.projectionFor(sample.audience, partner)
    if (sample === undefined || past === undefined || past.position.delayS === 0) return false
    const columns = {at: [sample.at], lon: [sample.lon], lat: [sample.lat], speed: [sample.speed]}
    const rest = {course: [sample.course], altitude: [sample.altitude], flags: [sample.flags]}
    fill(into, past, {...columns, ...rest}, 0, sources.kind[row] ?? CONTACT)
    into.status = NaN
    return true
  }

  #descriptor(row: number, partner: NationCode): LiveDescriptor | undefined {
    const {sources} = this.#picture
    if (!this.#liveRecord(row, partner, emptyLive())) return undefined
    const projection = this.projectionFor(sources.audience[row] ?? 0, partner)
    if (projection === undefined) return undefined
    const {precisionM} = projection.position
    return {
      world: this.#picture.feedOf(row).world,
      intervalMs: sources.interval[row] ?? 10_000,
      ...(precisionM > 1 ? {accuracyMetres: precisionM} : {}),
      details: this.#detailsFor(row, field => covers(projection.permit.fields, field)),
      basis: firstBasis(projection),
      obligations: projection.permit.obligations,
    }
  }

  /** What a source says, with the number its messages carry; only the fields that `may` agrees to. */
  #detailsFor(source: number, may: (field: string) => boolean): Details {
    const said = this.#picture.sourceDetails(source)
    const {kind} = this.#picture.feedOf(source)
    const id = this.#picture.identityInFeed(source)
    const full: Details = {
      ...(kind === 'ais' && id !== 0 ? {mmsi: String(id).padStart(9, '0')} : {}),
      ...((kind === 'sbs' || kind === 'aircraft-json') && id !== 0 ? {hex: id.toString(16).padStart(6, '0')} : {}),
      ...said,
    }
    const cut: Record<string, string | number> = {}
    for (const field of DETAIL_FIELDS) {
      const value = full[field]
      if (value !== undefined && may(field)) cut[field] = value
    }
    return cut
  }

  // Towards partners: what is durable

  /** A message cut to what the partner may have; undefined: it may not even know of it. `live`: references for the keys. */
  release(
    draft: Draft,
    partner: NationCode,
    live: readonly string[],
  ): Released<LinkAlert | LinkContact | LinkHandoff> | undefined {
    return this.#guarded('release', () => {
      const {message, keys} = draft
      switch (message.type) {
        case 'alert':
          return this.#alert(message, keys, partner, live)
        case 'contact':
          return this.#contact(message, keys, partner, live)
        case 'handoff':
          return this.#handoff(message, keys, partner, live)
      }
    }) as Released<LinkAlert | LinkContact | LinkHandoff> | undefined
  }

  /** An alert betrays what it is about: every object has to be releasable, and the alert itself. */
  #alert(
    message: Omit<LinkAlert, 'live' | 'basis' | 'withheld'>,
    keys: readonly string[],
    partner: NationCode,
    live: readonly string[],
  ): LinkAlert | undefined {
    const objects = keys.map(key => this.#objectOf(key, message.place))
    if (objects.length === 0 || objects.includes(undefined)) return undefined
    const permits = objects.map(facts => (facts === undefined ? undefined : this.#ask(facts, partner, 'receive_alert')))
    const atRisk = objects.some(facts => facts?.livesAtRisk === true)
    const first = objects[0]
    if (first === undefined || permits.some(permit => permit?.effect !== 'permit')) return undefined
    const decision = this.#ask({...first, classes: ['alert'], livesAtRisk: atRisk}, partner, 'receive_alert')
    if (decision.effect !== 'permit') return undefined
    const has = (field: string) =>
      covers(decision.fields, field) && permits.every(one => one?.effect === 'permit' && covers(one.fields, field))
    const withheld: string[] = []
    const {place, subjects, evidence, contact, ...rest} = message
    if (!has('position')) withheld.push('place')
    if (!has('name')) withheld.push('subjects')
    const isDescribed = has('position') && has('speed') && has('course') && has('name')
    if (!isDescribed) withheld.push('evidence')
    const grid = decision.fields.get('position')?.precisionM ?? 1
    return {
      ...rest,
      ...(place === undefined || !has('position') ? {} : {place: coarse(place.lon, place.lat, grid)}),
      ...(contact === undefined ? {} : {contact}),
      subjects: has('name') ? subjects : [],
      evidence: isDescribed ? evidence : [],
      live: has('position') ? [...live] : [],
      basis: decision.bases[0] as Basis,
      withheld,
    }
  }

  #contact(
    message: Omit<LinkContact, 'live' | 'basis'>,
    keys: readonly string[],
    partner: NationCode,
    live: readonly string[],
  ): LinkContact | undefined {
    const facts = this.#objectOf(keys[0] ?? '', undefined)
    const decision = facts === undefined ? undefined : this.#ask(facts, partner, 'view')
    if (decision?.effect !== 'permit') return undefined
    return {
      ...message,
      title: covers(decision.fields, 'name') ? message.title : message.id.slice(0, 7),
      identity: covers(decision.fields, 'identity') ? message.identity : 'unidentified',
      live: covers(decision.fields, 'position') ? [...live] : [],
      basis: decision.bases[0] as Basis,
    }
  }

  /** To the nation it is offered to and to nobody else. An end is told even where the object may not be any more. */
  #handoff(
    message: Omit<LinkHandoff, 'live' | 'basis' | 'withheld'>,
    keys: readonly string[],
    partner: NationCode,
    live: readonly string[],
  ): LinkHandoff | undefined {
    if (message.to !== partner || message.from !== this.#nation) return undefined
    const facts = this.#objectOf(keys[0] ?? '', message.subject.place)
    const action = message.status === 'NOTIFIED' ? 'notify' : 'handoff'
    const decision = facts === undefined ? undefined : this.#ask(facts, partner, action)
    const isEnd = (HANDOFF_ENDS as readonly string[]).includes(message.status)
    if (decision?.effect !== 'permit' && !isEnd) return undefined
    const {identity, subject, ...rest} = message
    const has = (field: string) => decision?.effect === 'permit' && covers(decision.fields, field)
    const all = fieldsOf(message.object)
    const basis = decision?.effect === 'permit' ? decision.bases[0] : undefined
    return {
      ...rest,
      ...(identity !== undefined && has('identity') ? {identity} : {}),
      subject: {
        label: has('name') && has('mmsi') && has('callsign') ? subject.label : message.contact.slice(0, 7),
        ...(subject.place !== undefined && has('position') ? {place: subject.place} : {}),
        ...(subject.speed !== undefined && has('speed') ? {speed: subject.speed} : {}),
        ...(subject.course !== undefined && has('course') ? {course: subject.course} : {}),
        fields: all.filter(has),
        withheld: all.filter(field => !has(field)),
      },
      live: has('position') ? [...live] : [],
      ...(basis === undefined ? {} : {basis}),
    }
  }

  /** Whether an object may be handed to a nation, under what, and what that nation would get. */
  mayHandOff(object: ObjectFacts & {readonly to: NationCode}): HandoffPermission {
    const decision = this.#ask(this.#objectFacts(object), object.to, 'handoff')
    const all = fieldsOf(object.kind)
    const none = {transfer: 'on-accept' as const, timers: {}, fields: [], withheld: all}
    if (decision.effect !== 'permit') return {allowed: false, why: 'no-agreement', ...none}
    const bases = decision.bases.map(({agreement}) => this.#agreements.find(one => one.id === agreement))
    const agreement = bases.find(one => one !== undefined && one.handoff?.allowed !== false)
    if (agreement === undefined) return {allowed: false, why: 'no-agreement', ...none}
    return {
      allowed: true,
      agreement: agreement.id,
      transfer: agreement.handoff?.transfer ?? 'on-accept',
      timers: agreement.handoff?.timers ?? {},
      fields: all.filter(field => covers(decision.fields, field)),
      withheld: all.filter(field => !covers(decision.fields, field)),
    }
  }

  notifyAllowed(object: ObjectFacts & {readonly to: NationCode}): boolean {
    return this.#ask(this.#objectFacts(object), object.to, 'notify').effect === 'permit'
  }

  /** Whether an agreement is in force still, by its name. */
  stands(agreement: AgreementId): boolean {
    return this.#agreements.some(one => one.id === agreement && isInForce(one, this.#now()))
  }

  #objectFacts({kind, place, flags}: ObjectFacts): Facts {
    const mask = this.#maskAt(place)
    return this.#facts({from: this.#nation, kind, flags, marking: OPEN_MARKING, mask})
  }

  /** Facts of an object of the picture; undefined where a partner leads it: its data are not ours to pass on. */
  #objectOf(key: string, place: Position | undefined): Facts | undefined {
    const {sources} = this.#picture
    const row = this.#picture.rowOfSubject(key)
    const leader = row < 0 ? -1 : this.#picture.leaderOf(row)
    if (leader < 0 || !this.#isOwn(leader)) return undefined
    const at = place ?? {lon: sources.lon[leader] ?? NaN, lat: sources.lat[leader] ?? NaN}
    return this.#factsOf(leader, this.#maskAt(at))
  }

  #maskAt(place: Position | undefined): string {
    if (place === undefined) return ''
    return this.#places.mask(Places.cellOf(place.lon, place.lat), place.lon, place.lat)
  }

  #ask(facts: Facts, to: NationCode, action: SharingAction): Decision {
    return decideForAny(this.#agreements, {...facts, to, action, clearance: undefined, at: this.#now()}, PURPOSES)
  }

  // Towards the nation's own people

  audiencesOf(person: Person): Iterable<number> {
    return hasMap(person) ? [...this.#audiences.readableBy(person)] : []
  }

  view(table: Table, audience: number): Released<TrackView> {
    const view: TrackView = {
      record: (row, into) => this.#guarded('view', () => this.#trackRecord(table, row, audience, into)) === true,
    }
    return view as Released<TrackView>
  }

  #trackRecord(table: Table, row: number, audience: number, into: TrackRecord): boolean {
    if (table.audience[row] !== audience) return false
    const isOwn = this.#audiences.isOwn(audience)
    const has = (field: string) => isOwn || this.#audiences.blockHas(audience, field)
    if (!has('position')) return false
    let ownSources = 0
    for (let source = this.#picture.firstSource(row); source >= 0; source = this.#picture.nextSource(source))
      if (this.#isOwn(source)) ownSources++
    const mark = this.#picture.contactOf(row)
    const isNamed = mark !== undefined || ownSources > 0 || NAMING.some(has)
    into.lon = table.lon[row] ?? NaN
    into.lat = table.lat[row] ?? NaN
    into.at = table.at[row] ?? NaN
    into.interval = table.interval[row] ?? NaN
    into.speed = has('speed') ? (table.speed[row] ?? NaN) : NaN
    into.course = has('course') ? (table.course[row] ?? NaN) : NaN
    into.heading = has('heading') ? (table.heading[row] ?? NaN) : NaN
    into.altitude = has('altitude') ? (table.altitude[row] ?? NaN) : NaN
    into.kind = has('kind') ? (table.kind[row] ?? CONTACT) : CONTACT
    into.identity = isNamed ? IDENTITIES.indexOf(this.#picture.identityOf(row)) : UNIDENTIFIED
    let flags = (table.flags[row] ?? 0) & (OPEN_FLAGS | (has('distress') ? ReportFlag.DISTRESS : 0))
    if (mark !== undefined) flags |= TrackFlag.CONTACT
    if (ownSources === 0) flags |= TrackFlag.PARTNER
    into.flags = flags
    return true
  }

  mayRead(row: number, person: Person): boolean {
    const audience = this.#picture.tracks.audience[row] ?? 0
    if (row < 0 || !hasMap(person)) return false
    return this.#audiences.isOwn(audience)
      ? this.#audiences.mayReadOwn(audience, person)
      : this.#audiences.forPerson(audience, person) !== undefined
  }

  releaseName(row: number, person: Person): Released<Name> | undefined {
    return this.#guarded('name', () => this.#name(row, person)) as Released<Name> | undefined
  }

  #name(row: number, person: Person): Name | undefined {
    if (!this.mayRead(row, person)) return undefined
    const record = emptyRecord()
    if (!this.#trackRecord(this.#picture.tracks, row, this.#picture.tracks.audience[row] ?? 0, record)) return undefined
    const details = this.#said(row, person)
    const mark = this.#picture.contactOf(row)
    const unit = this.#picture.unitOf(row)
    const partners = new Set<NationCode>()
    for (const source of this.#picture.sourcesOf(row))
      if (!this.#isOwn(source) && this.#mayOf(source, person)('position'))
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
    const name = this.#name(row, person)
    if (name === undefined) return undefined
    const {name: shipName, callsign, mmsi, imo, hex, registration} = this.#said(row, person)
    const words = [name.label, shipName, callsign, mmsi, imo, hex, registration, name.contact, name.unit]
    return [...new Set(words.flatMap(word => (word === undefined || word === '' ? [] : [String(word)])))]
  }

  /** A row for a list or a file, made by `make` of what the person may have and nothing else. */
  releaseTrackRow<Row extends object>(
    row: number,
    person: Person,
    make: (record: TrackRecord, name: Name) => Row,
  ): Released<Row> | undefined {
    return this.#guarded('row', () => {
      const name = this.#name(row, person)
      const record = emptyRecord()
      if (name === undefined) return undefined
      record.id = name.id
      const audience = this.#picture.tracks.audience[row] ?? 0
      return this.#trackRecord(this.#picture.tracks, row, audience, record) ? make(record, name) : undefined
    }) as Released<Row> | undefined
  }

  /** Hits on tracks that the person may not read fall out; things have been released before they were searched. */
  releaseFound(found: Found, person: Person): Released<Found> {
    const hits = found.hits.filter(
      hit => hit.type !== 'track' || this.mayRead(this.#picture.rowOf(Number(hit.id) as Card['id']), person),
    )
    return {hits} as Found as Released<Found>
  }

  /** A card with everything on it, cut field by field by who originated the value. */
  releaseCard(card: Card, person: Person): Released<Card> | undefined {
    return this.#guarded('card', () => this.#card(card, person)) as Released<Card> | undefined
  }

  #card(card: Card, person: Person): Card | undefined {
    const row = this.#picture.rowOf(card.id)
    if (row < 0 || !this.mayRead(row, person)) return undefined
    const sources = [...this.#picture.sourcesOf(row)]
    const permits = new Map<NationCode, Projection>()
    for (const source of sources) {
      const projection = this.#audiences.forPerson(this.#picture.sources.audience[source] ?? 0, person)
      if (!this.#isOwn(source) && projection !== undefined) permits.set(this.#picture.feedOf(source).origin, projection)
    }
    const hasOwn = sources.some(source => this.#isOwn(source) && isCleared(person, this.#markingOf(source).level))
    const may = (origin: NationCode, field: string) => {
      if (origin === this.#nation) return hasOwn || field === 'identity'
      const permit = permits.get(origin)?.permit
      return permit !== undefined && covers(permit.fields, field)
    }
    const basisOf = (origin: NationCode, field: string) => {
      const projection = permits.get(origin)
      return projection === undefined
        ? {}
        : {basis: projection.permit.fields.get(field)?.basis ?? firstBasis(projection)}
    }
    const fields = card.fields
      .filter(({origin, field}) => may(origin, field))
      .map(field => ({...field, ...basisOf(field.origin, field.field)}))
    const told = new Set(fields.map(({field}) => field))
    const kind = kindOf(this.#picture.tracks.kind[row] ?? CONTACT)
    const withheld = [...permits].flatMap(([by, {permit}]) =>
      fieldsOf(kind)
        .filter(field => !covers(permit.fields, field) && !told.has(field) && !hasOwn)
        .map(field => ({field, by})),
    )
    const hasTrail = hasOwn || [...permits.values()].every(({permit}) => covers(permit.fields, 'history'))
    return {
      ...card,
      fields,
      withheld,
      sources: card.sources
        .filter(({origin}) => may(origin, 'position'))
        .map(source => ({...source, ...basisOf(source.origin, 'position')})),
      trail: hasTrail ? card.trail : [],
    }
  }

  /** What the person may have of one source. */
  #mayOf(source: number, person: Person): (field: string) => boolean {
    if (this.#isOwn(source)) {
      const may = isCleared(person, this.#markingOf(source).level)
      return () => may
    }
    const projection = this.#audiences.forPerson(this.#picture.sources.audience[source] ?? 0, person)
    return field => projection !== undefined && covers(projection.permit.fields, field)
  }

  #said(row: number, person: Person): Details {
    const sources = [...this.#picture.sourcesOf(row)].map(source => ({
      source,
      details: this.#detailsFor(source, this.#mayOf(source, person)),
      origin: this.#picture.feedOf(source).origin,
      at: this.#picture.heardAt(source),
    }))
    const details: Record<string, string | number> = {}
    for (const [field, {value}] of mergedDetails(sources, this.#nation)) details[field] = value
    return details
  }

  /** Own things by role, partners' by purpose; a field user what concerns the own task. */
  releaseThing(thing: Thing, person: Person): Released<Thing> | undefined {
    return this.#guarded('thing', () => this.#thing(thing, person)) as Released<Thing> | undefined
  }

  #thing(thing: Thing, person: Person): Thing | undefined {
    if (person.role === 'admin' || person.nation !== this.#nation) return undefined
    if (person.role === 'field' && !this.#concerns(thing, person)) return undefined
    if ((thing.kind === 'alert' || thing.kind === 'contact') && thing.basis !== undefined)
      if (!this.#isForPurpose(thing.basis, person)) return undefined
    if (thing.kind !== 'alert' && thing.kind !== 'notice') return thing
    const tracks = thing.tracks.filter(id => this.mayRead(this.#picture.rowOf(id), person))
    const hidden = thing.tracks.some(id => this.#picture.rowOf(id) >= 0 && !tracks.includes(id))
    return {...thing, tracks, subjects: hidden ? [] : thing.subjects}
  }

  #concerns(thing: Thing, person: Person): boolean {
    if (person.unit === undefined) return false
    const tasks = [...this.#tasksOf(person.unit)]
    switch (thing.kind) {
      case 'task':
        return thing.unit === person.unit
      case 'unit':
        return thing.sos !== undefined || thing.post === (person.post ?? this.#postOf.get(person.unit))
      case 'handoff':
        return tasks.some(task => task.handoff === thing.id || task.contact === thing.contact)
      case 'contact':
        return tasks.some(task => task.contact === thing.id)
      case 'incident':
        return tasks.some(task => task.incident === thing.id)
      case 'alert':
        return tasks.some(
          task =>
            (thing.contact !== undefined && task.contact === thing.contact) ||
            (thing.incident !== undefined && task.incident === thing.incident),
        )
      case 'notice':
        return false
    }
  }

  /** Rules for lives at risk set the purpose by themselves. */
  #isForPurpose({agreement, rule}: Basis, person: Person): boolean {
    const found = this.#agreements
      .find(one => one.id === agreement && isInForce(one, this.#now()))
      ?.rules.find(one => one.id === rule)
    if (found === undefined) return false
    return found.purposes === '*' || found.safetyOfLife === true || found.purposes.includes(person.purpose)
  }

  /** A fault releases nothing. */
  #guarded<T>(where: string, make: () => T): T | undefined {
    try {
      return make()
    } catch (error) {
      this.counts.add(where)
      this.#onAlarm(error)
      return undefined
    }
  }
}

function hasMap({role}: Person): boolean {
  return role === 'operator' || role === 'commander' || role === 'field' || role === 'liaison'
}

type Columns = {
  readonly [Column in 'at' | 'lon' | 'lat' | 'speed' | 'course' | 'altitude' | 'flags']: ArrayLike<number>
}

/** Kinematic fields come with the place: one that may only be had later than it is left out. */
function fill(into: LiveRecord, {permit, position}: Projection, from: Columns, row: number, kind: number): void {
  const has = (field: string) =>
    covers(permit.fields, field) && (permit.fields.get(field)?.delayS ?? 0) <= position.delayS
  const place = coarse(from.lon[row] ?? NaN, from.lat[row] ?? NaN, position.precisionM)
  into.at = from.at[row] ?? NaN
  into.lon = place.lon
  into.lat = place.lat
  into.speed = has('speed') ? (from.speed[row] ?? NaN) : NaN
  into.course = has('course') ? (from.course[row] ?? NaN) : NaN
  into.altitude = has('altitude') ? (from.altitude[row] ?? NaN) : NaN
  into.kind = has('kind') ? kind : CONTACT
  into.flags = (from.flags[row] ?? 0) & (OPEN_FLAGS | (has('distress') ? ReportFlag.DISTRESS : 0))
}

function emptyLive(): LiveRecord {
  return {at: NaN, lon: NaN, lat: NaN, speed: NaN, course: NaN, altitude: NaN, status: NaN, kind: 0, flags: 0}
}
