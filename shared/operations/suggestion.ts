import type {UnitId} from '../base/id.ts'
import {distance, KNOT} from '../geo/distance.ts'
import type {Position} from '../geo/position.ts'
import type {Medium, UnitStatus} from '../model/unit.ts'
import type {ObjectKind} from '../model/object.ts'
import type {TaskType} from './task.ts'

/** What of a unit decides whether it is the one to send. Ages in ms. */
export type Candidate = {
  readonly id: UnitId
  readonly name: string
  readonly kind: ObjectKind
  readonly medium: Medium
  readonly status: UnitStatus
  readonly capabilities: readonly string[]
  readonly maxSpeedKnots: number
  readonly place?: Position | undefined
  readonly placeAgeMs?: number | undefined
  readonly base?: Position | undefined
  readonly rangeNm?: number | undefined
  readonly enduranceMinutes?: number | undefined
  readonly fuelPercent?: number | undefined
  readonly batteryPercent?: number | undefined
  readonly readyInMinutes?: number | undefined
  readonly duty?: {readonly on: boolean; readonly until?: number | undefined} | undefined
  readonly limited?: string | undefined
  readonly outReason?: string | undefined
  readonly inDistress: boolean
  readonly reachable: boolean
  /** It has been called off something and nobody on board has read that. */
  readonly recallUnread: boolean
}

/** What somebody is needed for, and where; `surface`: what is there, as far as the configured areas know. */
export type Need = {
  readonly taskType: TaskType
  readonly place?: Position | undefined
  readonly surface?: 'sea' | 'land' | undefined
  /** Wall time, ms. */
  readonly now: number
}

/** A catalogue code under `suggestion.` and its values. */
export type SuggestionReason = {readonly code: string; readonly values: Readonly<Record<string, string | number>>}

/** `against`: why not; what speaks against a fit one is only to be known. */
export type Suggestion = {
  readonly id: UnitId
  readonly name: string
  readonly fit: boolean
  readonly distanceM?: number
  readonly seconds?: number
  readonly reasons: readonly SuggestionReason[]
  readonly against: readonly SuggestionReason[]
}

/** On scene a unit is counted on for so long, minutes. */
const WORK_MINUTES = 10
/** Less than this in the tank or battery and it goes home. */
const RESERVE_PERCENT = 15
/** An older place is said to be old, ms. */
const OLD_PLACE_MS = 10 * 60_000

/** One of these has to be among what a unit can do; a unit that states nothing is not judged by it. */
const NEEDED: Readonly<Partial<Record<TaskType, readonly string[]>>> = {
  inspect: ['Boarding', 'FisheriesControl'],
  assist: ['SearchAndRescue', 'MedicalEvacuation', 'Towing'],
  search: ['SearchAndRescue', 'IntelligenceSurveillanceReconnaissance', 'Patrolling'],
}

/** Units by the time until they are there: fit ones first, of those the ones that can be told; each with its reasons. */
export function suggestUnits(candidates: Iterable<Candidate>, need: Need): readonly Suggestion[] {
  const ranked = [...candidates].map(unit => ({unit, suggestion: judge(unit, need)}))
  ranked.sort(
    (a, b) =>
      Number(b.suggestion.fit) - Number(a.suggestion.fit) ||
      Number(b.unit.reachable) - Number(a.unit.reachable) ||
      (a.suggestion.seconds ?? Infinity) - (b.suggestion.seconds ?? Infinity) ||
      a.unit.name.localeCompare(b.unit.name),
  )
  return ranked.map(({suggestion}) => suggestion)
}

function judge(unit: Candidate, need: Need): Suggestion {
  const {id, name} = unit
  const way = wayOf(unit, need)
  const obstacles = [
    ...stateOf(unit),
    ...surfaceOf(unit, need),
    ...capabilityOf(unit, need),
    ...dutyOf(unit, need, way),
    ...suppliesOf(unit, way),
  ]
  return {
    id,
    name,
    fit: obstacles.length === 0,
    ...(way === undefined ? {} : {distanceM: way.metres, seconds: way.seconds}),
    reasons: [
      ...(way === undefined ? [] : [reason('time', {minutes: Math.ceil(way.seconds / 60)})]),
      reason('state', {status: unit.status}),
      reason('kind', {kind: unit.kind}),
      ...(unit.duty?.on === true && unit.duty.until !== undefined
        ? [reason('duty-until', {until: unit.duty.until})]
        : []),
      ...(unit.batteryPercent === undefined ? [] : [reason('battery', {percent: unit.batteryPercent})]),
      ...(unit.fuelPercent === undefined ? [] : [reason('fuel', {percent: unit.fuelPercent})]),
    ],
    against: [...obstacles, ...warnings(unit)],
  }
}

