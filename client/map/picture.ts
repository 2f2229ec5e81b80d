import type {TrackId} from '../../shared/base/id.ts'
import {latOf, unitsPerMetre} from '../../shared/geo/mercator.ts'
import type {MercatorPlace} from '../state/track-columns.ts'
import {isLow} from '../ui/flash.ts'
import {type Camera, pixelsPerUnit, type ScreenPlace, toScreen} from './camera.ts'
import type {CrossingMark} from './crossing-marks.ts'
import type {Ghost} from './ghosts.ts'
import type {PlacedLabel} from './label-placement.ts'
import type {Mark} from './marks.ts'
import type {PursuitMark} from './pursuit-marks.ts'
import type {Line, Picture} from './overlay.ts'
import {type LabelWithPlace, type Scene, type Seen, uncertaintyOf, vectorsOf} from './scene.ts'
import {symbolScale} from './symbol.ts'
import type {Trails} from './trails.ts'

export type Drawing = {
  readonly seen: readonly Seen[]
  readonly wishes: readonly LabelWithPlace[]
  readonly placed: readonly PlacedLabel[]
  readonly trails: Trails
  readonly ghosts: readonly Ghost[]
  readonly crossings: readonly CrossingMark[]
  readonly pursuits: readonly PursuitMark[]
}

/** Everything that stands around the symbols at one moment, in CSS pixels. */
export function pictureOf(scene: Scene, {seen, wishes, placed, trails, ghosts, crossings, pursuits}: Drawing): Picture {
  const {table, camera, moment, marks, colours, wallNow} = scene
  const places = new Map(seen.map(one => [one.track, one]))
  const low = isLow(wallNow) && !window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const isStill = window.matchMedia('(prefers-reduced-motion: reduce)').matches
  const watched = new Set(marks.filter(isWatched).map(mark => mark.track))
  trails.watch(watched, marks.find(mark => mark.isSelected)?.track)
  const placeOf = (track: TrackId | undefined) => (track === undefined ? undefined : places.get(track))
  const wished = new Map(wishes.map(wish => [wish.id as number | string, wish]))
  return {
    trails: [...watched].map(track => ({
      dots: trails.dotsOf(track).map(dot => onScreen(camera, dot)),
      colour: colours['text.secondary'],
    })),
    vectors: vectorsOf(scene, seen),
    rings: [...watched].flatMap(track => {
      const one = places.get(track)
      if (one === undefined || table.freshness(one.slot, moment.now) !== 'coasting') return []
      const radius = uncertaintyOf(scene, one.slot) * metresToPixels(camera, table.place[one.slot * 2 + 1] ?? 0)
      return Number.isFinite(radius) && radius > 16 ? [{at: one, radius, colour: colours['text.secondary']}] : []
    }),
    leaders: placed.flatMap(({id, dx, dy}) => {
      const wish = wished.get(id)
      return wish === undefined
        ? []
        : [leaderOf(wish, {dx, dy}, SYMBOL_EDGE * symbolScale(camera.zoom), colours['text.secondary'])]
    }),
    contacts: marks.filter(mark => mark.holder !== undefined).flatMap(mark => placeOf(mark.track) ?? []),
    ghosts: ghosts.map(({at}) => at),
    crossings,
    pursuits,
    badges: marks.flatMap(mark => {
      const at = placeOf(mark.track)
      if (mark.alert === undefined || at === undefined) return []
      const isNew = !mark.alert.isAcknowledged
      return [{at, priority: mark.alert.priority, isLow: isNew && low, isDouble: isNew && isStill}]
    }),
    selected: placeOf(marks.find(mark => mark.isSelected)?.track),
    hovered: placeOf(marks.find(mark => mark.isHovered && !mark.isSelected)?.track),
  }
}

function isWatched(mark: Mark): boolean {
  return mark.isSelected || mark.isUnit || mark.holder !== undefined
}

function onScreen(camera: Camera, place: MercatorPlace): ScreenPlace {
  return toScreen(camera, place, {x: 0, y: 0})
}

function metresToPixels(camera: Camera, y: number): number {
  return unitsPerMetre(latOf(y)) * pixelsPerUnit(camera)
}

/** From the symbol's edge to the nearest point of the label. */
function leaderOf(wish: LabelWithPlace, {dx, dy}: {dx: number; dy: number}, edge: number, colour: string): Line {
  const to = {
    x: Math.min(Math.max(wish.x, wish.x + dx), wish.x + dx + wish.width),
    y: Math.min(Math.max(wish.y, wish.y + dy), wish.y + dy + wish.height),
  }
  const long = Math.hypot(to.x - wish.x, to.y - wish.y) || 1
  const gap = Math.min(1, edge / long)
  const from = {x: wish.x + (to.x - wish.x) * gap, y: wish.y + (to.y - wish.y) * gap}
  return {from, to, colour, isDashed: false}
}
const SYMBOL_EDGE = 13
