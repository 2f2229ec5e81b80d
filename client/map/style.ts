import type {FeatureCollection} from 'geojson'
import type {ExpressionSpecification, LayerSpecification, StyleSpecification} from 'maplibre-gl'
import type {Tokens} from '../ui/palette.ts'

const EMPTY: FeatureCollection = {type: 'FeatureCollection', features: []}
const FONT = ['Inter']

export type StyleParts = {
  readonly colours: Tokens
  /** Where the page comes from: the only host that is ever asked. */
  readonly origin: string
  readonly fonts: readonly FontFile[]
  /** Areas and lines of the configuration with what `frontier-sides.ts` adds; undefined until they are there. */
  readonly geography: FeatureCollection | undefined
}
export type FontFile = {readonly url: string; readonly 'unicode-range'?: string[]}

/** The base map in one palette. Two styles of different palettes differ in colours only, so that a switch is one repaint. */
export function styleOf({colours, origin, fonts, geography}: StyleParts): StyleSpecification {
  return {
    version: 8,
    'font-faces': {Inter: fonts.map(font => ({...font}))},
    transition: {duration: 0, delay: 0},
    sources: {
      base: {type: 'vector', tiles: [`${origin}/map/tiles/{z}/{x}/{y}.pbf`], maxzoom: 10},
      places: {type: 'geojson', data: `${origin}/map/places.json`},
      geography: {type: 'geojson', data: geography ?? EMPTY},
    },
    layers: [...ground(colours), ...areas(colours), ...lines(colours), ...words(colours)],
  }
}

function ground(colours: Tokens): LayerSpecification[] {
  return [
    {id: 'sea', type: 'background', paint: {'background-color': colours['bg.sea']}},
    {id: 'land', type: 'fill', source: 'base', 'source-layer': 'land', paint: {'fill-color': colours['bg.land']}},
  ]
}

function areas(colours: Tokens): LayerSpecification[] {
  return [
    {
      id: 'watch-area',
      type: 'fill',
      source: 'geography',
      filter: ['==', ['get', 'kind'], 'watch'],
      paint: {'fill-color': colours['text.secondary'], 'fill-opacity': 0.03},
    },
    {
      id: 'coordination-band',
      type: 'fill',
      source: 'geography',
      filter: ['==', ['get', 'kind'], 'coordination-band'],
      paint: {'fill-color': colours['handoff.ink'], 'fill-opacity': 0.08, 'fill-antialias': false},
    },
    {
      id: 'contiguous-zone',
      type: 'line',
      source: 'geography',
      filter: ['==', ['get', 'kind'], 'contiguous-zone'],
      minzoom: 7,
      paint: {'line-color': colours['line.border'], 'line-width': 1, 'line-dasharray': [1, 4], 'line-opacity': 0.6},
    },
    {
      id: 'territorial-sea',
      type: 'line',
      source: 'geography',
      filter: ['==', ['get', 'kind'], 'territorial-sea'],
      minzoom: 6,
      paint: {'line-color': colours['line.border'], 'line-width': 1, 'line-dasharray': [6, 4], 'line-opacity': 0.6},
    },
    {
      id: 'watch-edge',
      type: 'line',
      source: 'geography',
      filter: ['==', ['get', 'kind'], 'watch'],
      paint: {'line-color': colours['text.secondary'], 'line-width': 1, 'line-dasharray': [2, 4], 'line-opacity': 0.6},
    },
  ]
}

