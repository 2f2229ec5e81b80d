import type {ZoneId, NationCode} from '../base/id.ts'
import type {Position} from '../geo/position.ts'

/** 1 alarm, 2 warning, 3 caution, 4 notice (a record, no queue). */
export type Priority = 1 | 2 | 3 | 4

export type Confidence = 'low' | 'medium' | 'high'

/**
 * What was observed, as a code and its values, so that every reader sees it in the own language.
 * The catalogue key is `finding.<code>`; values are in metres, seconds, knots as their names say.
 */
export type Evidence = {readonly code: string; readonly values: Readonly<Record<string, string | number>>}

/** The families of situations; one alert per object and family. */
export const FINDING_RULES = [
  'crossing-predicted',
  'crossing',
  'zone-entry',
  'silence',
  'rendezvous',
  'distress',
] as const
export type FindingRule = (typeof FINDING_RULES)[number]

export const CUSTODY_RULES = [
  'out-of-area',
  'uncoordinated-entry',
  'unattended',
  'contested',
  'identity-difference',
] as const
/** What a node raises of who is responsible for a contact. */
export type CustodyRule = (typeof CUSTODY_RULES)[number]

/** What a node raises of its own people and units, without a rule over the picture: never told to another nation. */
export const NATIONAL_RULES = [...CUSTODY_RULES, 'task-unread', 'unit-safety', 'unit-silent', 'incident-late'] as const
export type NationalRule = (typeof NATIONAL_RULES)[number]

/** What an alert may be about. */
export const ALERT_RULES = [...FINDING_RULES, ...NATIONAL_RULES] as const
export type AlertRule = FindingRule | NationalRule

export function isNational(rule: AlertRule): rule is NationalRule {
  return NATIONAL_RULES.some(one => one === rule)
}

/** What a rule says of the picture. Rows are rows of the nation's own track table. */
export type Finding = {
  readonly rule: FindingRule
  /** Same situation, same string: the alert is found again by it. */
  readonly situation: string
  /** `begins` and `continues` open or update; `ends` says that the condition is over. */
  readonly phase: 'begins' | 'continues' | 'ends'
  readonly rows: readonly number[]
  /** Picture time of the observation, and since when it has been so. */
  readonly at: number
  readonly since: number
  readonly place?: Position
  readonly priority: Priority
  readonly confidence: Confidence
  readonly evidence: readonly Evidence[]
  readonly zone?: ZoneId
  /** For crossings: whose area it leaves and enters. */
  readonly from?: NationCode
  readonly to?: NationCode
  /** For predicted crossings: seconds until the line. */
  readonly inSeconds?: number
  /** Whether the configuration asks for an alert; otherwise it is an event for list, count and card. */
  readonly alert: boolean
}
