import type {Freshness} from '../../shared/model/freshness.ts'
import type {Tokens} from '../ui/palette.ts'
import type {Camera, ScreenPlace} from './camera.ts'
import type {CrossingMark} from './crossing-marks.ts'
import {type PlacedText, startOfText} from './map-text.ts'
import type {PursuitMark} from './pursuit-marks.ts'
import {symbolScale} from './symbol.ts'

export type Line = {
  readonly from: ScreenPlace
  readonly to: ScreenPlace
  readonly colour: string
  readonly isDashed: boolean
}
export type Badge = {
  readonly at: ScreenPlace
  readonly priority: 1 | 2 | 3
  readonly isLow: boolean
  readonly isDouble: boolean
}
export type Dot = ScreenPlace
export type Ring = {readonly at: ScreenPlace; readonly radius: number; readonly colour: string}

/** Everything around the symbols, in the order of drawing. */
export type Picture = {
  readonly trails: readonly {readonly dots: readonly Dot[]; readonly colour: string}[]
  readonly vectors: readonly Line[]
  readonly rings: readonly Ring[]
  readonly leaders: readonly Line[]
  readonly contacts: readonly ScreenPlace[]
  /** Where offers say that objects are which the picture does not hold. */
  readonly ghosts: readonly ScreenPlace[]
  /** Where something will probably cross a line. */
  readonly crossings: readonly CrossingMark[]
  /** Pursuits and observations that go on. */
  readonly pursuits: readonly PursuitMark[]
  readonly badges: readonly Badge[]
  readonly selected: ScreenPlace | undefined
  readonly hovered: ScreenPlace | undefined
}

/** Marks around the symbols on a canvas of their own: few, so they are simply drawn anew each time. */
export class Overlay {
  readonly #pen: CanvasRenderingContext2D | null

  constructor(canvas: HTMLCanvasElement) {
    this.#pen = canvas.getContext('2d')
  }

  draw(camera: Camera, picture: Picture, colours: Tokens): void {
    const pen = this.#pen
    if (pen === null) return
    pen.setTransform(camera.ratio, 0, 0, camera.ratio, 0, 0)
    pen.clearRect(0, 0, camera.width, camera.height)
    for (const trail of picture.trails) drawTrail(pen, trail)
    for (const line of picture.vectors) drawLine(pen, line, 1.5)
    for (const ring of picture.rings) drawRing(pen, ring)
    for (const mark of picture.pursuits) drawPursuit(pen, mark, colours)
    for (const line of picture.leaders) drawLine(pen, line, 1)
    const scale = symbolScale(camera.zoom)
    for (const place of picture.contacts) drawContact(pen, place, scale, colours)
    for (const place of picture.ghosts) drawRing(pen, {at: place, radius: 10, colour: colours['handoff.ink']})
    for (const mark of picture.crossings)
      drawCross(pen, mark, {isBold: mark.isTold, ink: colours['handoff.ink'], halo: colours['map.halo']})
    for (const badge of picture.badges) drawBadge(pen, badge, scale, colours)
    const brackets = {half: 4 + 16 * scale, arm: 3 + 4 * scale}
    if (picture.hovered !== undefined)
      drawBrackets(pen, picture.hovered, {...brackets, colour: colours['text.secondary'], width: 1})
    if (picture.selected !== undefined)
      drawBrackets(pen, picture.selected, {...brackets, colour: colours['select.ring'], width: 2})
  }
}

/** Whether a vector tells anything: of a place that is lost there is none. */
export function hasVector(freshness: Freshness): boolean {
  return freshness === 'live' || freshness === 'late' || freshness === 'coasting'
}

function drawTrail(pen: CanvasRenderingContext2D, {dots, colour}: {dots: readonly Dot[]; colour: string}): void {
  pen.fillStyle = colour
  pen.globalAlpha = 0.8
  for (const {x, y} of dots) pen.fillRect(x - 1, y - 1, 2, 2)
  pen.globalAlpha = 1
}

function drawLine(pen: CanvasRenderingContext2D, {from, to, colour, isDashed}: Line, width: number): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.globalAlpha = isDashed ? 0.6 : 1
  pen.setLineDash(isDashed ? [4, 4] : [])
  pen.beginPath()
  pen.moveTo(from.x, from.y)
  pen.lineTo(to.x, to.y)
  pen.stroke()
  pen.setLineDash([])
  pen.globalAlpha = 1
}

function drawRing(pen: CanvasRenderingContext2D, {at, radius, colour}: Ring): void {
  pen.strokeStyle = colour
  pen.lineWidth = 1
  pen.setLineDash([3, 4])
  pen.beginPath()
  pen.arc(at.x, at.y, radius, 0, 7)
  pen.stroke()
  pen.setLineDash([])
}

