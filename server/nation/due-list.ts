import type {ContactId, NationCode, TrackId} from '../../shared/base/id.ts'
import {kindOf} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import {
  type ContactThing,
  type DueThing,
  HANDOFF_OPEN,
  type HandoffThing,
  type Thing,
} from '../../shared/protocol/things.ts'
import type {Picture} from '../picture/picture.ts'
import type {Policy, WouldTell} from '../policy/policy.ts'
import type {CrossingForecasts} from '../rules/crossing-forecasts.ts'
import {type About, type Entry, nextEntry} from './due-entry.ts'
import {worldOf} from './picture-facts.ts'

/** A notice goes by itself only of what is likelier to come than not. */
const NOTIFIES = 0.5
/** It is told anew when the expected time has moved by this, or by one sigma, ms. */
const TOLD_ANEW = 120_000

const OPEN: ReadonlySet<string> = new Set(HANDOFF_OPEN)
const NOTHING: About = {contact: undefined, handoff: undefined}

/** A notice that goes without a person, because the agreement says so. */
export type DueNotice = {readonly contact: ContactId; readonly to: NationCode}

/**
 * What will probably cross a line of the own nation soon: own contacts, and what the configuration has watched; how near,
 * and what a notice or an offer would tell. Made anew each second from picture, things and agreements; it decides nothing.
 */
export class DueList {
  readonly #own: NationCode
  readonly #picture: Picture
  readonly #forecasts: CrossingForecasts
  readonly #wouldTell: Policy['wouldTell']
  readonly #now: () => number
  #entries: ReadonlyMap<TrackId, Entry> = new Map()
  #shown: ReadonlyMap<string, {readonly thing: DueThing; readonly print: string}> = new Map()
  /** When the standing notice of a contact told that it would cross, wall time. */
  readonly #toldAt = new Map<ContactId, number>()
  #version = 0

  /** `now`: wall time, ms. */
  constructor(options: {
    own: NationCode
    picture: Picture
    forecasts: CrossingForecasts
    wouldTell: Policy['wouldTell']
    now: () => number
  }) {
    this.#own = options.own
    this.#picture = options.picture
    this.#forecasts = options.forecasts
    this.#wouldTell = options.wouldTell
    this.#now = options.now
  }

  /** Once a second: what is due, the soonest first, and the notices that go by themselves. `things`: all of the nation's. */
  look(things: Iterable<Thing>): {readonly due: readonly DueThing[]; readonly notices: readonly DueNotice[]} {
    const watched = this.#watched(things)
    const entries = new Map<TrackId, Entry>()
    const shown = new Map<string, {thing: DueThing; print: string}>()
    const notices: DueNotice[] = []
    for (const forecast of this.#forecasts.look(watched.keys())) {
      const {row} = forecast
      const track = this.#picture.idOf(row)
      const about = watched.get(row) ?? NOTHING
      const entry = nextEntry(this.#entries.get(track), forecast, {about, own: this.#own, now: this.#now()})
      if (entry === undefined) continue
      entries.set(track, entry)
      const {notice, thing} = this.#thingOf(row, entry, about)
      const print = JSON.stringify(thing)
      const before = this.#shown.get(thing.id)
      const isSame = before?.print === print
      if (!isSame) this.#version++
      shown.set(thing.id, {print, thing: isSame ? before.thing : {...thing, version: this.#version}})
      if (this.#isToNotify(thing, notice, about)) notices.push({contact: thing.contact, to: thing.to})
    }
    this.#entries = entries
    this.#shown = shown
    const due = [...shown.values()].map(({thing}) => thing).sort((a, b) => a.crossingAt - b.crossingAt)
    return {due, notices}
  }

  /** Rows of own contacts, and of what comes this way under another nation's handoff. */
  #watched(things: Iterable<Thing>): ReadonlyMap<number, About> {
    const handoffs = new Map<ContactId, HandoffThing>()
    const contacts: ContactThing[] = []
    for (const thing of things) {
      if (thing.kind === 'handoff' && OPEN.has(thing.status)) handoffs.set(thing.contact, thing)
      if (thing.kind === 'contact' && thing.status === 'OPEN' && thing.custody.controller === this.#own)
        contacts.push(thing)
    }
    const watched = new Map<number, About>()
    const watch = (track: TrackId | undefined, about: About) => {
      const row = track === undefined ? -1 : this.#picture.rowOf(track)
      if (row >= 0) watched.set(row, about)
    }
    for (const handoff of handoffs.values())
      if (handoff.to === this.#own) watch(handoff.track, {contact: undefined, handoff})
    for (const contact of contacts) watch(contact.track, {contact, handoff: handoffs.get(contact.id)})
    return watched
  }

  #thingOf(row: number, entry: Entry, {contact, handoff}: About): {thing: DueThing; notice: WouldTell} {
    const {to, line, place, probability, crossingAt, spreadMs, others, stage, status, shortNotice} = entry
    const {tracks} = this.#picture
    const track = this.#picture.idOf(row)
    const notice = this.#tell(row, to, 'notify')
    const thing: DueThing = {
      kind: 'due',
      id: contact?.id ?? handoff?.contact ?? `track-${track}`,
      version: 0,
      world: worldOf(tracks.flags[row] ?? 0),
      track,
      ...(contact === undefined ? {} : {contact: contact.id}),
      object: kindOf(tracks.kind[row] ?? 0),
      from: handoff?.from ?? this.#own,
      to,
      line,
      place,
      probability,
      crossingAt,
      spreadMs,
      others,
      stage,
      status,
      shortNotice,
      ...(handoff === undefined ? {} : {handoff: handoff.id}),
      notice: shownTell(notice),
      offer: shownTell(this.#tell(row, to, 'handoff')),
    }
    return {thing, notice}
  }

  #tell(row: number, to: NationCode, action: 'notify' | 'handoff'): WouldTell {
    const {tracks} = this.#picture
    const object = {
      kind: kindOf(tracks.kind[row] ?? 0),
      place: {lon: tracks.lon[row] ?? NaN, lat: tracks.lat[row] ?? NaN},
      flags: (tracks.flags[row] ?? 0) & (ReportFlag.OWN | ReportFlag.DISTRESS),
    }
    return this.#wouldTell({key: this.#picture.subjectKey(row), object, to, action})
  }

  /** Contacts only: what nobody has a file on is told by a person. Told anew when the expected time has moved. */
  #isToNotify(
    thing: DueThing,
    {allowed, automatic}: WouldTell,
    {contact, handoff}: About,
  ): thing is DueThing & {contact: ContactId} {
    if (contact === undefined) return false
    if (handoff?.status !== 'NOTIFIED') this.#toldAt.delete(contact.id)
    if (!allowed || !automatic || thing.probability < NOTIFIES) return false
    const toldAt = this.#toldAt.get(contact.id)
    const hasMoved = toldAt !== undefined && Math.abs(toldAt - thing.crossingAt) > Math.max(TOLD_ANEW, thing.spreadMs)
    if (thing.status === 'notified' && toldAt === undefined) this.#toldAt.set(contact.id, thing.crossingAt)
    const isFirst = thing.status === 'due' && thing.stage > 0
    if (!isFirst && !(thing.status === 'notified' && hasMoved)) return false
    this.#toldAt.set(contact.id, thing.crossingAt)
    return true
  }
}

function shownTell({automatic: _automatic, fields, withheld, ...told}: WouldTell): DueThing['notice'] {
  return {...told, fields: [...fields], withheld: [...withheld]}
}
