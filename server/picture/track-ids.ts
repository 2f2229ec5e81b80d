import type {TrackId} from '../../shared/base/id.ts'
import type {Random} from '../../shared/base/random.ts'

const ROW_BITS = 20
const GENERATIONS = 4_096
const ROUNDS = 4

/**
 * Names rows for readers: a keyed permutation (Feistel, 32 bits) of row and generation. The same for every reader of
 * this node, so that a record is encoded once; it tells neither how many tracks there are nor which came first.
 */
export class TrackIds {
  readonly #keys: Uint32Array

  constructor(random: Random) {
    const bytes = random.bytes(ROUNDS * 4)
    this.#keys = Uint32Array.from({length: ROUNDS}, (_, index) =>
      new DataView(bytes.buffer, bytes.byteOffset).getUint32(index * 4),
    )
  }

  idOf(row: number, generation: number): TrackId {
    let left = ((generation % GENERATIONS) << 4) | (row >>> 16)
    let right = row & 0xffff
    for (let round = 0; round < ROUNDS; round++) [left, right] = [right, left ^ this.#mix(right, round)]
    return (left * 65_536 + right) as TrackId
  }

  /** Row and generation (modulo 4,096) that an id stands for; there need not be such a row. */
  read(id: TrackId): {row: number; generation: number} {
    let left = Math.floor(id / 65_536)
    let right = id & 0xffff
    for (let round = ROUNDS - 1; round >= 0; round--) [left, right] = [right ^ this.#mix(left, round), left]
    return {row: ((left & 0xf) << 16) | right, generation: left >>> 4}
  }

  static isSameGeneration(held: number, read: number): boolean {
    return held % GENERATIONS === read
  }

  static readonly mostRows = 2 ** ROW_BITS

  #mix(half: number, round: number): number {
    let mixed = Math.imul(half ^ (this.#keys[round] ?? 0), 0x9e3779b1)
    mixed ^= mixed >>> 15
    mixed = Math.imul(mixed, 0x85ebca6b)
    return (mixed ^ (mixed >>> 13)) & 0xffff
  }
}
