import {mercatorX, mercatorY} from '../../shared/geo/mercator.ts'
import type {DueThing} from '../../shared/protocol/things.ts'
import {countdown} from '../ui/format.ts'
import {type Camera, isOnScreen, type ScreenPlace, toScreen} from './camera.ts'
import {overlaps} from './label-placement.ts'
import {boxOfWord, type PlacedText} from './map-text.ts'

/** Where something will probably cross, and in how long. */
export type CrossingMark = {
  readonly id: string
  readonly at: ScreenPlace
  readonly text: string
  readonly side: PlacedText['side']
  /** Something has been said about it to the other side; else it is only foreseen. */
  readonly isTold: boolean
}

/** What nobody has said anything about is marked only when it is so near, ms. */
const NEAR = 600_000

/** Marks on the lines: of all that is announced or offered, and of what crosses within ten minutes. */
export function crossingMarks(
  due: Iterable<DueThing>,
  {camera, wallNow, isFrozen}: {readonly camera: Camera; readonly wallNow: number; readonly isFrozen: boolean},
): CrossingMark[] {
  const marks: CrossingMark[] = []
  for (const {id, place, crossingAt, status} of due) {
    const leftMs = crossingAt - wallNow
    const isTold = status === 'notified' || status === 'proposed' || status === 'expected'
    if (status === 'turned-back' || (!isTold && leftMs > NEAR)) continue
    const at = toScreen(camera, {x: mercatorX(place.lon), y: mercatorY(place.lat)}, {x: 0, y: 0})
    if (isOnScreen(camera, at, 0)) marks.push({id, at, text: isFrozen ? '?' : countdown(leftMs), side: 'right', isTold})
  }
  return apart(marks)
}

/** Where two would be written over each other, the later one is written on another side of its mark. */
function apart(marks: readonly CrossingMark[]): CrossingMark[] {
  const placed: CrossingMark[] = []
  for (const mark of marks) {
    const sides = (['right', 'left', 'below'] as const).map(side => ({...mark, side}))
    const isFree = (one: CrossingMark) => !placed.some(other => overlaps(boxOfWord(one), boxOfWord(other), 0))
    placed.push(sides.find(isFree) ?? mark)
  }
  return placed
}
