import type {TrackTable} from '../../../client/state/track-table.ts'
import {systemClock} from '../../../shared/base/clock.ts'
import {seededRandom} from '../../../shared/base/random.ts'
import {latOf} from '../../../shared/geo/mercator.ts'
import type {Box} from './view.ts'

/** `!AIVDM,1,1,,A,` + 28 characters + `,0*hh` + CR LF. */
const LINE = 49
const PAYLOAD_AT = 14
const CHARACTERS = 28
const STAR_AT = PAYLOAD_AT + CHARACTERS + 2
/** Characters of the payload that hold the latitude: bits 89 to 115. */
const FIRST = 14
const LAST = 19
const FIRST_MMSI = 219_000_000

/** Where a fleet sails when not in forty hot spots and on the oceans, and the number of its first vessel. */
export type Waters = {readonly area?: Box | undefined; readonly first?: number | undefined}
/** One in so many does what nobody predicts: in recorded traffic 22 % of the reports do (`suppression-recordings.test.ts`). */
const UNSTEADY_ONE_IN = 4
/** Ten-thousandths of a minute of latitude in a second, at a tenth of a knot. */
const STEP_A_SECOND = 1_000 / 3_600
/** How far a steady vessel's receiver errs to either side, in the same grain: 4 m. */
const ERRS = 22
/** By which an unsteady one turns, to and fro with each sentence, tenths of a degree: the lowest bit of its course that changes. */
const TURN = 0x100
const NO_HEADING = 511
const HEX = Buffer.from('0123456789ABCDEF')

/**
 * Vessels as their sentences: one class A position each, written once and then changed in place. Three of four sail
 * steadily north or south. The fourth turns to and fro, so that each of its reports is told at once; it has no heading, and
 * its latitude says in nine bits of twice its own grain in which two milliseconds of a second or so the sentence was sent
 * (±95 m), so that whoever reads the record can tell how long it took.
 */
export class Fleet {
  readonly size: number
  readonly #lines: Buffer
  /** Latitude in ten-thousandths of a minute, the stamp's bits zero. */
  readonly #lat: Int32Array
  /** Tenths of a knot northward; NaN: an unsteady one. */
  readonly #north: Float32Array
  readonly #launchedAt = systemClock.wall()
  /** Exclusive or of everything between `!` and `*` but the characters that change. */
  readonly #base: Uint8Array
  /** Last five bits of the longitude before, first four of the course after the latitude. */
  readonly #around: Uint16Array

  readonly #first: number

  constructor(size: number, {area, first = FIRST_MMSI}: Waters = {}) {
    this.size = size
    this.#first = first
    this.#lines = Buffer.alloc(size * LINE)
    this.#lat = new Int32Array(size)
    this.#north = new Float32Array(size)
    this.#base = new Uint8Array(size)
    this.#around = new Uint16Array(size)
    const random = seededRandom(first === FIRST_MMSI ? 7 : first)
    for (let vessel = 0; vessel < size; vessel++) this.#launch(vessel, () => random.unit(), area)
  }

  /** `count` sentences from a vessel on, as they are sent now; good until they are asked for again. */
  sentences(from: number, count: number, wallMs: number): Buffer {
    const end = Math.min(this.size, from + count)
    for (let vessel = from; vessel < end; vessel++) this.#stamp(vessel, wallMs)
    return this.#lines.subarray(from * LINE, end * LINE)
  }

