import {seededRandom} from '../../../shared/base/random.ts'
import {geography, type Geography} from '../../../server/config.ts'

const ZONES = 1_000
const CORNERS = 60

/** Two nations that share the sea, and 1,000 zones of 60 corners. */
export function zones(): Geography {
  const random = seededRandom(9)
  const ring = (lon: number, lat: number, reach: number, corners: number) => {
    const places = Array.from({length: corners}, (_, corner) => {
      const angle = (corner / corners) * 2 * Math.PI
      const far = reach * (0.7 + 0.3 * random.unit())
      return [lon + 1.7 * far * Math.cos(angle), lat + far * Math.sin(angle)]
    })
    return [...places, places[0]]
  }
  const area = (id: string, kind: string, nation: string | undefined, coordinates: unknown) => ({
    type: 'Feature',
    properties: {id, kind, ...(nation === undefined ? {} : {nation})},
    geometry: {type: 'Polygon', coordinates: [coordinates]},
  })
  const half = (west: number, east: number) => [
    [west, 48],
    [east, 48],
    [east, 64],
    [west, 64],
    [west, 48],
  ]
  return geography.parse({
    type: 'FeatureCollection',
    features: [
      area('DK', 'area-of-responsibility', 'DK', half(0, 15)),
      area('SE', 'area-of-responsibility', 'SE', half(15, 30)),
      ...Array.from({length: ZONES}, (_, zone) =>
        area(`zone-${zone}`, 'watch', undefined, ring(5 + random.unit() * 20, 50 + random.unit() * 12, 0.1, CORNERS)),
      ),
    ],
  })
}
