/** AIS navigational status of what sails, lies at anchor, is moored, fishes, is in distress. */
export const STATUS = {underWay: 0, atAnchor: 1, moored: 5, fishing: 7, sart: 14} as const

/** How somebody says who and where it is. */
export type Voice =
  | {
      readonly type: 'class-a'
      readonly callsign: string
      readonly shipType: number
      readonly length: number
      readonly beam: number
      readonly draught: number
      readonly destination: string
    }
  | {
      readonly type: 'class-b'
      readonly callsign: string
      readonly shipType: number
      readonly length: number
      readonly beam: number
    }
  | {readonly type: 'sart'}
  | {readonly type: 'search-aircraft'}
  | {readonly type: 'aid'}
  | {readonly type: 'base'}
  | {readonly type: 'aircraft'; readonly hex: string}
  /** A nation's own drone tells where it is over its own line. */
  | {readonly type: 'telemetry'; readonly station: string}
  | {readonly type: 'none'}

/** Something that is really there, whatever anybody knows of it. Metres per second, degrees, metres. */
export type Body = {
  /** The scenario's own name for it, told to nobody but tests. */
  readonly id: string
  readonly kind: 'vessel' | 'aircraft' | 'drone' | 'vehicle' | 'person' | 'aton' | 'base'
  readonly name: string
  readonly voice: Voice
  /** 0 where it has none. */
  mmsi: number
  /** Number under which ground sensors report it while they hold it. */
  device: string
  lon: number
  lat: number
  speed: number
  course: number
  altitude: number
  status: number
  /** Is there at all. */
  present: boolean
  /** Its transmitter is on. */
  talks: boolean
  /** Antenna over the water, and what a radar sees of it, metres. */
  readonly height: number
}

/** Moves one body on by a second. `second`: whole seconds since the scenario began. */
export type Mover = (body: Body, second: number) => void

export type Actor = {readonly body: Body; readonly move: Mover}
