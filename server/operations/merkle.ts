import {createHash} from 'node:crypto'

/** Bytes of a hash. */
export const HASH_BYTES = 32

/**
 * A Merkle tree after RFC 6962 that only grows. It keeps the roots of the complete subtrees on its right edge, largest
 * first: as many hashes as the size has ones in binary.
 */
export class MerkleTree {
  #size: number
  readonly #peaks: Buffer[]

  /** `peaks`: as {@link peaks} gave them for this size; none for an empty tree. */
  constructor(size = 0, peaks: Buffer = Buffer.alloc(0)) {
    this.#size = size
    this.#peaks = []
    for (let at = 0; at < peaks.length; at += HASH_BYTES)
      this.#peaks.push(Buffer.from(peaks.subarray(at, at + HASH_BYTES)))
  }

  get size(): number {
    return this.#size
  }

  get peaks(): Buffer {
    return Buffer.concat(this.#peaks)
  }

  append(leaf: Buffer): void {
    let node = leaf
    // Each trailing one of the size is a complete subtree that the new leaf completes to the next larger.
    for (let rest = this.#size; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      const left = this.#peaks.pop()
      if (left !== undefined) node = nodeOf(left, node)
    }
    this.#peaks.push(node)
    this.#size++
  }

  get root(): Buffer {
    const last = this.#peaks.at(-1)
    if (last === undefined) return createHash('sha256').digest()
    return this.#peaks.slice(0, -1).reduceRight((right, left) => nodeOf(left, right), last)
  }
}

function nodeOf(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(left).update(right).digest()
}
