import type {NationCode, SessionId, TrackId} from '../../shared/base/id.ts'
import {freshness} from '../../shared/model/freshness.ts'
import {IDENTITIES, kindOf} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import type {Unit} from '../../shared/model/unit.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {TrackRecord} from '../../shared/protocol/frame.ts'
import type {AskUnits, Beat, Card, Found, Suggestions} from '../../shared/protocol/message.ts'
import type {Thing} from '../../shared/protocol/things.ts'
import type {Link} from '../federation/link.ts'
import type {Feed} from '../feeds/feed.ts'
import type {PictureClock} from '../feeds/picture-clock.ts'
import type {TrackRow} from '../http/desk.ts'
import type {Areas} from '../picture/areas.ts'
import type {Picture} from '../picture/picture.ts'
import type {Policy} from '../policy/policy.ts'
import type {Released} from '../policy/released.ts'
import {type CardSight, type CardUnit, cardOf} from '../stream/card.ts'
import {search, type Searchable} from '../stream/search.ts'
import {placeOfUnit} from './handoff-facts.ts'
import {suggestionsFor} from './suggestions.ts'

const MOST_EVENTS = 12

/** What a desk answers from: one nation's rooms. */
export type DeskRooms = {
  readonly nation: NationCode
  readonly partners: readonly NationCode[]
  readonly picture: Picture
  readonly areas: Areas
  readonly policy: Policy
  readonly pictureClock: PictureClock
  readonly feeds: readonly Feed[]
  readonly links: readonly Link[]
  readonly units: readonly Unit[]
  /** Wall time, ms. */
  readonly now: () => number
  readonly things: () => Iterable<Thing>
  readonly stands: (session: SessionId) => boolean
  /** A person has looked something up. */
  readonly audit: (
    type: 'card' | 'search',
    person: Person,
    payload: {readonly [field: string]: string | number},
  ) => void
}

/** What is asked of a nation by its windows and over HTTP, each answer cut to the person by policy. */
export class Desk {
  readonly #rooms: DeskRooms
  readonly #sight: CardSight
  /** Cards lately opened: a window asks again every two seconds, a person opens once. */
  readonly #opened = new Map<string, number>()

