import type {NationCode, PostId, UnitId} from '../base/id.ts'
import type {ObjectKind} from './object.ts'
import type {World} from './world.ts'

/** Words of EUROSUR and of the field (domain §6.5). */
export type UnitStatus = 'available' | 'assigned' | 'en-route' | 'on-scene' | 'returning' | 'limited' | 'out-of-service'

export type Unit = {
  readonly id: UnitId
  readonly nation: NationCode
  readonly name: string
  readonly kind: ObjectKind
  readonly capabilities: readonly string[]
  readonly world: World
  /** The post whose sector it serves. */
  readonly post: PostId
  /** The identity under which feeds report it: an MMSI or a device id. */
  readonly reportsAs?: string
  readonly maxSpeedKnots: number
}
