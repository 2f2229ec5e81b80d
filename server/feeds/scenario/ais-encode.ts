/** Six-bit characters of AIS text, by value (ITU-R M.1371, table 47). */
const TEXT = '@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !"#$%&\'()*+,-./0123456789:;<=>?'
/** Armoured characters a sentence holds: 82 characters a line, IEC 61162-1. */
const PER_SENTENCE = 60

/** Where something is and how it moves, as a transponder says it. NaN: not available. */
export type Fix = {
  readonly lon: number
  readonly lat: number
  readonly knots: number
  readonly course: number
  readonly heading: number
}

/** Bits of one message, most significant first. */
class Bits {
  readonly #bits: number[] = []

  constructor(type: number, mmsi: number) {
    this.number(type, 6).number(0, 2).number(mmsi, 30)
  }

  number(value: number, length: number): this {
    const whole = value < 0 ? value + 2 ** length : value
    for (let at = length - 1; at >= 0; at--) this.#bits.push(Math.floor(whole / 2 ** at) % 2)
    return this
  }

  text(text: string, characters: number): this {
    for (let at = 0; at < characters; at++) {
      const code = at < text.length ? TEXT.indexOf(text.charAt(at).toUpperCase()) : 0
      this.number(code < 0 ? 32 : code, 6)
    }
    return this
  }

  /** Longitude and latitude in ten-thousandths of a minute. */
  place({lon, lat}: {readonly lon: number; readonly lat: number}): this {
    return this.number(Math.round(lon * 600_000), 28).number(Math.round(lat * 600_000), 27)
  }

  motion({course, heading}: Fix, second: number): this {
    this.number(Number.isNaN(course) ? 3_600 : Math.round(course * 10) % 3_600, 12)
    return this.number(Number.isNaN(heading) ? 511 : Math.round(heading) % 360, 9).number(second, 6)
  }

  dimensions(length: number, beam: number): this {
    const bow = Math.round(length * 0.7)
    const port = Math.round(beam / 2)
    return this.number(bow, 9)
      .number(Math.round(length) - bow, 9)
      .number(port, 6)
      .number(Math.round(beam) - port, 6)
  }

  /** The armoured characters and the number of bits that only fill the last. */
  armoured(): {payload: string; fill: number} {
    const fill = (6 - (this.#bits.length % 6)) % 6
    let payload = ''
    for (let at = 0; at < this.#bits.length; at += 6) {
      let value = 0
      for (let bit = at; bit < at + 6; bit++) value = value * 2 + (this.#bits[bit] ?? 0)
      payload += String.fromCharCode(value < 40 ? value + 48 : value + 56)
    }
    return {payload, fill}
  }
}

/** Type 1: position of a class A vessel. */
export function classAPosition(mmsi: number, fix: Fix, said: {status: number; second: number}): string {
  const bits = new Bits(1, mmsi).number(said.status, 4).number(-128, 8).number(tenths(fix.knots), 10).number(1, 1)
  return sentences(bits.place(fix).motion(fix, said.second).number(0, 2).number(0, 4).number(0, 19))
}

/** Type 18: position of a class B vessel. */
export function classBPosition(mmsi: number, fix: Fix, second: number): string {
  const bits = new Bits(18, mmsi).number(0, 8).number(tenths(fix.knots), 10).number(1, 1)
  return sentences(bits.place(fix).motion(fix, second).number(0, 2).number(0b1011100, 7).number(0, 20))
}

/** Type 5: name and voyage of a class A vessel, in two sentences; `sequence` (0 to 9) ties them together. */
export function voyage(
  mmsi: number,
  said: {
    name: string
    callsign: string
    shipType: number
    length: number
    beam: number
    draught: number
    destination: string
  },
  sequence: number,
): string {
  const bits = new Bits(5, mmsi).number(0, 2).number(0, 30).text(said.callsign, 7).text(said.name, 20)
  bits.number(said.shipType, 8).dimensions(said.length, said.beam).number(1, 4)
  // No time of arrival: month 0, day 0, hour 24, minute 60.
  bits.number(0, 4).number(0, 5).number(24, 5).number(60, 6)
  return sentences(
    bits
      .number(Math.round(said.draught * 10), 8)
      .text(said.destination, 20)
      .number(0, 2),
    sequence,
  )
}

/** Type 24, parts A and B: name and kind of a class B vessel. */
export function classBStatic(
  mmsi: number,
  said: {name: string; callsign: string; shipType: number; length: number; beam: number},
): string {
  const name = new Bits(24, mmsi).number(0, 2).text(said.name, 20).number(0, 8)
  const kind = new Bits(24, mmsi).number(1, 2).number(said.shipType, 8).number(0, 42).text(said.callsign, 7)
  return sentences(name) + sentences(kind.dimensions(said.length, said.beam).number(0, 6))
}

/** Type 4: a base station and its time. */
export function baseStation(mmsi: number, place: {lon: number; lat: number}, wallMs: number): string {
  const time = new Date(wallMs)
  const bits = new Bits(4, mmsi).number(time.getUTCFullYear(), 14).number(time.getUTCMonth() + 1, 4)
  bits.number(time.getUTCDate(), 5).number(time.getUTCHours(), 5).number(time.getUTCMinutes(), 6)
  return sentences(bits.number(time.getUTCSeconds(), 6).number(1, 1).place(place).number(7, 4).number(0, 30))
}

/** Type 9: a search and rescue aircraft; `altitude` in metres. */
export function searchAircraft(mmsi: number, fix: Fix, said: {altitude: number; second: number}): string {
  const bits = new Bits(9, mmsi).number(Math.round(said.altitude), 12).number(Math.round(fix.knots), 10).number(1, 1)
  bits
    .place(fix)
    .number(Math.round(fix.course * 10) % 3_600, 12)
    .number(said.second, 6)
  return sentences(bits.number(0, 34))
}

/** Type 14: a safety text to all. */
export function safetyText(mmsi: number, text: string): string {
  return sentences(new Bits(14, mmsi).number(0, 2).text(text, text.length))
}

/** Type 21: an aid to navigation. */
export function aidToNavigation(mmsi: number, place: {lon: number; lat: number}, name: string): string {
  const bits = new Bits(21, mmsi).number(30, 5).text(name, 20).number(1, 1).place(place).number(0, 30).number(7, 4)
  return sentences(bits.number(60, 6).number(0, 13))
}

function tenths(knots: number): number {
  return Number.isNaN(knots) ? 1_023 : Math.min(1_022, Math.round(knots * 10))
}

function sentences(bits: Bits, sequence = 0): string {
  const {payload, fill} = bits.armoured()
  const total = Math.ceil(payload.length / PER_SENTENCE)
  let lines = ''
  for (let part = 0; part < total; part++) {
    const piece = payload.slice(part * PER_SENTENCE, (part + 1) * PER_SENTENCE)
    const id = total > 1 ? sequence % 10 : ''
    lines += checked(`AIVDM,${total},${part + 1},${id},A,${piece},${part + 1 === total ? fill : 0}`)
  }
  return lines
}

function checked(body: string): string {
  let sum = 0
  for (let at = 0; at < body.length; at++) sum ^= body.charCodeAt(at)
  return `!${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`
}
