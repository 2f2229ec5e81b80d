import type {Random} from '../../../shared/base/random.ts'
import {destination, KNOT} from '../../../shared/geo/distance.ts'
import {type Body, STATUS} from './body.ts'
import type {Station} from './stations.ts'

/** Seconds between two scans. */
const SCAN = 3
const GROUND_EVERY = 2
const DETECTED = 0.97
/** One sigma, metres. */
const RADAR_ERROR = 25
const CAMERA_ERROR = 15
const GROUND_ERROR = 12
/** Echoes of waves and birds, a scan. */
const CLUTTER = 0.2

/** One thing a sensor said of one body: what tests score against. `lon`, `lat`: as sent. */
export type Sighting = {
  readonly station: Station
  /** Undefined: an echo of nothing. */
  readonly body: Body | undefined
  readonly lon: number
  readonly lat: number
}

/** Radars, cameras, ground sensors, and the lines over which own drones report. */
export class Sensors {
  readonly #random: Random
  readonly #onSighting: (sighting: Sighting) => void

  constructor(options: {random: Random; onSighting: (sighting: Sighting) => void}) {
    this.#random = options.random
    this.#onSighting = options.onSighting
  }

  /** What one station sees in this second. */
  look(station: Station, bodies: readonly Body[], second: number, wallMs: number): void {
    const time = new Date(wallMs).toISOString()
    switch (station.plan.kind) {
      case 'radar':
        if (second % SCAN === 0) this.#scan(station, bodies, {time, error: RADAR_ERROR, kind: 'contact'})
        return
      case 'camera':
        if (second % SCAN === 1) this.#scan(station, bodies, {time, error: CAMERA_ERROR, kind: 'vessel'})
        return
      case 'ground':
        if (second % GROUND_EVERY === 0) this.#ground(station, bodies, time)
        return
      case 'drone':
        return this.#telemetry(station, bodies, time)
      case 'ais':
      case 'sbs':
        return
    }
  }

  #scan(
    station: Station,
    bodies: readonly Body[],
    how: {time: string; error: number; kind: 'contact' | 'vessel'},
  ): void {
    const {time, error, kind} = how
    for (const body of bodies) {
      if (body.kind !== 'vessel' || !body.present || body.status === STATUS.moored || body.voice.type === 'sart')
        continue
      if (!station.reaches(body.lon, body.lat, body.height) || this.#random.unit() >= DETECTED) continue
      this.#say(station, body, {kind, time, accuracy: error, ...this.#seen(body, error)})
    }
    const [site] = station.plan.sites
    if (kind === 'vessel' || site === undefined || this.#random.unit() >= CLUTTER) return
    const place = destination(site, site.reach * this.#random.unit(), 360 * this.#random.unit())
    this.#say(station, undefined, {kind, time, accuracy: error, lon: rounded(place.lon), lat: rounded(place.lat)})
  }

  #ground(station: Station, bodies: readonly Body[], time: string): void {
    for (const body of bodies) {
      if (body.device === '' || !body.present || !station.reaches(body.lon, body.lat, body.height)) continue
      const altitude = body.kind === 'drone' ? {altitude: Math.round(body.altitude)} : {}
      const id = `${station.plan.name}:${body.device}`
      const place = this.#seen(body, GROUND_ERROR)
      this.#say(station, body, {
        id,
        kind: body.kind,
        time,
        accuracy: GROUND_ERROR,
        ...place,
        ...altitude,
        ...motion(body),
      })
    }
  }

  #telemetry(station: Station, bodies: readonly Body[], time: string): void {
    for (const body of bodies) {
      if (body.voice.type !== 'telemetry' || body.voice.station !== station.plan.name || !body.present) continue
      const {id, name, kind} = body
      const place = this.#seen(body, 3)
      const altitude = Math.round(body.altitude)
      this.#say(station, body, {id, kind, time, name, accuracy: 5, ...place, altitude, ...motion(body)})
    }
  }

  #say(station: Station, body: Body | undefined, said: {lon: number; lat: number} & Record<string, unknown>): void {
    station.write(`${JSON.stringify(said)}\n`)
    this.#onSighting({station, body, lon: said.lon, lat: said.lat})
  }

  #seen(body: Body, error: number): {lon: number; lat: number} {
    const {lon, lat} = destination(destination(body, this.#normal(error), 90), this.#normal(error), 0)
    return {lon: rounded(lon), lat: rounded(lat)}
  }

  /** A value of the normal distribution, mean 0 (Box and Muller). */
  #normal(sigma: number): number {
    return sigma * Math.sqrt(-2 * Math.log(1 - this.#random.unit())) * Math.cos(2 * Math.PI * this.#random.unit())
  }
}

function motion({speed, course}: Body): {speed: number; course?: number} {
  const knots = Math.round((speed / KNOT) * 10) / 10
  return Number.isNaN(course) ? {speed: knots} : {speed: knots, course: Math.round(course * 10) / 10}
}

/** To six decimals: 11 cm. */
function rounded(degrees: number): number {
  return Math.round(degrees * 1_000_000) / 1_000_000
}
