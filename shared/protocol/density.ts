import {writeNumber} from './move.ts'

/**
 * How many tracks stand in each cell, where a view shows only some of them: u8 `DENSITY`, then, deflated (raw), for each
 * cell that holds any, in their order: how many cells further than the one before, and how many tracks; numbers as
 * seats of moves stand (`move.ts`). The same bytes for all who may read the same.
 */
export const DENSITY = 0x44

/** Cells (`cellOf`), rising, and how many tracks each holds. */
export type Density = {readonly cells: Uint16Array; readonly counts: Uint32Array}

/** No cell takes more bytes. */
const LONGEST = 6

/** What is deflated. */
export function writeDensity({cells, counts}: Density): Uint8Array {
  const out = new Uint8Array(cells.length * LONGEST)
  let at = 0
  let before = 0
  for (let index = 0; index < cells.length; index++) {
    const cell = cells[index] ?? 0
    at = writeNumber(out, at, cell - before)
    at = writeNumber(out, at, Math.min(counts[index] ?? 0, 0x1fffff))
    before = cell
  }
  return out.subarray(0, at)
}

/** Undefined when these bytes are not whole, or speak of cells that are none. */
export function readDensity(bytes: Uint8Array): Density | undefined {
  const numbers: number[] = []
  for (let at = 0; at < bytes.length;) {
    let value = 0
    let shift = 0
    let byte: number
    do {
      if (at >= bytes.length || shift > 14) return undefined
      byte = bytes[at++] ?? 0
      value |= (byte & 0x7f) << shift
      shift += 7
    } while (byte > 0x7f)
    numbers.push(value)
  }
  if (numbers.length % 2 !== 0) return undefined
  const cells = new Uint16Array(numbers.length / 2)
  const counts = new Uint32Array(cells.length)
  let cell = 0
  for (let index = 0; index < cells.length; index++) {
    cell += numbers[index * 2] ?? 0
    if (cell > 0xffff) return undefined
    cells[index] = cell
    counts[index] = numbers[index * 2 + 1] ?? 0
  }
  return {cells, counts}
}
