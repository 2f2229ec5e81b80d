import type {Stores} from '../state/stores.ts'
import {openAlerts, openHandoffs} from '../state/things.ts'
import type {Questions} from '../ui/hook.ts'
import {crossingMarks} from './crossing-marks.ts'
import type {PursuitMark} from './pursuit-marks.ts'
import type {Scene, Seen} from './scene.ts'
import {symbolOf} from './symbol.ts'

type Drawn = {readonly scene: Scene; readonly seen: readonly Seen[]; readonly pursuits: readonly PursuitMark[]}
type Rect = {readonly x: number; readonly y: number; readonly width: number; readonly height: number}

/** The header by which a node says that it was started for tests. */
export const TEST_HEADER = 'x-tripoint-test'

/** What the map tells browser tests: what it has drawn, where on the page, and how. Places are CSS pixels of the page. */
export function questionsOf(place: HTMLElement, stores: Stores, drawn: () => Drawn | undefined): Questions {
  return {
    crossings: () => crossingsOf(place, stores, drawn()),
    pursuits: () => drawn()?.pursuits ?? [],
    tracks: () => tracksOf(place, drawn()),
    labels: () => [...labelElements(place)].map(labelOf),
    counts: () => ({
      tracks: stores.tracks.count,
      drawn: drawn()?.seen.length ?? 0,
      labels: labelElements(place).length,
      badges: badgesOf(drawn()).size,
      alerts: openAlerts(stores.things.getState()).length,
      handoffs: openHandoffs(stores.things.getState()).length,
    }),
    palette: () => document.documentElement.dataset['palette'],
    clockOffset: () => stores.link.getState().clockOffsetMs,
  }
}

function crossingsOf(place: HTMLElement, stores: Stores, drawn: Drawn | undefined) {
  if (drawn === undefined) return []
  const {camera, wallNow, moment} = drawn.scene
  const {left, top} = place.getBoundingClientRect()
  const {due} = stores.things.getState()
  return crossingMarks(due.values(), {camera, wallNow, isFrozen: moment.isFrozen}).map(({id, at, text, isTold}) => ({
    id,
    text,
    isTold,
    x: left + at.x,
    y: top + at.y,
  }))
}

function tracksOf(place: HTMLElement, drawn: Drawn | undefined) {
  if (drawn === undefined) return []
  const {scene, seen} = drawn
  const {table, moment, camera} = scene
  const {left, top} = place.getBoundingClientRect()
  const labels = new Map([...labelElements(place)].map(element => [element.dataset['track'], rectOf(element)]))
  const badges = badgesOf(drawn)
  return seen.map(({slot, track, x, y}) => {
    const freshness = table.freshness(slot, moment.now)
    const looks = {kind: table.kind(slot), identity: table.identity(slot), flags: table.flags(slot)}
    const {kind, frame, look, isDot} = symbolOf({...looks, freshness, zoom: camera.zoom})
    return {
      id: track,
      name: table.nameOf(track)?.label,
      x: left + x,
      y: top + y,
      kind,
      frame,
      look,
      isDot,
      freshness,
      isFrozen: moment.isFrozen,
      badge: badges.get(track),
      label: labels.get(String(track)),
    }
  })
}

function badgesOf(drawn: Drawn | undefined): ReadonlyMap<number, number> {
  const seen = new Set(drawn?.seen.map(one => one.track))
  const marks = drawn?.scene.marks ?? []
  return new Map(
    marks.flatMap(({track, alert}) => (alert !== undefined && seen.has(track) ? [[track, alert.priority]] : [])),
  )
}

function labelElements(place: HTMLElement): NodeListOf<HTMLElement> {
  return place.querySelectorAll<HTMLElement>('[data-testid="map-label"]')
}

function labelOf(element: HTMLElement) {
  const line = element.querySelector<HTMLElement>('.handoff-line')
  return {
    track: element.dataset['track'] === undefined ? undefined : Number(element.dataset['track']),
    handoff: element.dataset['handoff'],
    lines: [...element.children].map(child => child.textContent).filter(text => text !== ''),
    tone: element.classList.item(1),
    box: rectOf(element),
    handoffLine: line === null ? undefined : rectOf(line),
  }
}

function rectOf(element: HTMLElement): Rect {
  const {x, y, width, height} = element.getBoundingClientRect()
  return {x, y, width, height}
}
