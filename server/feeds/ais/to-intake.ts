import {KNOT} from '../../../shared/geo/distance.ts'
import {NOMINAL_INTERVAL} from '../../../shared/model/freshness.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {emptyReport, type IdentityReport, type Intake, ReportFlag} from '../../../shared/model/observation.ts'
import {longRangeKnots, wholeKnots} from './decode.ts'
import {flagOfMmsi} from './mid.ts'
import type {Payload} from './payload.ts'
import {
  coarseLatitude,
  coarseLongitude,
  courseDegrees,
  headingDegrees,
  latitude,
  longitude,
  mmsiText,
  speedKnots,
} from './units.ts'

const VESSEL = kindCode('vessel')
const AIRCRAFT = kindCode('aircraft')
const ATON = kindCode('aton')
const BASE = kindCode('base')

/** AIS-SART, man overboard, EPIRB: identities that only distress equipment has. */
function isDistressIdentity(mmsi: number): boolean {
  const head = Math.floor(mmsi / 1_000_000)
  return head === 970 || head === 972 || head === 974
}

/** Puts messages into the picture: positions by one reused record, without allocation; names as they come. */
export class AisIntake {
  readonly #intake: Intake
  readonly #report
  readonly #feed: number
  readonly #worldFlags: number

  constructor(options: {intake: Intake; feed: number; worldFlags: number}) {
    this.#intake = options.intake
    this.#feed = options.feed
    this.#worldFlags = options.worldFlags
    this.#report = emptyReport(options.feed)
  }

  /** Takes one message measured at `at`, picture time. True when it said something that the picture keeps. */
  take(payload: Payload, at: number): boolean {
    const type = payload.unsigned(0, 6)
    const mmsi = payload.unsigned(8, 30)
    switch (type) {
      case 1:
      case 2:
      case 3:
        return this.#classA(payload, mmsi, at)
      case 4:
      case 11:
        return this.#fixed(payload, mmsi, at, type === 4 ? BASE : VESSEL, 79)
      case 5:
        return this.#voyage(payload, mmsi, at)
      case 9:
        return this.#searchAircraft(payload, mmsi, at)
      case 12:
      case 14:
        return this.#text(payload, mmsi, at, type)
      case 18:
      case 19:
        return this.#classB(payload, mmsi, at, type)
      case 21:
        return this.#aid(payload, mmsi, at)
      case 24:
        return this.#classBStatic(payload, mmsi, at)
      case 27:
        return this.#longRange(payload, mmsi, at)
      default:
        return true
    }
  }

