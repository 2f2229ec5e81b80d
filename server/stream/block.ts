/** The tracks of one rank in one cell that one audience may see: what a window's frame is put together from. */
export type Block = {
  readonly cell: number
  readonly audience: number
  /** `shareOf` its audience and rank. */
  readonly share: number
  /** All blocks of its cell and audience, whatever their rank, itself among them: they are named together. */
  readonly group: readonly Block[]
  /** First row, −1 when empty; the rest by `next`. */
  head: number
  count: number
  /** Where its part of `Published.digestOf` stands. */
  readonly index: number
  /** What its readers call it in its cell. */
  readonly name: number
  /** Seats given out so far, and those that are free again. */
  seats: number
  freeSeats: number[]
  /** Tick in which one of its rows last changed; how many have moved in it, and where those moves stand in its bytes. */
  dirtyTick: number
  dirtyAt: number
  dirtyBytes: number
  dirtyCount: number
  /** Rows that came into it in that tick: told whole. */
  arrivals: number[]
  /** Rows whose names are to be told in that tick: those that came from nowhere, and those that are called otherwise. */
  named: number[]
  /** Rows that came from another cell of the same share, each followed by that cell. */
  crossed: number[]
  /** Rows that were heard as predicted, to be told together (`Heard`). */
  readonly heard: number[]
  /** Tick in which a row last came into it, or was called otherwise. */
  namedTick: number
  /** Tick in which a row last left it: what was kept of the names in it is worth nothing. */
  leftTick: number
}
