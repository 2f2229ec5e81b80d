import {deadReckoningLimit} from '../../shared/model/freshness.ts'
import {unitsPerMetre, latOf} from '../../shared/geo/mercator.ts'
import {NOT_AVAILABLE} from '../../shared/protocol/frame.ts'
import type {TrackColumns} from '../state/track-columns.ts'
import {type Camera, pixelsPerUnit} from './camera.ts'

/** Beyond the edge by so much, CSS pixels: symbols have a size, and are on their way to a new fix. */
const MARGIN = 64
const SPAN = 2 ** 32
/** A metre grows on the map on the way to a pole: over the longest way of dead reckoning by less than this. */
const GROWTH = 2

/** The slots that may be drawn on the screen: measured so near to it that dead reckoning can bring them there. */
export class Visible {
  /** Good from 0 to `count` − 1. */
  slots = new Uint32Array(0)
  count = 0

  find(table: TrackColumns, camera: Camera): void {
    if (this.slots.length < table.count) this.slots = new Uint32Array(table.id.length)
    const {place, motion, count} = table
    const scale = pixelsPerUnit(camera)
    const wide = (camera.width / 2 + MARGIN) / scale
    const high = (camera.height / 2 + MARGIN) / scale
    const unitsPerStep = STEP_METRES * unitsPerMetre(latOf(camera.y)) * GROWTH
    let found = 0
    for (let slot = 0; slot < count; slot++) {
      const speed = motion[slot * 4] ?? NOT_AVAILABLE
      const interval = motion[slot * 4 + 3] ?? NOT_AVAILABLE
      const reach = speed === NOT_AVAILABLE || interval === NOT_AVAILABLE ? 0 : speed * interval * unitsPerStep
      const down = (place[slot * 2 + 1] ?? 0) - camera.y
      if (down > high + reach || down < -high - reach) continue
      const across = Math.abs((place[slot * 2] ?? 0) - camera.x)
      if (Math.min(across, SPAN - across) <= wide + reach) this.slots[found++] = slot
    }
    this.count = found
  }
}

/** Metres that one step of speed (0.02 m/s) goes while one step of the interval (0.1 s) lets it be predicted. */
const STEP_METRES = (0.02 * deadReckoningLimit(100)) / 1_000
