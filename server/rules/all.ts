import type {FindingRule} from '../../shared/model/finding.ts'
import {crossing} from './crossing.ts'
import {crossingPredicted} from './crossing-predicted.ts'
import {distress} from './distress.ts'
import {rendezvous} from './rendezvous.ts'
import type {RuleFactory} from './rule.ts'
import {silence} from './silence.ts'
import {zoneEntry} from './zone-entry.ts'

/** Every rule there is. A new one: its file, its test, its line here and in SPEC.md. */
export const ALL_RULES: Readonly<Record<FindingRule, RuleFactory>> = {
  'crossing-predicted': crossingPredicted,
  crossing,
  'zone-entry': zoneEntry,
  silence,
  rendezvous,
  distress,
}
