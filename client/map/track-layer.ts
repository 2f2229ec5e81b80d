import {must} from '../../shared/base/assert.ts'
import type {TrackColumns} from '../state/track-columns.ts'
import type {Tokens} from '../ui/palette.ts'
import {drawAtlas} from './atlas.ts'
import {type Camera, pixelsPerUnit} from './camera.ts'
import {SHIFT_VALUES} from './motion.ts'
import {FRAGMENT, VERTEX} from './shaders.ts'
import {FRAME_COLOURS, GLYPH_ZOOM, symbolScale} from './symbol.ts'
import type {Visible} from './visible.ts'

export type Moment = {
  /** Picture time for ages, ms. */
  readonly now: number
  /** Picture time for places, ms: stands still while the picture is frozen. */
  readonly drawn: number
  /** Monotonic, ms. */
  readonly clock: number
  readonly isFrozen: boolean
}

export type Drawing = {
  readonly camera: Camera
  readonly moment: Moment
  readonly colours: Tokens
  readonly visible: Pick<Visible, 'slots' | 'count'>
}

type Range = {readonly from: number; readonly to: number}
type Column = {readonly buffer: WebGLBuffer; readonly perSlot: number; readonly read: () => ArrayBufferView}

const UNIFORMS = [
  'u_centre',
  'u_scale',
  'u_ratio',
  'u_drawn',
  'u_now',
  'u_clock',
  'u_size',
  'u_pass',
  'u_dots',
  'u_frozen',
  'u_colours',
  'u_halo',
] as const

/**
 * Draws the visible tracks with two calls, from the table's own columns; only what has changed is sent to the GPU. Where
 * most are visible all are drawn, without the list.
 */
export class TrackLayer {
  readonly #gl: WebGL2RenderingContext
  readonly #table: TrackColumns
  readonly #program: WebGLProgram
  readonly #uniforms: ReadonlyMap<string, WebGLUniformLocation | null>
  readonly #columns: readonly Column[]
  readonly #arrays: WebGLVertexArrayObject
  readonly #list: WebGLBuffer
  #capacity = 0

