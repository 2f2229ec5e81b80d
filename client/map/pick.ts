import type {TrackId} from '../../shared/base/id.ts'

/** What a press or the pointer reaches, CSS pixels. */
export const REACH = 12
/** Two presses nearer than this are on the same spot. */
const SAME_SPOT = 4

export type Candidate = {readonly track: TrackId; readonly x: number; readonly y: number}

/** Tracks drawn within reach of a place on the screen, the nearest first. */
export function within(candidates: Iterable<Candidate>, x: number, y: number, reach: number): TrackId[] {
  const near: {track: TrackId; far: number}[] = []
  for (const {track, x: atX, y: atY} of candidates) {
    const far = Math.hypot(atX - x, atY - y)
    if (far <= reach) near.push({track, far})
  }
  return near.sort((a, b) => a.far - b.far || a.track - b.track).map(({track}) => track)
}

/** Which track a press means: the nearest, and on the same spot again the next one, round and round. */
export class Picker {
  #last: {x: number; y: number; track: TrackId} | undefined

  pick(near: readonly TrackId[], x: number, y: number): TrackId | undefined {
    const isSameSpot = this.#last !== undefined && Math.hypot(this.#last.x - x, this.#last.y - y) <= SAME_SPOT
    const before = isSameSpot && this.#last !== undefined ? near.indexOf(this.#last.track) : -1
    const track = near[(before + 1) % Math.max(1, near.length)]
    this.#last = track === undefined ? undefined : {x, y, track}
    return track
  }
}
