import {seededRandom} from '../../../shared/base/random.ts'
import {KNOT} from '../../../shared/geo/distance.ts'
import type {Position} from '../../../shared/geo/position.ts'
import {type Actor, STATUS} from './body.ts'
import {body, Casting} from './cast.ts'
import {rounds, shuttle, stays} from './movers.ts'
import type {Script} from './script.ts'
import type {Site, StationPlan} from './stations.ts'
import {EVENTS, eventActors, PERIOD} from './western-baltic-events.ts'

const MERCHANTS: Readonly<Record<string, number>> = {
  't-route': 45,
  sound: 25,
  'kiel-east': 25,
  'kiel-south-east': 8,
  'luebeck-east': 12,
  'rostock-east': 8,
  'rostock-north': 6,
  'swinoujscie-sound': 8,
}
/** Ferries on a line, and their knots. */
const FERRIES: Readonly<Record<string, readonly [count: number, knots: number]>> = {
  'puttgarden-roedby': [4, 17],
  'rostock-gedser': [2, 19],
  'rostock-trelleborg': [4, 18],
  'travemuende-trelleborg': [4, 18],
  'travemuende-malmoe': [3, 18],
  'mukran-trelleborg': [2, 18],
  'sassnitz-roenne': [1, 20],
  'ystad-roenne': [2, 30],
  'ystad-swinoujscie': [4, 17],
  'helsingoer-helsingborg': [4, 13],
  'koege-roenne': [1, 17],
  'copenhagen-north': [2, 16],
  'klintholm-arkona': [1, 14],
}

type Ground = Position & {readonly within: number; readonly count: number}
const FISHING_GROUNDS: readonly Ground[] = [
  {lon: 14.2, lat: 54.78, within: 7_000, count: 12},
  {lon: 15.3, lat: 54.8, within: 9_000, count: 10},
  {lon: 14.65, lat: 55.52, within: 8_000, count: 10},
  {lon: 12.95, lat: 54.75, within: 6_000, count: 7},
  {lon: 13.6, lat: 55.12, within: 5_000, count: 6},
]
const CRUISING_GROUNDS: readonly Ground[] = [
  {lon: 11.35, lat: 54.25, within: 8_000, count: 14},
  {lon: 12.85, lat: 54.63, within: 4_000, count: 8},
  {lon: 10.55, lat: 54.62, within: 4_000, count: 8},
  {lon: 14.2, lat: 54.25, within: 4_000, count: 6},
  {lon: 12.5, lat: 55.15, within: 3_000, count: 8},
  {lon: 14.45, lat: 55.38, within: 3_000, count: 6},
  {lon: 13.25, lat: 55.22, within: 3_000, count: 6},
  {lon: 12.2, lat: 56.33, within: 3_000, count: 4},
]
const ANCHORAGES: readonly Ground[] = [
  {lon: 12.12, lat: 54.32, within: 2_500, count: 6},
  {lon: 14.35, lat: 54.15, within: 4_000, count: 6},
  {lon: 10.38, lat: 54.54, within: 2_500, count: 3},
  {lon: 12.75, lat: 55.25, within: 2_000, count: 3},
]

/** Patrol boats go round these places; a name each, as the demonstration's configuration has them. */
const PATROLS = [
  {name: 'KBV 901', mmsi: 265_000_901, lon: 12.95, lat: 55.24, knots: 14},
  {name: 'KBV 902', mmsi: 265_000_902, lon: 14.0, lat: 55.25, knots: 13},
  {name: 'MHV 991', mmsi: 219_000_901, lon: 12.72, lat: 55.05, knots: 12},
  {name: 'MHV 992', mmsi: 219_000_902, lon: 15.3, lat: 55.1, knots: 12},
  {name: 'BP 91', mmsi: 211_000_901, lon: 13.1, lat: 54.8, knots: 15},
  {name: 'BP 92', mmsi: 211_000_902, lon: 12.1, lat: 54.38, knots: 16},
] as const
const DRONES = [
  {id: 'SE-UAV1', station: 'se-drone', lon: 12.95, lat: 55.33},
  {id: 'DK-UAV1', station: 'dk-drone', lon: 9.2, lat: 54.93},
  {id: 'DE-UAV1', station: 'de-drone', lon: 9.35, lat: 54.76},
] as const
const BUOYS: readonly (readonly [string, number, number])[] = [
  ['DROGDEN N', 12.72, 55.52],
  ['FALSTERBO REV', 12.7, 55.32],
  ['KADET 1', 12.05, 54.48],
  ['KADET 2', 12.3, 54.53],
  ['ARKONA TSS', 13.35, 54.85],
  ['BORNHOLM GAT N', 14.4, 55.35],
  ['BORNHOLM GAT S', 14.3, 55.15],
  ['FEHMARN BELT E', 11.4, 54.57],
  ['KIEL LIGHT', 10.28, 54.52],
  ['LANGELAND S', 10.82, 54.62],
]
const AIRWAYS: readonly (readonly [readonly [number, number], readonly [number, number]])[] = [
  [
    [7.0, 53.8],
    [18.0, 56.8],
  ],
  [
    [8.0, 57.6],
    [17.0, 53.0],
  ],
  [
    [12.3, 52.5],
    [12.7, 58.5],
  ],
  [
    [8.0, 55.6],
    [18.5, 55.0],
  ],
]

