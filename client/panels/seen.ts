import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {NationCode} from '../../shared/base/id.ts'
import type {Link} from '../link/link.ts'
import type {Stores} from '../state/stores.ts'
import {incomingHandoffs} from '../state/things.ts'
import {isWatching} from '../state/watching.ts'

/** So long on a screen that is looked at, and an offer counts as seen, ms. */
const SEEN_MS = 1_000

/** Tells the other side that an offer has been on a console for a second. A receipt, not an answer. */
export function reportSeen(options: {
  stores: Stores
  link: Link
  clock: Clock
  nation: NationCode
  isVisible: () => boolean
}): Stop {
  const {stores, link, clock, nation, isVisible} = options
  const shownSince = new Map<string, number>()
  const told = new Set<string>()
  return clock.every(SEEN_MS / 4, () => {
    if (!isVisible() || stores.link.getState().status !== 'live') {
      shownSince.clear()
      return
    }
    // Whoever only watches has seen nothing for the nation.
    if (isWatching(stores.session.getState(), stores.things.getState())) return
    for (const handoff of incomingHandoffs(stores.things.getState(), nation)) {
      if (handoff.status !== 'PROPOSED' || handoff.seen || told.has(handoff.id)) continue
      const since = shownSince.get(handoff.id) ?? clock.monotonic()
      shownSince.set(handoff.id, since)
      if (clock.monotonic() - since < SEEN_MS) continue
      told.add(handoff.id)
      void link.send({type: 'handoff.seen', handoff: handoff.id})
    }
  })
}
