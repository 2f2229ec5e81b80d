/** The one source of chance. */
export interface Random {
  /** Uniform in [0, 1). */
  unit(): number
  /** Fresh bytes. Only {@link systemRandom}'s are fit for keys and tokens. */
  bytes(count: number): Uint8Array
}

/** Cryptographically strong. */
export const systemRandom: Random = {
  unit() {
    const word = new Uint32Array(1)
    crypto.getRandomValues(word)
    return (word[0] ?? 0) / 2 ** 32
  },
  bytes: count => crypto.getRandomValues(new Uint8Array(count)),
}

/** The same sequence for the same seed: for scenarios and tests. (mulberry32) */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0
  function unit(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
  return {unit, bytes: count => Uint8Array.from({length: count}, () => Math.floor(unit() * 256))}
}

/** A UUID of version 7 (RFC 9562): sorts by time of making. */
export function uuid(random: Random, wallMs: number): string {
  const bytes = random.bytes(16)
  let rest = Math.floor(wallMs)
  for (let at = 5; at >= 0; at--) {
    bytes[at] = rest % 256
    rest = Math.floor(rest / 256)
  }
  bytes[6] = 0x70 | ((bytes[6] ?? 0) & 0x0f)
  bytes[8] = 0x80 | ((bytes[8] ?? 0) & 0x3f)
  return hex(bytes).replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Lower-case hexadecimal. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('')
}

/** Letters as somebody has heard and typed them: small or capital, in groups, with the look-alikes that are never used. */
export function crockfordSaid(text: string): string {
  return text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1')
}

/** Crockford's base 32, five bits a letter; what does not fill a letter is left out. */
export function crockford(bytes: Uint8Array): string {
  const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  let text = ''
  let held = 0
  let count = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    count += 8
    while (count >= 5) {
      count -= 5
      text += letters.charAt((held >> count) & 31)
    }
    held &= (1 << count) - 1
  }
  return text
}
