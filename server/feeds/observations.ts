import {z} from 'zod'
import {KNOT} from '../../shared/geo/distance.ts'
import {NOMINAL_INTERVAL} from '../../shared/model/freshness.ts'
import {kindCode, OBJECT_KINDS} from '../../shared/model/object.ts'
import {emptyReport, type IdentityReport, type Intake, ReportFlag} from '../../shared/model/observation.ts'

/** One measurement by a drone, radar, camera, ground sensor or patrol. Absent is not available. */
export const observation = z.strictObject({
  /** Identity of the object or device at its source. Without it the observation is an anonymous plot. */
  id: z.string().min(1).max(64).optional(),
  kind: z.enum(OBJECT_KINDS).default('contact'),
  /** When it was measured, ISO 8601; default: on arrival. */
  time: z.iso.datetime({offset: true}).optional(),
  lon: z.number(),
  lat: z.number(),
  /** Knots over the ground. */
  speed: z.number().nonnegative().max(2_000).optional(),
  /** Degrees true. */
  course: z.number().min(0).max(360).optional(),
  heading: z.number().min(0).max(360).optional(),
  /** Metres. */
  altitude: z.number().min(-500).max(60_000).optional(),
  /** One sigma, metres. */
  accuracy: z.number().positive().max(100_000).optional(),
  name: z.string().max(80).optional(),
  mmsi: z
    .string()
    .regex(/^\d{9}$/)
    .optional(),
  /** Lives are in danger. */
  distress: z.boolean().optional(),
  /** A person's words. */
  text: z.string().max(500).optional(),
  /** The device's own prediction, not a measurement. */
  predicted: z.boolean().optional(),
})
export type Observation = z.infer<typeof observation>

const point = z.object({
  type: z.literal('Feature'),
  geometry: z.object({type: z.literal('Point'), coordinates: z.array(z.number()).min(2).max(3)}),
  properties: z.record(z.string(), z.unknown()).nullable(),
})

/** The body of `POST /api/observations`: one observation, a list, or GeoJSON points with the other fields as properties. */
export const observationsBody = z.union([
  observation,
  z.array(observation),
  z.object({type: z.literal('FeatureCollection'), features: z.array(point)}),
  point,
])

export type Rejection = {readonly index: number; readonly reason: string}

type SensorKind = 'radar' | 'camera' | 'ground' | 'drone' | 'patrol' | 'other'

const INTERVALS: Readonly<Record<SensorKind, number>> = {
  radar: NOMINAL_INTERVAL.radar,
  camera: NOMINAL_INTERVAL.radar,
  ground: NOMINAL_INTERVAL.fixedSensor,
  drone: NOMINAL_INTERVAL.drone,
  patrol: NOMINAL_INTERVAL.patrol,
  other: 10_000,
}
/** One sigma where the sensor does not say, metres. */
const ACCURACY: Readonly<Record<SensorKind, number>> = {
  radar: 60,
  camera: 30,
  ground: 20,
  drone: 10,
  patrol: 10,
  other: 50,
}
const MOST = 5_000

/** Puts observations into the picture. A bad one is named with its place and reason; the others stand. */
export class ObservationIntake {
  readonly #intake: Intake
  readonly #feed: number
  readonly #flags: number
  readonly #sensor: SensorKind
  readonly #interval: number
  readonly #pictureTime: () => number
  readonly #report
  readonly #ids = new Map<string, number>()
  readonly #named = new Map<number, string>()

  constructor(options: {
    intake: Intake
    feed: number
    flags: number
    sensor: SensorKind
    intervalMs: number | undefined
    pictureTime: () => number
  }) {
    this.#intake = options.intake
    this.#feed = options.feed
    this.#flags = options.flags
    this.#sensor = options.sensor
    this.#interval = options.intervalMs ?? INTERVALS[options.sensor]
    this.#pictureTime = options.pictureTime
    this.#report = emptyReport(options.feed)
  }

