import type {NationCode, TrackId} from '../../shared/base/id.ts'
import {latOf, lonOf, unitsPerMetre} from '../../shared/geo/mercator.ts'
import type {Position} from '../../shared/geo/position.ts'
import {IDENTITIES} from '../../shared/model/object.ts'
import {ReportFlag} from '../../shared/model/observation.ts'
import {TrackFlag} from '../../shared/protocol/frame.ts'
import {isOpenHandoff} from '../state/things.ts'
import type {MercatorPlace, TrackColumns} from '../state/track-columns.ts'
import type {LabelDetail, ViewState} from '../state/view.ts'
import type {Tokens} from '../ui/palette.ts'
import {type Camera, isOnScreen, pixelsPerUnit, type ScreenPlace, toScreen} from './camera.ts'
import {handoffLine, labelLines} from './label-text.ts'
import type {LabelWords} from './label-words.ts'
import {type Label, labelSize, type LabelTone} from './labels.ts'
import {handoffTone, isNeeded, type Mark, waitsFor} from './marks.ts'
import type {Motion} from './motion.ts'
import {hasVector, type Line} from './overlay.ts'
import {FRAME_COLOURS, frameOf, FRAMES, symbolScale, VECTOR_ZOOM} from './symbol.ts'
import type {Moment} from './track-layer.ts'
import type {Visible} from './visible.ts'

/** A track on the screen now. */
export type Seen = {readonly slot: number; readonly track: TrackId; readonly x: number; readonly y: number}
export type LabelWithPlace = Label & {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly isNeeded: boolean
}

/** So many are looked at one by one; what lies beyond is drawn, but has neither vector nor label. */
const MOST_SEEN = 2_000
/** Labels wished for. */
const MOST_WISHES = 300
/** From here on plain traffic has labels. */
const NEUTRAL_LABEL_ZOOM = 10
const UNKNOWN_LABEL_ZOOM = 8
const MARGIN = 40
/** How fast a doubt about a place grows: it may have turned, metres per metre gone. */
const DRIFT = 0.5
const URGENT_MS = 15_000

/** One moment of the picture as the screen shows it. */
export type Scene = {
  readonly table: TrackColumns
  readonly motion: Motion
  readonly visible: Pick<Visible, 'slots' | 'count'>
  readonly camera: Camera
  readonly moment: Moment
  readonly marks: readonly Mark[]
  readonly view: Pick<ViewState, 'vectorMinutes' | 'labelDetail' | 'declutter'>
  readonly nation: NationCode | undefined
  readonly wallNow: number
  readonly colours: Tokens
  readonly words: LabelWords
}

/** The tracks on the screen: marked ones always, the others up to a limit. */
export function seenIn({table, motion, visible, camera, moment, marks}: Scene): Seen[] {
  const seen: Seen[] = []
  const place: MercatorPlace = {x: 0, y: 0}
  const screen: ScreenPlace = {x: 0, y: 0}
  const look = (slot: number) => {
    if (table.freshness(slot, moment.now) === 'gone') return
    motion.drawnAt(table, slot, moment.drawn, moment.clock, place)
    toScreen(camera, place, screen)
    if (isOnScreen(camera, screen, MARGIN)) seen.push({slot, track: table.idAt(slot), x: screen.x, y: screen.y})
  }
  const marked = new Set(marks.map(mark => table.slotOf(mark.track)).filter(slot => slot >= 0))
  for (const slot of marked) look(slot)
  for (let index = 0; index < visible.count && seen.length < MOST_SEEN; index++) {
    const slot = visible.slots[index] ?? 0
    if (!marked.has(slot)) look(slot)
  }
  return seen
}

/** Where a track is drawn now, on the screen or off it; undefined where the picture does not hold it. */
export function drawnPlace(
  {table, motion, moment}: Pick<Scene, 'table' | 'motion' | 'moment'>,
  track: TrackId | undefined,
): Position | undefined {
  const slot = track === undefined ? -1 : table.slotOf(track)
  if (slot < 0 || table.freshness(slot, moment.now) === 'gone') return undefined
  const {x, y} = motion.drawnAt(table, slot, moment.drawn, moment.clock, {x: 0, y: 0})
  return {lon: lonOf(x), lat: latOf(y)}
}

/** Where each will be in so many minutes; on a prediction dashed, on a lost place none. */
export function vectorsOf(scene: Scene, seen: readonly Seen[]): Line[] {
  const {table, camera, moment, view, colours} = scene
  if (view.vectorMinutes === 0) return []
  const marked = new Set(scene.marks.map(mark => mark.track))
  const lines: Line[] = []
  for (const {slot, track, x, y} of seen) {
    const frame = frameOf(table.identity(slot), table.flags(slot))
    if (frame === 'none' && camera.zoom < VECTOR_ZOOM && !marked.has(track)) continue
    const freshness = table.freshness(slot, moment.now)
    const course = (table.course(slot) * Math.PI) / 180
    const metres = table.speed(slot) * view.vectorMinutes * 60
    if (!hasVector(freshness) || !(metres > 0) || Number.isNaN(course)) continue
    const lat = latOf(table.place[slot * 2 + 1] ?? 0)
    const length = metres * unitsPerMetre(lat) * pixelsPerUnit(camera)
    const gap = (frame === 'none' ? 11 : 15) * symbolScale(camera.zoom)
    if (length <= gap) continue
    const [east, south] = [Math.sin(course), -Math.cos(course)]
    lines.push({
      from: {x: x + east * gap, y: y + south * gap},
      to: {x: x + east * length, y: y + south * length},
      colour: colours[FRAME_COLOURS[FRAMES.indexOf(frame)] ?? 'track.neutral'],
      isDashed: freshness === 'coasting',
    })
  }
  return lines
}

