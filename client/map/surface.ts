import type {FeatureCollection} from 'geojson'
import type {TFunction} from 'i18next'
import {Map as MapLibreMap, MercatorCoordinate, setWorkerUrl} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import latin from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import latinExtended from '@fontsource-variable/inter/files/inter-latin-ext-wght-normal.woff2?url'
import type {Clock, Stop} from '../../shared/base/clock.ts'
import type {Link} from '../link/link.ts'
import {isFrozen, pictureNow, serverNow} from '../state/link-status.ts'
import type {Stores} from '../state/stores.ts'
import {offer, openHook} from '../ui/hook.ts'
import {type PaletteName, tokensOf} from '../ui/palette.ts'
import {type Camera, pixelsPerUnit} from './camera.ts'
import {Marks} from './focus.ts'
import {coordinationBands} from './coordination-band.ts'
import {DensityLayer, tracksIn} from './density-layer.ts'
import {crossingMarks} from './crossing-marks.ts'
import {frontierSides} from './frontier-sides.ts'
import {Furniture} from './furniture.ts'
import {ghostLabel, ghostsIn} from './ghosts.ts'
import {Hand} from './hand.ts'
import {questionsOf, TEST_HEADER} from './hook.ts'
import {LabelKeeper} from './label-keeper.ts'
import {type LabelWords, labelWords} from './label-words.ts'
import {Motion} from './motion.ts'
import {Overlay} from './overlay.ts'
import {isSoftware, pauseFor} from './pace.ts'
import {neighbourChips, Neighbours} from './neighbours.ts'
import {canvasIn, paletteOfPage, partOf, watchPalette} from './parts.ts'
import {drawnPlace, labelsOf, type Scene, type Seen, seenIn} from './scene.ts'
import {pictureOf} from './picture.ts'
import {boxOfText} from './map-text.ts'
import {type PursuitMark, PursuitMarks} from './pursuit-marks.ts'
import {downOf, markSeparated} from './separated.ts'
import {styleOf} from './style.ts'
import {type Moment, TrackLayer} from './track-layer.ts'
import {Trails} from './trails.ts'
import {Visible} from './visible.ts'
import {keepView} from './view-keeper.ts'

const SPAN = 2 ** 32
/** New fixes are approached smoothly only where a pixel of difference can be seen. */
const SMOOTH_ZOOM = 7
const EUROPE: [number, number] = [13.5, 54.9]

export type SurfaceOptions = {
  readonly stores: Stores
  readonly link: Link
  readonly clock: Clock
  readonly t: TFunction
  readonly language: string
}

/** Opens the map in a div; without WebGL 2 it says so instead. Gives how to close it. */
export function openSurface(place: HTMLElement, options: SurfaceOptions): Stop {
  const tracks = canvasIn(place, 'map-tracks')
  const gl = tracks.getContext('webgl2', {alpha: true, antialias: false, depth: false, stencil: false})
  if (gl === null) {
    tracks.remove()
    place.append(partOf('map-fault', options.t('map.noWebGl')))
    return () => place.replaceChildren()
  }
  const surface = new Surface(place, tracks, gl, options)
  return () => {
    surface.stop()
    place.replaceChildren()
  }
}

/** Reads the stores once per drawing and shows them: base map, tracks, marks, labels. No track enters React. */
class Surface {
  readonly #place: HTMLElement
  readonly #options: SurfaceOptions
  readonly #map: MapLibreMap
  readonly #tracks: HTMLCanvasElement
  readonly #densityCanvas: HTMLCanvasElement
  readonly #density: DensityLayer
  readonly #marksCanvas: HTMLCanvasElement
  readonly #layer: TrackLayer
  readonly #overlay: Overlay
  readonly #labels: LabelKeeper
  readonly #furniture: Furniture
  readonly #marks: Marks
  readonly #trails: Trails
  readonly #neighbours: Neighbours
  readonly #pursuits = new PursuitMarks()
  #pursued: readonly PursuitMark[] = []
  readonly #motion = new Motion()
  readonly #visible = new Visible()
  readonly #hand: Hand
  readonly #isSoftware: boolean
  readonly #words: LabelWords
  readonly #stops: Stop[] = []
  #geography: FeatureCollection | undefined
  #palette: PaletteName = 'dusk'
  #seen: readonly Seen[] = []
  #scene: Scene | undefined
  #drawnAt = -Infinity
  #isChanged = true
  #frame: number | undefined
  #stopTimer: Stop = () => undefined
  #isStopped = false

