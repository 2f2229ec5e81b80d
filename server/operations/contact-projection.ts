import type {ContactThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, trackOf, type Projection} from './projection.ts'

/** A contact as consoles have it. */
export function contactThing(projection: Projection, id: string): ContactThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('contact', id)
  if (state.status === 'NONE' || state.withdrawn) return undefined
  const {version, world, status, object, identity, title, openedAt, basis, custody} = state
  const {grants, outOfArea, unattended, ...held} = custody
  const grant = grants.find(one => one.epoch === custody.epoch && one.to === custody.controller)
  const from = state.copied?.from
  const live = from === undefined ? undefined : state.live.flatMap(ref => rooms.refs.keyOf(ref, from) ?? [])[0]
  return given({
    kind: 'contact',
    id: state.id,
    version,
    world,
    status,
    object,
    identity,
    track: trackOf(projection, state.key ?? live),
    title,
    openedAt: wallOf(openedAt),
    openedBy: doerOf(state.openedBy, rooms),
    notes: state.notes.map(one => atWall(projection, one)),
    custody: given({
      ...held,
      since: wallOf(held.since),
      outOfArea: outOfArea === undefined ? undefined : true,
      unattended: unattended === undefined ? undefined : true,
    }),
    held: grant === undefined ? undefined : heldBy(projection, grant.handoff),
    assessments: state.assessments?.map(one => atWall(projection, one)),
    contests: state.contests?.map(({by, reason, from: since, until, stands}) =>
      given({by, reason, from: wallOf(since), until: until === undefined ? undefined : wallOf(until), stands}),
    ),
    mergedInto: state.mergedInto,
    basis,
  }) as unknown as ContactThing
}

/** Under which handoff and agreement the controller has it. */
function heldBy({files}: Projection, id: string) {
  const handoff = files.get('handoff', id)
  return given({handoff: id, agreement: handoff.status === 'NONE' ? undefined : handoff.agreement})
}
