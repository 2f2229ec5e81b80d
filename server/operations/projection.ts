import type {Unit} from '../../shared/model/unit.ts'
import type {NationCode, PostId, TrackId} from '../../shared/base/id.ts'
import type {Post} from '../../shared/model/post.ts'
import type {World} from '../../shared/model/world.ts'
import type {Actor} from '../../shared/operations/actor.ts'
import type {Doer} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import type {Files} from './files.ts'
import type {Rooms} from './ports.ts'
import type {Passing} from './triage.ts'
import type {ShownPlace} from './unit-places.ts'

/** What a projection is made with. */
export type Projection = {
  readonly files: Files
  readonly rooms: Rooms
  readonly own: NationCode
  readonly world: World
  readonly units: ReadonlyMap<string, Unit>
  readonly posts: ReadonlyMap<PostId, Post>
  /** A moment of the ledger as this node's time of day; and that time now. */
  readonly wallOf: (at: number) => number
  readonly wall: () => number
  readonly passing: (alert: string) => Passing | undefined
  readonly unitPlace: (unit: string) => ShownPlace | undefined
}

/** What was done, with this node's time of day and the name of an own person. */
export function atWall<T extends {readonly at: number; readonly by: Actor}>(
  {rooms, wallOf}: Projection,
  one: T,
): Omit<T, 'at' | 'by'> & {at: number; by: Doer} {
  return {...one, at: wallOf(one.at), by: doerOf(one.by, rooms)}
}

/** The live track of a name, while the picture holds it. */
export function trackOf({rooms}: Projection, key: string | undefined): TrackId | undefined {
  return key === undefined ? undefined : rooms.picture.trackOf(key)
}

/** Names of own people are told within the nation only; policy takes them out for everybody else. */
export function doerOf({nation, actor, role, post}: Actor, {names}: Rooms): Doer {
  return given({nation, post, role, name: names.nameOf(actor)})
}
