import type {Map as MapLibreMap} from 'maplibre-gl'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Stores} from '../state/stores.ts'
import type {Box, ViewStore, Wish} from '../state/view.ts'

/** The view is told at most so often while the map moves, ms. */
const TELL_MS = 200
/** Room left around what is to be shown, CSS pixels; below it stands the box with the scale. */
const EDGE_PIXELS = 16
const BOX_PIXELS = 100

/** The last wish that was granted in a window: it is not granted again when its map is opened anew. */
const granted = new WeakMap<ViewStore, number>()
/** Who has been shown the own sector in a window: each person once, at the first map that knows it. */
const welcomed = new WeakMap<ViewStore, string>()

/**
 * Tells the stores what the map shows, and shows what they wish. The first of all wishes is the own sector, as soon as
 * it is known; a map that is opened anew begins where the last one was.
 */
export function keepView(map: MapLibreMap, {stores, clock}: {stores: Stores; clock: Clock}): Stop {
  let isTold = true
  const {bounds} = stores.view.getState()
  let fitted: {readonly wish: Wish; readonly zoom: number; readonly centre: string} | undefined

  const tell = () => {
    isTold = true
    stores.view.setState({bounds: {...boxOf(map), zoom: map.getZoom()}})
  }
  const grant = (wish: Wish | undefined) => {
    if (wish === undefined || wish.n === granted.get(stores.view)) return
    granted.set(stores.view, wish.n)
    fit(wish)
  }
  const goHome = () => {
    const {session} = stores.session.getState()
    if (session.status !== 'open' || welcomed.get(stores.view) === session.who.user) return
    welcomed.set(stores.view, session.who.user)
    fit({n: 0, to: 'box', box: session.hello.home})
  }
  const fit = (wish: Wish) => {
    show(map, wish)
    fitted = {wish, zoom: map.getZoom(), centre: map.getCenter().toString()}
  }
  // The place of the map gets its size only when the page has been laid out: what was fitted before is fitted anew.
  const refit = () => {
    const isUntouched = fitted?.zoom === map.getZoom() && fitted.centre === map.getCenter().toString()
    if (isUntouched && fitted?.wish.to === 'box') fit(fitted.wish)
  }
  map.on('resize', refit)
  map.on('move', () => (isTold = false))
  if (bounds !== undefined) map.jumpTo({center: centreOf(bounds), zoom: bounds.zoom})
  goHome()
  grant(stores.view.getState().wish)
  tell()
  const stops = [
    clock.every(TELL_MS, () => {
      if (!isTold) tell()
    }),
    stores.view.subscribe(state => grant(state.wish)),
    stores.session.subscribe(goHome),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}

/** What is on the screen, in degrees between −180 and 180; `west` > `east` spans the antimeridian. */
function boxOf(map: MapLibreMap): Box {
  const bounds = map.getBounds()
  const [south, north] = [Math.max(-85, bounds.getSouth()), Math.min(85, bounds.getNorth())]
  if (bounds.getEast() - bounds.getWest() >= 360) return {west: -180, east: 180, south, north}
  return {west: wrapped(bounds.getWest()), east: wrapped(bounds.getEast()), south, north}
}

function centreOf({west, east, south, north}: Box): [number, number] {
  return [wrapped((west + (east < west ? east + 360 : east)) / 2), (south + north) / 2]
}

function wrapped(lon: number): number {
  return ((((lon + 180) % 360) + 360) % 360) - 180
}

function show(map: MapLibreMap, wish: Wish): void {
  if (wish.to === 'place') {
    const zoom = wish.zoom === undefined ? {} : {zoom: Math.max(map.getZoom(), wish.zoom)}
    map.jumpTo({center: [wish.place.lon, wish.place.lat], ...zoom})
    return
  }
  const {west, south, north} = wish.box
  const east = wish.box.east < west ? wish.box.east + 360 : wish.box.east
  const bottom = Math.min(BOX_PIXELS, map.getContainer().clientHeight / 6)
  const padding = {top: EDGE_PIXELS, left: EDGE_PIXELS, right: EDGE_PIXELS, bottom}
  map.fitBounds([west, south, east, north], {animate: false, padding})
}
