import type {NationCode} from '../../shared/base/id.ts'
import type {Evidence, Finding, FindingRule, Priority} from '../../shared/model/finding.ts'
import type {TextReport} from '../../shared/model/observation.ts'
import {OBJECT_KINDS} from '../../shared/model/object.ts'
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
  /** The picture has let go of the row. */
  forget?(track: number): void
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
 * Whether anybody should be told of what is ordinary for others: somebody opened a contact on it, nothing has
 * identified it, or it no longer says who it is while a sensor still holds it.
 */
export function isRemarkable({picture, now}: Sight, track: number): boolean {
  if (picture.contactOf(track) !== undefined) return true
  if (picture.identityOf(track) === 'own') return false
  return picture.identityOf(track) === 'unidentified' || isSilent(picture, track, now())
}

/** Whether the object has stopped naming itself, while a sensor of another kind holds it: by three expected intervals. */
export function isSilent(picture: Picture, track: number, now: number): boolean {
  let silent = false
  let held = false
  for (const source of picture.sourcesOf(track)) {
    const age = now - (picture.sources.at[source] ?? 0)
    if (picture.isAnonymous(source)) held ||= age <= 4 * (picture.sources.interval[source] ?? 0)
    else if (age <= 3 * (picture.sources.interval[source] ?? 0)) return false
    else silent = true
  }
  return silent && held
}

/** A value for evidence: whole numbers where decimals say nothing. */
export function evidence(code: string, values: Record<string, number | string>): Evidence {
  return {
    code,
    values: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'number' ? Math.round(value * 10) / 10 : value,
      ]),
    ),
  }
}

/** Where the track was last measured. */
export function placeOf(picture: Picture, track: number): {lon: number; lat: number} {
  return {lon: picture.tracks.lon[track] ?? NaN, lat: picture.tracks.lat[track] ?? NaN}
}
