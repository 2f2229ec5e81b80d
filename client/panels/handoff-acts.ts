import type {NationCode} from '../../shared/base/id.ts'
import {REJECT_CODES, type HandoffThing} from '../../shared/protocol/things.ts'
import type {Command} from '../../shared/protocol/command.ts'

export type Side = 'from' | 'to'
export type RejectCode = (typeof REJECT_CODES)[number]

/** Reasons on the keys 1 to 5; the others are in the menu. */
export const FIRST_REASONS: readonly RejectCode[] = ['NOT_MY_AREA', 'CAPACITY', 'NO_ASSET', 'NO_LEGAL_BASIS', 'OTHER']
export const FURTHER_REASONS: readonly RejectCode[] = REJECT_CODES.filter(code => !FIRST_REASONS.includes(code))

export function sideOf(handoff: HandoffThing, nation: NationCode): Side {
  return handoff.from === nation ? 'from' : 'to'
}

/** Whether the other side waits for an answer of this nation. */
export function waitsForMe(handoff: HandoffThing, nation: NationCode): boolean {
  switch (handoff.status) {
    case 'PROPOSED':
    case 'STANDBY':
    case 'RELEASED':
      return handoff.to === nation
    case 'REQUESTED':
    case 'COUNTERED':
      return handoff.from === nation
    default:
      return false
  }
}

/** What `A` does: accept, assume, grant; undefined where there is nothing to say yes to. */
export function yesTo(handoff: HandoffThing, nation: NationCode): Command | undefined {
  if (!waitsForMe(handoff, nation)) return undefined
  const on = {handoff: handoff.id, expectedVersion: handoff.version}
  switch (handoff.status) {
    case 'PROPOSED':
    case 'STANDBY':
      return {type: 'handoff.accept', ...on}
    case 'RELEASED':
      return {type: 'handoff.assume', ...on}
    case 'REQUESTED':
      return {type: 'handoff.grant', ...on}
    case 'COUNTERED':
      return {type: 'handoff.accept-counter', ...on}
    default:
      return undefined
  }
}

/** What a refusal with a reason does. */
export function noTo(handoff: HandoffThing, nation: NationCode, code: RejectCode): Command | undefined {
  if (!waitsForMe(handoff, nation)) return undefined
  const on = {handoff: handoff.id, expectedVersion: handoff.version}
  switch (handoff.status) {
    case 'PROPOSED':
    case 'STANDBY':
      return {type: 'handoff.reject', ...on, code}
    case 'RELEASED':
      return {type: 'handoff.refuse', ...on, code}
    case 'REQUESTED':
      return {type: 'handoff.deny', ...on, code}
    case 'COUNTERED':
      return {type: 'handoff.reject-counter', ...on, code}
    default:
      return undefined
  }
}

/** Refers an offer to the commander, once. */
export function standbyOf(handoff: HandoffThing, nation: NationCode): Command | undefined {
  if (handoff.to !== nation || handoff.status !== 'PROPOSED') return undefined
  return {type: 'handoff.standby', handoff: handoff.id, expectedVersion: handoff.version}
}

/** Takes back what this nation has opened: possible until the other side has it. */
export function recallOf(handoff: HandoffThing, nation: NationCode): Command | undefined {
  const on = {handoff: handoff.id, expectedVersion: handoff.version}
  if (handoff.to === nation && handoff.status === 'REQUESTED') return {type: 'handoff.withdraw', ...on}
  if (handoff.from !== nation) return undefined
  switch (handoff.status) {
    case 'PROPOSED':
    case 'STANDBY':
    case 'COUNTERED':
    case 'ACCEPTED':
    case 'RELEASED':
      return {type: 'handoff.recall', ...on}
    default:
      return undefined
  }
}

/** Lets go of what the other side has accepted. */
export function releaseOf(handoff: HandoffThing, nation: NationCode): Command | undefined {
  if (handoff.from !== nation || handoff.status !== 'ACCEPTED') return undefined
  return {type: 'handoff.release', handoff: handoff.id, expectedVersion: handoff.version}
}

/** Takes over without the release, where the object is already across and the other side has forgotten it. */
export function lateAssumeOf(handoff: HandoffThing, nation: NationCode): Command | undefined {
  if (handoff.to !== nation || handoff.status !== 'ACCEPTED') return undefined
  return {type: 'handoff.assume', handoff: handoff.id, expectedVersion: handoff.version}
}
