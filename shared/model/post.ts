import type {PostId} from '../base/id.ts'
import type {Position} from '../geo/position.ts'

/** A position in a nation's centre. */
export type Post = {
  readonly id: PostId
  readonly name: string
  /** West, south, east, north of what it answers for; absent: it oversees all of the nation's. */
  readonly sector?: readonly [number, number, number, number] | undefined
}

/** What a neighbour may know of a post. `free`: nobody has taken it yet. */
export const POST_STATES = ['free', 'open', 'busy', 'closed'] as const
export type PostStateName = (typeof POST_STATES)[number]

/** Whether a place lies in the post's sector. */
export function isInSector({sector}: Post, {lon, lat}: Position): boolean {
  if (sector === undefined) return false
  const [west, south, east, north] = sector
  return lon >= west && lon <= east && lat >= south && lat <= north
}
