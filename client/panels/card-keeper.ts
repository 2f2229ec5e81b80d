import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {TrackId} from '../../shared/base/id.ts'
import type {Card} from '../../shared/protocol/message.ts'
import {isFrozen} from '../state/link-status.ts'
import type {Link} from '../link/link.ts'
import type {Stores} from '../state/stores.ts'

/** Readouts change at most so often, ms. */
const REFRESH_MS = 2_000

/** What is known of the selected track. `none`: the node has nothing of it for this person, or did not answer. */
export type CardState = {
  readonly track: TrackId | undefined
  readonly card: Card | undefined
  readonly status: 'empty' | 'asking' | 'known' | 'none'
}
export type CardStore = StoreApi<CardState>

/** Keeps the card of the selected track: asked for at once when another is selected, then every two seconds. */
export function keepCard(options: {stores: Stores; link: Link; clock: Clock}): {cards: CardStore; stop: Stop} {
  const {stores, link, clock} = options
  const cards = createStore<CardState>(() => ({track: undefined, card: undefined, status: 'empty'}))

  async function ask(track: TrackId): Promise<void> {
    const card = await link.card(track)
    if (cards.getState().track !== track) return
    if (card !== undefined) cards.setState({card, status: 'known'})
    else if (!isFrozen(stores.link.getState())) cards.setState({status: 'none'})
  }

  function follow(): void {
    const {track} = stores.selection.getState()
    if (track === cards.getState().track) return
    cards.setState({track, card: undefined, status: track === undefined ? 'empty' : 'asking'})
    if (track !== undefined) void ask(track)
  }

  follow()
  const unsubscribe = stores.selection.subscribe(follow)
  const stopTimer = clock.every(REFRESH_MS, () => {
    const {track} = cards.getState()
    if (track !== undefined && stores.link.getState().status === 'live') void ask(track)
  })
  return {
    cards,
    stop() {
      unsubscribe()
      stopTimer()
    },
  }
}
