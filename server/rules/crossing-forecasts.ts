import type {NationCode} from '../../shared/base/id.ts'
import {KNOT} from '../../shared/geo/distance.ts'
import {crossingFraction} from '../../shared/geo/line.ts'
import {contains} from '../../shared/geo/polygon.ts'
import type {LineKind} from '../../shared/model/crossing.ts'
import {kindCode, kindOf, type ObjectKind} from '../../shared/model/object.ts'
import type {Area, Areas} from '../picture/areas.ts'
import type {Picture} from '../picture/picture.ts'
import {type CrossingOdds, crossingOdds, type FirstLine, type MetLine, type Wander} from './crossing-forecast.ts'

/** Which lines an object may cross first; `odds` is empty where it crosses none within the horizon. */
export type CrossingForecast = {
  readonly row: number
  readonly kind: ObjectKind
  /** In whose area it is. */
  readonly from: NationCode
  /** When it was looked at, picture time, ms. */
  readonly at: number
  /** The likeliest first. */
  readonly odds: readonly ForecastLine[]
}
export type ForecastLine = CrossingOdds & {readonly lineKind: LineKind}

/** What is watched besides contacts, and which lines besides frontiers. */
export type ForecastSettings = {
  readonly kinds: readonly ObjectKind[]
  readonly zones: readonly string[]
  /** Lines between search and rescue regions too. */
  readonly sarLines: boolean
}

/** So far ahead such objects are looked at, seconds: a third beyond the earliest prompt, so that it does not flicker. */
const HORIZON: Readonly<Record<Pace, number>> = {sea: 2_400, land: 800, air: 240}
/** A forecast that old is made anew, ms; in between it stands. */
const LOOK_EVERY = 5_000
/** What has not been measured for so long foretells nothing, ms. */
const STALE = 120_000
const SLOWEST = 2 * KNOT
/** So near a coast vessels turn as in a harbour, metres. */
const CONFINED = 5_000
const METRES_PER_DEGREE = 111_195

/**
 * Vessels: fitted to recordings, open water (English Channel) and confined water (Solent) apart; a test holds both.
 * Vehicles, persons, drones and aircraft: assumed, for want of recordings that cross a line.
 */
const WANDER = {
  open: {coursePerRootMinute: 2, speedPerRootMinute: 0.005, breaksPerHour: 0.04},
  confined: {coursePerRootMinute: 16, speedPerRootMinute: 0.12, breaksPerHour: 2},
  land: {coursePerRootMinute: 20, speedPerRootMinute: 0.2, breaksPerHour: 3},
  drone: {coursePerRootMinute: 15, speedPerRootMinute: 0.1, breaksPerHour: 6},
  aircraft: {coursePerRootMinute: 2, speedPerRootMinute: 0.02, breaksPerHour: 0.5},
} as const satisfies Record<string, Wander>

/** How vessels wander, by the water they are in: what the calibration test asks about. */
export const VESSEL_WANDER: {readonly open: Wander; readonly confined: Wander} = WANDER

type Held = {readonly forecast: CrossingForecast; readonly generation: number}

/**
 * Keeps the forecasts of the objects that are watched: contacts, and the kinds and zones of the configuration. Called
 * once a second; of each object a forecast is made every five seconds, and none where no line is within its reach.
 */
export class CrossingForecasts {
  readonly #picture: Picture
  readonly #areas: Areas
  readonly #settings: ForecastSettings
  readonly #now: () => number
  readonly #sarRegions: readonly Area[]
  readonly #kinds: ReadonlySet<number>
  readonly #held = new Map<number, Held>()
  #second = 0

  /** `now`: picture time, ms. */
  constructor(options: {picture: Picture; areas: Areas; settings: ForecastSettings; now: () => number}) {
    const {picture, areas, settings, now} = options
    this.#picture = picture
    this.#areas = areas
    this.#settings = settings
    this.#now = now
    this.#sarRegions = settings.sarLines ? areas.areas.filter(({kind}) => kind === 'sar-region') : []
    this.#kinds = new Set(settings.kinds.map(kindCode))
  }

