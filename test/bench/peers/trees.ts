import KDBush from 'kdbush'
import type {Table} from '../../../server/picture/table.ts'
import type {Box} from '../stage/view.ts'

type Place = {minX: number; minY: number; maxX: number; maxY: number; readonly row: number}
type RBush = {
  load(places: readonly Place[]): unknown
  remove(place: Place): unknown
  insert(place: Place): unknown
  search(box: Omit<Place, 'row'>): readonly Place[]
}

/** It brings no types. */
const {default: RTree} = (await import('rbush' as string)) as {default: new () => RBush}
const MOVED = 2_000

/** The tracks of a table in an R-tree that follows each move, and in a k-d tree that is built anew. */
export function ofTrees(table: Table, box: Box, forMs: number): Record<string, number> {
  const places: Place[] = []
  for (let row = 0; row < table.capacity; row++) if (table.held[row] === 1) places.push(placeOf(table, row))
  const tree = new RTree()
  tree.load(places)
  let next = 0
  const move = () => {
    for (let moved = 0; moved < MOVED; moved++) {
      const place = places[next++ % places.length]
      if (place === undefined) continue
      tree.remove(place)
      place.minX += 0.0005
      place.maxX = place.minX
      tree.insert(place)
    }
  }
  const search = {minX: box.west, minY: box.south, maxX: box.east, maxY: box.north}
  const build = () => {
    const index = new KDBush(places.length, 64, Float64Array)
    for (const {minX, minY} of places) index.add(minX, minY)
    return index.finish()
  }
  const index = build()
  return {
    'rbush: moves per CPU-second': (MOVED * 1_000) / cpuMs(forMs, move),
    'rbush: query of 2 by 1 degrees, µs': cpuMs(forMs / 2, () => tree.search(search)) * 1_000,
    'kdbush: building it, ms': cpuMs(forMs, build),
    'kdbush: query of 2 by 1 degrees, µs':
      cpuMs(forMs / 2, () => index.range(box.west, box.south, box.east, box.north)) * 1_000,
  }
}

function placeOf(table: Table, row: number): Place {
  const [lon, lat] = [table.lon[row] ?? 0, table.lat[row] ?? 0]
  return {minX: lon, minY: lat, maxX: lon, maxY: lat, row}
}

/** Processor time of one run, ms, after one to warm up. */
function cpuMs(forMs: number, run: () => unknown): number {
  run()
  const from = process.cpuUsage()
  for (let runs = 1; ; runs++) {
    run()
    const {user, system} = process.cpuUsage(from)
    const ms = (user + system) / 1_000
    if (ms >= forMs) return ms / runs
  }
}
