import type {Box} from '../state/view.ts'

/** The base map ends here; deeper the map enlarges it. */
const DEEPEST = 10
/** More than this is no area but a continent. */
const MOST_PARTS = 800
export const MAP_CACHE = 'field-map'
const BESIDE = ['/map/geography.json', '/map/places.json']

/** How much of the area's map is on the phone. */
export type AreaMap = {readonly kept: number; readonly of: number; readonly bytes: number}

/** Addresses of all parts of the base map under a box, from the whole world down; the deepest are left out where they are too many. */
export function partsOf(box: Box): readonly string[] {
  const parts: string[] = []
  for (let zoom = 0; zoom <= DEEPEST; zoom++) {
    const [west, east] = [column(box.west, zoom), column(box.east, zoom)]
    const [north, south] = [row(box.north, zoom), row(box.south, zoom)]
    const across = (east - west + 2 ** zoom) % 2 ** zoom
    if (parts.length + (across + 1) * (south - north + 1) > MOST_PARTS) break
    for (let x = 0; x <= across; x++)
      for (let y = north; y <= south; y++) parts.push(`/map/tiles/${zoom}/${(west + x) % 2 ** zoom}/${y}.pbf`)
  }
  return [...BESIDE, ...parts]
}

/**
 * Fetches what of the area's map is not on the phone yet, one part after the other, while `mayLoad`. `told` hears how far
 * it is. Ends when all is there, or when the link has gone: it is called again.
 */
export async function loadArea(options: {
  box: Box
  caches: Pick<CacheStorage, 'open'>
  fetch: (path: string) => Promise<Response>
  mayLoad: () => boolean
  told: (map: AreaMap) => void
}): Promise<void> {
  const {box, caches, fetch, mayLoad, told} = options
  const cache = await caches.open(MAP_CACHE)
  const parts = partsOf(box)
  let [kept, bytes] = [0, 0]
  const missing: string[] = []
  for (const path of parts) {
    const held = await cache.match(path)
    if (held === undefined) missing.push(path)
    else {
      kept++
      bytes += (await held.blob()).size
    }
  }
  told({kept, of: parts.length, bytes})
  for (const path of missing) {
    if (!mayLoad()) return
    const answer = await fetch(path)
    if (!answer.ok) continue
    const copy = answer.clone()
    await cache.put(path, answer)
    bytes += (await copy.blob()).size
    told({kept: ++kept, of: parts.length, bytes})
  }
}

function column(lon: number, zoom: number): number {
  return Math.min(2 ** zoom - 1, Math.max(0, Math.floor(((lon + 180) / 360) * 2 ** zoom)))
}

/** Web Mercator. */
function row(lat: number, zoom: number): number {
  const radians = (Math.min(85, Math.max(-85, lat)) * Math.PI) / 180
  const y = (1 - Math.log(Math.tan(radians) + 1 / Math.cos(radians)) / Math.PI) / 2
  return Math.min(2 ** zoom - 1, Math.max(0, Math.floor(y * 2 ** zoom)))
}
