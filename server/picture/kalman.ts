import {EARTH_RADIUS} from '../../shared/geo/distance.ts'

const RADIANS = Math.PI / 180
const METRES_PER_DEGREE = EARTH_RADIUS * RADIANS
/** Spectral density of the manoeuvre noise, m²/s³: a vessel that turns gently. */
const MANOEUVRE = 0.35
/** A new track may move at up to this, one sigma, m/s. */
const FIRST_SPEED = 12

/**
 * Place and velocity of what anonymous plots follow: a constant-velocity Kalman filter, both axes alike, in columns by
 * source row (Bar-Shalom, Li, Kirubarajan, Estimation with Applications to Tracking and Navigation, ch. 6).
 */
export class Kalman {
  readonly east: Float32Array
  readonly north: Float32Array
  readonly #p11: Float32Array
  readonly #p12: Float32Array
  readonly #p22: Float32Array

  constructor(capacity: number) {
    this.east = new Float32Array(capacity)
    this.north = new Float32Array(capacity)
    this.#p11 = new Float32Array(capacity)
    this.#p12 = new Float32Array(capacity)
    this.#p22 = new Float32Array(capacity)
  }

  /** Begins at a plot; with a velocity where another source knows it. */
  start(row: number, accuracy: number, velocity: {east: number; north: number} | undefined): void {
    this.east[row] = velocity?.east ?? 0
    this.north[row] = velocity?.north ?? 0
    this.#p11[row] = accuracy * accuracy
    this.#p12[row] = 0
    this.#p22[row] = velocity === undefined ? FIRST_SPEED * FIRST_SPEED : 1
  }

  /** One-sigma radius of the predicted place after `seconds`, metres. */
  spread(row: number, seconds: number): number {
    const variance =
      (this.#p11[row] ?? 0) +
      2 * seconds * (this.#p12[row] ?? 0) +
      seconds * seconds * (this.#p22[row] ?? 0) +
      (MANOEUVRE * seconds ** 3) / 3
    return Math.sqrt(Math.max(0, variance))
  }

  /** Moves the estimate at `from` on by `seconds` and corrects it by a plot. */
  update(
    row: number,
    seconds: number,
    from: {lon: number; lat: number},
    plot: {lon: number; lat: number; accuracy: number},
  ): {lon: number; lat: number} {
    const noise = MANOEUVRE * seconds
    const p22 = (this.#p22[row] ?? 0) + noise
    const p12 = (this.#p12[row] ?? 0) + seconds * (this.#p22[row] ?? 0) + (noise * seconds) / 2
    const p11 =
      (this.#p11[row] ?? 0) +
      2 * seconds * (this.#p12[row] ?? 0) +
      seconds * seconds * (this.#p22[row] ?? 0) +
      (noise * seconds * seconds) / 3
    const total = p11 + plot.accuracy * plot.accuracy
    const gainPlace = p11 / total
    const gainSpeed = p12 / total

    const perLon = METRES_PER_DEGREE * Math.cos(from.lat * RADIANS)
    const predicted = {
      lon: from.lon + ((this.east[row] ?? 0) * seconds) / perLon,
      lat: from.lat + ((this.north[row] ?? 0) * seconds) / METRES_PER_DEGREE,
    }
    const missEast = (plot.lon - predicted.lon) * perLon
    const missNorth = (plot.lat - predicted.lat) * METRES_PER_DEGREE
    this.east[row] = (this.east[row] ?? 0) + gainSpeed * missEast
    this.north[row] = (this.north[row] ?? 0) + gainSpeed * missNorth
    this.#p11[row] = (1 - gainPlace) * p11
    this.#p12[row] = (1 - gainPlace) * p12
    this.#p22[row] = p22 - gainSpeed * p12
    return {
      lon: predicted.lon + (gainPlace * missEast) / perLon,
      lat: predicted.lat + (gainPlace * missNorth) / METRES_PER_DEGREE,
    }
  }
}

/** Velocity from speed (m/s) and course (degrees true); undefined where either is not available. */
export function velocityOf(speed: number, course: number): {east: number; north: number} | undefined {
  if (!(speed >= 0) || !(course >= 0)) return speed === 0 ? {east: 0, north: 0} : undefined
  return {east: speed * Math.sin(course * RADIANS), north: speed * Math.cos(course * RADIANS)}
}

/** A place moved on by a velocity for `seconds`. */
export function movedOn(
  lon: number,
  lat: number,
  velocity: {east: number; north: number} | undefined,
  seconds: number,
): {lon: number; lat: number} {
  if (velocity === undefined) return {lon, lat}
  return {
    lon: lon + (velocity.east * seconds) / (METRES_PER_DEGREE * Math.cos(lat * RADIANS)),
    lat: lat + (velocity.north * seconds) / METRES_PER_DEGREE,
  }
}

/** Course and speed of a velocity; no course where it hardly moves. */
export function courseOf(east: number, north: number): {speed: number; course: number} {
  const speed = Math.hypot(east, north)
  return {speed, course: speed < 0.7 ? NaN : (Math.atan2(east, north) / RADIANS + 360) % 360}
}
