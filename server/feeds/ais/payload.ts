/** Value of each armoured character (IEC 61162-1 table: six bits a character); 255: not one of them. */
const SIX = new Uint8Array(256).fill(255)
for (let code = 48; code < 120; code++) {
  if (code > 87 && code < 96) continue
  const value = code - 48
  SIX[code] = value > 40 ? value - 8 : value
}

const TEXT = '@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_ !"#$%&\'()*+,-./0123456789:;<=>?'

/** The longest message is five slots: 1,064 bits. Room for what runs over. */
const MOST = 400

/** The bits of one AIS message, filled again and again. Reading past the end gives zeros; `has` tells. */
export class Payload {
  readonly #six = new Uint8Array(MOST + 8)
  #count = 0
  #fill = 0

  /** Number of bits, fill bits left out. */
  get bits(): number {
    return this.#count * 6 - this.#fill
  }

  clear(): void {
    this.#count = 0
    this.#fill = 0
  }

  /** Adds the armoured characters in `[from, to)`. False when one of them is none, or there are too many. */
  append(bytes: Uint8Array, from: number, to: number): boolean {
    if (this.#count + to - from > MOST) return false
    let count = this.#count
    for (let at = from; at < to; at++) {
      const value = SIX[bytes[at] ?? 0] ?? 255
      if (value === 255) return false
      this.#six[count++] = value
    }
    this.#count = count
    this.#six.fill(0, count, count + 8)
    return true
  }

  /** Bits at the end that only fill the last character. */
  set fillBits(count: number) {
    this.#fill = count
  }

  copyFrom(other: Payload): void {
    this.#six.set(other.#six)
    this.#count = other.#count
    this.#fill = other.#fill
  }

  /** Whether the field lies wholly in the message. */
  has(start: number, length: number): boolean {
    return start + length <= this.bits
  }

  /** Unsigned, up to 32 bits. */
  unsigned(start: number, length: number): number {
    const six = this.#six
    let at = (start / 6) | 0
    const have = 6 - (start - at * 6)
    let value = (six[at] ?? 0) & ((1 << have) - 1)
    if (length <= have) return value >>> (have - length)
    let rest = length - have
    at++
    while (rest >= 6) {
      value = value * 64 + (six[at++] ?? 0)
      rest -= 6
    }
    return rest > 0 ? value * (1 << rest) + ((six[at] ?? 0) >>> (6 - rest)) : value
  }

  /** Two's complement, up to 32 bits. */
  signed(start: number, length: number): number {
    const value = this.unsigned(start, length)
    const half = 2 ** (length - 1)
    return value >= half ? value - 2 * half : value
  }

  flag(start: number): boolean {
    return this.unsigned(start, 1) === 1
  }

  /** Six-bit text: cut at its first `@`, trimmed at both ends; only characters that are wholly there. */
  text(start: number, length: number): string {
    const end = Math.min(start + length, this.bits)
    let text = ''
    for (let at = start; at + 6 <= end; at += 6) {
      const code = this.unsigned(at, 6)
      if (code === 0) break
      text += TEXT.charAt(code)
    }
    return text.trim()
  }

  /** The rest from `start` as hexadecimal, the last byte filled with zeros. */
  hex(start: number, end = this.bits): string {
    let text = ''
    for (let at = start; at < end; at += 8) {
      const length = Math.min(8, end - at)
      text += (this.unsigned(at, length) << (8 - length)).toString(16).padStart(2, '0')
    }
    return text
  }
}