/** Three hundred vessels between Kattegat, Kiel and Bornholm, and what happens among them every ten minutes. */
export function westernBaltic(seed: number): Script {
  const casting = new Casting(seededRandom(seed))
  const {random} = casting
  const times = <T>(count: number, make: () => T) => Array.from({length: count}, make)
  const actors: Actor[] = [
    ...Object.entries(MERCHANTS).flatMap(([lane, count]) => times(count, () => casting.merchant(lane))),
    ...Object.entries(FERRIES).flatMap(([lane, [count, knots]]) => times(count, () => casting.ferry(lane, knots))),
    ...FISHING_GROUNDS.flatMap(ground => times(ground.count, () => casting.fisher(ground, ground.within))),
    ...CRUISING_GROUNDS.flatMap(ground => times(ground.count, () => casting.yacht(ground, ground.within))),
    ...ANCHORAGES.flatMap(ground => times(ground.count, () => casting.anchored(ground, ground.within))),
    ...PATROLS.map(({name, mmsi, knots, lon, lat}) => ({
      body: body({
        id: `patrol-${mmsi}`,
        kind: 'vessel',
        name,
        mmsi,
        voice: {
          type: 'class-a',
          callsign: `X${mmsi % 1_000}`,
          shipType: 55,
          length: 26,
          beam: 6,
          draught: 1.5,
          destination: 'PATROL',
        },
      }),
      move: rounds({
        centre: {lon, lat},
        metres: 3_500,
        metresPerSecond: knots * KNOT,
        status: STATUS.underWay,
        random,
      }),
    })),
    ...DRONES.map(({id, station, lon, lat}) => ({
      body: body({id, kind: 'drone', name: 'Drone 1', voice: {type: 'telemetry', station}, altitude: 120}),
      move: rounds({centre: {lon, lat}, metres: 1_500, metresPerSecond: 17, status: 0, random}),
    })),
    ...BUOYS.map(([name, lon, lat], at) => ({
      body: body({id: `buoy-${at}`, kind: 'aton', name, mmsi: 992_650_901 + at, voice: {type: 'aid'}, height: 5}),
      move: stays({lon, lat}, {status: 0, swingMetres: 0, random}),
    })),
    ...AIRWAYS.flatMap(([[lonA, latA], [lonB, latB]], airway) =>
      times(4, () => ({airway, start: random.unit(), isOutward: random.unit() < 0.5})).map((plane, at) => ({
        body: body({
          id: `plane-${airway}-${at}`,
          kind: 'aircraft',
          name: `XTP${airway}${at}7`,
          voice: {type: 'aircraft', hex: `f0${airway}${at}0a`},
          altitude: 8_000 + 600 * (airway * 4 + at),
          height: 8_000,
        }),
        move: shuttle({
          points: [
            [lonA, latA, 0],
            [lonB, latB, 0],
          ],
          metresPerSecond: casting.between(200, 240),
          startAt: plane.start,
          isOutward: plane.isOutward,
          lateral: 0,
          dwellSeconds: 0,
        }),
      })),
    ),
    {
      body: body({
        id: 'helicopter',
        kind: 'aircraft',
        name: '',
        mmsi: 111_265_901,
        voice: {type: 'search-aircraft'},
        altitude: 150,
        height: 150,
      }),
      move: rounds({centre: {lon: 13.6, lat: 55.3}, metres: 9_000, metresPerSecond: 45, status: 0, random}),
    },
    ...bases(),
    ...eventActors(),
  ]
  return {stations: STATIONS, actors, events: EVENTS, periodSeconds: PERIOD}
}