/** Coast and borders over the areas, the frontier over all: dash-dot in its band; dashed where it is only indicative. */
function lines(colours: Tokens): LayerSpecification[] {
  return [
    {
      id: 'coast',
      type: 'line',
      source: 'base',
      'source-layer': 'coast',
      paint: {'line-color': colours['line.coast'], 'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.5, 8, 1]},
    },
    {
      id: 'border',
      type: 'line',
      source: 'base',
      'source-layer': 'border',
      paint: {
        'line-color': colours['line.frontier'],
        'line-width': ['interpolate', ['linear'], ['zoom'], 3, 0.6, 8, 1.4],
        'line-dasharray': [5, 2, 1, 2],
      },
    },
    {
      id: 'frontier',
      type: 'line',
      source: 'geography',
      filter: ['all', ['==', ['get', 'kind'], 'frontier'], ['!', ['to-boolean', ['get', 'indicative']]]],
      paint: {'line-color': colours['line.frontier'], 'line-width': 2, 'line-dasharray': [6, 2, 1, 2]},
    },
    {
      id: 'frontier-indicative',
      type: 'line',
      source: 'geography',
      filter: ['all', ['==', ['get', 'kind'], 'frontier'], ['to-boolean', ['get', 'indicative']]],
      paint: {'line-color': colours['line.frontier'], 'line-width': 1.75, 'line-dasharray': [5, 3]},
    },
  ]
}

function words(colours: Tokens): LayerSpecification[] {
  const halo = {'text-halo-color': colours['map.halo'], 'text-halo-width': 1.2}
  return [
    {
      id: 'frontier-side',
      type: 'symbol',
      source: 'geography',
      filter: ['==', ['get', 'kind'], 'frontier-side'],
      minzoom: 6,
      layout: {
        'text-field': ['get', 'nation'],
        'text-font': FONT,
        'text-size': 12,
        'text-letter-spacing': 0.1,
        'text-offset': ['get', 'offset'],
        'text-allow-overlap': true,
        'text-ignore-placement': true,
      },
      paint: {'text-color': colours['line.frontier'], ...halo},
    },
    {
      id: 'watch-name',
      type: 'symbol',
      source: 'geography',
      filter: ['==', ['get', 'kind'], 'watch'],
      minzoom: 8.5,
      layout: {'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 11},
      paint: {'text-color': colours['text.secondary'], ...halo},
    },
    {
      id: 'water-name',
      type: 'symbol',
      source: 'places',
      filter: ['all', ['==', ['get', 'kind'], 'water'], nearEnough(3)],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': 12,
        'text-letter-spacing': 0.15,
        'text-max-width': 8,
      },
      paint: {'text-color': colours['text.disabled'], ...halo, 'text-halo-width': 1},
    },
    {
      id: 'country-name',
      type: 'symbol',
      source: 'base',
      'source-layer': 'country',
      minzoom: 3,
      maxzoom: 8,
      filter: ['>', ['get', 'reach'], ['^', 2, ['-', 6, ['zoom']]]],
      layout: {'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 13, 'text-letter-spacing': 0.2},
      paint: {'text-color': colours['text.secondary'], ...halo},
    },
    {
      id: 'island-name',
      type: 'symbol',
      source: 'places',
      filter: ['all', ['==', ['get', 'kind'], 'island'], nearEnough(5)],
      layout: {'text-field': ['get', 'name'], 'text-font': FONT, 'text-size': 11, 'text-letter-spacing': 0.1},
      paint: {'text-color': colours['text.secondary'], ...halo},
    },
    {
      id: 'town',
      type: 'circle',
      source: 'places',
      filter: ['all', ['==', ['get', 'kind'], 'town'], nearEnough(3.5)],
      paint: {'circle-color': colours['line.coast'], 'circle-radius': 2},
    },
    {
      id: 'town-name',
      type: 'symbol',
      source: 'places',
      filter: ['all', ['==', ['get', 'kind'], 'town'], nearEnough(3.5)],
      layout: {
        'text-field': ['get', 'name'],
        'text-font': FONT,
        'text-size': ['match', ['get', 'rank'], 1, 13, 2, 12, 11],
        'text-variable-anchor': ['left', 'right', 'top', 'bottom'],
        'text-radial-offset': 0.5,
        'symbol-sort-key': ['get', 'rank'],
      },
      paint: {'text-color': colours['text.disabled'], ...halo},
    },
  ]
}

/** Rank 1 shows from this zoom on, each further rank 1.6 levels nearer. */
function nearEnough(zoom: number): ExpressionSpecification {
  return ['>=', ['zoom'], ['+', zoom - 1.6, ['*', 1.6, ['get', 'rank']]]]
}
