import type {NationCode} from '../../shared/base/id.ts'
import {KNOT} from '../../shared/geo/distance.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Evidence, Finding, FindingRule, Priority} from '../../shared/model/finding.ts'
import {OBJECT_KINDS} from '../../shared/model/object.ts'
import type {TextReport} from '../../shared/model/observation.ts'
import type {RuleConfiguration} from '../config.ts'
import type {Areas} from '../picture/areas.ts'
import type {Picture} from '../picture/picture.ts'

/** What a rule sees. */
export type Sight = {
  readonly picture: Picture
  readonly areas: Areas
  readonly nation: NationCode
  /** Picture time, ms. */
  readonly now: () => number
}

/** A rule reads the picture and returns what it found; what to do about it is not its business. */
export interface Rule {
  /** Evaluated for each measurement, at once. Must cost next to nothing where nothing is the matter. */
  arrived?(track: number, source: number): Finding | undefined
  /** Once a second, for what time alone brings. */
  sweep?(): Iterable<Finding>
  /** A safety text has come; the track is −1 when its sender has no place. */
  said?(track: number, report: TextReport): Finding | undefined
  /** The picture lets go of the row: what was going on has ended, unless it outlives the sight of it. */
  forget?(track: number): Finding | undefined
}

/** Makes a rule for one entry of the configuration. */
export type RuleFactory = (sight: Sight, settings: Settings) => Rule

/** One entry of the configuration, with its numbers and defaults. */
export class Settings {
  readonly rule: FindingRule
  readonly #configuration: RuleConfiguration

  constructor(configuration: RuleConfiguration) {
    this.rule = configuration.rule
    this.#configuration = configuration
  }

  /** A number by its name, which carries its unit. */
  number(name: string, usual: number): number {
    return this.#configuration.parameters[name] ?? usual
  }

  /** A number for a kind of object: `withinSeconds` for all, `droneWithinSeconds` for drones. By code of the kind. */
  perKind(name: string, usual: number, exceptions: Readonly<Partial<Record<(typeof OBJECT_KINDS)[number], number>>>) {
    const {parameters} = this.#configuration
    return OBJECT_KINDS.map(kind => {
      const own = parameters[`${kind}${name.charAt(0).toUpperCase()}${name.slice(1)}`]
      return own ?? exceptions[kind] ?? parameters[name] ?? usual
    })
  }

  priority(usual: Priority): Priority {
    return this.#configuration.priority ?? usual
  }

  get zones(): readonly string[] {
    return this.#configuration.zones ?? []
  }

  /** Whether the rule speaks of this kind of object. */
  concerns(kindCode: number): boolean {
    const {kinds} = this.#configuration
    return kinds === undefined || kinds.some(kind => OBJECT_KINDS.indexOf(kind) === kindCode)
  }

  /** Every finding is to become an alert. */
  get isAlways(): boolean {
    return this.#configuration.alert === 'always'
  }

  /** Whether a finding becomes an alert: as configured, or by the rule's own judgement. */
  isAlert(usual: boolean): boolean {
    switch (this.#configuration.alert) {
      case 'default':
        return usual
      case 'always':
        return true
      case 'never':
        return false
    }
  }
}

/**
 * Why anybody should be told of what is ordinary for others: somebody opened a contact on it, nothing says who it is, or
 * it no longer says who it is while a sensor still holds it. Undefined: there is no reason.
 */
export function remark({picture, now}: Sight, track: number): Evidence | undefined {
  const contact = picture.contactOf(track)
  if (contact !== undefined) return evidence('has-contact', {contact: contact.label})
  const identity = picture.identityOf(track)
  if (identity === 'own' || identity === 'partner') return undefined
  if (identity === 'unidentified') return evidence('unidentified', {})
  const seconds = silentSeconds(picture, track, now())
  return seconds === undefined ? undefined : evidence('silent', {seconds})
}

/** How long the object has not named itself, by three expected intervals at least, while a sensor holds it. */
function silentSeconds(picture: Picture, track: number, now: number): number | undefined {
  const {at, interval} = picture.sources
  let least = Infinity
  let isHeld = false
  for (let source = picture.firstSource(track); source >= 0; source = picture.nextSource(source)) {
    if (picture.isAnonymous(source)) {
      isHeld ||= now - (at[source] ?? 0) <= 4 * (interval[source] ?? 0)
      continue
    }
    const age = now - picture.heardAt(source)
    if (age <= 3 * (interval[source] ?? 0)) return undefined
    least = Math.min(least, age)
  }
  return isHeld && least < Infinity ? least / 1_000 : undefined
}

/** A code with its values; numbers to one decimal. */
export function evidence(code: string, values: Record<string, number | string>): Evidence {
  const rounded = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'number' ? Math.round(value * 10) / 10 : value,
  ])
  return {code, values: Object.fromEntries(rounded) as Evidence['values']}
}

/** Speed and course as evidence, where known. */
export function motion({tracks}: Picture, track: number): Evidence[] {
  const speed = tracks.speed[track] ?? NaN
  const course = tracks.course[track] ?? NaN
  if (!(speed >= 0)) return []
  return course >= 0
    ? [evidence('motion', {knots: speed / KNOT, course: Math.round(course)})]
    : [evidence('speed', {knots: speed / KNOT})]
}

/** Where the track was last measured. */
export function placeOf({tracks}: Picture, track: number): Position {
  return {lon: tracks.lon[track] ?? NaN, lat: tracks.lat[track] ?? NaN}
}
