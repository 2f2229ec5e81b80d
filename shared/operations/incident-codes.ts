/** `MERGED` has gone into another incident; `TRANSFERRED`: another nation leads, and the own part is still open. */
export const INCIDENT_STATUSES = [
  'REPORTED',
  'VALIDATING',
  'OPEN',
  'ASSIGNED',
  'RESPONDING',
  'CONTAINED',
  'RESOLVED',
  'REOPENED',
  'TRANSFERRED',
  'MERGED',
  'CLOSED',
] as const
export type IncidentStatus = (typeof INCIDENT_STATUSES)[number]
/** Nothing happens to it any more, unless a closed one is reopened. */
export const INCIDENT_ENDS = ['MERGED', 'CLOSED'] as const satisfies readonly IncidentStatus[]

export const INCIDENT_CATEGORIES = [
  'distress',
  'unidentified-object',
  'border-crossing',
  'fisheries',
  'smuggling-indication',
  'pollution',
  'infrastructure',
  'other',
] as const
export type IncidentCategory = (typeof INCIDENT_CATEGORIES)[number]

/** EUROSUR's impact level of an event (Reg. (EU) 2019/1896 art. 25(3)), lowest first. */
export const IMPACTS = ['low', 'medium', 'high', 'very-high'] as const
export type Impact = (typeof IMPACTS)[number]

/** The written criteria: who assesses an impact names the one that is met. Texts under `criterion.` in the catalogue. */
export const CRITERIA = {
  'usual-control': 'low',
  'no-follow-up': 'low',
  'own-means-suffice': 'medium',
  'single-crossing': 'medium',
  'repeated-pattern': 'high',
  'several-nations': 'high',
  'serious-crime': 'high',
  'environment-at-risk': 'high',
  'lives-at-risk': 'very-high',
  'many-people': 'very-high',
  'section-overwhelmed': 'very-high',
} as const satisfies Readonly<Record<string, Impact>>
export type Criterion = keyof typeof CRITERIA
export const CRITERION_CODES = Object.keys(CRITERIA) as [Criterion, ...Criterion[]]

/** Credibility of the information, 1 confirmed to 5 improbable, 6 cannot be judged; reliability of the source, A to F. */
export const CREDIBILITIES = [1, 2, 3, 4, 5, 6] as const
export type Credibility = (typeof CREDIBILITIES)[number]
export const RELIABILITIES = ['A', 'B', 'C', 'D', 'E', 'F'] as const
export type Reliability = (typeof RELIABILITIES)[number]
/** `proposed`: an operator has validated it, and a commander has to confirm that. */
export const VALIDATIONS = ['unvalidated', 'proposed', 'validated'] as const
export type Validation = (typeof VALIDATIONS)[number]

/** Texts under `outcome.` in the catalogue. */
export const OUTCOMES = [
  'rescued',
  'assisted',
  'identified',
  'escorted',
  'boarded',
  'turned-back-by-itself',
  'passed-to-authority',
  'passed-to-partner',
  'nothing-found',
  'other',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** Impl. Reg. (EU) 2021/581 art. 9(6): it did not take place; its impact does not justify reporting; it has ended. */
export const CLOSE_REASONS = ['did-not-take-place', 'impact-does-not-justify', 'ended'] as const
export type CloseReason = (typeof CLOSE_REASONS)[number]

/** Phases of search and rescue (Reg. (EU) 656/2014 art. 9), the least grave first. */
export const SAR_PHASES = ['UNCERTAINTY', 'ALERT', 'DISTRESS'] as const
export type SarPhase = (typeof SAR_PHASES)[number]

/** What a clock of an incident waits for: somebody takes it; a post leads; the first report, warned of and due. */
export const INCIDENT_CLOCKS = ['ack', 'assign', 'report-soon', 'report'] as const
export type IncidentClock = (typeof INCIDENT_CLOCKS)[number]

export function impactOf(criterion: Criterion): Impact {
  return CRITERIA[criterion]
}

/** High and very high: a commander confirms it, and the first report is due within a day of becoming aware. */
export function isReportable(impact: Impact): boolean {
  return impact === 'high' || impact === 'very-high'
}

export function isGraver(phase: SarPhase, than: SarPhase | undefined): boolean {
  return than === undefined || SAR_PHASES.indexOf(phase) > SAR_PHASES.indexOf(than)
}
