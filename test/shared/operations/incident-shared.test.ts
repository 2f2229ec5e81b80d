import {expect, test} from 'vitest'
import type {IncidentId} from '../../../shared/base/id.ts'
import {incident, type IncidentCommand} from '../../../shared/operations/incident.ts'
import type {Told} from '../../../shared/operations/incident-state.ts'
import {after, given} from '../../support/given.ts'
import {anna, astrid, birgit, bo, carl, DE, DK, nodeDK, nodeSE, SE} from './people.ts'

const ID = 'incident-01' as IncidentId
const open: IncidentCommand = {
  ...{type: 'open', id: ID, world: 'simulated', number: 'SE-I-4821', category: 'other'},
  ...{criterion: 'own-means-suffice', title: 'Boat', priority: 2, reported: false, at: 0, by: anna},
}
const share: IncidentCommand = {type: 'share', nation: DK, permitted: true, at: 1, by: astrid}
const offer: IncidentCommand = {type: 'offer-lead', to: DK, at: 2, by: astrid}
const accept: IncidentCommand = {type: 'accept-lead', epoch: 1, grant: 'grant-01', at: 3, by: birgit}
const grant = {grant: 'grant-01', from: SE, to: DK, epoch: 2, at: 3}
const receive: IncidentCommand = {type: 'receive-lead', grant, at: 4, by: nodeDK}

const told = (part: Partial<Told> = {}): Told => ({
  ...{version: 3, at: 1, status: 'OPEN', lines: [], live: [], basis: {agreement: 'a' as never, rule: 'r' as never}},
  ...{withheld: [], withdrawn: false},
  ...part,
})
type Tell = Extract<IncidentCommand, {type: 'tell'}>
const tell = (part: Partial<Tell['telling']> = {}): Tell => ({
  ...{type: 'tell', id: ID, nation: DK, at: 10, by: nodeSE},
  telling: {
    ...{from: SE, world: 'simulated', number: 'SE-I-4821', title: 'Boat', priority: 2, category: 'other'},
    ...{criterion: 'own-means-suffice', contacts: [], lead: {nation: SE, epoch: 1, since: 0}, told: told()},
    ...part,
  },
})
const distress = (ended: boolean): NonNullable<Tell['telling']['sar']> => ({
  ...{phase: 'DISTRESS', since: 5, by: anna},
  ...(ended ? {ended: {at: 9, by: astrid, because: ''}} : {}),
})
const incidentAfter = (...commands: IncidentCommand[]) => given(incident)(...after(incident, ...commands))

test('[IL1] a commander shares the own part where an agreement permits it; what a partner has told goes home and on to nobody', () => {
  incidentAfter(open, share).is({parties: [{nation: DK, shared: {by: astrid}}]})
  incidentAfter(open, share).when(share).then()
  incidentAfter(open)
    .when({...share, by: anna})
    .refused('commander-only')
  incidentAfter(open)
    .when({...share, permitted: false})
    .refused('no-agreement')
  incidentAfter(tell())
    .when({...share, nation: DE, by: birgit})
    .refused('not-yours-to-share')
  incidentAfter(tell(), {...share, nation: SE, by: birgit}).is({parties: [{nation: SE, shared: {by: birgit}}]})
  incidentAfter(open, share, {type: 'unshare', nation: DK, at: 2, by: astrid}).is({parties: [{nation: DK}]})
})

test('[IL2] what a partner shares begins here as reported, with own notes and an own desk, led by the partner', () => {
  incidentAfter(tell()).is({status: 'REPORTED', nation: DK, origin: SE, lead: {nation: SE, epoch: 1}})
  expect(incidentAfter(tell()).state).not.toHaveProperty('desk')
  incidentAfter(tell(), {type: 'take', at: 11, by: bo}, {type: 'note', text: 'Ours', at: 12, by: bo}).is({
    status: 'OPEN',
    desk: {post: 'DK-01'},
    log: [{code: 'incident-told'}, {code: 'incident-taken'}, {code: 'note', values: {text: 'Ours'}}],
  })
})

test('[IL3] what it tells later replaces what it told before, never the own part; what is older is ignored', () => {
  const later = tell({told: told({version: 5, status: 'CLOSED', closed: 'ended'})})
  incidentAfter(tell(), later).is({
    status: 'REPORTED',
    parties: [{nation: SE, told: {status: 'CLOSED', closed: 'ended'}}],
  })
  incidentAfter(later).when(tell()).then()
  incidentAfter(tell(), {type: 'withdraw', from: SE, at: 11, by: nodeSE}).is({
    parties: [{told: {withdrawn: true}}],
  })
})

