import {createRequire} from 'node:module'
import {fromGeojsonVt} from '@maplibre/vt-pbf'
import type {Feature} from 'geojson'
import GeoJSONVT from 'geojson-vt'
import {countryCount, countryLabelsOf, edgesOf, landOf, type World} from './world-atlas.ts'

/** Deeper tiles would show nothing that these do not: the data ends here, and the map enlarges them. */
export const DEEPEST_ZOOM = 10
/** From here on the finest coast; above it one that is a fifth of the size. */
const FINE_FROM = 5
const COUNTRIES_AT_ONCE = 40
const CACHE_BYTES = 48_000_000

export type LayerName = 'land' | 'coast' | 'border' | 'country'
type Layers = ReadonlyMap<LayerName, readonly GeoJSONVT[]>

/**
 * Vector tiles of the base map, made when they are asked for and kept up to 48 MB. Nothing is read before the first
 * request; the reading is cut into pieces, because the same thread serves the live picture.
 */
export class Tiles {
  readonly #cache = new Map<string, Uint8Array>()
  readonly #read: (name: string) => World
  readonly #pause: () => Promise<void>
  #bytes = 0
  #coarse: Promise<Layers> | undefined
  #fine: Promise<Layers> | undefined

  constructor(options: {
    readonly read: (name: string) => World
    /** Lets the others of this thread work. */
    readonly pause: () => Promise<void>
  }) {
    this.#read = options.read
    this.#pause = options.pause
  }

  /** The tile as protocol buffer; undefined where there is no such tile. */
  async tile(z: number, x: number, y: number): Promise<Uint8Array | undefined> {
    if (z < 0 || z > DEEPEST_ZOOM || x < 0 || y < 0 || x >= 2 ** z || y >= 2 ** z) return undefined
    const key = `${z}/${x}/${y}`
    const held = this.#cache.get(key)
    if (held !== undefined) {
      this.#cache.delete(key)
      this.#cache.set(key, held)
      return held
    }
    return this.#keep(key, cut(await this.#layersFor(z), z, x, y))
  }

  #layersFor(z: number): Promise<Layers> {
    if (z < FINE_FROM) return (this.#coarse ??= this.#layers('countries-50m', {labels: true}))
    return (this.#fine ??= this.#layers('countries-10m', {labels: false}))
  }

  async #layers(name: string, {labels}: {labels: boolean}): Promise<Layers> {
    const world = this.#read(name)
    await this.#pause()
    const land: GeoJSONVT[] = []
    for (let from = 0; from < countryCount(world); from += COUNTRIES_AT_ONCE) {
      land.push(indexOf(landOf(world, from, from + COUNTRIES_AT_ONCE), 3))
      await this.#pause()
    }
    const {coast, borders} = edgesOf(world)
    await this.#pause()
    const layers = new Map<LayerName, readonly GeoJSONVT[]>([
      ['land', land],
      ['coast', [indexOf(coast, 3)]],
      ['border', [indexOf(borders, 3)]],
    ])
    if (labels) layers.set('country', [indexOf(countryLabelsOf(world), 0)])
    else layers.set('country', (await this.#layersFor(0)).get('country') ?? [])
    return layers
  }

  #keep(key: string, tile: Uint8Array): Uint8Array {
    this.#cache.set(key, tile)
    this.#bytes += tile.byteLength
    for (const [oldest, bytes] of this.#cache) {
      if (this.#bytes <= CACHE_BYTES) break
      this.#cache.delete(oldest)
      this.#bytes -= bytes.byteLength
    }
    return tile
  }
}

/** The tiles of the package world-atlas (Natural Earth, public domain). */
export function worldTiles(): Tiles {
  const require = createRequire(import.meta.url)
  return new Tiles({
    read(name) {
      const path = require.resolve(`world-atlas/${name}.json`)
      const world = require(path) as World
      delete require.cache[path]
      return world
    },
    pause: () => new Promise(resolve => setImmediate(resolve)),
  })
}

function indexOf(features: Feature[], tolerance: number): GeoJSONVT {
  return new GeoJSONVT(
    {type: 'FeatureCollection', features},
    {maxZoom: DEEPEST_ZOOM, indexMaxZoom: 0, indexMaxPoints: 0, tolerance, buffer: 64},
  )
}

function cut(layers: Layers, z: number, x: number, y: number): Uint8Array {
  const found: Record<string, {features: unknown[]}> = {}
  for (const [name, indexes] of layers) {
    const features = indexes.flatMap(index => index.getTile(z, x, y)?.features ?? [])
    if (features.length > 0) found[name] = {features}
  }
  return fromGeojsonVt(found as unknown as Parameters<typeof fromGeojsonVt>[0], {version: 2, extent: 4096})
}
