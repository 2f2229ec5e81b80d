import type {FeatureCollection, Point} from 'geojson'
import {type GeoJSONSource, Map as MapLibreMap, setWorkerUrl} from 'maplibre-gl'
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url'
import {systemClock} from '../../../shared/base/clock.ts'
import type {TrackColumns} from '../../../client/state/track-columns.ts'

/** The same tracks as MapLibre itself would show them: a GeoJSON source, set anew with each frame, as symbols. */
export function openPeer(place: HTMLElement, table: TrackColumns, figures: {drawn: number}): void {
  setWorkerUrl(workerUrl)
  const base = document.createElement('div')
  base.className = 'map'
  place.append(base)
  const map = new MapLibreMap({
    container: base,
    center: [13.3, 54.85],
    zoom: 8,
    attributionControl: false,
    fadeDuration: 0,
    style: {
      version: 8,
      sources: {
        base: {type: 'vector', tiles: [`${location.origin}/map/tiles/{z}/{x}/{y}.pbf`], maxzoom: 10},
        tracks: {type: 'geojson', data: featuresOf(table)},
      },
      layers: [
        {id: 'sea', type: 'background', paint: {'background-color': '#12181d'}},
        {id: 'land', type: 'fill', source: 'base', 'source-layer': 'land', paint: {'fill-color': '#20272d'}},
        {
          id: 'tracks',
          type: 'symbol',
          source: 'tracks',
          layout: {
            'icon-image': 'arrow',
            'icon-rotate': ['get', 'course'],
            'icon-allow-overlap': true,
            'icon-ignore-placement': true,
          },
        },
      ],
    },
  })
  map.on('load', () => {
    map.addImage('arrow', arrow())
    table.onChange(() => void map.getSource<GeoJSONSource>('tracks')?.setData(featuresOf(table)))
  })
  map.on('render', () => figures.drawn++)
}

function featuresOf(table: TrackColumns): FeatureCollection<Point> {
  const now = systemClock.wall()
  return {
    type: 'FeatureCollection',
    features: Array.from({length: table.count}, (_, slot) => {
      const {lon, lat} = table.positionOf(slot, now)
      return {
        type: 'Feature' as const,
        id: table.id[slot] ?? 0,
        properties: {course: table.course(slot) || 0},
        geometry: {type: 'Point' as const, coordinates: [lon, lat]},
      }
    }),
  }
}

function arrow(): {width: number; height: number; data: Uint8Array} {
  const data = new Uint8Array(16 * 16 * 4)
  for (let y = 0; y < 16; y++)
    for (let x = 0; x < 16; x++) if (Math.abs(x - 8) < y / 2.6) data.fill(200, (y * 16 + x) * 4, (y * 16 + x) * 4 + 4)
  return {width: 16, height: 16, data}
}
