import type {ObjectKind} from '../../shared/model/object.ts'
import type {TrackField} from '../../shared/model/track.ts'
import type {Permit} from './decide.ts'
import {fieldsOf, grantOf} from './fields.ts'

/** What a durable message tells of an object, and what it does not. */
export type Told = {
  readonly fields: readonly TrackField[]
  readonly withheld: readonly TrackField[]
  /** How exactly the place is told, metres; undefined where it is not. */
  readonly precisionM?: number
  readonly historyS: number
}

/** Fields under a permit; without one none. Previews and messages both come from here, so that they cannot differ. */
export function toldOf(kind: ObjectKind, permit: Permit | undefined): Told {
  const all = fieldsOf(kind)
  const has = (field: string) => permit !== undefined && hasNow(permit, field)
  const grid = permit === undefined || !has('position') ? undefined : (permit.fields.get('position')?.precisionM ?? 1)
  return {
    fields: all.filter(has),
    withheld: all.filter(field => !has(field)),
    ...(grid === undefined ? {} : {precisionM: grid}),
    historyS: has('history') ? (permit?.historyS ?? 0) : 0,
  }
}

/** A durable message waits for no delay: what may only be had later is left out. */
export function hasNow({fields}: Permit, field: string): boolean {
  return grantOf(fields, field)?.delayS === 0
}
