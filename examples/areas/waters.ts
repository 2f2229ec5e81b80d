import type {Box} from './coast.ts'

/** What areas are made for: whose, in which box, and the areas that rules and agreements of the example speak of. */
export type Waters = {
  readonly file: string
  readonly nations: readonly string[]
  readonly names: Readonly<Record<string, string>>
  /** Others whose coast is near: they take their share of the sea, but are not written out. */
  readonly neighbours: readonly string[]
  readonly box: Box
  /** Grid, degrees of longitude and latitude. */
  readonly step: number
  /** Smallest bend that is kept, degrees. */
  readonly tolerance: number
  /** Frontiers of which every crossing is told. */
  readonly everyCrossing: readonly string[]
  /** Bays behind the baseline, drawn by hand as examples: no source that may be shipped has them. */
  readonly internal: readonly {
    readonly id: string
    readonly name: string
    readonly ring: readonly (readonly [number, number])[]
    readonly nation: string
  }[]
  readonly watch: readonly {
    readonly id: string
    readonly name: string
    readonly ring: readonly (readonly [number, number])[]
    readonly nation?: string
  }[]
}

export const westernBaltic: Waters = {
  file: 'western-baltic.geojson',
  nations: ['SE', 'DK', 'DE'],
  names: {SE: 'Sweden', DK: 'Denmark', DE: 'Germany'},
  neighbours: ['PL', 'NO', 'NL'],
  box: {west: 7.8, south: 53.6, east: 16.6, north: 57.2},
  step: 0.02,
  tolerance: 0.0035,
  everyCrossing: [],
  internal: [
    {
      id: 'SE-karlshamn-bay',
      name: 'Pukavik Bay: internal waters (example)',
      nation: 'SE',
      ring: [
        [14.58, 56.02],
        [14.86, 56.08],
        [14.86, 56.18],
        [14.58, 56.18],
      ],
    },
    {
      id: 'DK-isefjord',
      name: 'Isefjord: internal waters (example)',
      nation: 'DK',
      ring: [
        [11.6, 55.65],
        [12.1, 55.65],
        [12.1, 55.95],
        [11.6, 55.95],
      ],
    },
    {
      id: 'DE-wismar-bay',
      name: 'Wismar Bay: internal waters (example)',
      nation: 'DE',
      ring: [
        [11.3, 53.9],
        [11.55, 53.9],
        [11.55, 54.02],
        [11.3, 54.02],
      ],
    },
  ],
  watch: [
    {
      id: 'se-dk-waters',
      name: 'Öresund, Arkona basin and Bornholm strait',
      ring: [
        [12.3, 56.3],
        [12.05, 55.25],
        [12.3, 54.85],
        [13.6, 54.85],
        [14.5, 55.0],
        [15.4, 55.35],
        [15.4, 55.75],
        [14.2, 55.75],
        [13.2, 55.6],
        [13.1, 56.0],
        [12.85, 56.3],
      ],
    },
    {
      id: 'dk-de-waters',
      name: 'Fehmarn Belt, Kadetrenden and Arkona basin',
      ring: [
        [10.0, 54.95],
        [9.4, 54.95],
        [9.4, 54.75],
        [10.6, 54.3],
        [11.9, 54.1],
        [13.6, 54.6],
        [14.3, 54.75],
        [14.3, 55.1],
        [12.9, 55.1],
        [12.0, 54.85],
        [11.0, 54.95],
      ],
    },
    {
      id: 'dk-de-land',
      name: 'Danish–German land border, 15 km to either side',
      ring: [
        [8.3, 54.75],
        [9.0, 54.67],
        [9.5, 54.7],
        [9.75, 54.75],
        [9.75, 54.95],
        [9.3, 55.0],
        [8.9, 55.05],
        [8.3, 55.05],
      ],
    },
    {
      id: 'se-de-waters',
      name: 'Arkona basin, between Ystad and Rügen',
      ring: [
        [13.3, 54.75],
        [14.1, 54.75],
        [14.1, 55.25],
        [13.3, 55.25],
      ],
    },
    {
      id: 'tripoint',
      name: 'Where three areas meet',
      ring: [
        [12.85, 54.87],
        [13.45, 54.87],
        [13.45, 55.17],
        [12.85, 55.17],
      ],
    },
    {
      id: 'kriegers-flak',
      name: 'Kriegers Flak wind farm',
      nation: 'DK',
      ring: [
        [12.83, 54.99],
        [12.93, 54.98],
        [13.0, 55.04],
        [12.98, 55.08],
        [12.84, 55.07],
      ],
    },
  ],
}

export const channel: Waters = {
  file: 'channel.geojson',
  nations: ['GB', 'GG', 'FR'],
  names: {GB: 'United Kingdom', GG: 'Guernsey', FR: 'France'},
  neighbours: ['JE', 'IE', 'BE'],
  box: {west: -6.6, south: 47.8, east: 2.6, north: 51.4},
  step: 0.02,
  tolerance: 0.0035,
  everyCrossing: ['GB-GG', 'GG-FR'],
  internal: [],
  watch: [
    {
      id: 'channel-islands',
      name: 'Approaches to Guernsey',
      nation: 'GG',
      ring: [
        [-3.2, 49.2],
        [-2.2, 49.2],
        [-2.2, 50.0],
        [-3.2, 50.0],
      ],
    },
    {
      id: 'mid-channel',
      name: 'Middle of the Channel',
      ring: [
        [-4.6, 49.2],
        [-1.2, 49.6],
        [-1.2, 50.45],
        [-4.6, 50.0],
      ],
    },
  ],
}