  /** Their names: message 24 A of each. */
  names(from: number, count: number): Buffer {
    const lines: string[] = []
    for (let vessel = from; vessel < Math.min(this.size, from + count); vessel++) {
      const bits = new BitLine()
        .number(24, 6)
        .number(0, 2)
        .number(this.#first + vessel, 30)
        .number(0, 2)
      lines.push(
        sentence(
          bits
            .text(`VESSEL ${vessel.toString(36)}`, 20)
            .number(0, 8)
            .payload(),
        ),
      )
    }
    return Buffer.from(lines.join(''))
  }

  #launch(vessel: number, unit: () => number, area: Box | undefined): void {
    const isHot = unit() < 0.6
    const spot = Math.floor(unit() * 40)
    const inArea = area && {
      lon: area.west + unit() * (area.east - area.west),
      lat: area.south + unit() * (area.north - area.south),
    }
    const lon = inArea?.lon ?? (isHot ? ((spot * 53) % 340) - 170 + unit() * 4 : unit() * 340 - 170)
    const lat = inArea?.lat ?? (isHot ? ((spot * 29) % 100) - 40 + unit() * 3 : unit() * 120 - 55)
    const isSteady = vessel % UNSTEADY_ONE_IN !== 0
    const course = isSteady ? (unit() < 0.5 ? 0 : 1_800) : Math.floor(unit() * (3_600 - TURN)) & ~TURN
    const speed = isSteady ? Math.floor(unit() * 200) : 30 + Math.floor(unit() * 170)
    this.#north[vessel] = isSteady ? speed * (course === 0 ? 1 : -1) : NaN
    const lonCode = Math.round(lon * 600_000)
    this.#lat[vessel] = Math.round(lat * 600_000) & ~0x3ff
    const bits = new BitLine()
      .number(1, 6)
      .number(0, 2)
      .number(this.#first + vessel, 30)
      .number(0, 4)
      .number(-128, 8)
      .number(speed, 10)
      .number(1, 1)
      .number(lonCode, 28)
      .number(0, 27)
      .number(course, 12)
      .number(isSteady ? Math.floor(course / 10) : NO_HEADING, 9)
      .number(60, 6)
      .number(0, 25)
    const line = Buffer.from(sentence(bits.payload()))
    line.copy(this.#lines, vessel * LINE)
    this.#around[vessel] = ((lonCode & 0x1f) << 4) | (course >>> 8)
    let base = 0
    for (let at = 1; at < STAR_AT; at++) if (at < PAYLOAD_AT + FIRST || at > PAYLOAD_AT + LAST) base ^= line[at] ?? 0
    this.#base[vessel] = base
  }

  #stamp(vessel: number, wallMs: number): void {
    const lines = this.#lines
    const north = this.#north[vessel] ?? NaN
    const lat =
      (this.#lat[vessel] ?? 0) +
      (Number.isNaN(north)
        ? ((Math.floor(wallMs) >>> 1) & 0x1ff) * 2 + 1
        : Math.round((north * STEP_A_SECOND * (wallMs - this.#launchedAt)) / 1_000) +
          (((vessel ^ wallMs) & 1) * 2 - 1) * ERRS)
    const code = lat & 0x7ff_ffff
    const around = (this.#around[vessel] ?? 0) ^ (Number.isNaN(north) ? TURN >>> 8 : 0)
    this.#around[vessel] = around
    const start = vessel * LINE + PAYLOAD_AT
    let sum = this.#base[vessel] ?? 0
    for (let at = FIRST; at <= LAST; at++) {
      const six =
        at === FIRST
          ? ((around >>> 4) << 1) | (code >>> 26)
          : at === LAST
            ? ((code & 3) << 4) | (around & 0xf)
            : (code >>> (20 - 6 * (at - FIRST - 1))) & 0x3f
      const letter = six < 40 ? six + 48 : six + 56
      lines[start + at] = letter
      sum ^= letter
    }
    lines[vessel * LINE + STAR_AT + 1] = HEX[sum >>> 4] ?? 0
    lines[vessel * LINE + STAR_AT + 2] = HEX[sum & 15] ?? 0
  }
}

/** How long ago what stands in a slot was sent, ms, modulo a second or so; NaN where it does not say. */
export function ageOf(table: TrackTable, slot: number, wallMs: number): number {
  if (!Number.isNaN(table.heading(slot))) return NaN
  const stamp = (Math.round(latOf(table.place[slot * 2 + 1] ?? 0) * 600_000) >> 1) & 0x1ff
  return (((Math.floor(wallMs) >>> 1) - stamp) & 0x1ff) * 2
}

class BitLine {
  #bits = ''

  number(value: number, length: number): this {
    this.#bits += (value < 0 ? value + 2 ** length : value).toString(2).padStart(length, '0')
    return this
  }

  text(text: string, characters: number): this {
    for (const letter of text.toUpperCase().padEnd(characters, ' ')) this.number(letter.charCodeAt(0) & 0x3f, 6)
    return this
  }

  payload(): string {
    return (this.#bits.match(/.{6}/g) ?? [])
      .map(six => {
        const value = parseInt(six, 2)
        return String.fromCharCode(value < 40 ? value + 48 : value + 56)
      })
      .join('')
  }
}

function sentence(payload: string): string {
  const body = `AIVDM,1,1,,A,${payload},0`
  let sum = 0
  for (let at = 0; at < body.length; at++) sum ^= body.charCodeAt(at)
  return `!${body}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`
}
