import {Router} from 'express'
import {placesGeoJson} from './places.ts'
import {type Tiles, worldTiles} from './tiles.ts'

const TILE_TYPE = 'application/vnd.mapbox-vector-tile'
const DAY_SECONDS = 86_400

/**
 * The base map, from this server alone: `/map/tiles/{z}/{x}/{y}.pbf` (layers land, coast, border, country) and
 * `/map/places.json`. It tells nothing that is not in every atlas, so it is open to all.
 */
export function baseMapRoutes(tiles: Tiles = worldTiles()): Router {
  const router = Router()

  router.get('/map/tiles/:z/:x/:y.pbf', async (request, response) => {
    const {z, x, y} = request.params
    const tile = [z, x, y].every(isWhole) ? await tiles.tile(Number(z), Number(x), Number(y)) : undefined
    if (tile === undefined) {
      response.status(404).json({code: 'not-found'})
      return
    }
    response
      .set('cache-control', `public, max-age=${DAY_SECONDS}`)
      .type(TILE_TYPE)
      .send(Buffer.from(tile.buffer, tile.byteOffset, tile.byteLength))
  })

  router.get('/map/places.json', (_request, response) => {
    response.set('cache-control', `public, max-age=${DAY_SECONDS}`).json(placesGeoJson())
  })
  return router
}

function isWhole(text: string | undefined): boolean {
  return text !== undefined && /^\d{1,7}$/.test(text)
}
