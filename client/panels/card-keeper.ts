import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {TrackId} from '../../shared/base/id.ts'
import type {Card} from '../../shared/protocol/message.ts'
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

  /** When the node last had no card to give, or did not answer: monotonic, ms. */
  let missedAt: number | undefined

  async function ask(track: TrackId): Promise<void> {
    const card = await link.card(track)
    if (cards.getState().track !== track) return
    missedAt = card === undefined ? clock.monotonic() : undefined
    if (card !== undefined) cards.setState({card, status: 'known'})
  }

  /** No card while the node is heard means that there is none; the same just before the link is found to be lost does not. */
  function judge(): void {
    if (missedAt === undefined) return
    const {status, picture} = stores.link.getState()
    if (status !== 'live' || (picture?.heardAt ?? -Infinity) <= missedAt) return
    missedAt = undefined
    cards.setState({status: 'none'})
  }

  function follow(): void {
    const {track} = stores.selection.getState()
    if (track === cards.getState().track) return
    missedAt = undefined
    cards.setState({track, card: undefined, status: track === undefined ? 'empty' : 'asking'})
    if (track !== undefined) void ask(track)
  }

  follow()
  const stops = [stores.selection.subscribe(follow), stores.link.subscribe(judge)]
  const stopTimer = clock.every(REFRESH_MS, () => {
    const {track} = cards.getState()
    if (track !== undefined && stores.link.getState().status === 'live') void ask(track)
  })
  return {
    cards,
    stop() {
      for (const stop of stops) stop()
      stopTimer()
    },
  }
}