  constructor(rooms: DeskRooms) {
    const {picture, areas, links} = rooms
    this.#rooms = rooms
    this.#sight = {
      picture,
      areas,
      basisOf: source => basisOf(links, source),
      units: () => this.#units(),
      events: track => this.#events(track),
      handoffs: track => this.#handoffs(track),
      takeOver: track => this.#takeOver(track),
    }
  }

  pictureTime(): number {
    return this.#rooms.pictureClock.now()
  }

  beat(): Omit<Beat, 'tracks'> {
    const {pictureClock, feeds, links, now} = this.#rooms
    const wall = now()
    return {
      wall,
      picture: pictureClock.now(),
      rate: pictureClock.rate,
      replay: pictureClock.replay,
      feeds: feeds.map(feed => {
        const {name, status, lastDataAt, perSecond, rejected} = feed.health()
        const refused = Object.values(rejected).reduce((sum, count) => sum + count, 0)
        const age = lastDataAt === undefined ? {} : {lastDataAgeMs: Math.max(0, wall - lastDataAt)}
        return {name, status, perSecond, rejected: refused, ...age}
      }),
      links: links.map(link => ({
        nation: link.partner,
        status: link.state,
        silentMs: link.silentMs,
        ...(link.roundTripMs === undefined ? {} : {roundTripMs: link.roundTripMs}),
      })),
    }
  }

  card(track: TrackId, person: Person): Released<Card> | undefined {
    const {picture, policy} = this.#rooms
    const row = picture.rowOf(track)
    if (row < 0) return undefined
    const card = policy.releaseCard(cardOf(this.#sight, row), person)
    if (card !== undefined) this.#noteOpened(row, person)
    return card
  }

  search(text: string, person: Person): Released<Found> {
    const {policy, things, audit} = this.#rooms
    audit('search', person, {query: text})
    return policy.releaseFound(search(text, this.#searchable(person), this.#released(person, things())), person)
  }

  jurisdiction(asked: Parameters<Policy['releaseJurisdiction']>[0], person: Person) {
    return this.#rooms.policy.releaseJurisdiction(asked, person)
  }

  suggest(ask: AskUnits, person: Person): Released<Suggestions> {
    const {policy, picture, areas, units, things, now} = this.#rooms
    const suggested = suggestionsFor(ask, {
      picture,
      areas,
      units,
      now: now(),
      things: things(),
      mayRead: track => policy.mayRead(picture.rowOf(track), person),
    })
    return policy.releaseSuggestions(suggested, person)
  }

  stands(session: SessionId): boolean {
    return this.#rooms.stands(session)
  }

  /** Every track that the person may see, for REST. */
  *tracks(person: Person): Iterable<Released<TrackRow>> {
    const {picture, policy} = this.#rooms
    const now = this.pictureTime()
    for (const row of picture.rows()) {
      const released = policy.releaseTrackRow(row, person, (record, name) => trackRow(record, name, now))
      if (released !== undefined) yield released
    }
  }

  things(kind: Thing['kind'], person: Person): readonly Released<Thing>[] {
    return [...this.#released(person, this.#rooms.things())].filter(thing => thing.kind === kind)
  }

  *#released(person: Person, things: Iterable<Thing>): Iterable<Released<Thing>> {
    for (const thing of things) {
      const released = this.#rooms.policy.releaseThing(thing, person)
      if (released !== undefined) yield released
    }
  }

  *#searchable(person: Person): Iterable<Searchable> {
    const {picture, policy} = this.#rooms
    for (const row of picture.rows()) {
      const words = policy.wordsOf(row, person)
      const name = words === undefined ? undefined : policy.releaseName(row, person)
      if (words === undefined || name === undefined) continue
      yield {
        id: name.id,
        name: name as Searchable['name'],
        words,
        lon: picture.tracks.lon[row] ?? NaN,
        lat: picture.tracks.lat[row] ?? NaN,
      }
    }
  }

  *#units(): Iterable<CardUnit> {
    for (const thing of this.#rooms.things()) {
      if (thing.kind !== 'unit') continue
      const {id, name, status, maxSpeedKnots} = thing
      yield {id, name, status, maxSpeedKnots, place: placeOfUnit(this.#rooms.picture, id) ?? thing.place}
    }
  }

  /** What happened to it lately: crossings, alerts, steps of handoffs, newest first. */
  #events(track: number): Card['events'] {
    const id = this.#rooms.picture.idOf(track)
    const events: Card['events'] = []
    for (const thing of this.#rooms.things()) {
      if (thing.kind !== 'alert' && thing.kind !== 'notice') continue
      const first = thing.evidence[0]
      if (first === undefined || !thing.tracks.includes(id)) continue
      events.push({at: thing.kind === 'notice' ? thing.at : thing.raisedAt, code: first.code, values: first.values})
    }
    return events.sort((a, b) => b.at - a.at).slice(0, MOST_EVENTS)
  }

  #handoffs(track: number): Card['handoff'] {
    const {partners, picture, policy} = this.#rooms
    const {tracks} = picture
    const object = {
      kind: kindOf(tracks.kind[track] ?? 0),
      place: {lon: tracks.lon[track] ?? NaN, lat: tracks.lat[track] ?? NaN},
      flags: (tracks.flags[track] ?? 0) & (ReportFlag.OWN | ReportFlag.DISTRESS),
    }
    const key = picture.subjectKey(track)
    return partners.map(to => {
      const {allowed, why, agreement, transfer} = policy.mayHandOff({...object, to})
      // What is shown before sending is what the sending itself will be allowed to tell.
      const {fields, withheld, precisionM, historyS} = policy.wouldTell({key, object, to, action: 'handoff'})
      return {
        to,
        allowed,
        ...(why === undefined ? {} : {why}),
        ...(agreement === undefined ? {} : {agreement}),
        transfer,
        fields: [...fields],
        withheld: [...withheld],
        ...(precisionM === undefined ? {} : {precisionM}),
        historyS,
      }
    })
  }

  /** A sovereign right, of what lies in the own territory and is under another nation's control. */
  #takeOver(track: number): Card['takeOver'] {
    const {nation, picture, areas, things} = this.#rooms
    const id = picture.idOf(track)
    for (const thing of things()) {
      if (thing.kind !== 'contact' || thing.status !== 'OPEN' || thing.track !== id) continue
      if (thing.custody.controller === nation) return undefined
      const territory = areas.territoryOf(picture.tracks.lon[track] ?? NaN, picture.tracks.lat[track] ?? NaN)
      if (territory === nation) return {allowed: true}
      return {allowed: false, why: territory === 'disputed' ? 'territory-disputed' : 'not-in-territory'}
    }
    return undefined
  }

  #noteOpened(row: number, person: Person): void {
    const subject = this.#rooms.picture.subjectKey(row)
    const key = `${person.session} ${subject}`
    const now = this.#rooms.now()
    const last = this.#opened.get(key) ?? -Infinity
    this.#opened.delete(key)
    this.#opened.set(key, now)
    const oldest = this.#opened.keys().next()
    if (this.#opened.size > 2_000 && oldest.done !== true) this.#opened.delete(oldest.value)
    if (now - last > 60_000) this.#rooms.audit('card', person, {subject})
  }
}

/** Under what a partner released a source; undefined for an own one. */
function basisOf(links: readonly Link[], source: number) {
  for (const link of links) {
    const basis = link.basisOf(source)?.basis
    if (basis !== undefined) return basis
  }
  return undefined
}

export function trackRow(
  record: TrackRecord,
  name: {label: string; kind: string; world: string},
  now: number,
): TrackRow {
  return {
    id: record.id,
    lon: record.lon,
    lat: record.lat,
    at: Number.isFinite(record.at) ? new Date(record.at).toISOString() : '',
    ...(Number.isNaN(record.speed) ? {} : {speed: record.speed}),
    ...(Number.isNaN(record.course) ? {} : {course: record.course}),
    kind: name.kind,
    identity: IDENTITIES[record.identity] ?? 'unidentified',
    freshness: Number.isFinite(record.at) ? freshness(now - record.at, record.interval) : 'lost',
    label: name.label,
    world: name.world,
  }
}
