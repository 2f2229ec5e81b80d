import {mercatorX, mercatorY} from '../../shared/geo/mercator.ts'
import {CELL_SHIFT, CELLS_ACROSS, type CellRect} from '../../shared/protocol/frame.ts'
import type {View} from '../../shared/protocol/message.ts'

/** A view is prepared this much beyond the screen on each side, as a share of its size. */
const MARGIN = 0.25

/** Nothing: where no view has been asked for. */
export const NO_CELLS: CellRect = {west: 0, north: 0, width: 0, height: 0}

/** The cells around a view with its margin. Longitudes may run past 180: the rectangle wraps. */
export function cellsOf(view: Pick<View, 'west' | 'south' | 'east' | 'north'>): CellRect {
  const degrees = Math.max(0, view.east >= view.west ? view.east - view.west : view.east - view.west + 360)
  const south = Math.min(view.south, view.north)
  const tall = Math.max(view.south, view.north) - south
  const north = mercatorY(south + tall + tall * MARGIN) >>> CELL_SHIFT
  const bottom = mercatorY(south - tall * MARGIN) >>> CELL_SHIFT
  const across = degrees * (1 + 2 * MARGIN)
  if (across >= 360 - 360 / CELLS_ACROSS) return {west: 0, north, width: CELLS_ACROSS, height: bottom - north + 1}

  const west = mercatorX(view.west - degrees * MARGIN) >>> CELL_SHIFT
  const east = mercatorX(view.west + degrees * (1 + MARGIN)) >>> CELL_SHIFT
  const width = ((east - west + CELLS_ACROSS) % CELLS_ACROSS) + 1
  return {west, north, width, height: bottom - north + 1}
}

export function hasCell(rect: CellRect, cell: number): boolean {
  const row = (cell >>> 8) - rect.north
  return row >= 0 && row < rect.height && ((cell & 0xff) - rect.west + CELLS_ACROSS) % CELLS_ACROSS < rect.width
}

export function sizeOf(rect: CellRect): number {
  return rect.width * rect.height
}

/** Visits each cell of a rectangle. */
export function eachCell(rect: CellRect, visit: (cell: number) => void): void {
  for (let row = rect.north; row < rect.north + rect.height; row++)
    for (let column = rect.west; column < rect.west + rect.width; column++)
      visit(row * CELLS_ACROSS + (column % CELLS_ACROSS))
}

export function sameCells(a: CellRect, b: CellRect): boolean {
  return a.west === b.west && a.north === b.north && a.width === b.width && a.height === b.height
}
