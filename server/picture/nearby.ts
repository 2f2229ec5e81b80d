import {distanceBetween} from '../../shared/geo/distance.ts'
import type {Box} from '../../shared/geo/polygon.ts'
import type {Position} from '../../shared/geo/position.ts'
import type {TrackRows} from './track-rows.ts'

/** Visits confirmed tracks whose last place lies in the box; `west` may lie below −180 and `east` beyond 180. */
export function tracksWithin(tracks: TrackRows, box: Box, visit: (track: number) => void): void {
  const {lon, lat} = tracks.table
  tracks.grid.visit(box.west, box.south, box.east, box.north, row => {
    if (tracks.tentative[row] === 1) return
    const y = lat[row] ?? NaN
    if (y < box.south || y > box.north) return
    const x = lon[row] ?? NaN
    if (isBetween(x, box) || isBetween(x - 360, box) || isBetween(x + 360, box)) visit(row)
  })
}

/** The `count` nearest that `accept` agrees to, nearest first: looks in ever larger boxes until none nearer can be missing. */
export function nearestTracks(
  tracks: TrackRows,
  place: Position,
  count: number,
  accept: (track: number) => boolean,
): {row: number; metres: number}[] {
  for (let reach = 0.25; ; reach *= 4) {
    const isAll = reach > 90
    const across = isAll
      ? 180
      : Math.min(180, reach / Math.max(0.02, Math.cos((Math.abs(place.lat) + reach) * (Math.PI / 180))))
    const found: {row: number; metres: number}[] = []
    const box = {
      west: place.lon - across,
      south: place.lat - reach,
      east: place.lon + across,
      north: place.lat + reach,
    }
    tracksWithin(tracks, box, row => {
      if (!accept(row)) return
      const {lon, lat} = tracks.table
      found.push({row, metres: distanceBetween(place.lon, place.lat, lon[row] ?? NaN, lat[row] ?? NaN)})
    })
    found.sort((a, b) => a.metres - b.metres)
    const sure = isAll ? found : found.filter(each => each.metres <= reach * 111_000)
    if (sure.length >= count || isAll) return sure.slice(0, count)
  }
}

function isBetween(x: number, box: Box): boolean {
  return x >= box.west && x <= box.east
}
