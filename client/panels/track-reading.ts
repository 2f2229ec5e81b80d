import type {TrackId} from '../../shared/base/id.ts'
import type {Freshness} from '../../shared/model/freshness.ts'
import type {Identity, ObjectKind} from '../../shared/model/object.ts'
import {IDENTITIES, kindOf} from '../../shared/model/object.ts'
import type {TrackColumns} from '../state/track-columns.ts'

/** What the picture tells of a live track now. NaN where something is not known. */
export type TrackReading = {
  readonly label: string
  readonly kind: ObjectKind
  readonly identity: Identity
  readonly lon: number
  readonly lat: number
  readonly speed: number
  readonly course: number
  readonly heading: number
  readonly ageMs: number
  readonly at: number
  readonly intervalMs: number
  readonly freshness: Freshness
}

/** Undefined when the picture of this window does not hold the track. */
export function readTrack(tracks: TrackColumns, id: TrackId, pictureNow: number): TrackReading | undefined {
  const slot = tracks.slotOf(id)
  if (slot < 0) return undefined
  const name = tracks.nameOf(id)
  const {lon, lat} = tracks.positionOf(slot, tracks.at[slot] ?? NaN)
  return {
    label: name?.label ?? '',
    kind: name?.kind ?? kindOf(tracks.kind(slot)),
    identity: name?.identity ?? IDENTITIES[tracks.identity(slot)] ?? 'unidentified',
    lon,
    lat,
    speed: tracks.speed(slot),
    course: tracks.course(slot),
    heading: tracks.heading(slot),
    ageMs: tracks.age(slot, pictureNow),
    at: tracks.at[slot] ?? NaN,
    intervalMs: tracks.interval(slot),
    freshness: tracks.freshness(slot, pictureNow),
  }
}
