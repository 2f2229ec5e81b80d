import type {NationCode, PostId, UnitId} from '../../shared/base/id.ts'
import {hex, type Random} from '../../shared/base/random.ts'
import type {TaskingTimes, Unit} from '../../shared/model/unit.ts'
import type {Post} from '../../shared/model/post.ts'
import type {World} from '../../shared/model/world.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {LedgerTime} from './ledger-time.ts'
import type {Rooms} from './ports.ts'

/** What every act of this nation is done with. */
export type House = {
  readonly own: NationCode
  readonly system: Actor
  readonly units: ReadonlyMap<UnitId, Unit>
  readonly tasking: TaskingTimes
  readonly posts: ReadonlyMap<PostId, Post>
  /** The post that coordinates rescue. */
  readonly mrcc: PostId | undefined
  /** Of posts and what belongs to them. */
  readonly world: World
  readonly rooms: Rooms
  readonly random: Random
  /** Names of contacts are hashed under it. */
  readonly contactSecret: Uint8Array
}

/** What an act is done with: the nation's house, and its ledger's time. */
export type ActContext = {readonly house: House; readonly time: LedgerTime}

/** Says nothing about how many there are. */
export function newId(random: Random): string {
  return hex(random.bytes(12))
}
