import type {Spot} from './content.ts'
import {type Page, write} from './page-fonts.ts'
import type {ReportWords} from './report-words.ts'
import {filled} from './words.ts'

/** Lines of the coast and of frontiers, as pairs of degrees. */
export type SketchLines = {
  readonly coast: readonly (readonly (readonly number[])[])[]
  readonly frontiers: readonly (readonly (readonly number[])[])[]
}

const METRES_PER_DEGREE = 111_320
/** No sketch shows less than this across, m. */
const LEAST_METRES = 9_260
/** Lengths of the scale bar, nautical miles. */
const SCALES = [0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500]

type Box = {readonly x: number; readonly y: number; readonly width: number; readonly height: number}

/** A small map of the places: coast, frontiers, graticule, scale and north, and how old each place is at `now`, ms. */
export function drawSketch(
  page: Page,
  box: Box,
  of: {readonly spots: readonly Spot[]; readonly lines: SketchLines; readonly now: number; readonly words: ReportWords},
): void {
  const {spots, lines, now, words} = of
  const view = viewOf(spots, box)
  page.save()
  page.rect(box.x, box.y, box.width, box.height).clip()
  page.lineWidth(0.3).strokeColor('#999999').dash(1, {space: 2})
  graticule(page, box, view)
  page.undash().lineWidth(0.8).strokeColor('#000000')
  for (const line of lines.coast) drawLine(page, line, view, box)
  page.lineWidth(0.8).dash(5, {space: 2})
  for (const line of lines.frontiers) drawLine(page, line, view, box)
  page.undash()
  drawSpots(page, box, view, {spots, now, words})
  page.restore()
  page.lineWidth(1).strokeColor('#000000').rect(box.x, box.y, box.width, box.height).stroke()
  drawScale(page, box, view)
  drawNorth(page, box, words.north)
}

type View = {
  readonly lon: number
  readonly lat: number
  readonly metresPerPoint: number
  readonly toPoint: (lon: number, lat: number) => [number, number]
}

function viewOf(spots: readonly Spot[], box: Box): View {
  const lons = spots.map(({lon}) => lon)
  const lats = spots.map(({lat}) => lat)
  const lon = (Math.min(...lons) + Math.max(...lons)) / 2
  const lat = (Math.min(...lats) + Math.max(...lats)) / 2
  const perLon = METRES_PER_DEGREE * Math.cos((lat * Math.PI) / 180)
  const wide = Math.max((Math.max(...lons) - Math.min(...lons)) * perLon * 1.6, LEAST_METRES * 3)
  const high = Math.max((Math.max(...lats) - Math.min(...lats)) * METRES_PER_DEGREE * 1.6, LEAST_METRES)
  const metresPerPoint = Math.max(wide / box.width, high / box.height)
  return {
    lon,
    lat,
    metresPerPoint,
    toPoint: (toLon, toLat) => [
      box.x + box.width / 2 + ((toLon - lon) * perLon) / metresPerPoint,
      box.y + box.height / 2 - ((toLat - lat) * METRES_PER_DEGREE) / metresPerPoint,
    ],
  }
}

function drawLine(page: Page, line: readonly (readonly number[])[], {toPoint}: View, box: Box): void {
  let isDown = false
  let previous: [number, number] | undefined
  for (const [lon = NaN, lat = NaN] of line) {
    const point = toPoint(lon, lat)
    if (previous !== undefined && isNear(previous, point, box)) {
      if (!isDown) page.moveTo(...previous)
      page.lineTo(...point)
      isDown = true
    } else isDown = false
    previous = point
  }
  page.stroke()
}

/** Whether a stretch can show in the box: what lies wholly on one side of it cannot. */
function isNear([x1, y1]: [number, number], [x2, y2]: [number, number], {x, y, width, height}: Box): boolean {
  return !(
    Math.max(x1, x2) < x ||
    Math.min(x1, x2) > x + width ||
    Math.max(y1, y2) < y ||
    Math.min(y1, y2) > y + height
  )
}