/** MMSI of each nation's first base station. */
const BASES: Readonly<Record<string, number>> = {SE: 2_650_901, DK: 2_190_901, DE: 2_110_901}

/** Each nation's first masts send as base stations. */
function bases(): Actor[] {
  const random = seededRandom(0)
  return STATIONS.filter(({kind}) => kind === 'ais').flatMap(({nation, sites}) =>
    sites.slice(0, 2).map((site, at) => ({
      body: body({
        id: `base-${nation}-${at}`,
        kind: 'base',
        name: '',
        mmsi: (BASES[nation] ?? 0) + at,
        voice: {type: 'base'},
        height: site.height,
      }),
      move: stays(site, {status: 0, swingMetres: 0, random}),
    })),
  )
}

function masts(reachKilometres: number, height: number, ...places: readonly (readonly [number, number])[]): Site[] {
  return places.map(([lon, lat]) => ({lon, lat, height, reach: reachKilometres * 1_000}))
}

const STATIONS: readonly StationPlan[] = [
  {
    name: 'se-ais',
    nation: 'SE',
    kind: 'ais',
    sites: masts(90, 110, [12.7, 56.05], [12.84, 55.39], [13.36, 55.35], [14.19, 55.39], [14.3, 55.9]),
  },
  {name: 'se-sbs', nation: 'SE', kind: 'sbs', sites: masts(350, 40, [13.37, 55.54])},
  {name: 'se-radar-falsterbo', nation: 'SE', kind: 'radar', sites: masts(32, 55, [12.84, 55.39])},
  {name: 'se-radar-ystad', nation: 'SE', kind: 'radar', sites: masts(32, 55, [13.9, 55.43])},
  {name: 'se-camera', nation: 'SE', kind: 'camera', sites: masts(6, 40, [12.7, 56.045])},
  {name: 'se-drone', nation: 'SE', kind: 'drone', sites: []},
  {
    name: 'dk-ais',
    nation: 'DK',
    kind: 'ais',
    sites: masts(
      90,
      110,
      [12.61, 56.04],
      [12.45, 55.29],
      [12.54, 54.96],
      [11.96, 54.57],
      [10.74, 54.76],
      [10.85, 55.29],
      [14.77, 55.29],
      [15.07, 55.0],
    ),
  },
  {name: 'dk-sbs', nation: 'DK', kind: 'sbs', sites: masts(350, 40, [12.2, 55.5])},
  {name: 'dk-radar-moen', nation: 'DK', kind: 'radar', sites: masts(32, 120, [12.54, 54.96])},
  {name: 'dk-radar-gedser', nation: 'DK', kind: 'radar', sites: masts(28, 45, [11.96, 54.57])},
  {name: 'dk-camera', nation: 'DK', kind: 'camera', sites: masts(6, 40, [12.61, 56.04])},
  {name: 'dk-ground', nation: 'DK', kind: 'ground', sites: masts(9, 12, [9.05, 54.92], [8.85, 54.95])},
  {name: 'dk-drone', nation: 'DK', kind: 'drone', sites: []},
  {
    name: 'de-ais',
    nation: 'DE',
    kind: 'ais',
    sites: masts(90, 110, [10.2, 54.43], [11.06, 54.52], [12.08, 54.17], [12.51, 54.47], [13.43, 54.67], [13.95, 54.2]),
  },
  {name: 'de-sbs', nation: 'DE', kind: 'sbs', sites: masts(350, 40, [12.3, 54.0])},
  {name: 'de-radar-arkona', nation: 'DE', kind: 'radar', sites: masts(32, 75, [13.43, 54.67])},
  {name: 'de-radar-fehmarn', nation: 'DE', kind: 'radar', sites: masts(28, 45, [11.2, 54.5])},
  {name: 'de-camera', nation: 'DE', kind: 'camera', sites: masts(9, 40, [11.2, 54.5])},
  {name: 'de-ground', nation: 'DE', kind: 'ground', sites: masts(9, 12, [9.05, 54.84], [8.85, 54.86])},
  {name: 'de-drone', nation: 'DE', kind: 'drone', sites: []},
]
