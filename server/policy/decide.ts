import type {NationCode, ZoneId} from '../../shared/base/id.ts'
import {
  type Agreement,
  type AgreementRule,
  type Basis,
  type Classification,
  CLASSIFICATIONS,
  type Purpose,
  type SharingAction,
} from '../../shared/model/agreement.ts'
import type {ObjectClass} from '../../shared/model/object.ts'

const DAY = 86_400_000

/** What its originator has written on a thing. */
export type Marking = {
  readonly level: Classification
  /** Absent: no list; the agreements alone decide. */
  readonly releasableTo?: readonly NationCode[] | undefined
  /** Set: nobody may have it without the originator's consent, which these have. */
  readonly consent?: readonly NationCode[] | undefined
}

/** What a decision has to know of the thing. */
export type Facts = {
  /** The nation that originated it, whoever holds it now. */
  readonly from: NationCode
  /** A nation's own asset is of class `asset` besides its own. */
  readonly classes: readonly ObjectClass[]
  readonly marking: Marking
  readonly ownAsset: boolean
  /** Of people. An uncrewed craft in distress is not a life. */
  readonly livesAtRisk: boolean
  /** Whether it lies in a zone, or within so many nautical miles of it. */
  readonly isInZone: (zone: ZoneId, bufferNm: number) => boolean
}

export type Request = Facts & {
  readonly to: NationCode
  readonly action: SharingAction
  /** Undefined: none was declared. */
  readonly purpose: Purpose | undefined
  /** Of the person; undefined at export, where an agreement's `maxLevel` is the bound. */
  readonly clearance: Classification | undefined
  /** Wall time, ms. */
  readonly at: number
}

export type DenyReason = 'CLEARANCE' | 'NOT_RELEASABLE' | 'NO_CONSENT' | 'NO_PURPOSE' | 'PROHIBITED' | 'NO_BASIS'

/** Under what one field may be had, and how exactly and how late. */
export type Grant = {readonly basis: Basis; readonly precisionM: number; readonly delayS: number}
export type Obligations = {
  readonly log: 'full' | 'summary'
  readonly retentionDays: number
  readonly onward: 'forbidden' | 'consent' | 'sar_only' | 'allowed'
}
export type Permit = {
  readonly effect: 'permit'
  readonly fields: ReadonlyMap<string, Grant>
  readonly bases: readonly [Basis, ...Basis[]]
  readonly historyS: number
  readonly obligations: Obligations
}
export type Deny = {readonly effect: 'deny'; readonly reason: DenyReason; readonly basis?: Basis}
/** `national`: between persons of the nation that originated it; no agreement has a say. */
export type Decision = Permit | Deny | {readonly effect: 'national'}

type Match = {readonly agreement: Agreement; readonly rule: AgreementRule}

const ONWARD = ['forbidden', 'consent', 'sar_only', 'allowed'] as const
const STRICTEST: Obligations = {log: 'full', retentionDays: 0, onward: 'forbidden'}

/**
 * Who may have what (domain §3.4): the ceilings that no agreement lifts, then the rules of all agreements in force.
 * A prohibition prevails, except over a rule for the safety of life where lives are at risk. Without a permit: no.
 */
export function decide(agreements: readonly Agreement[], request: Request): Decision {
  const {marking, clearance, to, purpose} = request
  if (clearance !== undefined && rank(clearance) < rank(marking.level)) return {effect: 'deny', reason: 'CLEARANCE'}
  if (request.from === to) return {effect: 'national'}
  if (marking.releasableTo !== undefined && !marking.releasableTo.includes(to))
    return {effect: 'deny', reason: 'NOT_RELEASABLE'}
  if (marking.consent !== undefined && !marking.consent.includes(to)) return {effect: 'deny', reason: 'NO_CONSENT'}
  if (purpose === undefined) return {effect: 'deny', reason: 'NO_PURPOSE'}

  const permits: Match[] = []
  let prohibition: Basis | undefined
  for (const agreement of agreements) {
    if (!isInForce(agreement, request.at) || !binds(agreement, request.from, to)) continue
    for (const rule of agreement.rules) {
      if (!matches(rule, request, purpose)) continue
      if (rule.effect === 'prohibit') prohibition ??= {agreement: agreement.id, rule: rule.id}
      else if (rank(marking.level) <= rank(agreement.maxLevel)) permits.push({agreement, rule})
    }
  }
  const standing =
    prohibition === undefined ? permits : permits.filter(({rule}) => rule.safetyOfLife === true && request.livesAtRisk)
  if (standing.length > 0) return standing.map(permitOf).reduce(bothOf)
  return prohibition === undefined
    ? {effect: 'deny', reason: 'NO_BASIS'}
    : {effect: 'deny', reason: 'PROHIBITED', basis: prohibition}
}

