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
  turnRate,
} from './units.ts'

/** One message as JSON: `type` and `mmsi` always, every other field where the message has it and it is available. */
export type AisMessage = {readonly type: number; readonly mmsi: string} & Record<string, unknown>

type Fields = Record<string, unknown>

/** Every field of a message, all 27 types, with the names and units of `tripoint decode`. */
export function decodeMessage(payload: Payload): AisMessage {
  const type = payload.unsigned(0, 6)
  const fields = new FieldReader(payload)
  fields.put('repeat', payload.unsigned(6, 2))
  READERS[type]?.(fields)
  return {type, mmsi: mmsiText(payload.unsigned(8, 30)), ...fields.fields}
}

/** Puts what is wholly present and available; leaves out the rest. */
class FieldReader {
  readonly payload: Payload
  readonly fields: Fields = {}

  constructor(payload: Payload) {
    this.payload = payload
  }

  put(name: string, value: unknown): void {
    if (value === undefined || value === '' || (typeof value === 'number' && Number.isNaN(value))) return
    this.fields[name] = value
  }

  unsigned(name: string, start: number, length: number, notAvailable?: number): void {
    if (!this.payload.has(start, length)) return
    const value = this.payload.unsigned(start, length)
    if (value !== notAvailable) this.put(name, value)
  }

  flag(name: string, start: number): void {
    if (this.payload.has(start, 1)) this.put(name, this.payload.flag(start))
  }

  /** A number by its own reader, where its bits are all there; rounded to `digits` decimals. */
  number(
    name: string,
    start: number,
    length: number,
    read: (payload: Payload, start: number) => number,
    digits = 6,
  ): void {
    if (this.payload.has(start, length)) this.put(name, rounded(read(this.payload, start), digits))
  }

  text(name: string, start: number, length: number): void {
    this.put(name, this.payload.text(start, length))
  }

  mmsi(name: string, start: number): void {
    if (this.payload.has(start, 30)) this.put(name, mmsiText(this.payload.unsigned(start, 30)))
  }

  position(start: number): void {
    this.number('lon', start, 28, longitude)
    this.number('lat', start + 28, 27, latitude)
  }

  motion(speed: number, course: number, heading: number): void {
    this.number('sog', speed, 10, speedKnots, 1)
    this.number('cog', course, 12, courseDegrees, 1)
    this.number('heading', heading, 9, headingDegrees, 0)
  }

  dimensions(start: number): void {
    this.unsigned('toBow', start, 9, 0)
    this.unsigned('toStern', start + 9, 9, 0)
    this.unsigned('toPort', start + 18, 6, 0)
    this.unsigned('toStarboard', start + 24, 6, 0)
  }

  /** Month, day, hour, minute, each absent where not available. */
  eta(start: number): void {
    if (!this.payload.has(start, 20)) return
    const [month, day, hour, minute] = [
      this.payload.unsigned(start, 4),
      this.payload.unsigned(start + 4, 5),
      this.payload.unsigned(start + 9, 5),
      this.payload.unsigned(start + 14, 6),
    ]
    const eta: Fields = {}
    if (month >= 1 && month <= 12) eta['month'] = month
    if (day >= 1) eta['day'] = day
    if (hour < 24) eta['hour'] = hour
    if (minute < 60) eta['minute'] = minute
    if (Object.keys(eta).length > 0) this.put('eta', eta)
  }

  binary(start: number, dac = true): void {
    if (!this.payload.has(start, dac ? 16 : 1)) return
    if (dac)
      this.put('payload', {
        dac: this.payload.unsigned(start, 10),
        fid: this.payload.unsigned(start + 10, 6),
        bits: this.payload.hex(start + 16),
      })
    else this.put('payload', {bits: this.payload.hex(start)})
  }
}

type Reader = (read: FieldReader) => void

function classAPosition(read: FieldReader): void {
  read.unsigned('navStatus', 38, 4)
  if (read.payload.has(42, 8)) {
    const code = read.payload.signed(42, 8)
    read.put('turn', rounded(turnRate(code), 1))
    if (code === 127 || code === -127) read.put('turnSaturated', true)
  }
  read.flag('accuracy', 60)
  read.position(61)
  read.motion(50, 116, 128)
  read.unsigned('second', 137, 6)
  read.unsigned('manoeuvre', 143, 2, 0)
  read.flag('raim', 148)
  read.unsigned('radio', 149, 19)
}

