import type {NationCode} from '../../shared/base/id.ts'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import {isInSight} from '../state/handoff-sight.ts'
import {isOpenHandoff} from '../state/things.ts'
import {type Side, sideOf, waitsForMe} from './handoff-acts.ts'

/** So near its end the sound comes again and the box is drawn double, ms. */
export const URGENT_MS = 15_000

export type HandoffRow = {
  readonly handoff: HandoffThing
  readonly side: Side
  /** It waits for this nation's answer: flashes, and `A` acts on it. */
  readonly mine: boolean
  /** It has ended; shown until noticed or for its time. */
  readonly ended: boolean
  /** Time left, ms; undefined without a running timer. */
  readonly leftMs: number | undefined
  readonly urgent: boolean
}

/** What stands in the panel: what waits for us (the shortest time first), then the others, then what has just ended. */
export function handoffRows(
  handoffs: readonly HandoffThing[],
  at: {readonly nation: NationCode; readonly now: number; readonly noticed: ReadonlySet<string>},
): {readonly incoming: readonly HandoffRow[]; readonly outgoing: readonly HandoffRow[]} {
  const rows = handoffs.filter(handoff => isInSight(handoff, at)).map(handoff => rowOf(handoff, at))
  rows.sort((a, b) => order(a) - order(b) || (a.leftMs ?? Infinity) - (b.leftMs ?? Infinity))
  return {incoming: rows.filter(row => row.side === 'to'), outgoing: rows.filter(row => row.side === 'from')}
}

/** Offers made as one stand together, where the first of them stands; the others each alone. */
export function byConvoy(
  rows: readonly HandoffRow[],
): readonly {readonly convoy: string | undefined; readonly members: readonly HandoffRow[]}[] {
  const groups: {convoy: string | undefined; members: HandoffRow[]}[] = []
  for (const row of rows) {
    const {convoy} = row.handoff
    const held = convoy === undefined ? undefined : groups.find(group => group.convoy === convoy)
    if (held === undefined) groups.push({convoy, members: [row]})
    else held.members.push(row)
  }
  return groups.map(({convoy, members}) => (members.length === 1 ? {convoy: undefined, members} : {convoy, members}))
}

/** What a row says: a catalogue key and its values. Both sides read the same states in their own words. */
export function handoffLine(row: HandoffRow, isFrozen: boolean): {key: string; values: Record<string, string>} {
  const {handoff, side} = row
  const values = {from: handoff.from, to: handoff.to, post: handoff.toPost ?? handoff.to}
  if (isFrozen && !row.ended) return {key: 'handoff.line.unknown', values}
  if (handoff.status === 'PROPOSED' && side === 'from')
    return {
      key: `handoff.line.from.PROPOSED_${handoff.seen ? 'SEEN' : handoff.delivered ? 'DELIVERED' : 'SENT'}`,
      values,
    }
  if (handoff.status === 'ACCEPTED')
    return {key: `handoff.line.${side}.ACCEPTED_${handoff.terms.transfer === 'at-line' ? 'LINE' : 'RELEASE'}`, values}
  return {key: `handoff.line.${side}.${handoff.status}`, values}
}

/** The drawing of a row: filled for what waits for us, dashed for our own offers, orange for what went wrong. */
export function handoffTone(row: HandoffRow): 'filled' | 'dashed' | 'solid' | 'failed' {
  if (row.mine) return 'filled'
  if (!row.ended) return row.side === 'from' ? 'dashed' : 'solid'
  return row.handoff.status === 'COMPLETED' || row.handoff.status === 'CANCELLED' ? 'solid' : 'failed'
}

function rowOf(handoff: HandoffThing, {nation, now}: {nation: NationCode; now: number}): HandoffRow {
  const mine = waitsForMe(handoff, nation)
  const leftMs = handoff.deadline === undefined ? undefined : handoff.deadline.at - now
  return {
    handoff,
    side: sideOf(handoff, nation),
    mine,
    ended: !isOpenHandoff(handoff),
    leftMs: isOpenHandoff(handoff) ? leftMs : undefined,
    urgent: mine && leftMs !== undefined && leftMs <= URGENT_MS,
  }
}

function order(row: HandoffRow): number {
  return row.mine ? 0 : row.ended ? 2 : 1
}