  constructor(place: HTMLElement, tracks: HTMLCanvasElement, gl: WebGL2RenderingContext, options: SurfaceOptions) {
    const {stores, link, clock, t} = options
    this.#place = place
    this.#options = options
    this.#tracks = tracks
    this.#isSoftware = isSoftware(gl)
    this.#words = labelWords(t, options.language)
    const base = partOf('map-base', '')
    const posts = partOf('map-posts', '')
    place.prepend(base, posts)
    this.#densityCanvas = canvasIn(place, 'map-density')
    base.after(this.#densityCanvas)
    this.#density = new DensityLayer(this.#densityCanvas)
    this.#marksCanvas = canvasIn(place, 'map-marks')
    const hatch = partOf('map-hatch', '')
    const labels = partOf('map-labels', '')
    const world = partOf('map-world', this.#worldText())
    place.append(hatch, labels, world)
    this.#neighbours = new Neighbours(posts)
    this.#furniture = new Furniture(place, t, options.language)
    this.#layer = new TrackLayer(gl, stores.tracks, () => this.#motion.shift)
    this.#overlay = new Overlay(this.#marksCanvas)
    this.#labels = new LabelKeeper(place, labels, (id, isHandoff) => this.#hand.pressLabel(id, isHandoff))
    this.#trails = new Trails(stores.tracks, link)
    this.#palette = paletteOfPage()
    setWorkerUrl(workerUrl)
    this.#map = new MapLibreMap({
      container: base,
      style: this.#style(),
      center: EUROPE,
      zoom: 6,
      minZoom: 2,
      maxZoom: 17,
      attributionControl: false,
      dragRotate: false,
      pitchWithRotate: false,
      touchPitch: false,
      fadeDuration: 0,
      boxZoom: false,
      locale: {'Map.Title': t('map.title')},
    })
    this.#map.touchZoomRotate.disableRotation()
    this.#map.keyboard.disableRotation()
    this.#takeAll()

    const change = () => this.#change()
    this.#marks = new Marks(stores, link, () => {
      this.#labels.hurry()
      this.#change()
    })
    this.#hand = new Hand(stores, link, this.#marks)
    this.#map.on('render', () => this.#draw())
    this.#map.on('click', event => {
      const {lng: lon, lat} = event.lngLat.wrap()
      stores.view.setState({pointed: {lon, lat}})
      this.#hand.press(this.#seen, event.point)
    })
    this.#map.on('mousemove', event => {
      this.#furniture.cursor(event.lngLat.lng, event.lngLat.lat)
      this.#map.getCanvas().style.cursor = this.#hand.point(this.#seen, event.point) ? 'pointer' : ''
    })
    this.#map.on('mouseout', () => stores.selection.setState({hovered: undefined}))
    this.#stops.push(
      keepView(this.#map, {stores, clock}),
      stores.tracks.onChange(change),
      stores.view.subscribe(change),
      stores.density.subscribe(change),
      stores.link.subscribe(change),
      stores.session.subscribe(() => (world.textContent = this.#worldText())),
      () => this.#marks.stop(),
      watchPalette(palette => this.#repaint(palette)),
    )
    tracks.addEventListener('webglcontextlost', () => this.#fail())
    offer(
      questionsOf(place, stores, () => this.#scene && {scene: this.#scene, seen: this.#seen, pursuits: this.#pursued}),
    )
    void this.#readGeography()
    this.#next(0)
  }

  stop(): void {
    this.#isStopped = true
    this.#stopTimer()
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
    for (const stop of this.#stops) stop()
    this.#map.remove()
  }

  #change(): void {
    if (this.#isChanged) return
    this.#isChanged = true
    this.#next(Math.max(0, this.#drawnAt + this.#pause() - this.#options.clock.monotonic()))
  }

  /** Draws in the first animation frame after so long; an earlier appointment is given up for it. */
  #next(afterMs: number): void {
    this.#stopTimer()
    if (this.#isStopped) return
    this.#stopTimer = this.#options.clock.after(afterMs, () => {
      if (this.#frame !== undefined) cancelAnimationFrame(this.#frame)
      this.#frame = requestAnimationFrame(() => {
        this.#frame = undefined
        this.#draw()
      })
    })
  }

  #draw(): void {
    if (this.#isStopped) return
    const {stores, link, clock, t} = this.#options
    const state = stores.link.getState()
    const frozen = isFrozen(state)
    const now = pictureNow(state, clock)
    const moment: Moment = {
      now,
      drawn: frozen ? (state.frozenAt ?? now) : now,
      clock: clock.monotonic(),
      isFrozen: frozen,
    }
    const camera = this.#camera()
    this.#isChanged = false
    this.#takeChanged(camera, moment)
    this.#fit(camera)
    this.#visible.find(stores.tracks, camera)
    const {density} = stores.density.getState()
    this.#density.draw(camera, density, tokensOf(this.#palette)['text.secondary'])
    this.#layer.draw({camera, moment, colours: tokensOf(this.#palette), visible: this.#visible})

    this.#marks.look(serverNow(state, clock))
    const scene: Scene = {
      table: stores.tracks,
      motion: this.#motion,
      visible: this.#visible,
      camera,
      moment,
      marks: this.#marks.all,
      view: stores.view.getState(),
      nation: this.#marks.nation,
      wallNow: serverNow(state, clock),
      colours: tokensOf(this.#palette),
      words: this.#words,
    }
    this.#scene = scene
    this.#seen = seenIn(scene)
    const ghosts = ghostsIn(this.#marks.handoffs, scene)
    const wishes = [...ghosts.map(ghost => ghostLabel(scene, ghost)), ...labelsOf(scene, this.#seen)]
    const {due, post, pursuit, unit} = stores.things.getState()
    const crossings = crossingMarks(due.values(), {camera, wallNow: scene.wallNow, isFrozen: frozen})
    const pursuits = this.#pursuits.marks({
      pursuits: pursuit.values(),
      units: unit,
      camera,
      placeOf: track => drawnPlace(scene, track),
      limitText: this.#words.limit,
    })
    this.#pursued = pursuits
    const texts = [...crossings, ...pursuits.flatMap(mark => [mark.crossed ?? [], mark.limitText ?? []].flat())]
    const placed = this.#labels.show(scene, wishes, texts.map(boxOfText))
    this.#neighbours.show(
      camera,
      neighbourChips(t, {own: scene.nation, links: state.links, posts: post.values(), isFrozen: frozen}),
    )
    const drawing = {seen: this.#seen, wishes, placed, trails: this.#trails, ghosts, crossings, pursuits}
    this.#overlay.draw(camera, pictureOf(scene, drawing), scene.colours)
    this.#place.dataset['frozen'] = String(frozen)
    this.#furniture.scale(camera, this.#map.getCenter().lat)
    this.#furniture.sample(density && {shown: this.#visible.count, all: tracksIn(camera, density)})
    this.#furniture.empty(this.#seen.length === 0 && state.status === 'live')
    this.#drawnAt = moment.clock
    link.drawn()
    this.#next(this.#pause())
  }

  #pause(): number {
    const {clock, stores} = this.#options
    const metresPerSecond = this.#fastest()
    const camera = this.#camera()
    const pause = pauseFor({
      isSoftware: this.#isSoftware,
      isChanged: this.#isChanged,
      isSettling: clock.monotonic() < this.#motion.settledAt,
      pixelsPerSecond: isFrozen(stores.link.getState()) ? 0 : metresPerSecond * 107 * pixelsPerUnit(camera),
    })
    return this.#hasFlashing() ? Math.min(pause, untilHalfSecond(serverNow(stores.link.getState(), clock))) : pause
  }

  #fastest(): number {
    const {tracks} = this.#options.stores
    let fastest = 0
    for (const {slot} of this.#seen) {
      const speed = tracks.speed(slot)
      if (speed > fastest) fastest = speed
    }
    return fastest
  }

  #camera(): Camera {
    const centre = MercatorCoordinate.fromLngLat(this.#map.getCenter().wrap())
    return {
      x: centre.x * SPAN,
      y: centre.y * SPAN,
      zoom: this.#map.getZoom(),
      width: this.#place.clientWidth,
      height: this.#place.clientHeight,
      ratio: window.devicePixelRatio,
    }
  }

  #fit(camera: Camera): void {
    const width = Math.round(camera.width * camera.ratio)
    const height = Math.round(camera.height * camera.ratio)
    for (const canvas of [this.#tracks, this.#densityCanvas, this.#marksCanvas])
      if (canvas.width !== width || canvas.height !== height) {
        canvas.width = width
        canvas.height = height
      }
  }

  /** What was in the table before the map was opened. */
  #takeAll(): void {
    const {tracks} = this.#options.stores
    tracks.takeDirty()
    const range = {from: 0, to: tracks.count}
    this.#motion.take(tracks, range, {picture: NaN, monotonic: 0, isNear: () => false})
    this.#layer.upload(range)
  }

  #takeChanged(camera: Camera, moment: Moment): void {
    const {tracks} = this.#options.stores
    const dirty = tracks.takeDirty()
    const marked = markSeparated(tracks, this.#motion.shift, downOf(this.#options.stores.link.getState()))
    if (dirty === undefined && marked === undefined) return
    if (dirty !== undefined) {
      const scale = pixelsPerUnit(camera)
      const [wide, high] = [camera.width / scale, camera.height / scale]
      this.#motion.take(tracks, dirty, {
        picture: moment.drawn,
        monotonic: moment.clock,
        isNear: (x, y) => camera.zoom >= SMOOTH_ZOOM && Math.abs(x - camera.x) < wide && Math.abs(y - camera.y) < high,
      })
    }
    const from = Math.min(dirty?.from ?? Infinity, marked?.from ?? Infinity)
    this.#layer.upload({from, to: Math.max(dirty?.to ?? 0, marked?.to ?? 0)})
  }

  #hasFlashing(): boolean {
    return this.#marks.all.some(mark => mark.alert !== undefined && !mark.alert.isAcknowledged)
  }

  #style() {
    const fonts = [{url: new URL(latin, location.href).href}, {url: new URL(latinExtended, location.href).href}]
    return styleOf({colours: tokensOf(this.#palette), origin: location.origin, fonts, geography: this.#geography})
  }

  #repaint(palette: PaletteName): void {
    this.#palette = palette
    this.#map.setStyle(this.#style(), {diff: true})
    this.#change()
  }

  async #readGeography(): Promise<void> {
    const response = await fetch('/map/geography.json').catch(() => undefined)
    if (response === undefined || !response.ok || this.#isStopped) return
    if (response.headers.has(TEST_HEADER)) openHook()
    const read = (await response.json()) as FeatureCollection
    this.#geography = {...read, features: [...read.features, ...coordinationBands(read), ...frontierSides(read)]}
    this.#neighbours.take(this.#geography)
    this.#pursuits.take(read)
    this.#furniture.indicative(read.features.some(feature => feature.properties?.['indicative'] === true))
    this.#map.setStyle(this.#style(), {diff: true})
  }

  #worldText(): string {
    const {session} = this.#options.stores.session.getState()
    return session.status === 'open' && session.hello.world !== 'real'
      ? this.#options.t(`map.world.${session.hello.world}`)
      : ''
  }

  /** The graphics have gone and do not come back by themselves: no old picture may stay. */
  #fail(): void {
    const {t} = this.#options
    this.stop()
    this.#place.replaceChildren(partOf('map-fault', t('map.lost')))
  }
}

function untilHalfSecond(wall: number): number {
  return 500 - (((wall % 500) + 500) % 500) + 5
}
