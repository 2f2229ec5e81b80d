/** Why a line was refused. Catalogue keys `feed.reason.<…>`. */
export type Damage =
  | 'checksum'
  | 'no-checksum'
  | 'malformed'
  | 'tag-block'
  | 'unknown-sentence'
  | 'armour'
  | 'parts'
  | 'too-long'
  | 'short'
  | 'unknown-type'

const HEX = new Int8Array(256).fill(-1)
for (let digit = 0; digit < 10; digit++) HEX[48 + digit] = digit
for (let digit = 0; digit < 6; digit++) HEX[65 + digit] = HEX[97 + digit] = 10 + digit

const MOST_FIELDS = 24
const BACKSLASH = 92
const STAR = 42
const COMMA = 44

/**
 * One line of NMEA 0183 as places in a buffer: nothing is copied. Filled again and again.
 * `fields` are the starts of the comma-separated fields after the address; `fieldEnds` their ends.
 */
export class Sentence {
  readonly fields = new Int32Array(MOST_FIELDS)
  readonly fieldEnds = new Int32Array(MOST_FIELDS)
  fieldCount = 0
  /** Where `!` or `$` stands. */
  start = 0
  /** First place after the checksum: text may follow. */
  end = 0
  /** The tag block's own checksum is wrong: it is not believed, the sentence after it stands for itself. */
  tagDamaged = false
  /** Tag block's time `c:`, ms since 1970; NaN without. */
  tagTime = NaN
  /** Id in the tag block's group `g:part-parts-id`; 0 without. */
  groupId = 0

  /** Reads the line `[from, to)`; what is wrong with it, or undefined. */
  read(bytes: Uint8Array, from: number, to: number): Damage | undefined {
    this.tagTime = NaN
    this.tagDamaged = false
    this.groupId = 0
    let at = from
    if (bytes[at] === BACKSLASH) {
      const close = bytes.indexOf(BACKSLASH, at + 1)
      if (close < 0 || close >= to) return 'tag-block'
      this.tagDamaged = !this.#tags(bytes, at + 1, close)
      at = close + 1
    }
    const first = bytes[at]
    if (first !== 33 && first !== 36) return 'malformed'
    this.start = at

    let sum = 0
    let count = 0
    let place = at + 1
    for (; place < to; place++) {
      const byte = bytes[place] ?? 0
      if (byte === STAR) break
      sum ^= byte
      if (byte === COMMA) {
        if (count > 0) this.fieldEnds[count - 1] = place
        if (count === MOST_FIELDS) return 'malformed'
        this.fields[count++] = place + 1
      }
    }
    if (count > 0) this.fieldEnds[count - 1] = place
    this.fieldCount = count
    if (place + 2 >= to) return 'no-checksum'
    const said = checksumAt(bytes, place + 1)
    this.end = place + 3
    return said === sum ? undefined : 'checksum'
  }

  /** The field as a whole number; NaN when it is empty or none. */
  number(bytes: Uint8Array, index: number): number {
    if (index >= this.fieldCount) return NaN
    return digitsAt(bytes, this.fields[index] ?? 0, this.fieldEnds[index] ?? 0)
  }

  /** The field as text. */
  text(bytes: Buffer, index: number): string {
    if (index >= this.fieldCount) return ''
    return bytes.toString('latin1', this.fields[index], this.fieldEnds[index])
  }

  /** Reads a tag block; false when its checksum is wrong. */
  #tags(bytes: Uint8Array, from: number, to: number): boolean {
    let sum = 0
    let end = from
    while (end < to && bytes[end] !== STAR) sum ^= bytes[end++] ?? 0
    if (end + 2 >= to || checksumAt(bytes, end + 1) !== sum) return false
    let at = from
    while (at < end) {
      let stop = at
      while (stop < end && bytes[stop] !== COMMA) stop++
      const key = bytes[at]
      if (bytes[at + 1] === 58) {
        if (key === 99) this.tagTime = secondsOrMilliseconds(digitsAt(bytes, at + 2, stop))
        else if (key === 103) this.#group(bytes, at + 2, stop)
      }
      at = stop + 1
    }
    return true
  }

  #group(bytes: Uint8Array, from: number, to: number): void {
    const first = bytes.indexOf(45, from)
    const second = first < 0 ? -1 : bytes.indexOf(45, first + 1)
    if (second < 0 || second >= to) return
    this.groupId = digitsAt(bytes, second + 1, to) || 0
  }
}

/** Digits in `[from, to)`; NaN when there is anything else or nothing. */
export function digitsAt(bytes: Uint8Array, from: number, to: number): number {
  if (from >= to) return NaN
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] ?? 0) - 48
    if (digit < 0 || digit > 9) return NaN
    value = value * 10 + digit
  }
  return value
}

function checksumAt(bytes: Uint8Array, at: number): number {
  const high = HEX[bytes[at] ?? 0] ?? -1
  const low = HEX[bytes[at + 1] ?? 0] ?? -1
  return high < 0 || low < 0 ? -1 : high * 16 + low
}

/** Tag blocks say seconds; some receivers write milliseconds. */
function secondsOrMilliseconds(value: number): number {
  return value > 100_000_000_000 ? value : value * 1_000
}
