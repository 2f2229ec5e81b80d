import {createHmac} from 'node:crypto'

const ROUNDS = 4

/**
 * Names the blocks of a cell to their readers: 16 bits for each share, never two alike, that say nothing of how many
 * audiences there are or in which order they came (a Feistel network of four rounds, keyed by the nation's secret).
 */
export function blockNames(key: Uint8Array): (share: number) => number {
  const rounds = Array.from({length: ROUNDS}, (_, round) => tableOf(key, round))
  const known = new Map<number, number>()
  return share => {
    const held = known.get(share)
    if (held !== undefined) return held
    let left = (share >>> 8) & 0xff
    let right = share & 0xff
    for (const table of rounds) [left, right] = [right, left ^ (table[right] ?? 0)]
    const name = (left << 8) | right
    known.set(share, name)
    return name
  }
}

/** 256 bytes of the key and the round. */
function tableOf(key: Uint8Array, round: number): Uint8Array {
  const parts = Array.from({length: 8}, (_, part) =>
    createHmac('sha256', key).update(`block ${round} ${part}`).digest(),
  )
  return Buffer.concat(parts)
}
