import type {Density} from '../../shared/protocol/density.ts'
import {CELLS_ACROSS} from '../../shared/protocol/frame.ts'
import {type Camera, pixelsPerUnit} from './camera.ts'

const SPAN = 2 ** 32
/** The faintest cell still is to be seen, and the fullest hides no coast. */
const FAINTEST = 0.06
const FULLEST = 0.5

/**
 * Where the view shows only some of the tracks: each cell of the world shaded by how many stand in it, by their logarithm.
 * One pixel a cell, painted when the counts change and stretched over the map at each drawing.
 */
export class DensityLayer {
  readonly #canvas: HTMLCanvasElement
  readonly #world = document.createElement('canvas')
  #painted: {density: Density; colour: string} | undefined
  #isClear = true

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas
    this.#world.width = this.#world.height = CELLS_ACROSS
  }

  draw(camera: Camera, density: Density | undefined, colour: string): void {
    const context = this.#canvas.getContext('2d')
    if (context === null || (density === undefined && this.#isClear)) return
    context.clearRect(0, 0, this.#canvas.width, this.#canvas.height)
    this.#isClear = density === undefined
    if (density === undefined) return
    if (this.#painted?.density !== density || this.#painted.colour !== colour) this.#paint(density, colour)

    const scale = pixelsPerUnit(camera) * camera.ratio
    const size = SPAN * scale
    const left = this.#canvas.width / 2 - camera.x * scale
    const top = this.#canvas.height / 2 - camera.y * scale
    context.imageSmoothingEnabled = false
    for (let x = left - size * Math.ceil(left / size); x < this.#canvas.width; x += size)
      context.drawImage(this.#world, x, top, size, size)
  }

  #paint(density: Density, colour: string): void {
    const context = this.#world.getContext('2d')
    if (context === null) return
    const {cells, counts} = density
    const most = Math.log1p(counts.reduce((max, count) => Math.max(max, count), 1))
    context.clearRect(0, 0, CELLS_ACROSS, CELLS_ACROSS)
    context.fillStyle = colour
    for (let index = 0; index < cells.length; index++) {
      const cell = cells[index] ?? 0
      context.globalAlpha = FAINTEST + (FULLEST - FAINTEST) * (Math.log1p(counts[index] ?? 0) / most)
      context.fillRect(cell % CELLS_ACROSS, Math.floor(cell / CELLS_ACROSS), 1, 1)
    }
    this.#painted = {density, colour}
  }
}

/** How many tracks stand in the cells that touch the screen. */
export function tracksIn(camera: Camera, {cells, counts}: Density): number {
  const scale = pixelsPerUnit(camera)
  const halfWide = camera.width / 2 / scale
  const halfHigh = camera.height / 2 / scale
  const cell = SPAN / CELLS_ACROSS
  let sum = 0
  for (let index = 0; index < cells.length; index++) {
    const code = cells[index] ?? 0
    const y = (Math.floor(code / CELLS_ACROSS) + 0.5) * cell - camera.y
    const x = ((code % CELLS_ACROSS) + 0.5) * cell - camera.x
    const across = Math.min(Math.abs(x), SPAN - Math.abs(x))
    if (Math.abs(y) < halfHigh + cell / 2 && across < halfWide + cell / 2) sum += counts[index] ?? 0
  }
  return sum
}
