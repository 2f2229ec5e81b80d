import {writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {distanceBetween} from '../shared/geo/distance.ts'
import {signedDistance} from './areas/coast.ts'
import {places, routes} from './areas/routes.ts'

/** The waters that vessels of the demonstration sail, cut finely enough for the Sound. */
const BOX = {west: 9.4, south: 53.9, east: 16.8, north: 57.1}
const STEP = 0.01
const COUNTRIES = ['DK', 'SE', 'DE', 'PL']
/** Nearer to land than this no lane runs, but for its ends, metres. */
const CLOSEST = 500
/** A lane keeps so far off where the water is wide enough, metres. */
const COMFORTABLE = 4_000

type Lane = {readonly id: string; readonly points: readonly (readonly [number, number, number])[]}

/** Ways by water between the places of each route: longitude, latitude, and the metres of water to either side. */
export function makeLanes(): Lane[] {
  const columns = Math.round((BOX.east - BOX.west) / STEP) + 1
  const rows = Math.round((BOX.north - BOX.south) / STEP) + 1
  const from = COUNTRIES.map(code => signedDistance(code, BOX))
  const water = Float64Array.from({length: columns * rows}, (_, at) =>
    Math.min(...from.map(each => each(BOX.west + (at % columns) * STEP, BOX.south + Math.floor(at / columns) * STEP))),
  )
  const lonOf = (at: number) => BOX.west + (at % columns) * STEP
  const latOf = (at: number) => BOX.south + Math.floor(at / columns) * STEP
  const nearest = ([lon, lat]: readonly [number, number]) =>
    Math.round((lat - BOX.south) / STEP) * columns + Math.round((lon - BOX.west) / STEP)
  const clear = (lon: number, lat: number) => water[nearest([lon, lat])] ?? -1

  /** Dijkstra's search, wide water preferred. */
  function way(start: number, end: number): number[] {
    const cost = new Float64Array(columns * rows).fill(Infinity)
    const before = new Int32Array(columns * rows).fill(-1)
    const buckets: number[][] = [[start]]
    cost[start] = 0
    for (let bucket = 0; bucket < buckets.length; bucket++)
      for (const at of buckets[bucket] ?? []) {
        if (at === end) return traced(before, end)
        if (Math.floor(cost[at] ?? 0) < bucket) continue
        const [column, row] = [at % columns, Math.floor(at / columns)]
        for (let step = 0; step < 9; step++) {
          const [across, up] = [(step % 3) - 1, Math.floor(step / 3) - 1]
          const [x, y] = [column + across, row + up]
          const next = y * columns + x
          if (x < 0 || y < 0 || x >= columns || y >= rows) continue
          const off = water[next] ?? -1
          if (off < CLOSEST && next !== end) continue
          const dear = 1 + 3 * Math.max(0, 1 - off / COMFORTABLE) ** 2
          const sum = (cost[at] ?? 0) + Math.hypot(across * 0.57, up) * dear
          if (sum >= (cost[next] ?? Infinity)) continue
          cost[next] = sum
          before[next] = at
          ;(buckets[Math.floor(sum)] ??= []).push(next)
        }
      }
    throw new Error(`no way by water from ${lonOf(start)} ${latOf(start)} to ${lonOf(end)} ${latOf(end)}`)
  }

  /** Leaves out the points that a straight line may pass over without coming nearer to land than the way itself does. */
  function straightened(path: readonly number[]): number[] {
    const kept = [path[0] ?? 0]
    for (let at = 0; at < path.length - 1;) {
      let next = at + 1
      for (let far = Math.min(path.length - 1, at + 120); far > next; far--) if (isStraight(path, at, far)) next = far
      at = next
      kept.push(path[at] ?? 0)
    }
    return kept
  }

  function isStraight(path: readonly number[], start: number, end: number): boolean {
    const [a, b] = [path[start] ?? 0, path[end] ?? 0]
    const least = Math.min(COMFORTABLE, ...path.slice(start, end + 1).map(at => water[at] ?? 0)) * 0.9
    const pieces = Math.ceil(Math.hypot(lonOf(b) - lonOf(a), latOf(b) - latOf(a)) / (STEP / 2))
    for (let piece = 0; piece <= pieces; piece++) {
      const share = piece / pieces
      const [lon, lat] = [lonOf(a) + (lonOf(b) - lonOf(a)) * share, latOf(a) + (latOf(b) - latOf(a)) * share]
      if (clear(lon, lat) < least) return false
    }
    return true
  }

  return Object.entries(routes).map(([id, by]) => {
    const stops = by.map(name => nearest(places[name] ?? [NaN, NaN]))
    const path = stops.slice(1).flatMap((end, leg) => straightened(way(stops[leg] ?? 0, end)).slice(leg === 0 ? 0 : 1))
    return {
      id,
      points: path.map(
        at => [rounded(lonOf(at)), rounded(latOf(at)), Math.max(0, Math.round(water[at] ?? 0))] as const,
      ),
    }
  })
}

function traced(before: Int32Array, end: number): number[] {
  const path = [end]
  for (let at = before[end] ?? -1; at >= 0; at = before[at] ?? -1) path.push(at)
  return path.reverse()
}

function rounded(degrees: number): number {
  return Math.round(degrees * 1_000) / 1_000
}

/** As a source file of the scenario. */
export function asSource(lanes: readonly Lane[]): string {
  const lines = lanes.map(({id, points}) => `  '${id}': [${points.map(each => `[${each.join(', ')}]`).join(', ')}],`)
  return `// Made by examples/make-lanes.ts from the coast. Change the routes there, not the numbers here.

/** Ways by water: longitude, latitude, and the metres to the nearest land. */
// prettier-ignore
export const LANES: Readonly<Record<string, readonly (readonly [number, number, number])[]>> = {
${lines.join('\n')}
}
`
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const lanes = makeLanes()
  writeFileSync(fileURLToPath(new URL('../server/feeds/scenario/lanes.ts', import.meta.url)), asSource(lanes))
  for (const {id, points} of lanes) {
    const metres = points.slice(1).reduce((sum, [lon, lat], at) => {
      const [lonA, latA] = points[at] ?? [0, 0]
      return sum + distanceBetween(lonA, latA, lon, lat)
    }, 0)
    process.stdout.write(`${id}: ${points.length} points, ${Math.round(metres / 1852)} nm\n`)
  }
}
