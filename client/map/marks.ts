import {unreachable} from '../../shared/base/assert.ts'
import type {NationCode, TrackId} from '../../shared/base/id.ts'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import type {SelectionState} from '../state/selection.ts'
import {isOpenHandoff, isUnacknowledged, type ThingsState, thingsByTrack, type TrackThings} from '../state/things.ts'
import type {LabelTone} from './labels.ts'

/** What the map adds to a track besides its symbol. */
export type Mark = {
  readonly track: TrackId
  readonly isSelected: boolean
  readonly isHovered: boolean
  /** Highest priority of its open alerts, and whether somebody has acknowledged them. */
  readonly alert: {readonly priority: 1 | 2 | 3; readonly isAcknowledged: boolean} | undefined
  readonly handoff: HandoffThing | undefined
  /** Who acts on it: the own post, the own nation, a partner; undefined for plain traffic. */
  readonly holder: 'mine' | 'own' | 'partner' | undefined
  readonly isUnit: boolean
}

/**
 * Marks of all tracks that have any, the most important first: that is the order of labels and of the focus list.
 * `ended`: by track, the handoffs that are over but still in sight.
 */
export function marksOf(
  things: ThingsState,
  selection: SelectionState,
  me: {readonly nation: NationCode | undefined; readonly post: string | undefined},
  ended: ReadonlyMap<TrackId, HandoffThing>,
): Mark[] {
  const byTrack = thingsByTrack(things)
  const tracks = new Set([...byTrack.keys(), ...ended.keys()])
  for (const track of [selection.track, selection.hovered]) if (track !== undefined) tracks.add(track)
  return [...tracks]
    .map(track => {
      const mark = markOf(track, byTrack.get(track), selection, me)
      return {...mark, handoff: mark.handoff ?? ended.get(track)}
    })
    .sort((a, b) => importance(a) - importance(b))
}

/** 0 handoff, 1 selected, 2 and 3 alerts, 4 contact, 5 unit, 6 the rest. */
export function importance(mark: Mark): number {
  if (mark.handoff !== undefined) return 0
  if (mark.isSelected || mark.isHovered) return 1
  if (mark.alert !== undefined) return mark.alert.priority === 1 ? 2 : 3
  if (mark.holder !== undefined) return 4
  return mark.isUnit ? 5 : 6
}

/** Whether its label may not be left out. */
export function isNeeded(mark: Mark): boolean {
  return importance(mark) <= 2
}

/** Whether a handoff waits for this nation: its label is filled and flashes. */
export function waitsFor(handoff: HandoffThing, nation: NationCode | undefined): boolean {
  switch (handoff.status) {
    case 'PROPOSED':
    case 'STANDBY':
    case 'RELEASED':
      return handoff.to === nation
    case 'REQUESTED':
    case 'COUNTERED':
      return handoff.from === nation
    case 'NOTIFIED':
    case 'ACCEPTED':
    case 'COMPLETED':
    case 'REJECTED':
    case 'CANCELLED':
    case 'EXPIRED':
    case 'FAILED':
    case 'LAPSED':
    case 'SUPERSEDED':
      return false
    default:
      return unreachable(handoff.status)
  }
}

/** Filled where it waits for this nation, dashed where it runs, solid when it has ended. */
export function handoffTone(
  handoff: HandoffThing,
  nation: NationCode | undefined,
): Extract<LabelTone, 'offered' | 'offering' | 'ended' | 'failed'> {
  if (waitsFor(handoff, nation)) return 'offered'
  if (isOpenHandoff(handoff)) return 'offering'
  return hasFailed(handoff) ? 'failed' : 'ended'
}

/** Whether a handoff has ended otherwise than it was meant to. */
function hasFailed(handoff: HandoffThing): boolean {
  return handoff.status === 'REJECTED' || handoff.status === 'EXPIRED' || handoff.status === 'FAILED'
}

function markOf(
  track: TrackId,
  held: TrackThings | undefined,
  selection: SelectionState,
  me: {readonly nation: NationCode | undefined; readonly post: string | undefined},
): Mark {
  const alerts = held?.alerts.filter(alert => alert.priority < 4) ?? []
  const highest = Math.min(...alerts.map(alert => alert.priority)) as 1 | 2 | 3
  const custody = held?.contact?.custody
  const holder =
    custody === undefined
      ? undefined
      : custody.controller !== me.nation
        ? 'partner'
        : custody.post === me.post
          ? 'mine'
          : 'own'
  return {
    track,
    isSelected: selection.track === track,
    isHovered: selection.hovered === track,
    alert:
      alerts.length === 0
        ? undefined
        : {priority: highest, isAcknowledged: !alerts.some(alert => isUnacknowledged(alert))},
    handoff: held?.handoffs[0],
    holder,
    isUnit: held?.unit !== undefined,
  }
}