  /** `shift` gives the corrections of `motion.ts`, as many slots as the table has room for. */
  constructor(gl: WebGL2RenderingContext, table: TrackColumns, shift: () => Float32Array) {
    this.#gl = gl
    this.#table = table
    this.#program = programOf(gl)
    this.#uniforms = new Map(UNIFORMS.map(name => [name, gl.getUniformLocation(this.#program, name)]))
    this.#arrays = gl.createVertexArray()
    gl.bindVertexArray(this.#arrays)
    const column = (perSlot: number, read: () => ArrayBufferView): Column => ({
      buffer: gl.createBuffer(),
      perSlot,
      read,
    })
    this.#columns = [
      column(2, () => table.place),
      column(4, () => table.motion),
      column(4, () => table.look),
      column(1, () => table.time),
      column(SHIFT_VALUES, shift),
    ]
    this.#columns.forEach(({buffer, perSlot}, location) => {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
      gl.enableVertexAttribArray(location)
      if (location < 3)
        gl.vertexAttribIPointer(
          location,
          perSlot,
          [gl.UNSIGNED_INT, gl.UNSIGNED_SHORT, gl.UNSIGNED_BYTE][location] ?? 0,
          0,
          0,
        )
      else gl.vertexAttribPointer(location, perSlot, gl.FLOAT, false, 0, 0)
    })
    this.#list = gl.createBuffer()
    gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, this.#list)
    gl.bindVertexArray(null)
    uploadAtlas(gl)
  }

  /** Sends the slots of a range; all of them when the table has grown. */
  upload(range: Range): void {
    const gl = this.#gl
    const capacity = this.#table.id.length
    for (const {buffer, perSlot, read} of this.#columns) {
      gl.bindBuffer(gl.ARRAY_BUFFER, buffer)
      if (capacity !== this.#capacity) gl.bufferData(gl.ARRAY_BUFFER, read(), gl.DYNAMIC_DRAW)
      else {
        const from = range.from * perSlot
        gl.bufferSubData(gl.ARRAY_BUFFER, from * bytesOf(read()), read(), from, (range.to - range.from) * perSlot)
      }
    }
    this.#capacity = capacity
  }

  draw({camera, moment, colours, visible}: Drawing): void {
    const gl = this.#gl
    const at = (name: (typeof UNIFORMS)[number]) => this.#uniforms.get(name) ?? null
    const scale = pixelsPerUnit(camera)
    gl.viewport(0, 0, gl.drawingBufferWidth, gl.drawingBufferHeight)
    gl.clearColor(0, 0, 0, 0)
    gl.clear(gl.COLOR_BUFFER_BIT)
    if (visible.count === 0) return

    gl.useProgram(this.#program)
    gl.bindVertexArray(this.#arrays)
    gl.enable(gl.BLEND)
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA)
    gl.uniform2ui(at('u_centre'), Math.floor(camera.x) >>> 0, Math.floor(camera.y) >>> 0)
    gl.uniform2f(at('u_scale'), (2 * scale) / camera.width, (-2 * scale) / camera.height)
    gl.uniform1f(at('u_ratio'), camera.ratio)
    gl.uniform1f(at('u_now'), (moment.now - this.#table.epoch) / 1_000)
    gl.uniform1f(at('u_drawn'), (moment.drawn - this.#table.epoch) / 1_000)
    gl.uniform1f(at('u_clock'), moment.clock / 1_000)
    gl.uniform1f(at('u_size'), symbolScale(camera.zoom))
    gl.uniform1i(at('u_dots'), Number(camera.zoom < GLYPH_ZOOM))
    gl.uniform1i(at('u_frozen'), Number(moment.isFrozen))
    gl.uniform3fv(
      at('u_colours'),
      FRAME_COLOURS.flatMap(token => rgb(colours[token])),
    )
    gl.uniform3fv(at('u_halo'), rgb(colours['map.halo']))
    const isListed = visible.count < this.#table.count / 2
    if (isListed) gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, visible.slots, gl.STREAM_DRAW, 0, visible.count)
    for (const pass of [0, 1]) {
      gl.uniform1i(at('u_pass'), pass)
      if (isListed) gl.drawElements(gl.POINTS, visible.count, gl.UNSIGNED_INT, 0)
      else gl.drawArrays(gl.POINTS, 0, this.#table.count)
    }
    gl.bindVertexArray(null)
  }
}

/** `#RRGGBB` as three numbers from 0 to 1. */
export function rgb(colour: string): number[] {
  return [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16) / 255)
}

function bytesOf(array: ArrayBufferView): number {
  return 'BYTES_PER_ELEMENT' in array ? Number(array.BYTES_PER_ELEMENT) : 1
}

function programOf(gl: WebGL2RenderingContext): WebGLProgram {
  const program = gl.createProgram()
  for (const [type, source] of [
    [gl.VERTEX_SHADER, VERTEX],
    [gl.FRAGMENT_SHADER, FRAGMENT],
  ] as const) {
    const shader = must(gl.createShader(type), 'a shader')
    gl.shaderSource(shader, source)
    gl.compileShader(shader)
    if (!gl.getShaderParameter(shader, gl.COMPILE_STATUS)) throw new Error(gl.getShaderInfoLog(shader) ?? 'no shader')
    gl.attachShader(program, shader)
  }
  gl.linkProgram(program)
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(gl.getProgramInfoLog(program) ?? 'no program')
  return program
}

function uploadAtlas(gl: WebGL2RenderingContext): void {
  gl.bindTexture(gl.TEXTURE_2D, gl.createTexture())
  gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, drawAtlas(document.createElement('canvas')))
  gl.generateMipmap(gl.TEXTURE_2D)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR_MIPMAP_LINEAR)
  gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR)
}
