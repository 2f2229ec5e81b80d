import {IDENTITIES} from '../model/object.ts'
import {ReportFlag} from '../model/observation.ts'
import {TrackFlag} from './frame.ts'

/**
 * How far out one may look and still be shown a track: a view that holds too many shows only the tracks of its level and
 * above. Of the record alone, so that both ends reckon the same; by the id, so that the same tracks are shown each time.
 *
 *     0  seven of eight
 *     1  one of eight, but
 *     2  one of 64, but
 *     3  what is notable: own assets, what somebody has a contact on or an interest in, and distress
 */
export const RANKS = 4

const NOTABLE_FLAGS = ReportFlag.DISTRESS | ReportFlag.OWN | TrackFlag.CONTACT
const NOTABLE_IDENTITIES = IDENTITIES.map(identity => identity !== 'unidentified' && identity !== 'identified')

/** `look`: kind in the low byte, identity in the high one, as in the record. */
export function rankOf(id: number, look: number, flags: number): number {
  return isNotable(look, flags) ? RANKS - 1 : sampleOf(id)
}

/** Whether it is shown, and called by its name, however far out one looks. */
export function isNotable(look: number, flags: number): boolean {
  return (flags & NOTABLE_FLAGS) !== 0 || NOTABLE_IDENTITIES[look >>> 8] !== false
}

function sampleOf(id: number): number {
  let hash = Math.imul(id ^ (id >>> 16), 0x7feb352d)
  hash = Math.imul(hash ^ (hash >>> 15), 0x846ca68b)
  const drawn = (hash >>> 24) & 63
  return drawn === 0 ? 2 : (drawn & 7) === 0 ? 1 : 0
}
