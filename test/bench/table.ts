import type {NationCode} from '../../shared/base/id.ts'
import {seededRandom} from '../../shared/base/random.ts'
import {kindCode} from '../../shared/model/object.ts'
import {emptyReport} from '../../shared/model/observation.ts'
import {Areas} from '../../server/picture/areas.ts'
import {Picture} from '../../server/picture/picture.ts'
import {PairIndex} from '../../server/picture/pair-index.ts'
import {Watch} from '../../server/rules/watch.ts'
import {zones} from './stage/zones.ts'
import {ofTrees} from './peers/trees.ts'

export const name = 'table'

const TRACKS = 300_000
const RADAR_OBJECTS = 2_000
const START = Date.UTC(2026, 0, 1)

/** The picture with 300,000 tracks: reports, queries, the sweep, positions among 1,000 zones, plots, and all with rules. */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const count = Math.max(2_000, Math.round(TRACKS * size))
  const each = (seconds * 1_000) / 10
  const before = memory()
  const world = new World(count)
  world.fill()
  const bytes = (memory() - before) / count

  const updates = perCpuSecond(each, 10_000, () => world.update(10_000))
  const hashed = perCpuSecond(each, 100_000, indexed(count))
  const swept = milliseconds(each, () => world.picture.sweep())
  let hits = 0
  const box = {west: 10, south: 54, east: 12, north: 55}
  const queried = milliseconds(each / 2, () => world.picture.within(box, () => hits++))
  world.watch()
  const watched = perCpuSecond(each, 10_000, () => world.update(10_000))
  return {
    tracks: count,
    'bytes per track, columns and index': bytes,
    'reports per CPU-second, report to track': updates,
    'the same with areas, 1,000 zones and all rules': watched,
    'index of sources, look-ups per CPU-second': hashed,
    'sweep of all rows, ms': swept,
    'query of 2 by 1 degrees, µs': queried * 1_000,
    ...ofTrees(world.picture.tracks, box, each),
    'µs per position among 1,000 zones': zoneMicroseconds(each),
    'plots per CPU-second, 2,000 objects in one radar': plots(each, Math.max(50, Math.round(RADAR_OBJECTS * size))),
  }
}

/** Vessels over the North Sea and the Baltic, each of which moves with each of its reports. */
class World {
  readonly picture: Picture
  readonly #count: number
  readonly #random = seededRandom(5)
  readonly #report = emptyReport(0)
  #now = START

  constructor(count: number) {
    this.#count = count
    this.picture = new Picture({
      nation: 'SE' as NationCode,
      capacity: Math.ceil(count * 1.05),
      now: () => this.#now,
      feeds: [{name: 'ais', kind: 'ais', origin: 'SE' as NationCode, world: 'real', trust: 'B'}],
      units: [],
      random: seededRandom(1),
    })
    this.#report.kind = kindCode('vessel')
    this.#report.speed = 6
    this.#report.course = 90
    this.#report.accuracy = 10
  }

  fill(): void {
    for (let vessel = 0; vessel < this.#count; vessel++)
      this.#tell(vessel, 5 + this.#random.unit() * 20, 50 + this.#random.unit() * 12)
    this.picture.drain()
  }

  update(reports: number): void {
    this.#now += 500
    const {lon, lat} = this.picture.sources
    for (let report = 0; report < reports; report++) {
      // Rows were given out in the order of the vessels.
      const vessel = Math.floor(this.#random.unit() * this.#count)
      this.#tell(vessel, (lon[vessel] ?? 0) + 0.0005, lat[vessel] ?? 0)
    }
    this.picture.drain()
  }

  watch(): void {
    const {picture} = this
    const watch = new Watch({
      picture,
      areas: new Areas(zones()),
      rules: [],
      nation: 'SE' as NationCode,
      now: () => this.#now,
      onFinding: () => undefined,
    })
    picture.onArrival((track, source) => watch.arrived(track, source))
  }

  #tell(vessel: number, lon: number, lat: number): void {
    const report = this.#report
    report.id = 200_000_000 + vessel
    report.at = this.#now
    report.lon = lon
    report.lat = lat
    this.picture.report(report)
  }
}

/** Look-ups in the index of sources alone. */
function indexed(count: number): () => void {
  const columns = {first: new Uint16Array(count), second: new Uint32Array(count)}
  const index = new PairIndex(columns)
  for (let row = 0; row < count; row++) {
    columns.second[row] = 200_000_000 + row
    index.add(row)
  }
  let at = 0
  return () => {
    for (let look = 0; look < 100_000; look++) {
      at = (at + 7_919) % count
      if (index.find(0, 200_000_000 + at) !== at) throw new Error(`row ${at} was not found`)
    }
  }
}

function zoneMicroseconds(forMs: number): number {
  const areas = new Areas(zones())
  const random = seededRandom(2)
  const places = Float64Array.from({length: 20_000}, (_, index) =>
    index % 2 === 0 ? 5 + random.unit() * 20 : 50 + random.unit() * 12,
  )
  let inside = 0
  const perSecond = perCpuSecond(forMs, places.length / 2, () => {
    for (let at = 0; at < places.length; at += 2) {
      if (areas.areaAt(places[at] ?? 0, places[at + 1] ?? 0) !== undefined) inside++
      inside += areas.zonesAt(places[at] ?? 0, places[at + 1] ?? 0).length
    }
  })
  if (inside === 0) throw new Error('no position lay in any area')
  return 1_000_000 / perSecond
}

/** Anonymous plots of one radar, every three seconds one of each object, given to their tracks. */
function plots(forMs: number, objects: number): number {
  let now = START
  const picture = new Picture({
    nation: 'SE' as NationCode,
    capacity: objects * 2,
    now: () => now,
    feeds: [
      {name: 'radar', kind: 'observations', sensor: 'radar', origin: 'SE' as NationCode, world: 'real', trust: 'B'},
    ],
    units: [],
    random: seededRandom(1),
  })
  const random = seededRandom(4)
  const places = Array.from({length: objects}, () => ({lon: 10 + random.unit() * 2, lat: 54 + random.unit()}))
  const report = emptyReport(0)
  report.interval = 3_000
  report.accuracy = 30
  return perCpuSecond(forMs, objects, () => {
    now += 3_000
    report.at = now
    for (const {lon, lat} of places) {
      report.lon = lon + (random.unit() - 0.5) * 0.0005
      report.lat = lat + (random.unit() - 0.5) * 0.0003
      picture.report(report)
    }
    picture.drain()
  })
}

function memory(): number {
  const {heapUsed, arrayBuffers} = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** Work done per second of processor time, after one run to warm up, for at least `forMs` of it. */
function perCpuSecond(forMs: number, work: number, run: () => void): number {
  run()
  const from = process.cpuUsage()
  for (let done = 0; ;) {
    run()
    done += work
    const used = process.cpuUsage(from)
    const ms = (used.user + used.system) / 1_000
    if (ms >= forMs) return (done * 1_000) / ms
  }
}

function milliseconds(forMs: number, run: () => void): number {
  return 1_000 / perCpuSecond(forMs, 1, run)
}
