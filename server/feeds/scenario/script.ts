import type {FindingRule} from '../../../shared/model/finding.ts'
import type {Actor} from './body.ts'
import type {StationPlan} from './stations.ts'

/** What happens in every round of a script, and what each nation's rules should raise of it. */
export type ScriptedEvent = {
  readonly name: string
  /** Bodies that take part. */
  readonly bodies: readonly string[]
  /** Seconds of the round at which it begins and is over. */
  readonly at: number
  readonly until: number
  /** Alerts that begin by the given second of the round, with the demonstration's rules. */
  readonly raises: readonly {readonly nation: string; readonly rule: FindingRule; readonly by: number}[]
}

/** Everything that a scenario plays. */
export type Script = {
  readonly stations: readonly StationPlan[]
  readonly actors: readonly Actor[]
  readonly events: readonly ScriptedEvent[]
  /** The events come again after so long. */
  readonly periodSeconds: number
}