function baseStation(read: FieldReader): void {
  read.unsigned('year', 38, 14, 0)
  read.unsigned('month', 52, 4, 0)
  read.unsigned('day', 56, 5, 0)
  if (read.payload.has(61, 5) && read.payload.unsigned(61, 5) < 24) read.unsigned('hour', 61, 5)
  if (read.payload.has(66, 6) && read.payload.unsigned(66, 6) < 60) read.unsigned('minute', 66, 6)
  if (read.payload.has(72, 6) && read.payload.unsigned(72, 6) < 60) read.unsigned('second', 72, 6)
  read.flag('accuracy', 78)
  read.position(79)
  read.unsigned('epfd', 134, 4)
  read.flag('raim', 148)
  read.unsigned('radio', 149, 19)
}

function staticAndVoyage(read: FieldReader): void {
  read.unsigned('aisVersion', 38, 2)
  read.unsigned('imo', 40, 30, 0)
  read.text('callsign', 70, 42)
  read.text('shipName', 112, 120)
  read.unsigned('shipType', 232, 8)
  read.dimensions(240)
  read.unsigned('epfd', 270, 4)
  read.eta(274)
  read.number('draught', 294, 8, (payload, at) => payload.unsigned(at, 8) / 10 || NaN, 1)
  read.text('destination', 302, 120)
  read.flag('dte', 422)
}

function acknowledgements(read: FieldReader): void {
  const list: Fields[] = []
  for (let start = 40; read.payload.has(start, 32) && list.length < 4; start += 32) {
    list.push({mmsi: mmsiText(read.payload.unsigned(start, 30)), sequence: read.payload.unsigned(start + 30, 2)})
  }
  read.put('acknowledged', list)
}

function classBPosition(read: FieldReader): void {
  read.flag('accuracy', 56)
  read.position(57)
  read.motion(46, 112, 124)
  read.unsigned('second', 133, 6)
}

const classBFlags = ['carrierSense', 'display', 'dsc', 'band', 'message22', 'assigned', 'raim'] as const

