import type {Random} from '../../../shared/base/random.ts'
import {destination, KNOT} from '../../../shared/geo/distance.ts'
import type {Position} from '../../../shared/geo/position.ts'
import {type Actor, type Body, STATUS} from './body.ts'
import {LANES} from './lanes.ts'
import {rounds, shuttle, stays} from './movers.ts'

/** Maritime identification digits of flags that are usual here, the neighbours more often. */
const MIDS = [219, 219, 265, 265, 211, 211, 257, 261, 230, 244, 636, 351, 215, 311, 538]
const FIRST =
  'AMBER SILVER NORDIC BALTIC HERON CALM DAWN NORTH ARCTIC BLUE COPPER EASTERN FERN GRANITE HAZEL IRON JUNIPER'
const SECOND = 'TERN GULL SEAL PETREL STAR TRADER BREEZE LARK HARVEST BEACON CROWN DUNE ISLE LINDEN MERCHANT SWIFT'

/** A body with what goes without saying filled in. */
export function body(said: Partial<Body> & Pick<Body, 'id' | 'kind' | 'name' | 'voice'>): Body {
  return {
    mmsi: 0,
    device: '',
    lon: NaN,
    lat: NaN,
    speed: 0,
    course: NaN,
    altitude: 0,
    status: STATUS.underWay,
    present: true,
    talks: true,
    height: 15,
    ...said,
  }
}

/** Hands out invented names, MMSI and places, the same for the same seed. MMSI have a true flag and begin with 001. */
export class Casting {
  readonly random: Random
  readonly #names: string[]
  #next = 1_000

  constructor(random: Random) {
    this.random = random
    const names = FIRST.split(' ').flatMap(first => SECOND.split(' ').map(second => `${first} ${second}`))
    this.#names = names
      .map(name => ({name, at: random.unit()}))
      .sort((a, b) => a.at - b.at)
      .map(({name}) => name)
  }

  name(): string {
    return this.#names.pop() ?? `VESSEL ${this.#next}`
  }

  mmsi(mid?: number): number {
    return (mid ?? this.#of(MIDS)) * 1_000_000 + this.#next++
  }

  between(least: number, most: number): number {
    return least + (most - least) * this.random.unit()
  }

  /** A merchant vessel somewhere on a lane. */
  merchant(lane: string): Actor {
    const isTanker = this.random.unit() < 0.25
    const metresPerSecond = this.between(9, 15) * KNOT
    return this.#onLane(lane, {
      shipType: isTanker ? 80 : 70,
      length: Math.round(this.between(90, 230)),
      metresPerSecond,
      lateral: this.between(250, 1_100),
      dwellSeconds: 1_800,
    })
  }

  /** A ferry on its line; it lies in port for a while at either end. */
  ferry(lane: string, knots: number): Actor {
    const metresPerSecond = knots * KNOT
    return this.#onLane(lane, {shipType: 60, length: 160, metresPerSecond, lateral: 300, dwellSeconds: 900})
  }

  /** A fishing boat that trawls in rings. */
  fisher({lon, lat}: Position, within: number): Actor {
    const mmsi = this.mmsi(this.#of([219, 265, 211]))
    const centre = destination({lon, lat}, within * Math.sqrt(this.random.unit()), 360 * this.random.unit())
    return {
      body: body({
        id: `fisher-${mmsi}`,
        kind: 'vessel',
        name: this.name(),
        mmsi,
        height: 10,
        voice: {...this.#papers(30, 24, 7), type: 'class-a', draught: 3.5, destination: 'FISHING GROUNDS'},
      }),
      move: rounds({
        centre,
        metres: this.between(700, 1_800),
        metresPerSecond: this.between(4.8, 6) * KNOT,
        status: STATUS.fishing,
        random: this.random,
      }),
    }
  }

  /** A yacht or motor boat with class B. */
  yacht({lon, lat}: Position, within: number): Actor {
    const mmsi = this.mmsi(this.#of([219, 265, 211]))
    const isSailing = this.random.unit() < 0.7
    const centre = destination({lon, lat}, within * Math.sqrt(this.random.unit()), 360 * this.random.unit())
    return {
      body: body({
        id: `yacht-${mmsi}`,
        kind: 'vessel',
        name: this.name(),
        mmsi,
        height: 8,
        voice: {...this.#papers(isSailing ? 36 : 37, 12, 4), type: 'class-b'},
      }),
      move: rounds({
        centre,
        metres: this.between(1_000, 2_500),
        metresPerSecond: this.between(4.8, isSailing ? 7 : 12) * KNOT,
        status: STATUS.underWay,
        random: this.random,
      }),
    }
  }

  /** A merchant vessel that waits at anchor. */
  anchored({lon, lat}: Position, within: number): Actor {
    const mmsi = this.mmsi()
    const place = destination({lon, lat}, within * Math.sqrt(this.random.unit()), 360 * this.random.unit())
    return {
      body: body({
        id: `anchored-${mmsi}`,
        kind: 'vessel',
        name: this.name(),
        mmsi,
        height: 25,
        voice: {...this.#papers(70, 140, 20), type: 'class-a', draught: 7, destination: 'ORDERS'},
      }),
      move: stays(place, {status: STATUS.atAnchor, swingMetres: 30, random: this.random}),
    }
  }

  #onLane(
    lane: string,
    how: {shipType: number; length: number; metresPerSecond: number; lateral: number; dwellSeconds: number},
  ): Actor {
    const mmsi = this.mmsi()
    const {shipType, length} = how
    const destination = lane.slice(lane.lastIndexOf('-') + 1).toUpperCase()
    return {
      body: body({
        id: `${lane}-${mmsi}`,
        kind: 'vessel',
        name: this.name(),
        mmsi,
        height: 25,
        voice: {...this.#papers(shipType, length, Math.round(length / 7)), type: 'class-a', draught: 8, destination},
      }),
      move: shuttle({
        ...how,
        points: LANES[lane] ?? [],
        startAt: this.random.unit(),
        isOutward: this.random.unit() < 0.5,
      }),
    }
  }

  #papers(shipType: number, length: number, beam: number) {
    return {callsign: `X${this.#next}`, shipType, length, beam}
  }

  #of<T>(list: readonly T[]): T {
    const one = list[Math.floor(this.random.unit() * list.length)]
    if (one === undefined) throw new Error('expected something to choose from, got an empty list')
    return one
  }
}
