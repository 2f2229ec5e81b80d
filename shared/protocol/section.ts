import {type CellRect, cellAt} from './frame.ts'
import {type MoveReader, writeNumber} from './move.ts'

/**
 * The head of a section: which block of which cell the moves after it are of. Sections come in the order of their cells,
 * row by row from the north-west of the view. Numbers stand as seats do (`move.ts`).
 *
 *     number   how many cells further than the section before; of the first, than the first cell of the view
 *     number   twice the place of the block in the list of blocks that this frame has named so far, and 1 more where it
 *              has not one move
 *     u16      the block, where the place is the end of the list: it is named now
 *     number   how many moves, where they are not one
 *
 * Most blocks of a wide view have one move in a tick: two bytes.
 */
export const LONGEST_SECTION_HEAD = 3 + 3 + 2 + 3

/** Writes the heads of one frame's sections, one after the other. */
export class SectionHeads {
  readonly #named: number[] = []
  #place = 0

  /** Another frame begins. */
  begin(): void {
    this.#named.length = this.#place = 0
  }

  /** `place`: of its cell in the view (`placeOf`), never less than that of the section before. Returns where its moves begin. */
  write(out: Uint8Array, from: number, place: number, block: number, moves: number): number {
    const known = this.#named.indexOf(block)
    const isNew = known === -1
    let at = writeNumber(out, from, place - this.#place)
    at = writeNumber(out, at, (isNew ? this.#named.length : known) * 2 + (moves === 1 ? 0 : 1))
    if (isNew) {
      this.#named.push(block)
      out[at++] = block
      out[at++] = block >>> 8
    }
    this.#place = place
    return moves === 1 ? at : writeNumber(out, at, moves)
  }
}

/** Reads the heads again; the moves in between are its caller's to read, from the same reader. */
export class SectionReader {
  cell = 0
  block = 0
  moves = 0
  readonly #named: number[] = []
  readonly #from: MoveReader
  readonly #view: CellRect
  #place = 0

  constructor(from: MoveReader, view: CellRect) {
    this.#from = from
    this.#view = view
  }

  /** Takes in the next head. False: it names a cell or a block that is not there. Throws a RangeError past the end. */
  next(): boolean {
    this.#place += this.#from.number()
    const code = this.#from.number()
    if (code >>> 1 === this.#named.length) this.#named.push(this.#from.u16())
    const block = this.#named[code >>> 1]
    if (block === undefined || this.#place >= this.#view.width * this.#view.height) return false
    this.cell = cellAt(this.#view, this.#place)
    this.block = block
    this.moves = (code & 1) === 0 ? 1 : this.#from.number()
    return true
  }
}
