import {expect, test} from 'vitest'
import type {AlertId, IncidentId, PostId} from '../../../shared/base/id.ts'
import {incident, type IncidentCommand} from '../../../shared/operations/incident.ts'
import {after, given} from '../../support/given.ts'
import {anna, astrid, boat, DK, nodeSE, SE} from './people.ts'

const MRCC = 'SE-09' as PostId
const smc = {...astrid, actor: 'a9' as never, post: MRCC}
const open: IncidentCommand = {
  ...{type: 'open', id: 'incident-01' as IncidentId, world: 'simulated', number: 'SE-I-4821', category: 'other'},
  ...{criterion: 'own-means-suffice', title: 'Boat', priority: 2, reported: false, at: 0, by: anna},
}
const distress: IncidentCommand = {...open, category: 'distress', criterion: 'lives-at-risk'}
const raise: IncidentCommand = {type: 'sar-raise', phase: 'ALERT', at: 1, by: anna}
const lower: IncidentCommand = {
  ...{type: 'sar-lower', from: 'DISTRESS', phase: 'UNCERTAINTY', because: 'They answered', mrcc: MRCC, at: 2, by: smc},
}
const end: IncidentCommand = {
  ...{type: 'sar-end', from: 'DISTRESS', because: 'All five aboard the lifeboat', mrcc: MRCC, at: 3, by: smc},
}
const resolve: IncidentCommand = {
  ...{type: 'resolve', outcome: 'rescued', response: 'Lifeboat', running: [], at: 4, by: anna},
}
const close: IncidentCommand = {type: 'close', reason: 'did-not-take-place', running: [], at: 5, by: astrid}
const incidentAfter = (...commands: IncidentCommand[]) => given(incident)(...after(incident, ...commands))

test('[IS1] distress, lives at risk as criterion, or a distress alert begins a phase by itself', () => {
  incidentAfter(distress).is({priority: 1, sar: {phase: 'DISTRESS', steps: [{phase: 'DISTRESS', by: anna}]}})
  incidentAfter(open, {type: 'assess', category: 'other', criterion: 'lives-at-risk', at: 1, by: anna}).is({
    sar: {phase: 'ALERT'},
  })
  incidentAfter(open, {type: 'attach', alert: 'alert-01' as AlertId, distress: true, at: 1, by: anna}).is({
    sar: {phase: 'DISTRESS'},
  })
  const {state} = incidentAfter(open)
  expect(state.status !== 'NONE' && state.sar).toBeUndefined()
})

test('[IS2] anybody raises a phase, on any kind of incident; nobody but the coordinator lowers it', () => {
  incidentAfter(open, {...raise, by: boat}).is({priority: 1, category: 'other', sar: {phase: 'ALERT'}})
  incidentAfter(open, raise, {...raise, phase: 'DISTRESS'}).is({sar: {phase: 'DISTRESS'}})
  incidentAfter(distress).when(raise).refused('smc-only')
  incidentAfter(distress)
    .when({...lower, by: astrid})
    .refused('smc-only')
  incidentAfter(distress)
    .when({...lower, by: {...anna, post: MRCC}})
    .refused('smc-only')
  incidentAfter(distress)
    .when({...lower, mrcc: undefined})
    .refused('smc-only')
  incidentAfter(distress, lower).is({sar: {phase: 'UNCERTAINTY', steps: [{}, {because: 'They answered', by: smc}]}})
  incidentAfter(distress)
    .when({...lower, phase: 'DISTRESS'})
    .refused('not-lower')
  incidentAfter(open).when(lower).refused('no-sar')
})

test('[IS3] who lowers or ends it says of which phase: one that has become graver since is looked at anew', () => {
  const raised = incidentAfter(open, raise, {...raise, phase: 'DISTRESS'})
  raised.when({...lower, from: 'ALERT'}).refused('sar-moved', {phase: 'DISTRESS'})
  raised.when({...end, from: 'ALERT'}).refused('sar-moved', {phase: 'DISTRESS'})
})

test('[IS4] while a phase runs nothing closes the incident, for whatever reason', () => {
  incidentAfter(distress).when(close).refused('sar-running', {phase: 'DISTRESS'})
  incidentAfter(distress, resolve)
    .when({...close, reason: 'ended'})
    .refused('sar-running', {phase: 'DISTRESS'})
  incidentAfter(distress, lower).when(close).refused('sar-running', {phase: 'UNCERTAINTY'})
  incidentAfter(distress, {type: 'assess', category: 'fisheries', criterion: 'usual-control', at: 1, by: astrid})
    .when(close)
    .refused('sar-running', {phase: 'DISTRESS'})
})

test('[IS5] it ends by the coordinator’s decision, with name, time and reason; then the incident may be closed', () => {
  incidentAfter(distress, end).is({sar: {ended: {at: 3, by: smc, because: 'All five aboard the lifeboat'}}})
  incidentAfter(distress, end, close).is({status: 'CLOSED'})
  incidentAfter(distress, end).when(end).refused('no-sar')
  incidentAfter(distress, end, {...raise, at: 6}).is({sar: {phase: 'ALERT', since: 6, informed: []}})
  expect(incidentAfter(distress, end, {...raise, at: 6}).state).not.toHaveProperty('sar.ended')
})

test('[IS6] who was informed, and who acknowledged it, is kept once each', () => {
  const inform: IncidentCommand = {type: 'inform', nation: SE, post: MRCC, at: 1, by: nodeSE}
  const informed: IncidentCommand = {type: 'informed', nation: SE, who: {at: 2, by: smc}, at: 2, by: nodeSE}
  incidentAfter(distress, inform, informed).is({
    sar: {informed: [{nation: SE, post: MRCC, at: 1, acknowledged: {at: 2, by: smc}}]},
  })
  incidentAfter(distress, inform).when(inform).then()
  incidentAfter(distress, inform, informed).when(informed).then()
  incidentAfter(distress)
    .when({...informed, nation: DK})
    .then()
})

test('[IS7] what points to distress is kept, and a later word replaces the earlier one', () => {
  const facts = (facts: object): IncidentCommand => ({type: 'sar-facts', facts, at: 1, by: anna})
  incidentAfter(distress, facts({personsOnBoard: 5, seaworthy: false}), facts({personsOnBoard: 6})).is({
    distress: {personsOnBoard: 6, seaworthy: false},
  })
  incidentAfter(distress).when(facts({})).then()
})
