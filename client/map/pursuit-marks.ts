import type {FeatureCollection} from 'geojson'
import {distance} from '../../shared/geo/distance.ts'
import {mercatorX, mercatorY} from '../../shared/geo/mercator.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {PursuitThing, UnitThing} from '../../shared/protocol/things.ts'
import {clockUtc} from '../ui/format.ts'
import {type Camera, isOnScreen, type ScreenPlace, toScreen} from './camera.ts'
import {type Beyond, beyondOf, limitLine} from './limit-line.ts'
import type {PlacedText} from './map-text.ts'

/** A pursuit or an observation that goes on, as the map shows it. */
export type PursuitMark = {
  readonly id: string
  /** As far as the terms let it go beyond the line, in pieces. */
  readonly limit: readonly (readonly ScreenPlace[])[]
  readonly limitText: PlacedText | undefined
  /** Where it crossed the line, and when. */
  readonly crossed: PlacedText | undefined
  /** From the unit to what it follows. */
  readonly unit: ScreenPlace | undefined
  readonly object: ScreenPlace | undefined
}

/** Of the limit only so much is drawn, from where the unit is: times the limit itself. */
const DRAWN = 2

/** Keeps the limit of each running pursuit, which is computed once from the frontier of its two nations. */
export class PursuitMarks {
  #geography: FeatureCollection | undefined
  readonly #beyond = new Map<string, Beyond | undefined>()
  readonly #limits = new Map<string, readonly (readonly Position[])[]>()

  take(geography: FeatureCollection): void {
    this.#geography = geography
    this.#beyond.clear()
    this.#limits.clear()
  }

  /** Marks of those that go on. `placeOf`: where a track is drawn now. */
  marks(of: {
    readonly pursuits: Iterable<PursuitThing>
    readonly units: ReadonlyMap<string, UnitThing>
    readonly camera: Camera
    readonly placeOf: (track: UnitThing['track']) => Position | undefined
    readonly limitText: (metres: number) => string
  }): PursuitMark[] {
    const {camera, units, placeOf, limitText} = of
    const onScreen = (place: Position | undefined) => (place === undefined ? undefined : toPlace(camera, place))
    return [...of.pursuits].flatMap(pursuit => {
      const {id, status, track, crossed, beyond} = pursuit
      if (status === 'ENDED') return []
      const known = units.get(pursuit.unit)
      const unit = placeOf(known?.track) ?? known?.place ?? beyond?.place
      const here = unit ?? placeOf(track) ?? crossed?.place
      const limit =
        here === undefined ? [] : near(this.#limitOf(pursuit), here, (pursuit.limits.maxMetres ?? 0) * DRAWN)
      const nearest = here === undefined ? undefined : nearestOf(limit, here)
      const at = onScreen(nearest)
      return [
        {
          id,
          limit: limit.map(piece => piece.map(place => toPlace(camera, place))),
          limitText:
            at === undefined || !isOnScreen(camera, at, 0)
              ? undefined
              : // Beyond the limit, where the unit and its object are not.
                {
                  at,
                  text: limitText(pursuit.limits.maxMetres ?? 0),
                  side: (here?.lon ?? 0) > (nearest?.lon ?? 0) ? 'left' : 'right',
                },
          crossed:
            crossed?.place === undefined
              ? undefined
              : {at: toPlace(camera, crossed.place), text: clockUtc(crossed.at), side: 'below'},
          unit: onScreen(unit),
          object: onScreen(placeOf(track)),
        },
      ]
    })
  }

  #limitOf({from, host, limits}: PursuitThing): readonly (readonly Position[])[] {
    const {maxMetres} = limits
    if (maxMetres === undefined || this.#geography === undefined) return []
    const pair = `${from} ${host}`
    if (!this.#beyond.has(pair)) this.#beyond.set(pair, beyondOf(this.#geography, from, host))
    const beyond = this.#beyond.get(pair)
    const key = `${pair} ${maxMetres}`
    const held = this.#limits.get(key)
    if (held !== undefined || beyond === undefined) return held ?? []
    const made = limitLine(beyond, maxMetres)
    this.#limits.set(key, made)
    return made
  }
}

/** The pieces of a line within so many metres; a piece that leaves and comes back is two. */
function near(pieces: readonly (readonly Position[])[], here: Position, metres: number): Position[][] {
  return pieces
    .flatMap(piece => {
      const cut: Position[][] = [[]]
      for (const place of piece) {
        if (distance(place, here) <= metres) cut.at(-1)?.push(place)
        else if (cut.at(-1)?.length !== 0) cut.push([])
      }
      return cut
    })
    .filter(piece => piece.length > 1)
}

function nearestOf(pieces: readonly (readonly Position[])[], here: Position): Position | undefined {
  let best: {readonly place: Position; readonly metres: number} | undefined
  for (const place of pieces.flat()) {
    const metres = distance(place, here)
    if (best === undefined || metres < best.metres) best = {place, metres}
  }
  return best?.place
}

function toPlace(camera: Camera, {lon, lat}: Position): ScreenPlace {
  return toScreen(camera, {x: mercatorX(lon), y: mercatorY(lat)}, {x: 0, y: 0})
}
