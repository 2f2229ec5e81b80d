import type {Clock, Stop} from '../../shared/base/clock.ts'
import {hex, type Random} from '../../shared/base/random.ts'
import type {NationCode} from '../../shared/base/id.ts'
import type {Position} from '../../shared/geo/position.ts'
import {askJurisdiction} from '../link/jurisdiction.ts'
import type {Link} from '../link/link.ts'
import {pictureNow, serverNow} from '../state/link-status.ts'
import type {SelectionStore} from '../state/selection.ts'
import type {SignedIn} from '../state/session.ts'
import type {Stores} from '../state/stores.ts'
import {allHandoffs, allSituations, openAlerts, units} from '../state/things.ts'
import {showPlace} from '../state/view.ts'
import {startFlash} from '../ui/flash.ts'
import {offer} from '../ui/hook.ts'
import {broadcast, Leader} from '../ui/leader.ts'
import type {Sound, Speaker} from '../ui/sounds.ts'
import {startTicker} from '../ui/ticker.ts'
import {alertRate, isFlood} from './alert-rows.ts'
import {keepCard} from './card-keeper.ts'
import {Deeds} from './deeds.ts'
import {createDesk, type ListName} from './desk.ts'
import {Ear} from './ear.ts'
import {listenToKeys} from './keyboard.ts'
import {keepPreferences} from './preferences.ts'
import {rowsOf} from './rows-of.ts'
import {reportSeen} from './seen.ts'
import {keepWaters} from './waters-keeper.ts'
import {keepSuggestions} from './suggestion-keeper.ts'
import type {Workplace} from './workplace.ts'

const LISTEN_MS = 250
/** So many sounds are remembered. */
const MOST_PLAYED = 200

/** Sets up everything that a signed-in console needs besides its panels, and gives it and how to leave it. */
export function openWorkplace(options: {
  stores: Stores
  link: Link
  who: SignedIn
  seat: string
  clock: Clock
  random: Random
  speaker: Speaker
  signOut: () => void
}): {workplace: Workplace; close: Stop} {
  const {stores, link, who, seat, clock, random, speaker, signOut} = options
  const nation = who.nation as NationCode
  const desk = createDesk()
  const {cards, stop: stopCards} = keepCard({stores, link, clock})
  const ask = (place: Position, flag: string | undefined) => askJurisdiction(seat, place, flag)
  const {waters, stop: stopWaters} = keepWaters({stores, cards, clock, ask})
  const {now, stop: stopTicker} = startTicker(clock, () => ({
    wall: serverNow(stores.link.getState(), clock),
    picture: pictureNow(stores.link.getState(), clock),
  }))
  const others = new Leader({
    clock,
    name: hex(random.bytes(8)),
    channel: broadcast(`sound ${who.user}`),
    isAble: () => speaker.state === 'ready',
    onWord: said => {
      if (typeof said === 'number') desk.setState({silentUntil: clock.monotonic() + said})
    },
  })
  const {suggestions, stop: stopSuggestions} = keepSuggestions({desk, things: stores.things, link, clock})
  const tools = {
    stores,
    link,
    who,
    nation,
    seat,
    clock,
    random,
    desk,
    cards,
    waters,
    suggestions,
    now,
    speaker,
    signOut,
  }
  const deeds = new Deeds({
    ...tools,
    silenceOthers: forMs => others.tell(forMs),
    goTo: place => goTo(place, focusList),
    keepPalette: palette => keepPreferences(localStorage, who.user, {palette}),
  })
  /** The row that was in focus, where it still stands, else the first; an empty list says that it is empty. */
  const focusList = (list: ListName) => {
    const {focus} = desk.getState()
    const rows = rowsOf(list, tools)
    const row = rows.find(({id}) => focus?.list === list && focus.id === id) ?? rows[0]
    if (row === undefined) desk.setState({hint: {code: 'list-empty', values: {}}})
    else desk.setState({focus: {list, id: row.id}, hint: undefined})
  }

  const played: {readonly sound: Sound; readonly at: number}[] = []
  const play = (sound: Sound) => {
    speaker.play(sound)
    played.push({sound, at: clock.monotonic()})
    if (played.length > MOST_PLAYED) played.shift()
  }
  offer({audioLog: () => [...played]})

  const stops = [
    stopCards,
    stopWaters,
    stopSuggestions,
    stopTicker,
    () => others.stop(),
    listenToKeys({deeds, desk, things: stores.things, nation, clock, page: document}),
    reportSeen({stores, link, clock, nation, isVisible: () => document.visibilityState === 'visible'}),
    startFlash(
      clock,
      () => serverNow(stores.link.getState(), clock),
      low => (document.documentElement.dataset['flash'] = low ? 'low' : 'high'),
    ),
    startEar({stores, clock, nation, desk, isSounding: () => others.leads, play}),
    stores.link.subscribe(state => showTitle(state.status === 'none' || state.status === 'returning', who)),
    followSelected({stores, desk, clock}),
    showChosenTrack(stores.selection, desk),
  ]
  showTitle(false, who)
  const {act, send, open, submit, notice} = deeds
  return {
    workplace: {...tools, act, send, open, submit, notice},
    close() {
      for (const stop of stops) stop()
    },
  }
}