function graticule(page: Page, box: Box, {lon, lat, metresPerPoint, toPoint}: View): void {
  const across = (metresPerPoint * box.width) / METRES_PER_DEGREE
  const step = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10].find(one => across / one < 7) ?? 10
  const reach = Math.ceil(across / step) * step
  const fromLat = Math.floor((lat - reach) / step) * step
  const fromLon = Math.floor((lon - reach) / step) * step
  for (let at = fromLat; at <= lat + reach; at += step) {
    const [, y] = toPoint(lon, at)
    if (y <= box.y || y >= box.y + box.height) continue
    page
      .moveTo(box.x, y)
      .lineTo(box.x + box.width, y)
      .stroke()
    degreeText(page, `${at.toFixed(2)}°`, box.x + 2, y - 7)
  }
  for (let at = fromLon; at <= lon + reach; at += step) {
    const [x] = toPoint(at, lat)
    if (x <= box.x || x >= box.x + box.width) continue
    page
      .moveTo(x, box.y)
      .lineTo(x, box.y + box.height)
      .stroke()
    degreeText(page, `${at.toFixed(2)}°`, x + 2, box.y + 2)
  }
}

function degreeText(page: Page, text: string, x: number, y: number): void {
  page.fillColor('#555555')
  write(page, text, {x, y}, {face: 'body', size: 5.5, width: 40})
  page.fillColor('#000000')
}

/** Shapes tell the kinds apart in black and white; each is named, with its age. */
function drawSpots(
  page: Page,
  box: Box,
  {toPoint}: View,
  {spots, now, words}: {readonly spots: readonly Spot[]; readonly now: number; readonly words: ReportWords},
): void {
  const rows: {x: number; y: number}[] = []
  for (const {label, kind, lon, lat, at} of spots) {
    const [x, y] = toPoint(lon, lat)
    page.lineWidth(1.2).strokeColor('#000000').fillColor('#ffffff')
    switch (kind) {
      case 'alert':
        page.polygon([x, y - 5], [x - 5, y + 4], [x + 5, y + 4]).fillAndStroke()
        break
      case 'unit':
        page.rect(x - 4, y - 4, 8, 8).fillAndStroke()
        break
      case 'incident':
        page.polygon([x, y - 6], [x + 6, y], [x, y + 6], [x - 6, y]).fillAndStroke()
        break
      default:
        page.circle(x, y, 4).fillAndStroke()
        page.circle(x, y, 1).fillAndStroke('#000000', '#000000')
    }
    let down = y - 4
    while (rows.some(row => Math.abs(row.x - x) < 90 && Math.abs(row.y - down) < 8)) down += 8
    rows.push({x, y: down})
    page.fillColor('#000000')
    const isRight = x > box.x + box.width - 130
    write(
      page,
      `${label} · ${at === undefined ? words.noAge : ageOf(now - Date.parse(at))}`,
      {x: isRight ? x - 129 : x + 9, y: down},
      {face: 'strong', size: 6.5, width: 120, align: isRight ? 'right' : 'left'},
    )
  }
}

function drawScale(page: Page, box: Box, {metresPerPoint}: View): void {
  const most = (box.width / 4) * metresPerPoint
  const miles = SCALES.findLast(one => one * 1_852 <= most) ?? SCALES[0] ?? 1
  const length = (miles * 1_852) / metresPerPoint
  const x = box.x + 8
  const y = box.y + box.height - 8
  page.rect(x - 4, y - 12, length + 34, 17).fill('#ffffff')
  page.lineWidth(1.5).strokeColor('#000000').fillColor('#000000')
  page
    .moveTo(x, y - 3)
    .lineTo(x, y)
    .lineTo(x + length, y)
    .lineTo(x + length, y - 3)
    .stroke()
  write(page, `${miles} nm`, {x: x + length + 3, y: y - 7}, {face: 'body', size: 7, width: 40})
}

function drawNorth(page: Page, box: Box, north: string): void {
  const x = box.x + box.width - 14
  const y = box.y + 10
  page
    .fillColor('#000000')
    .polygon([x, y], [x - 4, y + 12], [x, y + 9], [x + 4, y + 12])
    .fill()
  write(page, north, {x: x - 10, y: y + 13}, {face: 'strong', size: 8, width: 20, align: 'center'})
}

/** `4:02`, `1:02:03`, from a day on `3 d`. */
export function ageOf(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  if (seconds >= 86_400) return `${Math.floor(seconds / 86_400)} d`
  const two = (value: number) => String(value).padStart(2, '0')
  const [hours, minutes] = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60]
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`
}

export function agesTitle(words: ReportWords, now: number): string {
  return filled(words.ages, {at: new Date(now).toISOString().slice(0, 19) + 'Z'})
}
