import {alertStatus} from '../../shared/operations/alert.ts'
import type {AlertThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, trackOf, type Projection} from './projection.ts'

/** An alert as consoles have it. */
export function alertThing(projection: Projection, id: string): AlertThing | undefined {
  const {files, rooms, wallOf, passing} = projection
  const state = files.get('alert', id)
  if (state.status === 'NONE' || state.copied?.withdrawn === true) return undefined
  const {active: _active, keys, situation: _situation, incident, copied, acknowledged, shelved, ...rest} = state
  const shown = passing(id)
  const live = copied?.live.flatMap(ref => rooms.refs.keyOf(ref, state.origin) ?? []) ?? []
  const names = [...new Set([...keys, ...live])]
  return given({
    ...rest,
    kind: 'alert',
    raisedAt: wallOf(state.raisedAt),
    since: wallOf(state.since),
    updatedAt: wallOf(state.updatedAt),
    status: alertStatus(state),
    tracks: names.flatMap(key => trackOf(projection, key) ?? []),
    subjects: copied?.subjects ?? keys.map(key => rooms.picture.subjectOf(key)?.label ?? key.replace(/^\w+:/, '')),
    evidence: shown?.evidence ?? state.evidence,
    place: shown?.place ?? state.place,
    incident,
    acknowledged: acknowledged && atWall(projection, acknowledged),
    shelved: shelved && {by: doerOf(shelved.by, rooms), until: wallOf(shelved.until), reason: shelved.reason},
    notes: state.notes.map(one => atWall(projection, one)),
    sharedWith: state.sharedWith.length === 0 ? undefined : state.sharedWith,
    ...(copied && {basis: copied.basis, withheld: copied.withheld, homeClosed: copied.homeClosed}),
  }) as unknown as AlertThing
}
