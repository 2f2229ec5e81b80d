/** Facts about a report that need one bit each. Part of the wire: only append. */
export const ReportFlag = {
  /** The source says that lives are in danger (AIS-SART, MOB, EPIRB, nav status 14, squawk 7700, SOS). */
  DISTRESS: 1,
  /** On the ground (aircraft). */
  ON_GROUND: 2,
  /** Made by a scenario; the mark goes from feed to pixel. */
  SIMULATED: 4,
  /** Part of an exercise. */
  EXERCISE: 8,
  /** The position is the source's own prediction, not a measurement. */
  PREDICTED: 16,
  /** AIS class B: reports less often. */
  CLASS_B: 32,
  /** The nation's own asset: patrol boat, drone, team. */
  OWN: 64,
} as const

/**
 * One measurement of one object by one source. The intake may be given the same record again and again:
 * it copies what it keeps. NaN means *not available*; it is never a number on any screen or wire.
 */
export type Report = {
  /** Index of the feed within its nation. */
  feed: number
  /** The object's identity within the feed, 32 bits: MMSI, ICAO 24-bit address, interned device id. 0: an anonymous plot. */
  id: number
  /** Index in `OBJECT_KINDS`. */
  kind: number
  /** Time of measurement, picture time, ms since 1970. */
  at: number
  lon: number
  lat: number
  /** Metres per second over the ground. */
  speed: number
  /** Degrees true over the ground. */
  course: number
  /** Degrees true. */
  heading: number
  /** Metres above mean sea level, or barometric for aircraft. */
  altitude: number
  /** One-sigma radius of the position, metres. */
  accuracy: number
  /** The source's nominal reporting interval, ms (`freshness.ts`). */
  interval: number
  /** AIS navigational status 0–15; NaN for others. */
  status: number
  /** `ReportFlag` bits. */
  flags: number
}

/** What a source says an object is called. Absent fields say nothing; they do not erase. */
export type IdentityReport = {
  readonly feed: number
  readonly id: number
  readonly kind: number
  readonly at: number
  readonly flags: number
  readonly name?: string
  readonly callsign?: string
  readonly mmsi?: string
  readonly imo?: number
  /** ICAO 24-bit address, lower-case hex. */
  readonly hex?: string
  readonly registration?: string
  readonly squawk?: string
  /** AIS ship and cargo type, as sent. */
  readonly shipType?: number
  /** ADS-B emitter category. */
  readonly category?: string
  readonly destination?: string
  /** Metres. */
  readonly draught?: number
  readonly lengthMetres?: number
  readonly beamMetres?: number
  /** ISO alpha-2, as declared (MMSI's MID, registration): a declaration, not proof. */
  readonly flag?: string
  /** Device or station behind an HTTP observation. */
  readonly device?: string
}

/** A safety-related text or a person's words, as sent. */
export type TextReport = {
  readonly feed: number
  readonly id: number
  readonly at: number
  readonly flags: number
  readonly text: string
  /** AIS message 12 or 14, or a field unit's. */
  readonly safety: boolean
}

/** Where feeds put what they read. The picture implements it; a feed knows nothing else of the house. */
export interface Intake {
  report(report: Report): void
  identity(report: IdentityReport): void
  text(report: TextReport): void
}

/** A record with nothing in it, to be filled again and again. */
export function emptyReport(feed: number): Report {
  return {
    feed,
    id: 0,
    kind: 0,
    at: NaN,
    lon: NaN,
    lat: NaN,
    speed: NaN,
    course: NaN,
    heading: NaN,
    altitude: NaN,
    accuracy: NaN,
    interval: 10_000,
    status: NaN,
    flags: 0,
  }
}
