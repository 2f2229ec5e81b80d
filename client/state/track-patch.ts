import type {NameOnMap} from './track-columns.ts'

/**
 * What has changed in a table since its last patch, for a window that keeps the same slots: the changed slots and their
 * columns in the order of `slots`. Each column owns its memory, so that a worker gives it away instead of copying it.
 * Patches are taken in the order in which they were made; none may be left out.
 */
export type TrackPatch = {
  /** Slots in use from now on; what lies beyond is free. */
  readonly count: number
  readonly epoch: number
  readonly slots: Uint32Array
  readonly id: Uint32Array
  readonly place: Uint32Array
  readonly motion: Uint16Array
  readonly look: Uint8Array
  readonly time: Float32Array
  readonly altitude: Uint16Array
  readonly at: Float64Array
  /** All names are to be forgotten first: the picture begins anew. */
  readonly isAnew: boolean
  readonly names: readonly NameOnMap[]
}

/** The memory that may be given away with a patch. */
export function memoryOf({slots, id, place, motion, look, time, altitude, at}: TrackPatch): ArrayBuffer[] {
  return [slots, id, place, motion, look, time, altitude, at].map(({buffer}) => buffer as ArrayBuffer)
}
