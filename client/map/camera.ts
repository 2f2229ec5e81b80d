import type {MercatorPlace} from '../state/track-columns.ts'

const SPAN = 2 ** 32
/** MapLibre's world at zoom 0, CSS pixels. */
const WORLD_PIXELS = 512

/** What the map shows, north up: the centre in the Mercator units of the tracks, sizes in CSS pixels. */
export type Camera = {
  readonly x: number
  readonly y: number
  readonly zoom: number
  readonly width: number
  readonly height: number
  /** Device pixels per CSS pixel. */
  readonly ratio: number
}

export type ScreenPlace = {x: number; y: number}

/** CSS pixels per Mercator unit. */
export function pixelsPerUnit(camera: Camera): number {
  return (WORLD_PIXELS * 2 ** camera.zoom) / SPAN
}

/** Where a Mercator place stands on the screen; across the antimeridian the nearer way. Fills and returns `out`. */
export function toScreen(camera: Camera, place: MercatorPlace, out: ScreenPlace): ScreenPlace {
  const scale = pixelsPerUnit(camera)
  let across = place.x - camera.x
  if (across > SPAN / 2) across -= SPAN
  else if (across < -SPAN / 2) across += SPAN
  out.x = camera.width / 2 + across * scale
  out.y = camera.height / 2 + (place.y - camera.y) * scale
  return out
}

export function isOnScreen(camera: Camera, {x, y}: ScreenPlace, margin: number): boolean {
  return x >= -margin && y >= -margin && x <= camera.width + margin && y <= camera.height + margin
}