/** The limit as a long-dashed line with its distance, the way from the unit to the object, where it crossed and when. */
function drawPursuit(pen: CanvasRenderingContext2D, mark: PursuitMark, colours: Tokens): void {
  const [ink, halo] = [colours['text.primary'], colours['map.halo']]
  pen.lineJoin = 'round'
  for (const piece of mark.limit)
    for (const [colour, width] of [
      [halo, 4],
      [colours['text.secondary'], 1.5],
    ] as const) {
      pen.strokeStyle = colour
      pen.lineWidth = width
      pen.setLineDash([12, 6])
      pen.beginPath()
      for (const {x, y} of piece) pen.lineTo(x, y)
      pen.stroke()
    }
  pen.setLineDash([])
  const {unit, object, limitText, crossed} = mark
  if (unit !== undefined && object !== undefined)
    drawLine(pen, {from: unit, to: object, colour: ink, isDashed: false}, 1)
  if (limitText !== undefined) drawText(pen, limitText, {ink: colours['text.secondary'], halo})
  if (crossed !== undefined) drawCross(pen, crossed, {isBold: true, ink, halo})
}

type Inks = {readonly ink: string; readonly halo: string}

/** `✕ 3:10`: bold where the other side has been told, else thin. */
function drawCross(
  pen: CanvasRenderingContext2D,
  mark: PlacedText,
  {isBold, ink, halo}: Inks & {isBold: boolean},
): void {
  const {at} = mark
  const arm = 5
  for (const [colour, width] of [
    [halo, isBold ? 6 : 4.5],
    [ink, isBold ? 3 : 1.5],
  ] as const) {
    pen.strokeStyle = colour
    pen.lineWidth = width
    pen.beginPath()
    pen.moveTo(at.x - arm, at.y - arm)
    pen.lineTo(at.x + arm, at.y + arm)
    pen.moveTo(at.x + arm, at.y - arm)
    pen.lineTo(at.x - arm, at.y + arm)
    pen.stroke()
  }
  drawText(pen, mark, {ink, halo})
}

function drawText(pen: CanvasRenderingContext2D, placed: PlacedText, {ink, halo}: Inks): void {
  const {text} = placed
  const {x, y} = startOfText(placed)
  pen.font = "700 13px 'JetBrains Mono', monospace"
  pen.textAlign = 'start'
  pen.textBaseline = 'middle'
  pen.strokeStyle = halo
  pen.lineWidth = 4
  pen.lineJoin = 'round'
  pen.strokeText(text, x, y)
  pen.fillStyle = ink
  pen.fillText(text, x, y)
}

/** A file is open on it: a dot at the lower right. */
function drawContact(pen: CanvasRenderingContext2D, {x, y}: ScreenPlace, scale: number, colours: Tokens): void {
  pen.beginPath()
  pen.arc(x + 11 * scale, y + 11 * scale, 1 + 2 * scale, 0, 7)
  pen.fillStyle = colours['text.primary']
  pen.strokeStyle = colours['map.halo']
  pen.lineWidth = 1.5
  pen.stroke()
  pen.fill()
}

const BADGE = {
  1: ['alarm.fill', 'alarm.on'],
  2: ['warning.fill', 'warning.on'],
  3: ['caution.fill', 'caution.on'],
} as const

/** Triangle, disc or square with its digit at the upper right; half bright in the low phase, never off. */
function drawBadge(
  pen: CanvasRenderingContext2D,
  {at, priority, isLow, isDouble}: Badge,
  scale: number,
  colours: Tokens,
): void {
  const [fill, on] = BADGE[priority]
  pen.save()
  pen.translate(at.x + 14 * scale, at.y - 14 * scale)
  pen.globalAlpha = isLow ? 0.5 : 1
  pen.beginPath()
  if (priority === 1) {
    pen.moveTo(0, -10)
    pen.lineTo(9.5, 6.5)
    pen.lineTo(-9.5, 6.5)
    pen.closePath()
  } else if (priority === 2) pen.arc(0, 0, 8, 0, 7)
  else pen.rect(-7, -7, 14, 14)
  pen.lineJoin = 'round'
  pen.strokeStyle = colours['map.halo']
  pen.lineWidth = 3
  pen.stroke()
  pen.fillStyle = colours[fill]
  pen.fill()
  pen.fillStyle = colours[on]
  pen.font = "700 11px 'JetBrains Mono', monospace"
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillText(String(priority), 0, priority === 1 ? 1.5 : 0.5)
  if (isDouble) {
    pen.strokeStyle = colours[fill]
    pen.lineWidth = 1.5
    pen.strokeRect(-12, -12, 24, 24)
  }
  pen.restore()
}

function drawBrackets(
  pen: CanvasRenderingContext2D,
  {x, y}: ScreenPlace,
  {half, arm, colour, width}: {half: number; arm: number; colour: string; width: number},
): void {
  pen.strokeStyle = colour
  pen.lineWidth = width
  pen.beginPath()
  for (const [right, down] of [
    [1, 1],
    [1, -1],
    [-1, 1],
    [-1, -1],
  ] as const) {
    pen.moveTo(x + right * half, y + down * (half - arm))
    pen.lineTo(x + right * half, y + down * half)
    pen.lineTo(x + right * (half - arm), y + down * half)
  }
  pen.stroke()
}