/** Labels wished for, the most important first. */
export function labelsOf(scene: Scene, seen: readonly Seen[]): LabelWithPlace[] {
  const {table, camera, marks, view} = scene
  const places = new Map(seen.map(one => [one.track, one]))
  const labels: LabelWithPlace[] = []
  const done = new Set<TrackId>()
  for (const mark of marks) {
    const one = places.get(mark.track)
    if (one === undefined) continue
    done.add(mark.track)
    const label = labelOf(scene, one, mark)
    if (label !== undefined) labels.push(label)
  }
  if (view.declutter === 2) return labels
  const rest = seen
    .filter(({track}) => !done.has(track))
    .map(one => ({one, rank: rankOf(table, one.slot)}))
    .filter(({rank}) => camera.zoom >= (rank >= 4 ? NEUTRAL_LABEL_ZOOM : rank === 3 ? UNKNOWN_LABEL_ZOOM : 0))
    .filter(({rank}) => view.declutter === 0 || rank < 3)
    .sort((a, b) => a.rank - b.rank || a.one.track - b.one.track)
  for (const {one} of rest) {
    if (labels.length >= MOST_WISHES) break
    const label = labelOf(scene, one, undefined)
    if (label !== undefined) labels.push(label)
  }
  return labels
}

/** How far it may have come from where it is drawn: metres; NaN where it has not been predicted. */
export function uncertaintyOf({table, moment}: Pick<Scene, 'table' | 'moment'>, slot: number): number {
  return table.speed(slot) * (table.age(slot, moment.now) / 1_000) * DRIFT
}

function labelOf(scene: Scene, {slot, track, x, y}: Seen, mark: Mark | undefined): LabelWithPlace | undefined {
  const {table, moment, nation, wallNow, colours} = scene
  const identity = IDENTITIES[table.identity(slot)]
  const freshness = table.freshness(slot, moment.now)
  const name = table.nameOf(track)
  const lines = labelLines(
    {
      name,
      kind: table.kind(slot),
      flags: table.flags(slot),
      freshness,
      ageMs: table.age(slot, moment.now),
      at: table.at[slot] ?? NaN,
      speed: table.speed(slot),
      course: table.course(slot),
      altitude: table.altitudeMetres(slot),
      uncertainty: uncertaintyOf(scene, slot),
    },
    detailOf(scene.view.labelDetail, mark, identity === 'of-interest'),
    scene.words,
  )
  const handoff = mark?.handoff
  if (lines.length === 0 && handoff === undefined) return undefined
  const isOffered = handoff !== undefined && waitsFor(handoff, nation)
  const leftMs = handoff?.deadline === undefined || !isOpenHandoff(handoff) ? undefined : handoff.deadline.at - wallNow
  const label: Label = {
    id: track,
    lines,
    handoff:
      handoff === undefined
        ? undefined
        : handoffLine(handoff, {nation, wallNow, isFrozen: moment.isFrozen}, scene.words),
    tone:
      handoff === undefined
        ? toneOf(mark, (table.flags(slot) & TrackFlag.PARTNER) !== 0, identity)
        : handoffTone(handoff, nation),
    colour: identity === 'of-interest' ? colours['warning.ink'] : undefined,
    isSelected: mark?.isSelected ?? false,
    isFlashing: isOffered && !moment.isFrozen,
    isUrgent: isOffered && leftMs !== undefined && leftMs <= URGENT_MS,
    left: leftMs === undefined || moment.isFrozen ? undefined : leftMs / (handoff?.deadline?.length ?? leftMs),
  }
  return {...label, ...labelSize(label), x, y, isNeeded: mark !== undefined && isNeeded(mark)}
}

/** The selected and those of interest say all; a handoff is never shrunk. */
function detailOf(wanted: LabelDetail, mark: Mark | undefined, isOfInterest: boolean): LabelDetail {
  if (mark?.isSelected || isOfInterest) return 'full'
  return wanted === 'small' && mark !== undefined && isNeeded(mark) ? 'normal' : wanted
}

function toneOf(mark: Mark | undefined, isPartners: boolean, identity: string | undefined): LabelTone {
  if (mark?.holder === 'mine') return 'mine'
  if (mark?.holder === 'partner' || (mark?.holder === undefined && isPartners)) return 'partner'
  return identity === 'identified' && mark === undefined ? 'quiet' : 'plain'
}

/** Of the unmarked: distress first, plain traffic last. */
function rankOf(table: TrackColumns, slot: number): number {
  if (table.flags(slot) & ReportFlag.DISTRESS) return 0
  switch (IDENTITIES[table.identity(slot)]) {
    case 'of-interest':
      return 0
    case 'own':
      return 1
    case 'partner':
      return 2
    case 'identified':
      return 4
    default:
      return 3
  }
}
