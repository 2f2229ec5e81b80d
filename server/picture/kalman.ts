import {EARTH_RADIUS} from '../../shared/geo/distance.ts'

const RADIANS = Math.PI / 180
const METRES_PER_DEGREE = EARTH_RADIUS * RADIANS
/** Spectral density of the manoeuvre noise of something that holds its course, m²/s³. */
const STEADY = 0.05
/** How many times that a boat in a hard turn may show. */
const MOST_AGILE = 60
/** Weight of the newest innovation; without a turn the smoothed one seldom exceeds {@link ORDINARY_BIAS}. */
const SMOOTHING = 0.3
const ORDINARY_BIAS = 0.6
/** A new track may move at up to this, one sigma, m/s. */
const FIRST_SPEED = 12

/**
 * Place and velocity of what anonymous plots follow: a constant-velocity Kalman filter, both axes alike, in columns by
 * source row (Bar-Shalom, Li, Kirubarajan, Estimation with Applications to Tracking and Navigation, ch. 6). The process
 * noise follows the innovations (ch. 11, "noise level adjustment"): quiet on a straight course, quick in a turn.
 */
export class Kalman {
  /** Metres per second. */
  readonly east: Float32Array
  readonly north: Float32Array
  readonly #p11: Float32Array
  readonly #p12: Float32Array
  readonly #p22: Float32Array
  /** Smoothed innovations, in sigma: near 0 where the model holds, to one side in a turn. */
  readonly #biasEast: Float32Array
  readonly #biasNorth: Float32Array

  constructor(capacity: number) {
    this.east = new Float32Array(capacity)
    this.north = new Float32Array(capacity)
    this.#p11 = new Float32Array(capacity)
    this.#p12 = new Float32Array(capacity)
    this.#p22 = new Float32Array(capacity)
    this.#biasEast = new Float32Array(capacity)
    this.#biasNorth = new Float32Array(capacity)
  }

  /** Begins at a plot; with a velocity where somebody knows it. */
  start(row: number, accuracy: number, velocity: Velocity | undefined): void {
    this.east[row] = velocity?.east ?? 0
    this.north[row] = velocity?.north ?? 0
    this.#p11[row] = accuracy * accuracy
    this.#p12[row] = 0
    this.#p22[row] = velocity === undefined ? FIRST_SPEED * FIRST_SPEED : 4
    this.#biasEast[row] = this.#biasNorth[row] = 0
  }

  /** One-sigma radius of the predicted place after `seconds`, metres, along one axis. */
  spread(row: number, seconds: number): number {
    return Math.sqrt(this.#p11After(row, seconds))
  }

  /** One sigma of the velocity along one axis, m/s. */
  speedSpread(row: number): number {
    return Math.sqrt(Math.max(0, this.#p22[row] ?? 0))
  }

  /** Moves the estimate `place`, as it was `seconds` ago, on and corrects it by a plot; the place is written back. */
  update(row: number, seconds: number, place: Place, plot: {lon: number; lat: number; accuracy: number}): void {
    const noise = this.#noise(row) * seconds
    const p22 = (this.#p22[row] ?? 0) + noise
    const p12 = (this.#p12[row] ?? 0) + seconds * (this.#p22[row] ?? 0) + (noise * seconds) / 2
    const p11 = this.#p11After(row, seconds)
    const total = p11 + plot.accuracy * plot.accuracy
    const gainPlace = p11 / total
    const gainSpeed = p12 / total

    const perLon = METRES_PER_DEGREE * Math.cos(place.lat * RADIANS)
    const lon = place.lon + ((this.east[row] ?? 0) * seconds) / perLon
    const lat = place.lat + ((this.north[row] ?? 0) * seconds) / METRES_PER_DEGREE
    const missEast = (plot.lon - lon) * perLon
    const missNorth = (plot.lat - lat) * METRES_PER_DEGREE
    this.east[row] = (this.east[row] ?? 0) + gainSpeed * missEast
    this.north[row] = (this.north[row] ?? 0) + gainSpeed * missNorth
    this.#p11[row] = (1 - gainPlace) * p11
    this.#p12[row] = (1 - gainPlace) * p12
    this.#p22[row] = p22 - gainSpeed * p12
    const sigma = Math.sqrt(total)
    this.#biasEast[row] = smoothed(this.#biasEast[row] ?? 0, missEast / sigma)
    this.#biasNorth[row] = smoothed(this.#biasNorth[row] ?? 0, missNorth / sigma)
    place.lon = lon + (gainPlace * missEast) / perLon
    place.lat = lat + (gainPlace * missNorth) / METRES_PER_DEGREE
  }

  #p11After(row: number, seconds: number): number {
    const noise = this.#noise(row)
    const variance =
      (this.#p11[row] ?? 0) +
      2 * seconds * (this.#p12[row] ?? 0) +
      seconds * seconds * (this.#p22[row] ?? 0) +
      (noise * seconds * seconds * seconds) / 3
    return Math.max(0, variance)
  }

  #noise(row: number): number {
    const east = this.#biasEast[row] ?? 0
    const north = this.#biasNorth[row] ?? 0
    const excess = (east * east + north * north) / (ORDINARY_BIAS * ORDINARY_BIAS)
    return STEADY * Math.min(MOST_AGILE, Math.max(1, excess * excess))
  }
}

function smoothed(held: number, value: number): number {
  return held + SMOOTHING * (Math.max(-4, Math.min(4, value)) - held)
}

/** Metres per second. */
export type Velocity = {readonly east: number; readonly north: number}
/** Written again and again by inner loops. */
export type Place = {lon: number; lat: number}

/** East and north parts of a speed over the ground; undefined where either is not known. */
export function velocityOf(speed: number, course: number): Velocity | undefined {
  if (!(speed >= 0)) return undefined
  if (!(course >= 0)) return speed < 0.5 ? {east: 0, north: 0} : undefined
  return {east: speed * Math.sin(course * RADIANS), north: speed * Math.cos(course * RADIANS)}
}

/** Course of a velocity, degrees true. */
export function courseOf(velocity: Velocity): number {
  return (Math.atan2(velocity.east, velocity.north) / RADIANS + 360) % 360
}

/** Moves a place on by a velocity for `seconds`, in place. */
export function moveOn(place: Place, velocity: Velocity, seconds: number): void {
  place.lon += (velocity.east * seconds) / (METRES_PER_DEGREE * Math.cos(place.lat * RADIANS))
  place.lat += (velocity.north * seconds) / METRES_PER_DEGREE
}

/** Metres between two near places, on a plane. */
export function nearDistance(lonA: number, latA: number, lonB: number, latB: number): number {
  const east = (lonB - lonA) * Math.cos(((latA + latB) / 2) * RADIANS)
  return Math.hypot(east, latB - latA) * METRES_PER_DEGREE
}