/** Listens four times a second; only the window that leads is heard. */
function startEar(options: {
  stores: Stores
  clock: Clock
  nation: NationCode
  desk: Workplace['desk']
  isSounding: () => boolean
  play: Speaker['play']
}): Stop {
  const {stores, clock, nation, desk, isSounding, play} = options
  const ear = new Ear()
  let flood = false
  return clock.every(LISTEN_MS, () => {
    const things = stores.things.getState()
    const link = stores.link.getState()
    const wall = serverNow(link, clock)
    flood = isFlood(flood, alertRate(allSituations(things), wall))
    const sound = ear.hear({
      now: clock.monotonic(),
      wall,
      nation,
      alerts: openAlerts(things),
      handoffs: allHandoffs(things),
      units: units(things),
      pursuits: [...things.pursuit.values()],
      link: link.status,
      silentUntil: desk.getState().silentUntil,
      flood,
    })
    if (sound !== undefined && isSounding()) play(sound)
  })
}

/** Keeps what is selected in the middle of the map, while the person wants that. */
function followSelected({stores, desk, clock}: {stores: Stores; desk: Workplace['desk']; clock: Clock}): Stop {
  return clock.every(2_000, () => {
    const {track} = stores.selection.getState()
    const slot = track === undefined ? -1 : stores.tracks.slotOf(track)
    if (!desk.getState().isFollowing || slot < 0) return
    showPlace(stores.view, stores.tracks.positionOf(slot, pictureNow(stores.link.getState(), clock)))
  })
}

/** A track chosen on the map shows its card, unless something is being filled in. */
function showChosenTrack(selection: SelectionStore, desk: Workplace['desk']): Stop {
  return selection.subscribe(({selected}, before) => {
    if (selected === before.selected || selected?.type !== 'track') return
    if (desk.getState().form === undefined) desk.setState({tab: 'track'})
  })
}

/** Puts the keyboard into a list, the map or the form that has just opened. */
function goTo(place: ListName | 'map' | 'form', focusList: (list: ListName) => void): void {
  if (place === 'map') document.querySelector<HTMLElement>('.map-place canvas, .map-place [tabindex]')?.focus()
  else if (place === 'form')
    requestAnimationFrame(() => {
      const form = document.querySelector<HTMLElement>('[data-form]')
      const first = form?.querySelector<HTMLElement>('[data-autofocus]') ?? form
      first?.focus()
    })
  else focusList(place)
}

function showTitle(isFrozen: boolean, who: SignedIn): void {
  document.title = `${isFrozen ? '✕ ' : ''}${who.post ?? who.nation} · Tripoint`
}