/** The same for whoever declares one of several purposes: each is decided by itself, the permits are added up. */
export function decideForAny(
  agreements: readonly Agreement[],
  request: Omit<Request, 'purpose'>,
  purposes: readonly Purpose[],
): Decision {
  let permit: Permit | undefined
  let deny: Deny = {effect: 'deny', reason: 'NO_PURPOSE'}
  for (const purpose of purposes) {
    const decision = decide(agreements, {...request, purpose})
    if (decision.effect === 'national') return decision
    if (decision.effect === 'permit') permit = permit === undefined ? decision : bothOf(permit, decision)
    else if (deny.reason !== 'PROHIBITED') deny = decision
  }
  return permit ?? deny
}

/** Dates are whole days, UTC; the last one counts. */
export function isInForce(agreement: Agreement, at: number): boolean {
  if (agreement.status !== 'in_force' || at < Date.parse(agreement.inForce.from)) return false
  return agreement.inForce.to === undefined || at < Date.parse(agreement.inForce.to) + DAY
}

function rank(level: Classification): number {
  return CLASSIFICATIONS.indexOf(level)
}

function binds({parties}: Agreement, from: NationCode, to: NationCode): boolean {
  return parties === '*' || (parties.includes(from) && parties.includes(to))
}

function matches(rule: AgreementRule, request: Request, purpose: Purpose): boolean {
  if (rule.from !== '*' && !rule.from.includes(request.from)) return false
  if (rule.to !== '*' && !rule.to.includes(request.to)) return false
  if (rule.actions !== '*' && !rule.actions.includes(request.action)) return false
  if (rule.purposes !== '*' && !rule.purposes.includes(purpose)) return false
  const {classes, when} = rule
  if (classes !== '*' && !request.classes.some(one => classes.includes(one))) return false
  if (when === undefined) return true
  if (when.ownAsset !== undefined && when.ownAsset !== request.ownAsset) return false
  if (when.livesAtRisk !== undefined && when.livesAtRisk !== request.livesAtRisk) return false
  if (when.timeOfDay !== undefined && !isWithinHours(when.timeOfDay, request.at)) return false
  return when.zones === undefined || when.zones.some(zone => request.isInZone(zone, when.bufferNm ?? 0))
}

function isWithinHours([from, to]: readonly [number, number], at: number): boolean {
  const hour = (at % DAY) / 3_600_000
  return from <= to ? hour >= from && hour < to : hour >= from || hour < to
}

function permitOf({agreement, rule}: Match): Permit {
  const basis: Basis = {agreement: agreement.id, rule: rule.id}
  const {disclose} = rule
  const grant = {basis, precisionM: disclose?.precisionM ?? 1, delayS: disclose?.delayS ?? 0}
  // HIT tells that there is something, and nothing of it.
  const fields = disclose === undefined || disclose.level === 'HIT' ? [] : disclose.fields
  return {
    effect: 'permit',
    fields: new Map(fields.map(field => [field, grant])),
    bases: [basis],
    historyS: disclose?.historyS ?? 0,
    obligations: rule.obligations ?? STRICTEST,
  }
}

/** Fields of both, each under the rule that gives it soonest, then finest; obligations the stricter of each kind. */
function bothOf(a: Permit, b: Permit): Permit {
  const fields = new Map(a.fields)
  for (const [field, grant] of b.fields) {
    const held = fields.get(field)
    const isBetter =
      held === undefined ||
      grant.delayS < held.delayS ||
      (grant.delayS === held.delayS && grant.precisionM < held.precisionM)
    if (isBetter) fields.set(field, grant)
  }
  const isNew = (basis: Basis) => !a.bases.some(one => one.agreement === basis.agreement && one.rule === basis.rule)
  return {
    effect: 'permit',
    fields,
    bases: [...a.bases, ...b.bases.filter(isNew)],
    historyS: Math.max(a.historyS, b.historyS),
    obligations: {
      log: a.obligations.log === 'full' || b.obligations.log === 'full' ? 'full' : 'summary',
      retentionDays: Math.min(a.obligations.retentionDays, b.obligations.retentionDays),
      onward:
        ONWARD[Math.min(ONWARD.indexOf(a.obligations.onward), ONWARD.indexOf(b.obligations.onward))] ?? 'forbidden',
    },
  }
}
