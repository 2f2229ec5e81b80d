export type Point = {readonly x: number; readonly y: number}
export type Panel = {
  readonly title: string
  readonly xLabel: string
  readonly yLabel: string
  readonly points: readonly Point[]
  /** A line that the points should stay below, with what it says. */
  readonly bar?: {readonly y: number; readonly label: string}
}

const PANEL = {width: 300, height: 200}
const ROOM = {left: 58, right: 14, top: 34, bottom: 46}
const STEPS = 4

/** Readable on white and on black: the page's own scheme decides, where the picture is shown as a picture too. */
const STYLE = `
  text {font: 11px system-ui, sans-serif; fill: #333}
  .title {font-size: 12px; font-weight: 600}
  .axis {stroke: #555} .grid {stroke: #ddd} .line {stroke: #0b62a8; fill: none; stroke-width: 2} .dot {fill: #0b62a8}
  .bar {stroke: #b4540a; stroke-dasharray: 5 4} .said {fill: #b4540a} .ground {fill: #fff}
  @media (prefers-color-scheme: dark) {
    text {fill: #ddd} .axis {stroke: #aaa} .grid {stroke: #3a3a3a} .line {stroke: #6db3f2} .dot {fill: #6db3f2}
    .bar {stroke: #f0a35e} .said {fill: #f0a35e} .ground {fill: #14181c}
  }`

/** Rows of panels as one SVG. Axes begin at zero, so that what is constant looks so and what grows in line is a line. */
export function plotOf(rows: readonly (readonly Panel[])[], title: string): string {
  const columns = Math.max(...rows.map(row => row.length))
  const [width, height] = [columns * PANEL.width, rows.length * PANEL.height + 24]
  const panels = rows.flatMap((row, down) =>
    row.map(
      (panel, across) =>
        `<g transform="translate(${across * PANEL.width} ${24 + down * PANEL.height})">${panelOf(panel)}</g>`,
    ),
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img">`,
    `<title>${escaped(title)}</title><style>${STYLE}</style><rect class="ground" width="100%" height="100%"/>`,
    `<text class="title" x="12" y="18">${escaped(title)}</text>`,
    ...panels,
    '</svg>\n',
  ].join('\n')
}

function panelOf({title, xLabel, yLabel, points, bar}: Panel): string {
  const [left, right] = [ROOM.left, PANEL.width - ROOM.right]
  const [top, bottom] = [ROOM.top, PANEL.height - ROOM.bottom]
  const drawn = points.filter(({x, y}) => Number.isFinite(x) && Number.isFinite(y))
  const xMost = roundUp(Math.max(1, ...drawn.map(({x}) => x)))
  const yMost = roundUp(Math.max(1, bar?.y ?? 0, ...drawn.map(({y}) => y)))
  const xAt = (x: number) => (left + (x / xMost) * (right - left)).toFixed(1)
  const yAt = (y: number) => (bottom - (y / yMost) * (bottom - top)).toFixed(1)
  const steps = Array.from({length: STEPS + 1}, (_, step) => step / STEPS)
  return [
    `<text class="title" x="${left}" y="20">${escaped(title)}</text>`,
    ...steps.map(
      share =>
        `<line class="grid" x1="${left}" x2="${right}" y1="${yAt(share * yMost)}" y2="${yAt(share * yMost)}"/>` +
        `<text x="${left - 6}" y="${Number(yAt(share * yMost)) + 4}" text-anchor="end">${short(share * yMost)}</text>` +
        `<text x="${xAt(share * xMost)}" y="${bottom + 15}" text-anchor="middle">${short(share * xMost)}</text>`,
    ),
    `<path class="axis" fill="none" d="M${left} ${top}V${bottom}H${right}"/>`,
    `<text x="${(left + right) / 2}" y="${bottom + 32}" text-anchor="middle">${escaped(xLabel)}</text>`,
    `<text transform="translate(14 ${(top + bottom) / 2}) rotate(-90)" text-anchor="middle">${escaped(yLabel)}</text>`,
    ...(bar === undefined
      ? []
      : [
          `<line class="bar" x1="${left}" x2="${right}" y1="${yAt(bar.y)}" y2="${yAt(bar.y)}"/>`,
          `<text class="said" x="${left + 6}" y="${Number(yAt(bar.y)) - 4}">${escaped(bar.label)}</text>`,
        ]),
    `<polyline class="line" points="${drawn.map(({x, y}) => `${xAt(x)},${yAt(y)}`).join(' ')}"/>`,
    ...drawn.map(({x, y}) => `<circle class="dot" cx="${xAt(x)}" cy="${yAt(y)}" r="3"/>`),
  ].join('')
}

/** The next of 1, 2, 4, 6 or 8 times a power of ten. */
function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value))
  return ([1, 2, 4, 6, 8, 10].find(times => times * power >= value) ?? 10) * power
}

function short(value: number): string {
  if (value >= 1e6) return `${Number((value / 1e6).toPrecision(3))} M`
  return value >= 1e4 ? `${Number((value / 1e3).toPrecision(3))} k` : String(Number(value.toPrecision(3)))
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