  take(body: unknown): {accepted: number; rejected: Rejection[]} {
    const items = itemsOf(body)
    if (items === undefined)
      return {accepted: 0, rejected: [{index: 0, reason: 'neither an observation, a list nor GeoJSON points'}]}
    if (items.length > MOST)
      return {accepted: 0, rejected: [{index: MOST, reason: `more than ${MOST} observations at once`}]}
    const rejected: Rejection[] = []
    let accepted = 0
    items.forEach((item, index) => {
      const checked = observation.safeParse(item)
      if (!checked.success) {
        const issue = checked.error.issues[0]
        rejected.push({
          index,
          reason: `${issue?.path.map(String).join('.') || 'observation'}: ${issue?.message ?? 'malformed'}`,
        })
      } else {
        const reason = this.#one(checked.data)
        if (reason === undefined) accepted++
        else rejected.push({index, reason})
      }
    })
    return {accepted, rejected}
  }

  #one(said: Observation): string | undefined {
    if (!(Math.abs(said.lon) <= 180 && Math.abs(said.lat) <= 90)) return 'lon, lat: not on the globe'
    const now = this.#pictureTime()
    const at = said.time === undefined ? now : Date.parse(said.time)
    if (at > now + 10_000) return 'time: in the future'
    if (at < now - 600_000) return 'time: more than ten minutes old'
    const id = this.#idOf(said)
    const report = this.#report
    report.id = id
    report.kind = kindCode(said.kind)
    report.at = at
    report.lon = said.lon
    report.lat = said.lat
    report.speed = said.speed === undefined ? NaN : said.speed * KNOT
    report.course = said.course ?? NaN
    report.heading = said.heading ?? NaN
    report.altitude = said.altitude ?? NaN
    report.accuracy = said.accuracy ?? ACCURACY[this.#sensor]
    report.interval = this.#interval
    report.status = NaN
    report.flags =
      this.#flags |
      (said.distress === true ? ReportFlag.DISTRESS : 0) |
      (said.predicted === true ? ReportFlag.PREDICTED : 0)
    this.#intake.report(report)
    if (id !== 0) this.#name(said, id, at)
    if (said.text !== undefined && id !== 0)
      this.#intake.text({
        feed: this.#feed,
        id,
        at,
        flags: report.flags,
        text: said.text,
        safety: said.distress === true,
      })
    return undefined
  }

  /** A dense number for each identity; 0 for an anonymous plot. */
  #idOf(said: Observation): number {
    const text = said.id ?? said.mmsi
    if (text === undefined) return 0
    let id = this.#ids.get(text)
    if (id === undefined) {
      id = this.#ids.size + 1
      this.#ids.set(text, id)
    }
    return id
  }

  #name(said: Observation, id: number, at: number): void {
    const key = `${said.name ?? ''}|${said.mmsi ?? ''}|${said.kind}`
    if (this.#named.get(id) === key) return
    this.#named.set(id, key)
    const report: IdentityReport = {
      feed: this.#feed,
      id,
      kind: kindCode(said.kind),
      at,
      flags: this.#flags,
      ...(said.id === undefined ? {} : {device: said.id}),
      ...(said.name === undefined ? {} : {name: said.name}),
      ...(said.mmsi === undefined ? {} : {mmsi: said.mmsi}),
    }
    this.#intake.identity(report)
  }
}

/** The list of observations in a body of any of the accepted shapes. */
function itemsOf(body: unknown): unknown[] | undefined {
  if (Array.isArray(body)) return body as unknown[]
  if (typeof body !== 'object' || body === null) return undefined
  if (!('type' in body)) return [body]
  if (body.type === 'FeatureCollection' && 'features' in body && Array.isArray(body.features))
    return (body.features as unknown[]).map(fromFeature)
  if (body.type === 'Feature') return [fromFeature(body)]
  return undefined
}

function fromFeature(feature: unknown): unknown {
  const checked = point.safeParse(feature)
  if (!checked.success) return feature
  const [lon, lat, altitude] = checked.data.geometry.coordinates
  return {...checked.data.properties, lon, lat, ...(altitude === undefined ? {} : {altitude})}
}
