import type {AgreementId, NationCode, PostId, TrackId, UnitId} from '../../shared/base/id.ts'
import type {Counts} from '../../shared/base/metrics.ts'
import type {Agreement} from '../../shared/model/agreement.ts'
import type {Flag} from '../../shared/model/jurisdiction.ts'
import {type Act, type LawBook, NO_LAW} from '../../shared/model/law.ts'
import {isOnGlobe, type Position} from '../../shared/geo/position.ts'
import type {AgreedTimers} from '../../shared/operations/handoff-timers.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {TrackRecord} from '../../shared/protocol/frame.ts'
import type {LinkContact, LinkHandoff, LinkPointOut} from '../../shared/protocol/link-custody.ts'
import type {LinkIncident} from '../../shared/protocol/link-incident.ts'
import type {LinkAlert, LinkPost} from '../../shared/protocol/link.ts'
import type {Card, Found, Suggestions} from '../../shared/protocol/message.ts'
import type {LinkPursuit} from '../../shared/protocol/link-pursuit.ts'
import type {Jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import type {TaskThing, Thing} from '../../shared/protocol/things.ts'
import type {Offered} from '../operations/ports.ts'
import type {Areas} from '../picture/areas.ts'
import type {Changes, Picture} from '../picture/picture.ts'
import type {Table} from '../picture/table.ts'
import {Audiences, type Projection} from './audiences.ts'
import type {Marking} from './decide.ts'
import {Gate} from './gate.ts'
import {Law} from './law.ts'
import {type ObjectFacts, Objects} from './objects.ts'
import {type HandoffPermission, PartnerDurable, type WouldTell} from './partner-durable.ts'
import {PartnerLive, type LiveView} from './partner-live.ts'
import {cutCard} from './people-card.ts'
import {PeopleThings} from './people-things.ts'
import {type Name, PeopleTracks, type TrackView} from './people-tracks.ts'
import {Places} from './places.ts'
import {release, type Released} from './released.ts'
import {Rows} from './rows.ts'
import {Treaties} from './treaties.ts'

export type {ObjectFacts} from './objects.ts'
export type {HandoffPermission, WouldTell} from './partner-durable.ts'
export type {LiveDescriptor, LiveRecord, LiveView} from './partner-live.ts'
export type {TrackView} from './people-tracks.ts'

/**
 * What each nation, role and purpose may have of one nation's data. Nothing leaves for a person or a partner that was not
 * made here; a fault in here drops the thing, is counted and raises an alarm. Rules in SPEC.md.
 */
export class Policy {
  /** What the gate dropped by a fault, by place. */
  readonly counts: Counts
  /** What law and agreements say of places. */
  readonly law: Law
  readonly #nation: NationCode
  readonly #picture: Picture
  readonly #treaties: Treaties
  readonly #objects: Objects
  readonly #audiences: Audiences
  readonly #rows: Rows
  readonly #gate: Gate
  readonly #live: PartnerLive
  readonly #durable: PartnerDurable
  readonly #tracks: PeopleTracks
  readonly #things: PeopleThings

  /** `now`: wall time; `pictureNow`: picture time; both ms. `tasksOf`: a unit's tasks that have not ended. */
  constructor(options: {
    nation: NationCode
    partners: readonly NationCode[]
    agreements: readonly Agreement[]
    /** Law that holds without an agreement. */
    law?: LawBook | undefined
    feeds: readonly {readonly name: string; readonly marking: Marking}[]
    units: readonly {readonly id: UnitId; readonly post: PostId}[]
    areas: Areas
    picture: Picture
    now: () => number
    pictureNow: () => number
    tasksOf: (unit: UnitId) => Iterable<TaskThing>
    onAlarm: (error: unknown) => void
  }) {
    const {nation, partners, agreements, feeds, units, areas, picture, now, pictureNow, tasksOf} = options
    const treaties = new Treaties(agreements, now)
    const audiences = new Audiences({nation, partners, agreements: () => treaties.all, now})
    const objects = new Objects({nation, picture, feeds, places: new Places(areas, agreements)})
    const gate = new Gate(options.onAlarm)
    const rows = new Rows({picture, objects, audiences, treaties})
    const tracks = new PeopleTracks({picture, objects, audiences})
    const {delayed} = rows
    this.counts = gate.counts
    this.law = new Law({nation, partners, treaties, areas, book: options.law ?? NO_LAW})
    this.#nation = nation
    this.#picture = picture
    this.#treaties = treaties
    this.#audiences = audiences
    this.#objects = objects
    this.#gate = gate
    this.#rows = rows
    this.#live = new PartnerLive({picture, objects, audiences, delayed, gate, partners, pictureNow})
    this.#durable = new PartnerDurable({objects, treaties})
    this.#tracks = tracks
    const sight = {
      isHeld: (track: TrackId) => picture.rowOf(track) >= 0,
      mayRead: (track: TrackId, person: Person) => tracks.mayRead(picture.rowOf(track), person),
    }
    const placeOf = (unit: UnitId) => placeOfRow(picture, picture.rowOfSubject(`unit:${unit}`))
    this.#things = new PeopleThings({nation, treaties, units, placeOf, tasksOf, tracks: sight})
  }

  /** Rises when what anybody may see has changed by more than single rows. */
  get version(): number {
    return this.#rows.version
  }

  /** How often agreements were read: never per position report. */
  get decisions(): number {
    return this.#audiences.decisions
  }

  /** After each drain of the picture, before anybody is told. */
  decide(changes: Pick<Changes, 'tracks' | 'sources' | 'goneSources'>): void {
    this.#rows.decide(changes)
  }

  /** Once a second: what time alone changes. */
  sweep(): void {
    this.#rows.sweep()
  }

  /** At once, for everybody; takes effect before it returns. */
  setStatus(agreement: AgreementId, status: Agreement['status']): void {
    this.#treaties.setStatus(agreement, status)
    this.#rows.readAnew()
  }

  suspend(agreement: AgreementId): void {
    this.setStatus(agreement, 'suspended')
  }

  /** An agreement by its name, in force or not. */
  agreement(agreement: AgreementId): Agreement | undefined {
    return this.#treaties.get(agreement)
  }

  /** Whether an agreement in force lets the two claim from each other what is left unattended. */
  mayClaimUnattended(partner: NationCode): boolean {
    return this.#treaties.handingOver(this.#nation, partner).some(({claimOnUnattended}) => claimOnUnattended === true)
  }

  /** Lengths that an agreement in force between the two sets for handing over; undefined where there is none. */
  agreedTimers(partner: NationCode): AgreedTimers | undefined {
    return this.#treaties.handingOver(this.#nation, partner)[0]
  }

  /** Whether an agreement is in force still, by its name. */
  stands(agreement: AgreementId): boolean {
    return this.#treaties.stands(agreement)
  }

  /** Partners that may have an own source track now. */
  partnersOf(source: number): readonly NationCode[] {
    return this.#live.partnersOf(source)
  }

  projectionFor(audience: number, partner: NationCode): Projection | undefined {
    return this.#audiences.forPartner(audience, partner)
  }

  /** Sources whose past is still due to a delayed reader: to be asked for each second, reports or not. */
  delayedSources(): Iterable<number> {
    return this.#rows.delayed.rows()
  }

  /** All that a link may take from the table of sources. */
  liveView(partner: NationCode): Released<LiveView> {
    return this.#live.view(partner)
  }

  /**
   * A message cut to what the partner may have; undefined: it may not even know of it; `unknown`: what it is about is not
   * in the picture now, and whatever copy the partner has stays as it is. `live`: references for the keys.
   */
  release(
    offered: Offered,
    partner: NationCode,
    live: readonly string[],
  ):
    | Released<LinkAlert | LinkContact | LinkHandoff | LinkPursuit | LinkIncident | LinkPointOut | LinkPost>
    | 'unknown'
    | undefined {
    let isUnknown = false
    const released = this.#gate.release('release', () => {
      const cut = this.#durable.cut(offered, partner, live)
      isUnknown = cut === 'unknown'
      return cut === 'unknown' ? undefined : cut
    })
    return isUnknown ? 'unknown' : released
  }

  /** Whether an object may be handed to a nation, under what, and what that nation would get. */
  mayHandOff(object: ObjectFacts & {readonly to: NationCode}): HandoffPermission {
    return this.#durable.mayHandOff(object)
  }

  /** What a notice or an offer of the object of that name would tell a nation at this moment. */
  wouldTell(of: Parameters<PartnerDurable['wouldTell']>[0]): WouldTell {
    return this.#durable.wouldTell(of)
  }

  notifyAllowed(object: ObjectFacts & {readonly to: NationCode}): boolean {
    return this.#durable.notifyAllowed(object)
  }

  audiencesOf(person: Person): Iterable<number> {
    return this.#tracks.audiencesOf(person)
  }

  /** Persons of whom this is the same are released the same names. */
  sightOf(person: Person): string {
    return this.#tracks.sightOf(person)
  }

  view(table: Table, audience: number): Released<TrackView> {
    return release<TrackView>({
      record: (row, into) => this.#gate.fills('view', () => this.#tracks.record(table, row, audience, into)),
    })
  }

  mayRead(row: number, person: Person): boolean {
    return this.#tracks.mayRead(row, person)
  }

  releaseName(row: number, person: Person): Released<Name> | undefined {
    return this.#gate.release('name', () => this.#tracks.name(row, person))
  }

  /** Every name by which the person may look for a track; undefined when they may not know of it. */
  wordsOf(row: number, person: Person): readonly string[] | undefined {
    return this.#tracks.wordsOf(row, person)
  }

  /** A row for a list or a file, made by `make` of what the person may have and nothing else. */
  releaseTrackRow<Row extends object>(
    row: number,
    person: Person,
    make: (record: TrackRecord, name: Name) => Row,
  ): Released<Row> | undefined {
    return this.#gate.release('row', () => this.#tracks.row(row, person, make))
  }

  /** Hits on tracks that the person may not read fall out; things have been released before they were searched. */
  releaseFound(found: Found, person: Person): Released<Found> {
    const mayKnow = ({type, id}: Found['hits'][number]) =>
      type !== 'track' || this.mayRead(this.#picture.rowOf(Number(id) as TrackId), person)
    return release({hits: found.hits.filter(mayKnow)})
  }

  /** Own units that could be sent: for who sends them, of the own nation. */
  releaseSuggestions(suggested: Suggestions, {role, nation}: Person): Released<Suggestions> {
    const mayKnow = nation === this.#nation && (role === 'operator' || role === 'commander')
    return release(mayKnow ? suggested : {units: []})
  }

  /** A card with everything on it, cut field by field by who originated the value. */
  releaseCard(card: Card, person: Person): Released<Card> | undefined {
    return this.#gate.release('card', () => {
      if (!this.mayRead(this.#picture.rowOf(card.id), person)) return undefined
      return cutCard({picture: this.#picture, objects: this.#objects, audiences: this.#audiences}, card, person)
    })
  }

  /** What the law says of a place: the nation's own people may ask, and it tells nothing of the picture. */
  releaseJurisdiction(
    asked: {readonly place: Position; readonly flag: Flag; readonly act?: Act | undefined},
    person: Person,
  ): Released<Jurisdiction> | undefined {
    if (person.role === 'admin' || person.nation !== this.#nation) return undefined
    return this.#gate.release('jurisdiction', () => this.law.at(asked))
  }

  /** Own things by role, partners' by purpose; a field user what concerns the own task. */
  releaseThing(thing: Thing, person: Person): Released<Thing> | undefined {
    return this.#gate.release('thing', () => this.#things.cut(thing, person))
  }

  /** Whether a change of a thing of that kind may change what else the person may have. */
  turnsOn(kind: string, person: Person): boolean {
    return this.#things.turnsOn(kind, person)
  }
}

function placeOfRow({tracks}: Picture, row: number): Position | undefined {
  const [lon, lat] = [tracks.lon[row] ?? NaN, tracks.lat[row] ?? NaN]
  return isOnGlobe(lon, lat) ? {lon, lat} : undefined
}
