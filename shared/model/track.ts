import type {ContactId, NationCode, TrackId} from '../base/id.ts'
import type {Identity, ObjectKind} from './object.ts'
import type {World} from './world.ts'

/** The fields of a track that a policy releases one by one. `position` covers the time and the freshness too. */
export const TRACK_FIELDS = [
  'position',
  'course',
  'speed',
  'heading',
  'altitude',
  'kind',
  'identity',
  'mmsi',
  'name',
  'callsign',
  'imo',
  'hex',
  'registration',
  'flag',
  'shipType',
  'dimensions',
  'destination',
  'squawk',
  'distress',
  'sources',
  'history',
] as const
export type TrackField = (typeof TRACK_FIELDS)[number]

/** What a track is called and said to be: sent in blocks and cards, never in frames. */
export type TrackName = {
  readonly id: TrackId
  /** First line of the label: designator, else name, call sign, MMSI or hex, else empty. */
  readonly label: string
  readonly kind: ObjectKind
  readonly identity: Identity
  readonly world: World
  readonly flag?: string
  readonly shipType?: number
  /** Set when somebody has opened a contact on it. */
  readonly contact?: ContactId
  /** Nations whose released data make up this track, the own one left out. */
  readonly partners?: readonly NationCode[]
  /** A unit of the own nation. */
  readonly unit?: string
}
