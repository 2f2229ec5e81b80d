import type {NationCode} from '../../shared/base/id.ts'
import {FINDING_RULES, type Finding} from '../../shared/model/finding.ts'
import type {TextReport} from '../../shared/model/observation.ts'
import type {RuleConfiguration} from '../config.ts'
import type {Areas} from '../picture/areas.ts'
import type {Picture} from '../picture/picture.ts'
import {ALL_RULES} from './all.ts'
import {type Rule, Settings} from './rule.ts'

/** The rules of one nation, asked at each arrival and once a second. */
export class Watch {
  readonly #rules: readonly Rule[]
  readonly #onFinding: (finding: Finding) => void

  /**
   * A rule that the configuration does not name for this nation runs with its defaults; one that it names with
   * `on: false` does not run. `now`: picture time, ms.
   */
  constructor(options: {
    picture: Picture
    areas: Areas
    rules: readonly RuleConfiguration[]
    nation: NationCode
    now: () => number
    onFinding: (finding: Finding) => void
  }) {
    const {picture, areas, rules, nation, now, onFinding} = options
    const named = rules.filter(each => each.nations === undefined || each.nations.includes(nation))
    const unnamed = FINDING_RULES.filter(rule => !named.some(each => each.rule === rule))
    const usual = unnamed.map(rule => ({rule, on: true, alert: 'default' as const, parameters: {}}))
    const sight = {picture, areas, nation, now}
    this.#rules = [...named.filter(each => each.on), ...usual].map(entry =>
      ALL_RULES[entry.rule](sight, new Settings(entry)),
    )
    this.#onFinding = onFinding
  }

  /** For each measurement of a confirmed track: `picture.onArrival`. */
  arrived(track: number, source: number): void {
    for (const rule of this.#rules) this.#tell(rule.arrived?.(track, source))
  }

  /** For each safety text: `picture.onText`. */
  said(track: number, report: TextReport): void {
    for (const rule of this.#rules) this.#tell(rule.said?.(track, report))
  }

  /** For each track that the picture lets go of, while its row can be read: `picture.onGone`. */
  forget(track: number): void {
    for (const rule of this.#rules) this.#tell(rule.forget?.(track))
  }

  /** Once a second, after the picture's own. */
  sweep(): void {
    for (const rule of this.#rules) for (const finding of rule.sweep?.() ?? []) this.#tell(finding)
  }

  #tell(finding: Finding | undefined): void {
    if (finding !== undefined) this.#onFinding(finding)
  }
}
