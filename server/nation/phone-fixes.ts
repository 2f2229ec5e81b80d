import type {NationCode, UnitId} from '../../shared/base/id.ts'
import {KNOT} from '../../shared/geo/distance.ts'
import type {Unit} from '../../shared/model/unit.ts'
import type {World} from '../../shared/model/world.ts'
import type {Person} from '../../shared/operations/person.ts'
import type {Fix} from '../../shared/protocol/message.ts'
import {worldFlags} from '../feeds/feed.ts'
import {ObservationIntake} from '../feeds/observations.ts'
import type {Picture} from '../picture/picture.ts'

/** A receiver under a steel deck says kilometres; beyond this its word is worth nothing, metres. */
const WORST_ACCURACY = 5_000
/** One unit tells its place at most so often, ms. */
const EVERY_MS = 4_000

/**
 * Units as their phones say where they are: a feed of the own nation called `phone`, one per world, whose source track
 * belongs to the unit like any other that reports it. Marked as the nation marks its own units.
 */
export class PhoneFixes {
  readonly #picture: Picture
  readonly #own: NationCode
  readonly #units: ReadonlyMap<UnitId, Unit>
  readonly #pictureTime: () => number
  readonly #intakes = new Map<World, ObservationIntake>()
  readonly #toldAt = new Map<UnitId, number>()

  constructor(options: {picture: Picture; own: NationCode; units: readonly Unit[]; pictureTime: () => number}) {
    this.#picture = options.picture
    this.#own = options.own
    this.#units = new Map(options.units.map(unit => [unit.id, unit]))
    this.#pictureTime = options.pictureTime
  }

  /** Whether it was taken: not from who is no unit, too soon, or too vague. */
  take(fix: Fix, person: Person): boolean {
    const unit = person.unit === undefined ? undefined : this.#units.get(person.unit)
    if (unit === undefined || (fix.accuracy ?? 0) > WORST_ACCURACY) return false
    const now = this.#pictureTime()
    if (Math.abs(now - (this.#toldAt.get(unit.id) ?? -Infinity)) < EVERY_MS) return false
    this.#toldAt.set(unit.id, now)
    const {lon, lat, ageMs, accuracy, speed, course} = fix
    const {accepted} = this.#intakeOf(unit.world).take({
      id: unit.id,
      kind: unit.kind,
      time: new Date(now - ageMs).toISOString(),
      lon,
      lat,
      name: unit.name,
      ...(accuracy === undefined || accuracy <= 0 ? {} : {accuracy}),
      ...(speed === undefined ? {} : {speed: speed / KNOT}),
      ...(course === undefined ? {} : {course}),
    })
    return accepted === 1
  }

  #intakeOf(world: World): ObservationIntake {
    const held = this.#intakes.get(world)
    if (held !== undefined) return held
    const feed = this.#picture.addFeed({
      name: 'phone',
      kind: 'observations',
      sensor: 'patrol',
      origin: this.#own,
      world,
      trust: 'B',
    })
    const intake = new ObservationIntake({
      intake: this.#picture,
      feed,
      flags: worldFlags(world),
      sensor: 'patrol',
      intervalMs: undefined,
      pictureTime: this.#pictureTime,
    })
    this.#intakes.set(world, intake)
    return intake
  }
}
