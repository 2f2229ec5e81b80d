import type {Block} from './block.ts'

/** Each block's turn comes every so many ticks. */
const EVERY = 10

/**
 * Rows whose reports said only what the world had been told already. That they were heard is told together, block by
 * block, once in ten ticks.
 */
export class Heard {
  /** Time of the last such report per row, tenths since 1970; 0: none that has not been told. */
  readonly at: Float64Array
  /** 1: where the row is published is predicted, or what it reports is not told yet. */
  readonly isRough: Uint8Array
  readonly #turns: Block[][] = Array.from({length: EVERY}, () => [])

  constructor(capacity: number) {
    this.at = new Float64Array(capacity)
    this.isRough = new Uint8Array(capacity)
  }

  hear(row: number, block: Block, measured: number): void {
    if (this.at[row] === 0) {
      // By what its readers call it, so that nothing of other blocks shows in when its turn comes.
      if (block.heard.length === 0) this.#turns[(block.cell + block.name) % EVERY]?.push(block)
      block.heard.push(row)
    }
    this.at[row] = measured
    this.isRough[row] = 1
  }

  /** The row is told as it reports, or is told no more. */
  clear(row: number): void {
    this.at[row] = this.isRough[row] = 0
  }

  /** Gives each row whose turn it may be in this tick, and its block, if it is still in it: the caller tells of it. */
  take(tick: number, tell: (row: number, block: Block, measured: number) => void): void {
    const blocks = this.#turns[tick % EVERY]
    if (blocks === undefined || blocks.length === 0) return
    for (const block of blocks) {
      for (const row of block.heard) {
        const measured = this.at[row] ?? 0
        if (measured !== 0) tell(row, block, measured)
      }
      block.heard.length = 0
    }
    blocks.length = 0
  }
}
