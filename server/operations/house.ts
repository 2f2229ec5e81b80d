import type {NationCode, UnitId} from '../../shared/base/id.ts'
import {hex, type Random} from '../../shared/base/random.ts'
import type {Unit} from '../../shared/model/unit.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {Rooms} from './ports.ts'

/** What every act of this nation is done with. */
export type House = {
  readonly own: NationCode
  readonly system: Actor
  readonly units: ReadonlyMap<UnitId, Unit>
  readonly rooms: Rooms
  readonly random: Random
  /** Names of contacts are hashed under it. */
  readonly contactSecret: Uint8Array
}

/** Says nothing about how many there are. */
export function newId(random: Random): string {
  return hex(random.bytes(12))
}
