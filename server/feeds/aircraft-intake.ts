import {NOMINAL_INTERVAL} from '../../shared/model/freshness.ts'
import {kindCode} from '../../shared/model/object.ts'
import {emptyReport, type Intake, ReportFlag} from '../../shared/model/observation.ts'
import {type AircraftLine, metresPerSecond} from './sbs.ts'

const AIRCRAFT = kindCode('aircraft')
const DRONE = kindCode('drone')
const MOST = 20_000

type Known = {
  altitude: number
  speed: number
  track: number
  category: string | undefined
  onGround: boolean
  named: string
  squawk: string | undefined
  heardAt: number
}

/** Puts aircraft into the picture. SBS tells position, speed and name in separate lines: the last of each goes with the next position. */
export class AircraftIntake {
  readonly #intake: Intake
  readonly #feed: number
  readonly #flags: number
  readonly #known = new Map<number, Known>()
  readonly #report

  constructor(options: {intake: Intake; feed: number; flags: number}) {
    this.#intake = options.intake
    this.#feed = options.feed
    this.#flags = options.flags
    this.#report = emptyReport(options.feed)
  }

  take(line: AircraftLine, at: number): void {
    const id = Number.parseInt(line.hex, 16)
    const known = this.#knownOf(id)
    known.heardAt = at
    if (line.altitude !== undefined) known.altitude = line.altitude
    if (line.speed !== undefined) known.speed = metresPerSecond(line.speed)
    if (line.track !== undefined) known.track = line.track
    if (line.onGround !== undefined) known.onGround = line.onGround
    if (line.category !== undefined) known.category = line.category
    if (line.squawk !== undefined) known.squawk = line.squawk
    const kind = known.category === 'B6' ? DRONE : AIRCRAFT
    this.#name(line, id, kind, known, at)
    if (line.lon === undefined || line.lat === undefined) return

    const report = this.#report
    report.id = id
    report.kind = kind
    report.at = at
    report.lon = line.lon
    report.lat = line.lat
    report.speed = known.speed
    report.course = known.track
    report.altitude = known.altitude
    report.accuracy = 30
    report.interval = NOMINAL_INTERVAL.adsb
    const distress = known.squawk === '7700' || line.emergency === true ? ReportFlag.DISTRESS : 0
    report.flags = this.#flags | (known.onGround ? ReportFlag.ON_GROUND : 0) | distress
    this.#intake.report(report)
  }

  #knownOf(id: number): Known {
    const found = this.#known.get(id)
    if (found !== undefined) return found
    if (this.#known.size >= MOST) {
      const oldest = this.#known.keys().next().value
      if (oldest !== undefined) this.#known.delete(oldest)
    }
    const made: Known = {
      altitude: NaN,
      speed: NaN,
      track: NaN,
      category: undefined,
      onGround: false,
      named: '',
      squawk: undefined,
      heardAt: NaN,
    }
    this.#known.set(id, made)
    return made
  }

  #name(line: AircraftLine, id: number, kind: number, known: Known, at: number): void {
    const key = `${line.callsign ?? ''}|${line.registration ?? ''}|${known.squawk ?? ''}|${known.category ?? ''}`
    if (key === '|||' || key === known.named) return
    known.named = key
    this.#intake.identity({
      feed: this.#feed,
      id,
      kind,
      at,
      flags: this.#flags,
      hex: line.hex,
      ...(line.callsign === undefined ? {} : {callsign: line.callsign}),
      ...(line.registration === undefined ? {} : {registration: line.registration}),
      ...(known.squawk === undefined ? {} : {squawk: known.squawk}),
      ...(known.category === undefined ? {} : {category: known.category}),
    })
  }
}