const READERS: Readonly<Record<number, Reader>> = {
  1: classAPosition,
  2: classAPosition,
  3: classAPosition,
  4: baseStation,
  5: staticAndVoyage,
  6(read) {
    read.unsigned('sequence', 38, 2)
    read.mmsi('destinationMmsi', 40)
    read.flag('retransmit', 70)
    read.binary(72)
  },
  7: acknowledgements,
  8: read => read.binary(40),
  9(read) {
    read.unsigned('altitude', 38, 12, 4095)
    read.number('sog', 50, 10, (payload, at) => wholeKnots(payload.unsigned(at, 10)), 0)
    read.flag('accuracy', 60)
    read.position(61)
    read.number('cog', 116, 12, courseDegrees, 1)
    read.unsigned('second', 128, 6)
    read.flag('dte', 142)
    read.flag('assigned', 146)
    read.flag('raim', 147)
    read.unsigned('radio', 148, 20)
  },
  10: read => read.mmsi('destinationMmsi', 40),
  11: baseStation,
  12(read) {
    read.unsigned('sequence', 38, 2)
    read.mmsi('destinationMmsi', 40)
    read.flag('retransmit', 70)
    read.text('text', 72, 936)
  },
  13: acknowledgements,
  14: read => read.text('text', 40, 968),
  15(read) {
    const list: Fields[] = []
    for (const [mmsi, type, offset] of [
      [40, 70, 76],
      [40, 90, 96],
      [110, 140, 146],
    ] as const) {
      if (read.payload.has(type, 18) && read.payload.unsigned(type, 6) > 0) {
        list.push({
          mmsi: mmsiText(read.payload.unsigned(mmsi, 30)),
          type: read.payload.unsigned(type, 6),
          offset: read.payload.unsigned(offset, 12),
        })
      }
    }
    if (list.length === 0 && read.payload.has(40, 30)) list.push({mmsi: mmsiText(read.payload.unsigned(40, 30))})
    read.put('interrogated', list)
  },
  16(read) {
    const list: Fields[] = []
    for (const start of [40, 92]) {
      if (read.payload.has(start, 52))
        list.push({
          mmsi: mmsiText(read.payload.unsigned(start, 30)),
          offset: read.payload.unsigned(start + 30, 12),
          increment: read.payload.unsigned(start + 42, 10),
        })
    }
    read.put('assigned', list)
  },
  17(read) {
    read.number('lon', 40, 18, coarseLongitude)
    read.number('lat', 58, 17, coarseLatitude)
    read.binary(80, false)
  },
  18(read) {
    classBPosition(read)
    classBFlags.forEach((name, index) => read.flag(name, 141 + index))
    read.unsigned('radio', 148, 20)
  },
  19(read) {
    classBPosition(read)
    read.text('shipName', 143, 120)
    read.unsigned('shipType', 263, 8)
    read.dimensions(271)
    read.unsigned('epfd', 301, 4)
    read.flag('raim', 305)
    read.flag('dte', 306)
    read.flag('assigned', 307)
  },
  20(read) {
    const list: Fields[] = []
    for (let start = 40; read.payload.has(start, 30) && list.length < 4; start += 30) {
      list.push({
        offset: read.payload.unsigned(start, 12),
        slots: read.payload.unsigned(start + 12, 4),
        timeout: read.payload.unsigned(start + 16, 3),
        increment: read.payload.unsigned(start + 19, 11),
      })
    }
    read.put('reservations', list)
  },
  21(read) {
    read.unsigned('aidType', 38, 5)
    read.put('name', (read.payload.text(43, 120) + read.payload.text(272, 88)).trim())
    read.flag('accuracy', 163)
    read.position(164)
    read.dimensions(219)
    read.unsigned('epfd', 249, 4)
    read.unsigned('second', 253, 6)
    read.flag('offPosition', 259)
    read.flag('raim', 268)
    read.flag('virtualAid', 269)
    read.flag('assigned', 270)
  },
  22(read) {
    read.unsigned('channelA', 40, 12)
    read.unsigned('channelB', 52, 12)
    read.unsigned('transmitMode', 64, 4)
    read.flag('lowPower', 68)
    if (read.payload.has(139, 1) && read.payload.flag(139)) {
      read.mmsi('destinationMmsi1', 69)
      read.mmsi('destinationMmsi2', 104)
    } else area(read, 69)
    read.flag('addressed', 139)
    read.unsigned('zoneSize', 142, 3)
  },
  23(read) {
    area(read, 40)
    read.unsigned('stationType', 110, 4)
    read.unsigned('shipType', 114, 8)
    read.unsigned('transmitMode', 144, 2)
    read.unsigned('interval', 146, 4)
    read.unsigned('quiet', 150, 4)
  },
  24(read) {
    if (!read.payload.has(38, 2)) return
    const part = read.payload.unsigned(38, 2)
    read.put('part', part === 0 ? 'A' : part === 1 ? 'B' : part)
    if (part === 0) read.text('shipName', 40, 120)
    if (part !== 1) return
    read.unsigned('shipType', 40, 8)
    read.text('vendorId', 48, 18)
    read.unsigned('model', 66, 4)
    read.unsigned('serial', 70, 20)
    read.text('callsign', 90, 42)
    if (Math.floor(read.payload.unsigned(8, 30) / 10_000_000) === 98) read.mmsi('mothershipMmsi', 132)
    else read.dimensions(132)
  },
  25(read) {
    const addressed = read.payload.has(38, 1) && read.payload.flag(38)
    if (addressed) read.mmsi('destinationMmsi', 40)
    read.binary(addressed ? 70 : 40, read.payload.has(39, 1) && read.payload.flag(39))
  },
  26(read) {
    const addressed = read.payload.has(38, 1) && read.payload.flag(38)
    if (addressed) read.mmsi('destinationMmsi', 40)
    read.binary(addressed ? 70 : 40, read.payload.has(39, 1) && read.payload.flag(39))
  },
  27(read) {
    read.flag('accuracy', 38)
    read.flag('raim', 39)
    read.unsigned('navStatus', 40, 4)
    read.number('lon', 44, 18, coarseLongitude)
    read.number('lat', 62, 17, coarseLatitude)
    read.number('sog', 79, 6, (payload, at) => longRangeKnots(payload.unsigned(at, 6)), 0)
    read.number('cog', 85, 9, (payload, at) => headingDegrees(payload, at), 0)
    read.flag('gnss', 94)
  },
}

/** Type 9 reports whole knots; 1023 is not available. */
export function wholeKnots(value: number): number {
  return value === 1023 ? NaN : value
}

/** Type 27 reports whole knots; 63 is not available. */
export function longRangeKnots(value: number): number {
  return value === 63 ? NaN : value
}

function area(read: FieldReader, start: number): void {
  read.number('northEastLon', start, 18, coarseLongitude)
  read.number('northEastLat', start + 18, 17, coarseLatitude)
  read.number('southWestLon', start + 35, 18, coarseLongitude)
  read.number('southWestLat', start + 53, 17, coarseLatitude)
}

function rounded(value: number, digits: number): number {
  const scale = 10 ** digits
  return Math.round(value * scale) / scale
}
