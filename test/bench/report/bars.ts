export type Results = {
  readonly options: {readonly size: number; readonly seconds: number}
  readonly results: Readonly<Record<string, Readonly<Record<string, number | string | null>>>>
}

type Bar = {
  readonly what: string
  readonly bench: string
  readonly figure: string
  readonly unit: string
  /** The figure is to be this or better. */
  readonly most?: number
  readonly least?: number
}

const WORLD = '1,000,000 tracks, 100,000 sentences/s, 500 sessions'
const BARS: readonly Bar[] = [
  of('end-to-end', `${WORLD}: sentence in to record out, p99`, 'sentence in to record out p99, ms', 'ms', {most: 120}),
  of('end-to-end', `${WORLD}: processor of the node`, 'CPU of the node, % of a core', '% of a core', {most: 50}),
  of('end-to-end', `${WORLD}: memory of the node`, 'memory of the node, MB', 'MB', {most: 768}),
  ...['500 windows', '1000 windows', 'a node of 1000000 tracks'].map(what =>
    of('tls', `${what}: TLS in Node more`, `${what}: TLS, points of a core more`, 'points of a core', {most: 15}),
  ),
  of(
    'fanout',
    '1,000 sessions at 10 Hz, 20,000/s',
    'ours, 1000 clients: CPU of the server, % of a core',
    '% of a core',
    {
      most: 35,
    },
  ),
  of('fanout', 'the same: end to end, p99', 'ours, 1000 clients: end to end p99, ms', 'ms', {most: 120}),
  of(
    'three-nations',
    'three nations, 20,000/s and 100 sessions each: processor',
    'CPU of the process, % of a core',
    '% of a core',
    {
      most: 60,
    },
  ),
  of('three-nations', 'the same: sentence in to record out, p99', 'sentence in to record out p99, ms', 'ms', {
    most: 150,
  }),
  of('sessions', '4,000 sessions at 4 Hz', 'CPU of the server, % of a core', '% of a core', {most: 60}),
  ...[
    ['harbours and regions', 12],
    ['oceans', 8],
  ].map(([where, most]) =>
    of('fanout', `a delivered update, ${where}`, `bytes per delivered update, ${where}`, 'bytes', {most: Number(most)}),
  ),
  ...['per client', 'by rooms'].map(how =>
    of(
      'fanout',
      `500 sessions: JSON ${how} over Socket.IO, its processor time for an update in ours`,
      `JSON ${how} / ours, CPU per delivered update`,
      'times',
      {least: 4},
    ),
  ),
  of('ingest', 'AIS lines into columns, per CPU-second', 'lines per CPU-second, bytes to columns', 'lines', {
    least: 1e6,
  }),
  of('ingest', 'AIS lines against ggencoder', 'ratio to ggencoder', 'times', {least: 10}),
  of('snapshot-storm', '1,000 sessions come back at once: all live', 'all live after, ms', 'ms', {most: 5_000}),
  of('snapshot-storm', 'the same: event loop delay, p99', 'event loop delay p99, ms', 'ms', {most: 250}),
  of('slow-clients', '100 of 200 sessions stall: memory each', 'memory per stalled session, MB', 'MB', {most: 5}),
  of('slow-clients', 'the same: p99 of the others worse by', 'the others: p99 worse by, %', '%', {most: 10}),
  of('slow-clients', 'the same: newest picture after', 'newest picture whole after, slowest, ms', 'ms', {most: 1_000}),
  of('ledger', 'durable events a second', 'events on disk, per s', 'events/s', {least: 20_000 * 0.99}),
  of('ledger', 'durable events: acknowledged, p99', 'acknowledged p99, ms', 'ms', {most: 20}),
]

/** The bars as a Markdown table: what was measured, and whether it is met or by how much not. The last file counts. */
export function tableOfBars(files: readonly Results[]): string {
  const rows = BARS.map(bar => {
    const limit = bar.most === undefined ? `≥ ${said(bar.least ?? NaN)}` : `≤ ${said(bar.most)}`
    const found = files.findLast(({results}) => results[bar.bench] !== undefined)
    const value = found?.results[bar.bench]?.[bar.figure]
    const cells =
      found === undefined || typeof value !== 'number'
        ? ['not measured', '—']
        : [`${said(value)}${sizeOf(found)}`, isMet(bar, value) ? 'met' : `missed by ${missedBy(bar, value)}`]
    return `| ${bar.what} (\`${bar.bench}\`) | ${limit} ${bar.unit} | ${cells.join(' | ')} |`
  })
  return ['| what | bar | measured | |', '|---|---|---|---|', ...rows].join('\n')
}

function of(
  bench: string,
  what: string,
  figure: string,
  unit: string,
  limit: {readonly most: number} | {readonly least: number},
): Bar {
  return {bench, what, figure, unit, ...limit}
}

function isMet({most, least}: Bar, value: number): boolean {
  return most === undefined ? value >= (least ?? NaN) : value <= most
}

function missedBy({most, least}: Bar, value: number): string {
  return most === undefined ? `a factor of ${said((least ?? NaN) / value)}` : `${said((value / most - 1) * 100)} %`
}

/** A figure of a smaller world than the bar's says so. */
function sizeOf({options}: Results): string {
  return options.size === 1 ? '' : ` (at ${options.size} of the size)`
}

function said(value: number): string {
  return Math.abs(value) >= 100
    ? Math.round(value).toLocaleString('en')
    : value.toLocaleString('en', {maximumSignificantDigits: 3})
}
