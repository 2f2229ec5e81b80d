import {writeFileSync} from 'node:fs'
import {fileURLToPath} from 'node:url'
import {NAUTICAL_MILE} from '../shared/geo/distance.ts'
import type {Line, MultiPolygon} from '../shared/model/zone.ts'
import {type Box, signedDistance} from './areas/coast.ts'
import {type Partition, partition} from './areas/partition.ts'
import {channel, type Waters, westernBaltic} from './areas/waters.ts'

/** Land, territorial sea, contiguous zone, and what lies farther out; limits in metres from the coast. */
const BANDS = [0, 12 * NAUTICAL_MILE, 24 * NAUTICAL_MILE] as const
const LAND = 0
const TERRITORIAL = 1
const CONTIGUOUS = 2
/** As far as the box goes: nowhere in it is a coast 200 nm away. */
const ECONOMIC = 3
const BAND_COUNT = 4

type Feature = {
  readonly type: 'Feature'
  readonly properties: Readonly<Record<string, unknown>>
  readonly geometry: {readonly type: string; readonly coordinates: unknown}
}

/**
 * Areas of responsibility, maritime zones and frontiers of some waters: every place belongs to the country whose coast
 * is nearest, by land to the one on whose side of the border it is. It is indicative, and says so: real limits are
 * agreed, not computed. Operators load their own.
 */
export function makeAreas(waters: Waters): {type: 'FeatureCollection'; features: Feature[]} {
  const {nations, neighbours, box, step} = waters
  const cut = divided({codes: [...nations, ...neighbours], box, step, tolerance: waters.tolerance})
  const features: Feature[] = []

  nations.forEach((nation, index) => {
    const name = waters.names[nation] ?? nation
    const band = (which: number) => cut.area(label => label === index * BAND_COUNT + which)
    const whole = cut.area(label => Math.floor(label / BAND_COUNT) === index)
    const of = (kind: string, said: string) => ({kind, id: `${nation}-${kind}`, name: said, nation, indicative: true})
    features.push(
      area(of('area-of-responsibility', `${name}: area of responsibility`), whole),
      area(of('land', name), band(LAND)),
      area(of('territorial-sea', `${name}: territorial sea, 12 nm`), band(TERRITORIAL)),
      area(of('contiguous-zone', `${name}: contiguous zone, 24 nm`), band(CONTIGUOUS)),
    )
    const economic = band(ECONOMIC)
    if (economic.length > 0)
      features.push(area(of('exclusive-economic-zone', `${name}: exclusive economic zone, 200 nm`), economic))
    // Search and rescue regions are agreed, not computed: in the example each keeps to the area of responsibility.
    features.push(area(of('sar-region', `${name}: search and rescue region (example)`), whole))
  })
  nations.forEach((one, left) =>
    nations.slice(left + 1).forEach((other, rest) => {
      const right = left + 1 + rest
      const lines = cut.lines(
        label => Math.floor(label / BAND_COUNT) === left,
        label => Math.floor(label / BAND_COUNT) === right,
      )
      if (lines.length === 0) return
      const id = `${one}-${other}`
      const everyCrossing = waters.everyCrossing.includes(id)
      const between = [one, other]
      features.push({
        type: 'Feature',
        properties: {kind: 'frontier', id, name: `${one}–${other}`, between, indicative: true, everyCrossing},
        geometry: {type: 'MultiLineString', coordinates: lines},
      })
    }),
  )
  for (const {id, name, ring, nation} of waters.internal) {
    const properties = {kind: 'internal-waters', id, name, nation, indicative: true}
    features.push(area(properties, [[[...ring, ...ring.slice(0, 1)]]]))
  }
  for (const {id, name, ring, nation} of waters.watch) {
    const properties = {kind: 'watch', id, name, ...(nation === undefined ? {} : {nation})}
    features.push(area(properties, [[[...ring, ...ring.slice(0, 1)]]]))
  }
  return {type: 'FeatureCollection', features}
}

function divided(options: {codes: readonly string[]; box: Box; step: number; tolerance: number}): Partition {
  const {codes, box, step, tolerance} = options
  const columns = Math.round((box.east - box.west) / step) + 1
  const rows = Math.round((box.north - box.south) / step) + 1
  const distances = codes.map(code => {
    const distance = signedDistance(code, box)
    return Float64Array.from({length: columns * rows}, (_, at) =>
      distance(box.west + (at % columns) * step, box.south + Math.floor(at / columns) * step),
    )
  })
  const nearest = Uint8Array.from({length: columns * rows}, (_, at) => {
    let best = 0
    distances.forEach((each, code) => {
      if ((each[at] ?? Infinity) < (distances[best]?.[at] ?? Infinity)) best = code
    })
    return best
  })
  const labels = nearest.map((code, at) => code * BAND_COUNT + bandOf(distances[code]?.[at] ?? Infinity))

  function change(from: readonly [number, number], to: readonly [number, number]): number {
    const [a, b] = [from[1] * columns + from[0], to[1] * columns + to[0]]
    const [own, other] = [distances[nearest[a] ?? 0], distances[nearest[b] ?? 0]]
    if (own !== other) {
      const [before, after] = [(own?.[a] ?? 0) - (other?.[a] ?? 0), (own?.[b] ?? 0) - (other?.[b] ?? 0)]
      return share(before, after)
    }
    const limit = BANDS[(Math.max(labels[a] ?? 0, labels[b] ?? 0) % BAND_COUNT) - 1] ?? 0
    return share((own?.[a] ?? 0) - limit, (own?.[b] ?? 0) - limit)
  }

  return partition({box, step, tolerance, change, label: (column, row) => labels[row * columns + column] ?? -1})
}

function bandOf(metres: number): number {
  const band = BANDS.findIndex(limit => metres < limit)
  return band < 0 ? BAND_COUNT - 1 : band
}

/** Where a value that changes sign is nought, kept off the ends so that lines do not touch the grid's points. */
function share(before: number, after: number): number {
  const at = before / (before - after)
  return Number.isFinite(at) ? Math.min(0.98, Math.max(0.02, at)) : 0.5
}

function area(properties: Readonly<Record<string, unknown>>, coordinates: MultiPolygon | Line[][]): Feature {
  return {type: 'Feature', properties, geometry: {type: 'MultiPolygon', coordinates}}
}

/** One feature a line: differences between two versions can be read. */
export function asText(areas: {features: readonly Feature[]}): string {
  return `{"type":"FeatureCollection","features":[\n${areas.features.map(each => JSON.stringify(each)).join(',\n')}\n]}\n`
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  for (const waters of [westernBaltic, channel])
    writeFileSync(fileURLToPath(new URL(waters.file, import.meta.url)), asText(makeAreas(waters)))
