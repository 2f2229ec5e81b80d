import {LONGEST_MOVE, type MoveFields, writeMove, writePredicted} from '../../shared/protocol/move.ts'
import type {Block} from './block.ts'

/** The moves of one tick: written as they come, then put side by side, block after block. */
export class TickMoves {
  /** All of them, once they are assembled; each block says where its own stand. */
  bytes: Uint8Array = new Uint8Array(0)
  /** The block of each move, and where it stands in what was written, in the order of writing. */
  readonly #blocks: Block[] = []
  readonly #starts: number[] = []
  #written: Uint8Array = new Uint8Array(1_024 * LONGEST_MOVE)
  #end = 0
  #sorted: Uint8Array = new Uint8Array(1_024 * LONGEST_MOVE)

  /** Another tick begins. */
  begin(): void {
    this.#blocks.length = this.#starts.length = this.#end = 0
  }

  move(block: Block, seat: number, before: MoveFields, after: MoveFields): void {
    this.#add(block, writeMove(this.#withRoom(), this.#end, seat, before, after))
  }

  /** It was heard so long ago and has moved as predicted. */
  heard(block: Block, seat: number, age: number): void {
    this.#add(block, writePredicted(this.#withRoom(), this.#end, seat, age))
  }

  /** Puts them side by side (a counting sort); `dirty`: all blocks that have any. */
  assemble(dirty: readonly Block[]): void {
    let offset = 0
    for (const block of dirty) {
      block.dirtyAt = offset
      offset += block.dirtyBytes
      block.dirtyBytes = 0
    }
    if (offset > this.#sorted.length) this.#sorted = new Uint8Array(offset * 2)
    const [blocks, starts, from, to] = [this.#blocks, this.#starts, this.#written, this.#sorted]
    for (let index = 0; index < blocks.length; index++) {
      const block = blocks[index]
      if (block === undefined) continue
      const end = starts[index + 1] ?? this.#end
      let at = block.dirtyAt + block.dirtyBytes
      for (let byte = starts[index] ?? 0; byte < end; byte++) to[at++] = from[byte] ?? 0
      block.dirtyBytes = at - block.dirtyAt
    }
    this.bytes = to.subarray(0, offset)
  }

  /** What is written to, with room for the longest. */
  #withRoom(): Uint8Array {
    if (this.#end + LONGEST_MOVE <= this.#written.length) return this.#written
    const written = new Uint8Array(this.#written.length * 2)
    written.set(this.#written)
    this.#written = written
    return written
  }

  #add(block: Block, end: number): void {
    this.#blocks.push(block)
    this.#starts.push(this.#end)
    block.dirtyCount++
    block.dirtyBytes += end - this.#end
    this.#end = end
  }
}
