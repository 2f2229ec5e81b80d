import type {NationCode, TrackId} from '../../shared/base/id.ts'
import {CLASSIFICATIONS, type Classification} from '../../shared/model/agreement.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {ShiftThing, Thing} from '../../shared/protocol/things.ts'
import type {Link} from '../federation/link.ts'
import type {ShiftSearch, TrackRow} from '../http/desk.ts'
import type {Material, ReportKind} from '../http/reports/content.ts'
import type {Operations} from '../operations/operations.ts'
import type {Picture} from '../picture/picture.ts'
import type {Policy} from '../policy/policy.ts'
import type {Released} from '../policy/released.ts'
import {trackRow} from './desk.ts'

/** Records of handovers that one search looks through, and gives. */
const MOST_LOOKED_AT = 5_000
const MOST_GIVEN = 200

/** What a report is made of: things and tracks of any time, each cut to the person who asks. */
export class ReportDesk {
  readonly #nation: NationCode
  readonly #picture: Picture
  readonly #policy: Policy
  readonly #operations: Operations
  readonly #level: Classification
  readonly #linkOf: (nation: NationCode) => Link | undefined
  readonly #pictureNow: () => number

  constructor(options: {
    nation: NationCode
    picture: Picture
    policy: Policy
    operations: Operations
    feeds: readonly {readonly marking: {readonly level: Classification}}[]
    linkOf: (nation: NationCode) => Link | undefined
    pictureNow: () => number
  }) {
    this.#nation = options.nation
    this.#picture = options.picture
    this.#policy = options.policy
    this.#operations = options.operations
    this.#linkOf = options.linkOf
    this.#pictureNow = options.pictureNow
    this.#level = highest(options.feeds.map(({marking}) => marking.level))
  }

  material(kind: ReportKind, id: string, person: Person): Material | undefined {
    const found = this.#operations.recall(kind, id)
    const thing = found === undefined ? undefined : this.#policy.releaseThing(found, person)
    if (thing === undefined) return undefined
    const related = this.#released(this.#relatedTo(thing), person)
    return {
      nation: this.#nation,
      thing,
      related,
      tracks: this.#tracks([thing, ...related], person),
      level: this.#level,
      rows: this.#operations
        .rowsOf(kind, id)
        .map(({seq, type, leaf}) => ({seq, type, leaf: Buffer.from(leaf).toString('hex')})),
      clockOf: nation => this.#clockOf(nation),
    }
  }

  shifts(person: Person, {post, from, to, text}: ShiftSearch): readonly Released<Thing>[] {
    const found: Released<Thing>[] = []
    for (const thing of this.#operations.recallAll('shift', MOST_LOOKED_AT)) {
      if (found.length >= MOST_GIVEN) break
      if (thing.kind !== 'shift' || (post !== undefined && thing.post !== post)) continue
      if (thing.startedAt < (from ?? -Infinity) || thing.startedAt > (to ?? Infinity)) continue
      if (text !== undefined && !wordsOf(thing).includes(text)) continue
      const released = this.#policy.releaseThing(thing, person)
      if (released !== undefined) found.push(released)
    }
    return found
  }

  /** Things that a thing names, and handoffs and alerts of its contacts. */
  *#relatedTo(thing: Thing): Iterable<Thing> {
    if (thing.kind === 'shift') return
    const contacts: readonly string[] =
      thing.kind === 'incident' ? thing.contacts : 'contact' in thing ? [thing.contact ?? ''] : [thing.id]
    for (const contact of contacts) if (contact !== thing.id) yield* this.#named('contact', contact)
    if (thing.kind === 'incident') {
      for (const alert of thing.alerts) yield* this.#named('alert', alert)
      for (const task of thing.tasks) yield* this.#named('task', task)
      for (const unit of thing.units) yield* this.#named('unit', unit)
    }
    if (thing.kind === 'handoff') return
    for (const other of this.#operations.things())
      if (other.kind === 'handoff' && contacts.includes(other.contact)) yield other
      else if (thing.kind === 'contact' && other.kind === 'alert' && other.contact === thing.id) yield other
  }

  *#named(kind: Thing['kind'], id: string): Iterable<Thing> {
    const thing = this.#operations.recall(kind, id)
    if (thing !== undefined) yield thing
  }

  #released(things: Iterable<Thing>, person: Person): Released<Thing>[] {
    const released: Released<Thing>[] = []
    for (const thing of things) {
      const one = this.#policy.releaseThing(thing, person)
      if (one !== undefined) released.push(one)
    }
    return released
  }

  /** Where the objects are now, as far as the person may see them. */
  #tracks(things: readonly Thing[], person: Person): Released<TrackRow>[] {
    const tracks = new Set<TrackId>()
    for (const thing of things)
      if ((thing.kind === 'contact' || thing.kind === 'handoff') && thing.track !== undefined) tracks.add(thing.track)
    const now = this.#pictureNow()
    return [...tracks].flatMap(track => {
      const row = this.#picture.rowOf(track)
      const released =
        row < 0 ? undefined : this.#policy.releaseTrackRow(row, person, (record, name) => trackRow(record, name, now))
      return released ?? []
    })
  }

  #clockOf(nation: NationCode): ReturnType<Material['clockOf']> {
    const link = this.#linkOf(nation)
    const {offsetMs, roundTripMs} = link ?? {}
    return offsetMs === undefined || roundTripMs === undefined ? undefined : {offsetMs, uncertaintyMs: roundTripMs / 2}
  }
}

/** A report is marked as its strictest source. */
function highest(levels: readonly Classification[]): Classification {
  return CLASSIFICATIONS.findLast(level => levels.includes(level)) ?? CLASSIFICATIONS[0]
}

/** All words of a record, in lower case. */
function wordsOf({post, entries, words, outgoing, incoming}: ShiftThing): string {
  const said = entries.flatMap(({values, remark, questions}) => [
    ...Object.values(values),
    remark ?? '',
    ...questions.flatMap(({text, answer}) => [text, answer?.text ?? '']),
  ])
  return [post, words?.text ?? '', outgoing.by.name ?? '', incoming?.by.name ?? '', ...said].join(' ').toLowerCase()
}
