import {FINDING_RULES, type Finding} from '../../shared/model/finding.ts'
import type {TextReport} from '../../shared/model/observation.ts'
import type {RuleConfiguration} from '../config.ts'
import {ALL_RULES} from './all.ts'
import {type Rule, Settings, type Sight} from './rule.ts'

/** The rules of one nation, asked at each arrival and once a second. */
export class Watch {
  readonly #rules: readonly Rule[]
  readonly #onFinding: (finding: Finding) => void

  /** A rule that the configuration does not name runs with its defaults; one that it names `on: false` does not run. */
  constructor(options: {sight: Sight; rules: readonly RuleConfiguration[]; onFinding: (finding: Finding) => void}) {
    const {sight, rules, onFinding} = options
    const own = rules.filter(each => each.nations === undefined || each.nations.includes(sight.nation))
    const unnamed = FINDING_RULES.filter(rule => rule !== 'zone-entry' && !rules.some(each => each.rule === rule))
    const entries = [
      ...own.filter(each => each.on),
      ...unnamed.map(rule => ({rule, on: true, alert: 'default' as const, parameters: {}})),
    ]
    this.#rules = entries.map(entry => ALL_RULES[entry.rule](sight, new Settings(entry)))
    this.#onFinding = onFinding
  }

  arrived(track: number, source: number): void {
    for (const rule of this.#rules) {
      const finding = rule.arrived?.(track, source)
      if (finding !== undefined) this.#onFinding(finding)
    }
  }

  said(track: number, report: TextReport): void {
    for (const rule of this.#rules) {
      const finding = rule.said?.(track, report)
      if (finding !== undefined) this.#onFinding(finding)
    }
  }

  sweep(): void {
    for (const rule of this.#rules) for (const finding of rule.sweep?.() ?? []) this.#onFinding(finding)
  }

  forget(track: number): void {
    for (const rule of this.#rules) rule.forget?.(track)
  }
}