  #start(mmsi: number, at: number, kind: number) {
    const report = this.#report
    report.id = mmsi
    report.at = at
    report.kind = kind
    report.lon =
      report.lat =
      report.speed =
      report.course =
      report.heading =
      report.altitude =
      report.accuracy =
      report.status =
        NaN
    report.flags = this.#worldFlags | (isDistressIdentity(mmsi) ? ReportFlag.DISTRESS : 0)
    return report
  }

  #classA(payload: Payload, mmsi: number, at: number): boolean {
    if (!payload.has(61, 55)) return false
    const report = this.#start(mmsi, at, VESSEL)
    const status = payload.unsigned(38, 4)
    report.status = status
    if (status === 14) report.flags |= ReportFlag.DISTRESS
    report.speed = speedKnots(payload, 50) * KNOT
    report.accuracy = payload.flag(60) ? 10 : 30
    report.lon = longitude(payload, 61)
    report.lat = latitude(payload, 89)
    report.course = payload.has(116, 12) ? courseDegrees(payload, 116) : NaN
    report.heading = payload.has(128, 9) ? headingDegrees(payload, 128) : NaN
    report.interval =
      (status === 1 || status === 5) && !(report.speed > 3 * KNOT)
        ? NOMINAL_INTERVAL.classAAnchored
        : NOMINAL_INTERVAL.classAUnderWay
    this.#intake.report(report)
    return true
  }

  #classB(payload: Payload, mmsi: number, at: number, type: number): boolean {
    if (!payload.has(57, 55)) return false
    const report = this.#start(mmsi, at, VESSEL)
    report.flags |= ReportFlag.CLASS_B
    report.speed = speedKnots(payload, 46) * KNOT
    report.accuracy = payload.flag(56) ? 10 : 30
    report.lon = longitude(payload, 57)
    report.lat = latitude(payload, 85)
    report.course = payload.has(112, 12) ? courseDegrees(payload, 112) : NaN
    report.heading = payload.has(124, 9) ? headingDegrees(payload, 124) : NaN
    report.interval = report.speed < 2 * KNOT ? NOMINAL_INTERVAL.classBAnchored : NOMINAL_INTERVAL.classBUnderWay
    this.#intake.report(report)
    if (type === 19)
      this.#named(payload, mmsi, at, VESSEL, {
        name: payload.text(143, 120),
        shipType: payload.has(263, 8) ? payload.unsigned(263, 8) : NaN,
        dimensions: 271,
      })
    return true
  }

  #searchAircraft(payload: Payload, mmsi: number, at: number): boolean {
    if (!payload.has(61, 55)) return false
    const report = this.#start(mmsi, at, AIRCRAFT)
    const altitude = payload.unsigned(38, 12)
    report.altitude = altitude === 4095 ? NaN : altitude
    report.speed = wholeKnots(payload.unsigned(50, 10)) * KNOT
    report.accuracy = payload.flag(60) ? 10 : 30
    report.lon = longitude(payload, 61)
    report.lat = latitude(payload, 89)
    report.course = payload.has(116, 12) ? courseDegrees(payload, 116) : NaN
    report.interval = NOMINAL_INTERVAL.sarAircraft
    this.#intake.report(report)
    return true
  }

  #fixed(payload: Payload, mmsi: number, at: number, kind: number, start: number): boolean {
    if (!payload.has(start, 55)) return false
    const report = this.#start(mmsi, at, kind)
    report.lon = longitude(payload, start)
    report.lat = latitude(payload, start + 28)
    report.interval = NOMINAL_INTERVAL.slow
    this.#intake.report(report)
    return true
  }

  #aid(payload: Payload, mmsi: number, at: number): boolean {
    this.#fixed(payload, mmsi, at, ATON, 164)
    this.#named(payload, mmsi, at, ATON, {name: (payload.text(43, 120) + payload.text(272, 88)).trim(), shipType: NaN})
    return true
  }

  #longRange(payload: Payload, mmsi: number, at: number): boolean {
    if (!payload.has(44, 35)) return false
    const report = this.#start(mmsi, at, VESSEL)
    report.status = payload.unsigned(40, 4)
    report.lon = coarseLongitude(payload, 44)
    report.lat = coarseLatitude(payload, 62)
    report.accuracy = 200
    if (payload.has(79, 6)) report.speed = longRangeKnots(payload.unsigned(79, 6)) * KNOT
    if (payload.has(85, 9)) report.course = headingDegrees(payload, 85)
    report.interval = NOMINAL_INTERVAL.slow
    this.#intake.report(report)
    return true
  }

  #voyage(payload: Payload, mmsi: number, at: number): boolean {
    if (!payload.has(112, 6)) return false
    this.#named(payload, mmsi, at, VESSEL, {
      name: payload.text(112, 120),
      callsign: payload.text(70, 42),
      imo: payload.unsigned(40, 30),
      shipType: payload.has(232, 8) ? payload.unsigned(232, 8) : NaN,
      destination: payload.text(302, 120),
      draught: payload.has(294, 8) ? payload.unsigned(294, 8) / 10 : 0,
      dimensions: 240,
    })
    return true
  }

  #classBStatic(payload: Payload, mmsi: number, at: number): boolean {
    const part = payload.unsigned(38, 2)
    if (part === 0) this.#named(payload, mmsi, at, VESSEL, {name: payload.text(40, 120), shipType: NaN})
    else if (part === 1 && payload.has(40, 8)) {
      const mothership = Math.floor(mmsi / 10_000_000) === 98
      this.#named(payload, mmsi, at, VESSEL, {
        callsign: payload.text(90, 42),
        shipType: payload.unsigned(40, 8),
        ...(mothership ? {} : {dimensions: 132}),
      })
    }
    return true
  }

  #named(
    payload: Payload,
    mmsi: number,
    at: number,
    kind: number,
    said: {
      name?: string
      callsign?: string
      imo?: number
      shipType: number
      destination?: string
      draught?: number
      dimensions?: number
    },
  ): void {
    const {name, callsign, imo, shipType, destination, draught, dimensions} = said
    const flag = flagOfMmsi(mmsi)
    const at4 = dimensions !== undefined && payload.has(dimensions, 30) ? dimensions : undefined
    const length = at4 === undefined ? 0 : payload.unsigned(at4, 9) + payload.unsigned(at4 + 9, 9)
    const beam = at4 === undefined ? 0 : payload.unsigned(at4 + 18, 6) + payload.unsigned(at4 + 24, 6)
    const report: IdentityReport = {
      feed: this.#feed,
      id: mmsi,
      kind,
      at,
      flags: this.#worldFlags,
      mmsi: mmsiText(mmsi),
      ...(name ? {name} : {}),
      ...(callsign ? {callsign} : {}),
      ...(imo ? {imo} : {}),
      ...(shipType > 0 ? {shipType} : {}),
      ...(destination ? {destination} : {}),
      ...(draught ? {draught} : {}),
      ...(length > 0 ? {lengthMetres: length} : {}),
      ...(beam > 0 ? {beamMetres: beam} : {}),
      ...(flag === undefined ? {} : {flag}),
    }
    this.#intake.identity(report)
  }

  #text(payload: Payload, mmsi: number, at: number, type: number): boolean {
    const text = type === 14 ? payload.text(40, 968) : payload.text(72, 936)
    if (text === '') return false
    const distress = isDistressIdentity(mmsi) ? ReportFlag.DISTRESS : 0
    this.#intake.text({feed: this.#feed, id: mmsi, at, flags: this.#worldFlags | distress, text, safety: true})
    return true
  }
}
