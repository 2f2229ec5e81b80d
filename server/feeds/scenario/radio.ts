import type {Random} from '../../../shared/base/random.ts'
import {KNOT} from '../../../shared/geo/distance.ts'
import * as ais from './ais-encode.ts'
import {type Body, STATUS} from './body.ts'
import type {Station} from './stations.ts'

/** One message in a hundred is not received. */
const LOST = 0.01
const STATIC_EVERY = 360
const GREETING = 5
const FOOT = 0.3048

type Turn = {
  dueAt: number
  staticAt: number
  /** In which second of a greeting it speaks. */
  readonly greetsAt: number
  /** Whether it has spoken yet. */
  spoken: boolean
}
type Sent = {readonly station: Station; readonly body: Body; readonly type: 'ais' | 'sbs'}

/** Transponders: what each says, when it is its turn, and which stations hear it. */
export class Radio {
  readonly #stations: readonly Station[]
  readonly #random: Random
  readonly #onSent: (sent: Sent) => void
  readonly #turns = new Map<Body, Turn>()
  #sequence = 0

  constructor(options: {stations: readonly Station[]; random: Random; onSent: (sent: Sent) => void}) {
    this.#stations = options.stations
    this.#random = options.random
    this.#onSent = options.onSent
  }

  /** One second of one transponder. */
  speak(body: Body, second: number, wallMs: number): void {
    if (!body.present || !body.talks) return
    const turn = this.#turnOf(body, second)
    const every = interval(body)
    turn.dueAt = Math.min(turn.dueAt, second + every)
    const isDue = second >= turn.dueAt
    const isStatic = second >= turn.staticAt
    // After its first words, which come at once, each has a rhythm of its own.
    const share = turn.spoken ? 1 : this.#random.unit()
    if (isDue) turn.dueAt = second + Math.ceil(every * share)
    if (isStatic) turn.staticAt = second + Math.ceil(STATIC_EVERY * share)
    if (isDue) turn.spoken = true
    const greets = turn.greetsAt === second % GREETING
    if (!isDue && !isStatic && !greets) return

    const type = body.voice.type === 'aircraft' ? 'sbs' : 'ais'
    let position = ''
    let names = ''
    for (const station of this.#stations) {
      if (station.plan.kind !== type || !station.reaches(body.lon, body.lat, body.height)) continue
      const isLost = this.#random.unit() < LOST
      const isGreeted = greets && station.greeting > 0
      if (!isGreeted && (isLost || (!isDue && !isStatic))) continue
      if (isDue || isGreeted) {
        position ||= this.#position(body, wallMs)
        station.write(position)
        this.#onSent({station, body, type})
      }
      if (isStatic || isGreeted) {
        names ||= this.#names(body, wallMs)
        station.write(names)
      }
    }
  }

  #turnOf(body: Body, second: number): Turn {
    const found = this.#turns.get(body)
    if (found !== undefined) return found
    const dueAt = second + Math.floor(this.#random.unit() * GREETING)
    const greetsAt = Math.floor(this.#random.unit() * GREETING)
    const made = {dueAt, staticAt: dueAt, greetsAt, spoken: false}
    this.#turns.set(body, made)
    return made
  }

  #position(body: Body, wallMs: number): string {
    const second = Math.floor(wallMs / 1_000) % 60
    const fix = {
      lon: body.lon,
      lat: body.lat,
      knots: body.speed / KNOT,
      course: body.course,
      heading: body.voice.type === 'class-b' ? NaN : body.course,
    }
    switch (body.voice.type) {
      case 'class-a':
      case 'sart':
        return ais.classAPosition(body.mmsi, fix, {status: body.status, second})
      case 'class-b':
        return ais.classBPosition(body.mmsi, fix, second)
      case 'search-aircraft':
        return ais.searchAircraft(body.mmsi, fix, {altitude: body.altitude, second})
      case 'aid':
        return ais.aidToNavigation(body.mmsi, body, body.name)
      case 'base':
        return ais.baseStation(body.mmsi, body, wallMs)
      case 'aircraft':
        return sbsPosition(body.voice.hex, body, wallMs)
      case 'telemetry':
      case 'none':
        return ''
    }
  }

  #names(body: Body, wallMs: number): string {
    const {voice, mmsi, name} = body
    switch (voice.type) {
      case 'class-a':
        return ais.voyage(mmsi, {...voice, name}, this.#sequence++)
      case 'class-b':
        return ais.classBStatic(mmsi, {...voice, name})
      case 'sart':
        return ais.safetyText(mmsi, 'SART ACTIVE')
      case 'aircraft':
        return sbsLine(1, voice.hex, wallMs, [name, '', '', '', '', '', '', '', '', '', '', ''])
      case 'search-aircraft':
      case 'aid':
      case 'base':
      case 'telemetry':
      case 'none':
        return ''
    }
  }
}

/** Seconds between two reports. */
function interval({voice, status, speed}: Body): number {
  switch (voice.type) {
    case 'class-a':
      return status === STATUS.atAnchor || status === STATUS.moored ? 180 : 10
    case 'class-b':
      return speed < 2 * KNOT ? 180 : 30
    case 'aircraft':
      return 2
    case 'search-aircraft':
    case 'base':
    case 'sart':
      return 10
    case 'aid':
      return 180
    case 'telemetry':
    case 'none':
      return Infinity
  }
}

function sbsPosition(hex: string, body: Body, wallMs: number): string {
  const feet = String(Math.round(body.altitude / FOOT / 25) * 25)
  const [lat, lon] = [body.lat.toFixed(5), body.lon.toFixed(5)]
  const motion = ['', '', String(Math.round(body.speed / KNOT)), body.course.toFixed(0), '', '', '0']
  return (
    sbsLine(4, hex, wallMs, [...motion, '', '', '', '', '']) +
    sbsLine(3, hex, wallMs, ['', feet, '', '', lat, lon, '', '', '0', '0', '0', '0'])
  )
}

/** `fields`: call sign, altitude, speed, track, latitude, longitude, vertical rate, squawk and four flags. */
function sbsLine(type: number, hex: string, wallMs: number, fields: readonly string[]): string {
  const [date = '', time = ''] = new Date(wallMs).toISOString().replaceAll('-', '/').replace('Z', '').split('T')
  return `MSG,${type},1,1,${hex.toUpperCase()},1,${date},${time},${date},${time},${fields.join(',')}\r\n`
}
