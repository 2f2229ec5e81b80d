import {OBJECT_KINDS} from '../../shared/model/object.ts'
import {FRAMES} from './symbol.ts'

/** One cell of the atlas, texels; it stands for 32 CSS pixels. */
export const CELL = 64
export const CELL_CSS = 32
export const COLUMNS = 16
/** Rows of the atlas: glyphs with filling, glyphs as dashed and as plain outline, frames, and the cross with the disc. */
export const ROWS = {filled: 0, dashed: 1, outline: 2, frames: 3, marks: 4} as const
export const ROW_COUNT = 8
/** Glyph of what has no direction: drawn instead of those that have a nose. */
export const NOSELESS = OBJECT_KINDS.length

type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D

/**
 * Draws every glyph and frame once: red is the line, green what may be filled, blue a rim of two pixels around both.
 * The shader gives them their colours, so that one atlas serves all palettes.
 */
export function drawAtlas(canvas: HTMLCanvasElement): HTMLCanvasElement {
  canvas.width = CELL * COLUMNS
  canvas.height = CELL * ROW_COUNT
  const pen = canvas.getContext('2d', {willReadFrequently: true})
  if (pen === null) return canvas
  pen.fillStyle = '#000'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.globalCompositeOperation = 'lighter'
  pen.lineJoin = 'round'
  ;[...OBJECT_KINDS.map(kind => GLYPHS[kind]), disc].forEach((path, column) => {
    inCell(pen, column, ROWS.filled, () => shape(pen, path, {filled: true, width: 1.2, dash: []}))
    inCell(pen, column, ROWS.dashed, () => shape(pen, path, {filled: false, width: 1.4, dash: [2.2, 1.8]}))
    inCell(pen, column, ROWS.outline, () => shape(pen, path, {filled: false, width: 1.4, dash: []}))
  })
  FRAMES.forEach((frame, column) =>
    inCell(pen, column, ROWS.frames, () => {
      const path = FRAME_PATHS[frame]
      if (path !== undefined) shape(pen, path, {filled: frame === 'own' || frame === 'diamond', width: 1.9, dash: []})
    }),
  )
  inCell(pen, 0, ROWS.marks, () => shape(pen, cross, {filled: false, width: 1.7, dash: []}))
  return canvas
}

function inCell(pen: Pen, column: number, row: number, draw: () => void): void {
  pen.save()
  pen.beginPath()
  pen.rect(column * CELL, row * CELL, CELL, CELL)
  pen.clip()
  pen.translate((column + 0.5) * CELL, (row + 0.5) * CELL)
  pen.scale(CELL / CELL_CSS, CELL / CELL_CSS)
  draw()
  pen.restore()
}

function shape(pen: Pen, path: (pen: Pen) => void, how: {filled: boolean; width: number; dash: number[]}): void {
  pen.beginPath()
  path(pen)
  pen.strokeStyle = '#00f'
  pen.lineWidth = how.width + 3
  pen.stroke()
  if (how.filled) {
    pen.fillStyle = '#0f0'
    pen.fill()
  }
  pen.setLineDash(how.dash)
  pen.strokeStyle = '#f00'
  pen.lineWidth = how.width
  pen.stroke()
  pen.setLineDash([])
}

/** Up is forward. 1 is a CSS pixel. */
const GLYPHS: Readonly<Record<(typeof OBJECT_KINDS)[number], (pen: Pen) => void>> = {
  contact(pen) {
    pen.arc(0, 0, 4.2, 0, 7)
    pen.moveTo(1, 0)
    pen.arc(0, 0, 1, 0, 7)
  },
  vessel: pen =>
    polygon(pen, [
      [0, -8.5],
      [5.2, 6.5],
      [0, 3.6],
      [-5.2, 6.5],
    ]),
  aircraft: pen =>
    polygon(pen, [
      [0, -8.5],
      [1.3, -6.5],
      [1.5, -2],
      [8, 2],
      [8, 3.8],
      [1.4, 1.8],
      [1.1, 5.6],
      [3.2, 7.2],
      [3.2, 8.4],
      [0, 7.6],
      [-3.2, 8.4],
      [-3.2, 7.2],
      [-1.1, 5.6],
      [-1.4, 1.8],
      [-8, 3.8],
      [-8, 2],
      [-1.5, -2],
      [-1.3, -6.5],
    ]),
  drone(pen) {
    for (const [x, y] of [
      [-4.4, -4.4],
      [4.4, -4.4],
      [4.4, 4.4],
      [-4.4, 4.4],
    ] as const) {
      pen.moveTo(x * 0.25, y * 0.25)
      pen.lineTo(x * 0.7, y * 0.7)
      pen.moveTo(x + 2.3, y)
      pen.arc(x, y, 2.3, 0, 7)
    }
  },
  vehicle: pen =>
    polygon(pen, [
      [0, -8],
      [4, -4],
      [4, 6.5],
      [-4, 6.5],
      [-4, -4],
    ]),
  person(pen) {
    pen.moveTo(2.6, -3.8)
    pen.arc(0, -3.8, 2.6, 0, 7)
    pen.moveTo(-5, 6)
    pen.bezierCurveTo(-5, 0, 5, 0, 5, 6)
    pen.closePath()
  },
  aton: pen =>
    polygon(pen, [
      [0, -5],
      [5, 0],
      [0, 5],
      [-5, 0],
    ]),
  base: pen =>
    polygon(pen, [
      [-1.4, -7],
      [1.4, -7],
      [4.5, 6.5],
      [-4.5, 6.5],
    ]),
  sensor: pen =>
    polygon(pen, [
      [-4, -6.5],
      [4, -6.5],
      [1.6, -1],
      [3.4, 6.5],
      [-3.4, 6.5],
      [-1.6, -1],
    ]),
}

const FRAME_PATHS: Readonly<Partial<Record<(typeof FRAMES)[number], (pen: Pen) => void>>> = {
  own: pen => pen.arc(0, 0, 12, 0, 7),
  partner: pen => pen.arc(0, 0, 12, 0, 7),
  clover(pen) {
    for (const quarter of [0, 1, 2, 3]) {
      const turn = (quarter * Math.PI) / 2
      pen.arc(6.2 * Math.cos(turn), 6.2 * Math.sin(turn), 6, turn - 1.62, turn + 1.62)
    }
    pen.closePath()
  },
  diamond: pen =>
    polygon(pen, [
      [0, -14],
      [14, 0],
      [0, 14],
      [-14, 0],
    ]),
  distress(pen) {
    pen.arc(0, 0, 12.5, 0, 7)
    for (const [x, y] of [
      [1, 1],
      [1, -1],
    ] as const) {
      pen.moveTo(-8.8 * x, -8.8 * y)
      pen.lineTo(8.8 * x, 8.8 * y)
    }
  },
}

function cross(pen: Pen): void {
  pen.moveTo(-7.5, -7.5)
  pen.lineTo(7.5, 7.5)
  pen.moveTo(7.5, -7.5)
  pen.lineTo(-7.5, 7.5)
}

function disc(pen: Pen): void {
  pen.arc(0, 0, 4, 0, 7)
}

function polygon(pen: Pen, corners: readonly (readonly [number, number])[]): void {
  corners.forEach(([x, y], index) => (index === 0 ? pen.moveTo(x, y) : pen.lineTo(x, y)))
  pen.closePath()
}
