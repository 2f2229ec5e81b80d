import {unreachable} from '../../shared/base/assert.ts'
import type {NationCode, PostId, TrackId, UnitId} from '../../shared/base/id.ts'
import {distance, NAUTICAL_MILE} from '../../shared/geo/distance.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {IncidentThing, TaskThing, Thing, UnitThing} from '../../shared/protocol/things.ts'
import type {Treaties} from './treaties.ts'

/** What of the picture's tracks a person may know. */
export type TrackSight = {
  /** Whether the picture still holds it. */
  readonly isHeld: (track: TrackId) => boolean
  readonly mayRead: (track: TrackId, person: Person) => boolean
}

/** How posts are handed over concerns who keeps them and who looks after that. */
const ON_WATCH: ReadonlySet<string> = new Set(['operator', 'commander', 'auditor'])

/** Other units are a field user's business up to so far from the own one. */
const NEAR_METRES = 10 * NAUTICAL_MILE

/** Durable things as the nation's own people may see them: by role, partners' by purpose, a field user's by the task. */
export class PeopleThings {
  readonly #nation: NationCode
  readonly #treaties: Treaties
  readonly #tracks: TrackSight
  readonly #postOf: ReadonlyMap<UnitId, PostId>
  readonly #placeOf: (unit: UnitId) => Position | undefined
  readonly #tasksOf: (unit: UnitId) => Iterable<TaskThing>

  /** `placeOf`: where the picture has a unit; `tasksOf`: its tasks that have not ended. */
  constructor(options: {
    nation: NationCode
    treaties: Treaties
    tracks: TrackSight
    units: readonly {readonly id: UnitId; readonly post: PostId}[]
    placeOf: (unit: UnitId) => Position | undefined
    tasksOf: (unit: UnitId) => Iterable<TaskThing>
  }) {
    this.#nation = options.nation
    this.#treaties = options.treaties
    this.#tracks = options.tracks
    this.#postOf = new Map(options.units.map(unit => [unit.id, unit.post]))
    this.#placeOf = options.placeOf
    this.#tasksOf = options.tasksOf
  }

  cut(thing: Thing, person: Person): Thing | undefined {
    if (person.role === 'admin' || person.nation !== this.#nation) return undefined
    if (person.role === 'field' && !this.#concerns(thing, person)) return undefined
    if ((thing.kind === 'alert' || thing.kind === 'contact') && thing.basis !== undefined)
      if (!this.#treaties.serves(thing.basis, person.purpose)) return undefined
    if (thing.kind === 'incident') return this.#incident(thing, person)
    if (thing.kind === 'due') return this.#tracks.mayRead(thing.track, person) ? thing : undefined
    if (thing.kind === 'shift' && !ON_WATCH.has(person.role)) return undefined
    if (thing.kind !== 'alert' && thing.kind !== 'notice') return thing
    const tracks = thing.tracks.filter(id => this.#tracks.mayRead(id, person))
    const hidden = thing.tracks.some(id => this.#tracks.isHeld(id) && !tracks.includes(id))
    return {...thing, tracks, subjects: hidden ? [] : thing.subjects}
  }

  /** Whether a change of a thing of that kind may change what else the person may have. */
  turnsOn(kind: string, {role}: Person): boolean {
    return role === 'field' && (kind === 'task' || kind === 'unit')
  }

  /** What partners tell of their part is for who has the purpose; so is an incident that a partner has shared. */
  #incident(thing: IncidentThing, {purpose}: Person): IncidentThing | undefined {
    const parties: IncidentThing['parties'] = thing.parties.map(({told, ...party}) =>
      told !== undefined && this.#treaties.serves(told.basis, purpose) ? {...party, told} : party,
    )
    const isHidden = parties.some(({nation, told}) => nation === thing.origin && told === undefined)
    return isHidden ? undefined : {...thing, parties}
  }

  #concerns(thing: Thing, person: Person): boolean {
    if (person.unit === undefined) return false
    const tasks = [...this.#tasksOf(person.unit)]
    switch (thing.kind) {
      case 'task':
        return thing.unit === person.unit && thing.status !== 'DRAFT'
      case 'file':
      case 'pursuit':
        return thing.unit === person.unit
      case 'unit':
        return thing.id === person.unit || thing.sos !== undefined || this.#isNear(thing, person.unit)
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
      case 'point-out':
      case 'post':
      case 'shift':
      case 'notice':
      case 'due':
        return false
      default:
        return unreachable(thing)
    }
  }

  /** Where nobody knows the own place, the units of the own post take the place of those around. */
  #isNear({place, post}: UnitThing, own: UnitId): boolean {
    const here = this.#placeOf(own)
    if (here === undefined) return post === this.#postOf.get(own)
    return place !== undefined && distance(here, place) <= NEAR_METRES
  }
}
