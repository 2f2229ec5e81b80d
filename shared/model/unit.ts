import type {NationCode, PostId, UnitId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'
import type {ObjectKind} from './object.ts'
import type {World} from './world.ts'

/** The field's words for what a unit does (domain §6.5). */
export const UNIT_STATUSES = [
  'available',
  'assigned',
  'en-route',
  'on-scene',
  'returning',
  'limited',
  'out-of-service',
] as const
export type UnitStatus = (typeof UNIT_STATUSES)[number]

/** EUROSUR's words for the same (Reg. (EU) 2021/581). */
export const OPERATIONAL_STATUSES = ['fully-operational', 'limited', 'not-available'] as const
export type OperationalStatus = (typeof OPERATIONAL_STATUSES)[number]

/** What of a unit is limited, and why one is out of service. */
export const LIMITED_WHAT = [
  'speed',
  'sensors',
  'crew',
  'range',
  'boarding',
  'communications',
  'weather',
  'other',
] as const
export type LimitedWhat = (typeof LIMITED_WHAT)[number]
export const OUT_REASONS = ['maintenance', 'fault', 'crew-rest', 'weather', 'fuel', 'other'] as const
export type OutReason = (typeof OUT_REASONS)[number]

/** What units can do, in the manner of CISE's `OperationalAsset`. Other words are kept as they are written. */
export const CAPABILITIES = [
  'SearchAndRescue',
  'Patrolling',
  'IllegalMigration',
  'CounterDrugSmuggling',
  'IntelligenceSurveillanceReconnaissance',
  'FisheriesControl',
  'PollutionResponse',
  'Boarding',
  'Towing',
  'MedicalEvacuation',
] as const
export type Capability = (typeof CAPABILITIES)[number]

/** Where it can go. */
export type Medium = 'sea' | 'land' | 'air'

/** Hours of a roster as times of day in UTC, minutes since midnight; `to` before `from` runs over midnight. */
export type DutyHours = {readonly from: number; readonly to: number}

export type Unit = {
  readonly id: UnitId
  readonly nation: NationCode
  readonly name: string
  readonly kind: ObjectKind
  readonly capabilities: readonly string[]
  readonly world: World
  /** The post whose sector it serves. */
  readonly post: PostId
  /** The identity under which feeds report it: an MMSI or a device id. */
  readonly reportsAs?: string
  readonly maxSpeedKnots: number
  /** Where it comes from and goes back to. */
  readonly base?: {readonly name: string; readonly place?: Position | undefined} | undefined
  readonly crew?: number | undefined
  readonly maxPassengers?: number | undefined
  /** How far it goes on a full tank, and how long on a full battery. */
  readonly rangeNm?: number | undefined
  readonly enduranceMinutes?: number | undefined
  /** Time from the order until it is under way. */
  readonly readyInMinutes?: number | undefined
  /** Absent: the roster does not say. */
  readonly roster?: readonly DutyHours[] | undefined
}

/** How long things may take before somebody is told, ms. */
export type TaskingTimes = {
  /** A task that nobody has read is shown as not acknowledged. */
  readonly ackMs: number
  /** It is sent again and its sender told: with lives at risk, else. */
  readonly readAlarmMs: number
  readonly readMs: number
  /** On scene a unit is asked whether all is well. */
  readonly safetyMs: number
  readonly safetyAnswerMs: number
  /** A tasked unit whose place is not heard of. */
  readonly silentMs: number
}

export const TASKING_TIMES: TaskingTimes = {
  ackMs: 60_000,
  readAlarmMs: 60_000,
  readMs: 180_000,
  safetyMs: 30 * 60_000,
  safetyAnswerMs: 120_000,
  silentMs: 10 * 60_000,
}

export function mediumOf(kind: ObjectKind): Medium {
  switch (kind) {
    case 'aircraft':
    case 'drone':
      return 'air'
    case 'vehicle':
    case 'person':
    case 'base':
    case 'sensor':
      return 'land'
    case 'vessel':
    case 'aton':
    case 'contact':
      return 'sea'
  }
}

/** A unit's capability under the name that is used here; short words of older configurations are understood. */
export function capabilityOf(word: string): string {
  return SHORT[word] ?? word
}

const SHORT: Readonly<Record<string, Capability>> = {
  rescue: 'SearchAndRescue',
  boarding: 'Boarding',
  tow: 'Towing',
  camera: 'IntelligenceSurveillanceReconnaissance',
  patrol: 'Patrolling',
}

/**
 * What the roster says at a moment (wall time, ms): on duty or not, and until when. Undefined where it says nothing.
 * Hours are by UTC, so that no change of the clocks moves a watch.
 */
export function rosterAt(
  roster: readonly DutyHours[] | undefined,
  wall: number,
): {readonly on: boolean; readonly until: number | undefined} | undefined {
  if (roster === undefined || roster.length === 0) return undefined
  const DAY = 24 * 60
  const midnight = wall - (wall % (DAY * 60_000))
  const minute = (wall - midnight) / 60_000
  let next: number | undefined
  for (const {from, to} of roster) {
    const length = (to - from + DAY) % DAY || DAY
    const since = (minute - from + DAY) % DAY
    if (since < length) return {on: true, until: Math.round(wall + (length - since) * 60_000)}
    const starts = Math.round(wall + (DAY - since) * 60_000)
    next = Math.min(next ?? starts, starts)
  }
  return {on: false, until: next}
}
