import type {Actor} from '../../shared/operations/actor.ts'
import {clocksOf} from '../../shared/operations/incident-clocks.ts'
import type {Informed, Party} from '../../shared/operations/incident-state.ts'
import {leads} from '../../shared/operations/incident-state.ts'
import type {IncidentThing} from '../../shared/protocol/things.ts'
import {given} from './drafts.ts'
import {atWall, doerOf, type Projection} from './projection.ts'

/** An incident as consoles have it: at this node's time of day, with the names of own people. */
export function incidentThing(projection: Projection, id: string): IncidentThing | undefined {
  const {files, rooms, wallOf} = projection
  const state = files.get('incident', id)
  if (state.status === 'NONE') return undefined
  const done = <T extends {readonly at: number; readonly by: Actor}>(one: T) => given(atWall(projection, one))
  const {grants: _grants, lead, leadOffer, desk, validation, sar, taken, reported, outcome, closed, ...rest} = state
  const ownDesk = desk && {...done(desk), ...(desk.acknowledged && {acknowledged: done(desk.acknowledged)})}
  return given({
    ...rest,
    kind: 'incident',
    openedAt: wallOf(state.openedAt),
    openedBy: doerOf(state.openedBy, rooms),
    assessments: state.assessments.map(done),
    validation: given({
      status: validation.status,
      at: validation.at === undefined ? undefined : wallOf(validation.at),
      by: validation.by && doerOf(validation.by, rooms),
    }),
    lead: given({
      ...lead,
      since: wallOf(lead.since),
      ...(leads(state) ? {post: ownDesk?.post, acknowledged: ownDesk?.acknowledged} : {}),
    }),
    leadOffer: leadOffer && {to: leadOffer.to, until: wallOf(leadOffer.until), by: doerOf(leadOffer.by, rooms)},
    desk: ownDesk,
    parties: state.parties.map(party => partyThing(projection, party)),
    files: state.files.map(done),
    checklist: state.checklist.map(done),
    sar: sar && {
      phase: sar.phase,
      since: wallOf(sar.since),
      raised: done({at: sar.steps[0].at, by: sar.steps[0].by}),
      steps: sar.steps.map(done),
      ...(sar.ended && {ended: done(sar.ended)}),
      informed: sar.informed.map(one => informedThing(projection, one)),
    },
    clocks: clocksOf(state).map(({clock, dueAt}) => ({clock, dueAt: wallOf(dueAt)})),
    taken: taken && done(taken),
    reported: reported && done(reported),
    outcome: outcome && done(outcome),
    closed: closed && done(closed),
    log: state.log.map(done),
  }) as unknown as IncidentThing
}

function partyThing(projection: Projection, {nation, shared, told}: Party) {
  return given({
    nation,
    shared: shared && given(atWall(projection, shared)),
    told:
      told &&
      (({version: _version, live: _live, ...rest}) =>
        given({
          ...rest,
          at: projection.wallOf(told.at),
          lines: told.lines.map(line => given(atWall(projection, line))),
        }))(told),
  })
}

function informedThing(projection: Projection, {nation, post, at, acknowledged}: Informed) {
  return given({
    nation,
    post,
    at: projection.wallOf(at),
    acknowledged: acknowledged && given(atWall(projection, acknowledged)),
  })
}
