import {writeFileSync} from 'node:fs'
import {measureNode, NODE_CPU as CPU, NODE_P99 as P99} from './end-to-end.ts'
import {type Panel, plotOf} from './report/plot.ts'

export const name = 'scaling'
/** Minutes long, and it writes into docs. */
export const onlyByName = true

const FILE = 'docs/scaling.svg'
const P99_BAR_MS = 120

type World = {readonly tracks: number; readonly perSecond: number; readonly sessions: number}
/** What stays while one of them grows. */
const USUAL: World = {tracks: 250_000, perSecond: 20_000, sessions: 200}
const SERIES = [
  {grows: 'tracks', label: 'live tracks', steps: [125_000, 250_000, 500_000, 1_000_000]},
  {grows: 'perSecond', label: 'sentences a second', steps: [10_000, 20_000, 50_000, 100_000]},
  {grows: 'sessions', label: 'sessions at 10 Hz', steps: [100, 200, 500, 1_000]},
] as const satisfies readonly {grows: keyof World; label: string; steps: readonly number[]}[]

/** A whole node while tracks, rate or sessions grow, the other two as usual: its cost and how late it is, as a plot. */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const scaled = (world: World): World => ({
    tracks: Math.max(2_000, Math.round(world.tracks * size)),
    perSecond: Math.max(500, Math.round(world.perSecond * size)),
    sessions: Math.max(10, Math.round(world.sessions * size)),
  })
  const figures: Record<string, number | string> = {}
  const [costs, delays]: [Panel[], Panel[]] = [[], []]
  for (const {grows, label, steps} of SERIES) {
    const measured: {readonly x: number; readonly cpu: number; readonly p99: number}[] = []
    for (const step of steps) {
      const world = scaled({...USUAL, [grows]: step})
      const found = await measureNode({...world, tls: false, seconds})
      const one = {x: world[grows], cpu: Number(found[CPU]), p99: Number(found[P99])}
      measured.push(one)
      figures[`${one.x} ${label}: ${CPU}`] = one.cpu
      figures[`${one.x} ${label}: ${P99}`] = one.p99
    }
    const points = (of: 'cpu' | 'p99') => measured.map(one => ({x: one.x, y: one[of]}))
    costs.push({title: `Cost by ${label}`, xLabel: label, yLabel: '% of a core', points: points('cpu')})
    delays.push({
      title: `Delay by ${label}`,
      xLabel: label,
      yLabel: 'in to out, p99, ms',
      points: points('p99'),
      bar: {y: P99_BAR_MS, label: `bar: ${P99_BAR_MS} ms`},
    })
  }
  const usual = scaled(USUAL)
  writeFileSync(
    FILE,
    plotOf(
      [costs, delays],
      `One node; where it does not grow: ${usual.tracks} tracks, ${usual.perSecond} sentences/s, ${usual.sessions} sessions`,
    ),
  )
  return {...figures, written: FILE}
}
