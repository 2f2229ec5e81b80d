import type {NationCode, PostId, TaskId, TrackId, UnitId} from '../../../shared/base/id.ts'
import type {TaskThing, Thing, UnitThing} from '../../../shared/protocol/things.ts'
import type {SignedIn} from '../../../client/state/session.ts'
import type {Stores} from '../../../client/state/stores.ts'
import {withThings} from '../../../client/state/things.ts'

const SE = 'SE' as NationCode

/** Who carries the phone: unit SE-B1, whose own live track is 1. */
export const mia: SignedIn = {
  ...{user: 'mia@SE', name: 'M. Lind', role: 'field', nation: 'SE', nationName: 'Sweden', unit: 'SE-B1'},
}

export const boat: UnitThing = {
  ...{kind: 'unit', id: 'SE-B1' as UnitId, version: 1, world: 'simulated', name: 'KBV 001', object: 'vessel'},
  ...{post: 'SE-01' as PostId, status: 'available', capabilities: [], maxSpeedKnots: 30, track: 1 as TrackId},
  ...{operational: 'fully-operational', medium: 'sea', reachable: true, tasks: []},
  place: {lon: 13, lat: 55},
}

export function taskOf({id, track, ...part}: Partial<Omit<TaskThing, 'id' | 'track'>> & {id: string; track?: number}) {
  const task: TaskThing = {
    ...{kind: 'task', id: id as TaskId, version: 1, world: 'simulated', unit: boat.id, type: 'observe', status: 'SENT'},
    ...{title: 'SE-K7QF', note: '', sentAt: 0, sentBy: {nation: SE, role: 'operator'}, steps: []},
    ...{priority: 2, sends: 1, ackBy: 60_000, unread: false, escalated: false, cot: {task: 't-s'}},
    ...(track === undefined ? {} : {track: track as TrackId}),
    ...part,
  }
  return task
}

/** What the node tells: the first batch, or one that changes it. */
export function tell(stores: Pick<Stores, 'things'>, upserts: Thing[], {snapshot = false} = {}): void {
  stores.things.setState(state => withThings(state, {snapshot, upserts, removed: []}), true)
}
