import {mercatorX, mercatorY} from '../../shared/geo/mercator.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {HandoffThing} from '../../shared/protocol/things.ts'
import type {TrackColumns} from '../state/track-columns.ts'
import {type Camera, isOnScreen, type ScreenPlace, toScreen} from './camera.ts'
import {handoffLine} from './label-text.ts'
import {labelSize} from './labels.ts'
import {handoffTone, waitsFor} from './marks.ts'
import type {LabelWithPlace, Scene} from './scene.ts'

/** A handoff whose object the own picture does not hold, and where its offer says that the object is. */
export type Ghost = {readonly handoff: HandoffThing; readonly at: ScreenPlace}

/** The ghosts on the screen: of handoffs whose track is not known here, or no longer live. */
export function ghostsIn(
  handoffs: readonly HandoffThing[],
  {table, moment, camera}: Pick<Scene, 'table' | 'moment' | 'camera'>,
): Ghost[] {
  return handoffs.flatMap(handoff => {
    const {place} = handoff.subject
    if (place === undefined || isHeld(handoff, table, moment.now)) return []
    const at = onScreen(camera, place)
    return isOnScreen(camera, at, 0) ? [{handoff, at}] : []
  })
}

/** What the offer calls it and how the handoff stands: how it moves is not known. */
export function ghostLabel({nation, wallNow, moment, words}: Scene, {handoff, at}: Ghost): LabelWithPlace {
  const tone = handoffTone(handoff, nation)
  const label = {
    id: handoff.id,
    lines: [`${handoff.from}·${handoff.subject.label || words.kind(handoff.object)}`],
    handoff: handoffLine(handoff, {nation, wallNow, isFrozen: moment.isFrozen}, words),
    tone,
    colour: undefined,
    isSelected: false,
    isFlashing: waitsFor(handoff, nation) && !moment.isFrozen,
    isUrgent: false,
    left: undefined,
  }
  return {...label, ...labelSize(label), x: at.x, y: at.y, isNeeded: true}
}

function isHeld({track}: HandoffThing, table: TrackColumns, now: number): boolean {
  const slot = track === undefined ? -1 : table.slotOf(track)
  return slot >= 0 && table.freshness(slot, now) !== 'gone'
}

function onScreen(camera: Camera, {lon, lat}: Position): ScreenPlace {
  return toScreen(camera, {x: mercatorX(lon), y: mercatorY(lat)}, {x: 0, y: 0})
}
