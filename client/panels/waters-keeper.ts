import {createStore, type StoreApi} from 'zustand/vanilla'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {Jurisdiction} from '../../shared/protocol/jurisdiction.ts'
import {pictureNow} from '../state/link-status.ts'
import type {Stores} from '../state/stores.ts'
import {placeOf as thingPlace} from './about.ts'
import type {CardStore} from './card-keeper.ts'

const LOOK_MS = 1_000
/** What agreements say may change without anything moving. */
const RENEW_MS = 15_000
/** A change of place that is worth a question, degrees: about a hundred metres. */
const STEP = 0.001

/** Whose waters the selected track is in, else the place that was pointed at on the map. */
export type WatersState = {
  readonly place: Position | undefined
  readonly flag: string | undefined
  readonly answer: Jurisdiction | undefined
  readonly status: 'empty' | 'asking' | 'known' | 'none'
  /** The acts are shown, not only whose waters. */
  readonly isOpen: boolean
}
export type WatersStore = StoreApi<WatersState>

/** Keeps the answer for where the selection is now: asked for when it has moved, and now and then. */
export function keepWaters(options: {
  stores: Stores
  cards: CardStore
  clock: Clock
  ask: (place: Position, flag: string | undefined) => Promise<Jurisdiction | undefined>
}): {waters: WatersStore; stop: Stop} {
  const {stores, cards, clock, ask} = options
  const waters = createStore<WatersState>(() => ({
    place: undefined,
    flag: undefined,
    answer: undefined,
    status: 'empty',
    isOpen: false,
  }))
  let askedFor = ''
  let askedAt = -Infinity

  async function look(): Promise<void> {
    const place = placeOf(stores, cards, clock)
    const flag = flagOf(cards)
    if (place === undefined) {
      askedFor = ''
      if (waters.getState().status !== 'empty')
        waters.setState({place: undefined, flag: undefined, answer: undefined, status: 'empty'})
      return
    }
    const key = `${Math.round(place.lon / STEP)} ${Math.round(place.lat / STEP)} ${flag ?? ''}`
    const now = clock.monotonic()
    if (key === askedFor && now - askedAt < RENEW_MS) return
    const isElsewhere = key !== askedFor && waters.getState().status === 'empty'
    askedFor = key
    askedAt = now
    waters.setState({place, flag, ...(isElsewhere ? {answer: undefined, status: 'asking'} : {})})
    const answer = await ask(place, flag)
    if (askedFor === key) waters.setState({answer, status: answer === undefined ? 'none' : 'known'})
  }

  const again = () => void look()
  const stops = [clock.every(LOOK_MS, again), stores.selection.subscribe(again), stores.view.subscribe(again)]
  return {
    waters,
    stop() {
      for (const stop of stops) stop()
    },
  }
}

/** Where it is on the map; where the map does not hold it, where its card or the thing itself says. */
function placeOf(
  {selection, tracks, link, view, things}: Stores,
  cards: CardStore,
  clock: Clock,
): Position | undefined {
  const {selected, track} = selection.getState()
  const slot = track === undefined ? -1 : tracks.slotOf(track)
  if (slot >= 0) return tracks.positionOf(slot, pictureNow(link.getState(), clock))
  if (selected === undefined) return view.getState().pointed
  const [lon, lat] = cards.getState().card?.trail.at(-1) ?? []
  return lon === undefined || lat === undefined ? thingPlace(things.getState(), selected) : {lon, lat}
}

/** Two letters, as the object declares. */
function flagOf(cards: CardStore): string | undefined {
  const value = cards.getState().card?.fields.find(({field}) => field === 'flag')?.value
  return typeof value === 'string' && /^[A-Z]{2}$/.test(value) ? value : undefined
}