type Way = {readonly metres: number; readonly seconds: number; readonly homeMetres: number}

/** A straight way at best speed, after the time that it takes to get under way. */
function wayOf({place, base, maxSpeedKnots, readyInMinutes}: Candidate, need: Need): Way | undefined {
  if (place === undefined || need.place === undefined) return undefined
  const metres = Math.round(distance(place, need.place))
  const seconds = Math.round((readyInMinutes ?? 0) * 60 + metres / (maxSpeedKnots * KNOT))
  return {metres, seconds, homeMetres: distance(need.place, base ?? place)}
}

function stateOf({status, outReason, inDistress}: Candidate): SuggestionReason[] {
  if (inDistress) return [reason('in-distress')]
  if (status === 'out-of-service') return [reason('out-of-service', {reason: outReason ?? 'other'})]
  if (status === 'assigned' || status === 'en-route' || status === 'on-scene') return [reason('busy', {status})]
  return []
}

function surfaceOf({medium}: Candidate, {surface}: Need): SuggestionReason[] {
  if (surface === 'land' && medium === 'sea') return [reason('not-on-land')]
  return surface === 'sea' && medium === 'land' ? [reason('not-at-sea')] : []
}

function capabilityOf({capabilities}: Candidate, {taskType}: Need): SuggestionReason[] {
  const needed = NEEDED[taskType]
  if (needed === undefined || capabilities.length === 0) return []
  return needed.some(one => capabilities.includes(one)) ? [] : [reason('lacks', {capability: needed[0] ?? ''})]
}

/** Off duty, or off before it can be there and have done something. */
function dutyOf({duty}: Candidate, {now}: Need, way: Way | undefined): SuggestionReason[] {
  if (duty === undefined) return []
  if (!duty.on) return [reason('off-duty')]
  const left = duty.until === undefined ? Infinity : (duty.until - now) / 60_000
  const needed = (way?.seconds ?? 0) / 60 + WORK_MINUTES
  return left < needed ? [reason('duty-ends', {minutes: Math.max(0, Math.floor(left))})] : []
}

/** There, a little work, and home again with what is in tank and battery. */
function suppliesOf(unit: Candidate, way: Way | undefined): SuggestionReason[] {
  const {enduranceMinutes, rangeNm, batteryPercent, fuelPercent, maxSpeedKnots} = unit
  const level = batteryPercent ?? fuelPercent
  if (level !== undefined && level < RESERVE_PERCENT)
    return [
      batteryPercent === undefined ? reason('fuel-low', {percent: level}) : reason('battery-low', {percent: level}),
    ]
  if (way === undefined) return []
  const share = (level ?? 100) / 100
  if (enduranceMinutes !== undefined) {
    const needed = Math.ceil((way.metres + way.homeMetres) / (maxSpeedKnots * KNOT) / 60 + WORK_MINUTES)
    const left = Math.floor(enduranceMinutes * share)
    if (needed > left) return [reason('endurance', {needed, left})]
  }
  if (rangeNm !== undefined) {
    const needed = Math.ceil((way.metres + way.homeMetres) / 1_852)
    const left = Math.floor(rangeNm * share)
    if (needed > left) return [reason('range', {needed, left})]
  }
  return []
}

/** What does not stand against sending it, but has to be known. */
function warnings(unit: Candidate): SuggestionReason[] {
  const {reachable, place, placeAgeMs, limited, enduranceMinutes, batteryPercent, recallUnread, medium} = unit
  return [
    ...(reachable ? [] : [reason('not-reachable')]),
    ...(limited === undefined ? [] : [reason('limited', {what: limited})]),
    ...(place === undefined ? [reason('place-unknown')] : []),
    ...((placeAgeMs ?? 0) > OLD_PLACE_MS
      ? [reason('place-old', {minutes: Math.floor((placeAgeMs ?? 0) / 60_000)})]
      : []),
    ...(medium === 'air' && enduranceMinutes !== undefined && batteryPercent === undefined
      ? [reason('battery-unknown')]
      : []),
    ...(recallUnread ? [reason('recall-unread')] : []),
  ]
}

function reason(code: string, values: SuggestionReason['values'] = {}): SuggestionReason {
  return {code, values}
}