  /** One forecast of each watched object that the picture holds. `contacts`: rows of those that are always watched. */
  look(contacts: Iterable<number>): readonly CrossingForecast[] {
    const now = this.#now()
    const always = new Set(contacts)
    this.#second++
    for (const row of [...always, ...this.#configured()]) this.#renew(row, now)
    for (const [row, {forecast, generation}] of this.#held) {
      const isHeld = this.#picture.tracks.held[row] === 1 && this.#picture.tracks.generation[row] === generation
      const isOld = now - forecast.at > STALE
      const isPlain = forecast.odds.length === 0 && !always.has(row)
      if (!isHeld || isOld || isPlain) this.#held.delete(row)
    }
    return [...this.#held.values()].map(({forecast}) => forecast)
  }

  /** A fifth of the configured kinds and zones at a time, so that each is looked at every five seconds. */
  *#configured(): Iterable<number> {
    const {tracks} = this.#picture
    const rows = new Set<number>()
    const turn = this.#second % (LOOK_EVERY / 1_000)
    const take = (row: number) => {
      const isUnit = this.#picture.unitOf(row) !== undefined
      if (row % (LOOK_EVERY / 1_000) === turn && (tracks.speed[row] ?? 0) >= SLOWEST && !isUnit) rows.add(row)
    }
    if (this.#kinds.size > 0)
      for (const row of this.#picture.rows()) if (this.#kinds.has(tracks.kind[row] ?? -1)) take(row)
    for (const zone of this.#settings.zones) {
      const area = this.#areas.area(zone as Area['id'])
      if (area !== undefined)
        this.#picture.within(area.shape.box, row => {
          if (contains(area.shape, tracks.lon[row] ?? NaN, tracks.lat[row] ?? NaN)) take(row)
        })
    }
    yield* rows
  }

  #renew(row: number, now: number): void {
    const {tracks} = this.#picture
    const generation = tracks.generation[row] ?? 0
    const held = this.#held.get(row)
    if (held !== undefined && held.generation === generation && now - held.forecast.at < LOOK_EVERY) return
    if (now - (tracks.at[row] ?? -Infinity) > STALE) return
    const kind = kindOf(tracks.kind[row] ?? 0)
    const motion = this.#picture.motionOf(row)
    const from = this.#areas.areaAt(tracks.lon[row] ?? NaN, tracks.lat[row] ?? NaN)
    if (from === undefined) return
    const horizonSeconds = HORIZON[paceOf(kind)]
    const {lon, lat} = motion?.place ?? {lon: NaN, lat: NaN}
    const reach =
      motion === undefined ? 0 : (motion.speed + 2 * motion.speedSpread) * horizonSeconds + 3 * motion.placeSpread
    const isNear = this.#areas.distanceToFrontier(lon, lat, reach).frontier !== undefined || this.#sarRegions.length > 0
    const odds =
      motion === undefined || motion.speed < slowestOf(kind) || !isNear
        ? []
        : crossingOdds(motion, this.#wanderOf(kind, lon, lat), {horizonSeconds, first: this.#firstFrom(from, lon, lat)})
    const lines = odds.map(each => ({...each, lineKind: this.#kindOf(each)}))
    this.#held.set(row, {forecast: {row, kind, from, at: now, odds: lines}, generation})
  }

  /** The first frontier that leads out of this area, or the edge of the search and rescue region. */
  #firstFrom(from: NationCode, lon: number, lat: number): FirstLine {
    const region = this.#sarRegions.find(({shape}) => contains(shape, lon, lat))
    return (lonA, latA, lonB, latB) => {
      const met = this.#areas.firstCrossing(lonA, latA, lonB, latB)
      const to = met?.frontier.between.includes(from) ? met.frontier.between.find(code => code !== from) : undefined
      const frontier =
        met === undefined || to === undefined ? undefined : {fraction: met.fraction, line: met.frontier.id, to}
      const edge = region === undefined ? undefined : this.#edgeOf(region, lonA, latA, lonB, latB)
      return edge !== undefined && edge.fraction < (frontier?.fraction ?? Infinity) ? edge : frontier
    }
  }

  /** Where a way leaves a search and rescue region for another nation's; where both lines are one, the frontier has it. */
  #edgeOf(region: Area, lonA: number, latA: number, lonB: number, latB: number): MetLine | undefined {
    const {edges} = region.shape
    let fraction = NaN
    for (let at = 0; at < edges.length; at += 4) {
      const [a = 0, b = 0, c = 0, d = 0] = edges.subarray(at, at + 4)
      const met = crossingFraction(lonA, latA, lonB, latB, a, b, c, d)
      if (met < (Number.isNaN(fraction) ? Infinity : fraction)) fraction = met
    }
    if (Number.isNaN(fraction)) return undefined
    const step = Math.hypot(lonB - lonA, latB - latA)
    const beyond = fraction + Math.max(1e-9, 50 / (METRES_PER_DEGREE * Math.max(1e-9, step)))
    const to = this.#areas.sarRegionAt(lonA + (lonB - lonA) * beyond, latA + (latB - latA) * beyond)
    return to === undefined || to === region.nation ? undefined : {fraction, line: region.id, to}
  }

  #kindOf({line, place}: CrossingOdds): LineKind {
    if (this.#sarRegions.some(({id}) => id === line)) return 'sar'
    return this.#areas.zonesAt(place.lon, place.lat).some(({kind}) => kind === 'land') ? 'land' : 'sea'
  }

  #wanderOf(kind: ObjectKind, lon: number, lat: number): Wander {
    if (kind === 'aircraft' || kind === 'drone') return WANDER[kind]
    if (paceOf(kind) === 'land') return WANDER.land
    return this.#areas.distanceToKind('land', lon, lat) < CONFINED ? WANDER.confined : WANDER.open
  }
}

type Pace = 'sea' | 'land' | 'air'

function paceOf(kind: ObjectKind): Pace {
  if (kind === 'aircraft' || kind === 'drone') return 'air'
  return kind === 'vehicle' || kind === 'person' ? 'land' : 'sea'
}

/** People walk slower than vessels drift. */
function slowestOf(kind: ObjectKind): number {
  return kind === 'person' ? 0.5 : SLOWEST
}
