import {clocksOf} from '../../shared/operations/incident-clocks.ts'
import type {IncidentClock, SarPhase} from '../../shared/operations/incident-codes.ts'
import {type IncidentEvent, type IncidentFile, isOver} from '../../shared/operations/incident-state.ts'
import type {IncidentId} from '../../shared/base/id.ts'
import type {LeadGrantBody} from '../../shared/protocol/link-incident.ts'
import {doerOf} from './drafts.ts'
import type {HappeningOf, Turn} from './files.ts'
import type {House} from './house.ts'
import {endAlert, raiseAlert} from './own-alerts.ts'

/** The coordination centre is told at once, the lead's grant goes out with its commit, and what is late is alarmed. */
export function afterIncident(house: House, turn: Turn, {before, after: state, events}: HappeningOf<'incident'>): void {
  if (state.status === 'NONE') return
  for (const event of events) follow(house, turn, state, event)
  const owed = isOver(state) ? [] : clocksOf(state).map(({clock}) => clock)
  const wasLate = before.status === 'NONE' ? [] : before.late
  for (const clock of wasLate)
    if (!owed.includes(owedBy(clock)) || !state.late.includes(clock))
      endAlert(house, turn, clockSituation(state.id, clock))
  if (isOver(state)) endAlert(house, turn, rescueSituation(state.id))
}

/** Somebody at the own centre has acknowledged that people are at risk: kept as proof, told to who shared it. */
export function afterRescueAlert(house: House, turn: Turn, {before, after: alert}: HappeningOf<'alert'>): void {
  if (alert.status === 'NONE' || alert.acknowledged === undefined) return
  if (before.status !== 'NONE' && before.acknowledged !== undefined) return
  const id = incidentOfRescue(alert.situation)
  const incident = id === undefined ? undefined : turn.get('incident', id)
  if (id === undefined || incident === undefined || incident.status === 'NONE') return
  const who = alert.acknowledged
  turn.act('incident', id, house.system, {type: 'informed', nation: house.own, who: {at: who.at, by: who.by}})
  for (const {nation, told} of incident.parties)
    if (told !== undefined && told.sar !== undefined && !told.withdrawn)
      turn.send(nation, {type: 'informed', incident: id, by: doerOf(who.by), age: 0})
}

function follow(house: House, turn: Turn, state: IncidentFile, event: IncidentEvent): void {
  switch (event.type) {
    case 'sar-raised':
      return tellCentre(house, turn, state, event.phase)
    case 'sar-ended':
      return endAlert(house, turn, rescueSituation(state.id))
    case 'lead-passed':
      return sendGrant(house, turn, state, event)
    case 'clock-late':
      return tellLate(house, turn, state, event.clock)
    default:
  }
}

/** Priority 1, on every console of the nation, with the centre named: whoever coordinates rescue has to acknowledge it. */
function tellCentre(house: House, turn: Turn, state: IncidentFile, phase: SarPhase): void {
  const {id, world, number, place, contacts, distress} = state
  const persons = distress?.personsOnBoard
  raiseAlert(house, turn, {
    rule: 'distress',
    situation: rescueSituation(id),
    world,
    priority: 1,
    evidence: [
      {code: 'sar-phase', values: {phase, number}},
      ...(house.mrcc === undefined ? [] : [{code: 'mrcc-told', values: {post: house.mrcc}}]),
      ...(persons === undefined ? [] : [{code: 'persons-on-board', values: {persons}}]),
    ],
    place,
    contact: contacts[0],
    since: turn.at,
    // About no object: who else is told is decided for the incident, not for this.
    keys: [],
    rings: {code: 'sar-phase', values: {phase, number}},
  })
  turn.act('incident', id, house.system, {type: 'inform', nation: house.own, post: house.mrcc})
}

/** Committed with the change of lead, so that the one cannot be without the other. */
function sendGrant(
  {rooms}: House,
  turn: Turn,
  {id, world}: IncidentFile,
  {grant}: Extract<IncidentEvent, {type: 'lead-passed'}>,
): void {
  const {from, to, epoch} = grant
  const body: LeadGrantBody = {grant: grant.grant, incident: id, from, to, epoch, world}
  const text = JSON.stringify(body)
  turn.send(to, {type: 'lead-grant', body: text, signature: rooms.grants.sign(text)})
}

function tellLate(house: House, turn: Turn, state: IncidentFile, clock: IncidentClock): void {
  const {id, world, number, place, contacts} = state
  raiseAlert(house, turn, {
    rule: 'incident-late',
    situation: clockSituation(id, clock),
    world,
    priority: clock === 'report-soon' ? 3 : 2,
    evidence: [{code: `late-${clock}`, values: {number}}],
    place,
    contact: contacts[0],
    since: turn.at,
    keys: [],
  })
}

/** The warning is over with what it warns of. */
function owedBy(clock: IncidentClock): IncidentClock {
  return clock === 'report-soon' ? 'report' : clock
}

function clockSituation(id: IncidentId, clock: IncidentClock): string {
  return `clock:${id}:${clock}`
}

const RESCUE = 'rescue:'

function rescueSituation(id: IncidentId): string {
  return `${RESCUE}${id}`
}

function incidentOfRescue(situation: string): IncidentId | undefined {
  return situation.startsWith(RESCUE) ? (situation.slice(RESCUE.length) as IncidentId) : undefined
}