test('[IL4] each nation closes its own part; the other’s stays as it is', () => {
  const close: IncidentCommand = {type: 'close', reason: 'ended', running: [], at: 20, by: birgit}
  incidentAfter(tell(), {type: 'take', at: 11, by: bo}, close).is({
    status: 'CLOSED',
    lead: {nation: SE},
    parties: [{told: {status: 'OPEN'}}],
  })
})

test('[IL5] the lead is offered to one nation that has the incident, for ten minutes, by who leads', () => {
  incidentAfter(open).when(offer).refused('share-first')
  incidentAfter(open, share)
    .when({...offer, by: anna})
    .refused('commander-only')
  incidentAfter(open, share, offer).is({leadOffer: {to: DK, until: 600_002}})
  incidentAfter(open, share, offer).when(offer).refused('already-offered')
  incidentAfter(tell())
    .when({...offer, to: SE, by: birgit})
    .refused('not-lead')
  const unanswered: IncidentCommand = {type: 'timer', timer: 'lead-offer', version: 3, at: 600_002, by: nodeSE}
  incidentAfter(open, share, offer)
    .when({...unanswered, at: 600_001})
    .then()
  incidentAfter(open, share, offer, unanswered).is({leadOffer: undefined, lead: {nation: SE, epoch: 1}})
})

test('[IL6] only a commander of the nation it is offered to accepts, under the epoch it knows; the ledger of who leads passes it on', () => {
  const offered = incidentAfter(open, share, offer)
  offered.when({...accept, by: bo}).refused('commander-only')
  offered.when({...accept, by: carl}).refused('no-offer')
  offered.when({...accept, epoch: 0}).refused('stale-lead')
  incidentAfter(open, share).when(accept).refused('no-offer')
  incidentAfter(open, share, offer, accept).is({
    status: 'TRANSFERRED',
    lead: {nation: DK, epoch: 2},
    leadOffer: undefined,
    grants: [{grant: 'grant-01', from: SE, to: DK}],
  })
  incidentAfter(open, share, offer, accept).when(accept).refused('no-offer')
  incidentAfter(open, share, offer, {type: 'decline-lead', epoch: 1, at: 3, by: birgit}).is({lead: {nation: SE}})
})

test('[IL7] TO leads once it holds the grant, and by nothing else; a second one changes nothing', () => {
  incidentAfter(tell(), tell({lead: {nation: DK, epoch: 2, since: 3}, told: told({version: 6})})).is({
    lead: {nation: SE, epoch: 1},
  })
  incidentAfter(tell(), receive).is({lead: {nation: DK, epoch: 2}})
  incidentAfter(tell(), receive).when(receive).then()
  incidentAfter(tell(), receive)
    .when({...receive, grant: {...grant, grant: 'grant-02'}})
    .refused('stale-grant')
  incidentAfter(tell())
    .when({...receive, grant: {...grant, to: DE}})
    .refused('not-party')
})

test('[IL8] who is told that the lead has gone elsewhere believes it of the nation that led, and of no other', () => {
  const gone = {nation: DE, epoch: 2, since: 3}
  incidentAfter(tell(), tell({lead: gone, told: told({version: 6})})).is({lead: gone})
  incidentAfter(tell(), {...tell({from: DE, lead: {...gone, epoch: 9}}), by: {...nodeDK, nation: DE}}).is({
    lead: {nation: SE, epoch: 1},
  })
})

test('[IL9] people at risk there are at risk here, until who said so says that it is over', () => {
  incidentAfter(tell({sar: distress(false)})).is({priority: 1, sar: {phase: 'DISTRESS', steps: [{by: anna}]}})
  incidentAfter(tell({sar: distress(false)}), tell({sar: distress(true), told: told({version: 6})})).is({
    sar: {ended: {by: astrid}},
  })
  const own: IncidentCommand = {type: 'sar-raise', phase: 'DISTRESS', at: 6, by: bo}
  const stays = incidentAfter(tell(), own, tell({sar: distress(true), told: told({version: 6})}))
  expect(stays.state).not.toHaveProperty('sar.ended')
  const close: IncidentCommand = {type: 'close', reason: 'ended', running: [], at: 20, by: birgit}
  stays.when(close).refused('sar-running', {phase: 'DISTRESS'})
})

test('[IL10] the receipt of a lead is kept once', () => {
  const receipt: IncidentCommand = {type: 'receipt', grant: 'grant-01', at: 5, by: nodeDK}
  incidentAfter(open, share, offer, accept, receipt).is({grants: [{receivedAt: 5}]})
  incidentAfter(open, share, offer, accept, receipt).when(receipt).then()
})
