import {expect, test} from 'vitest'
import type {IncidentId, PostId, TaskId, UnitId} from '../../../shared/base/id.ts'
import type {IncidentThing} from '../../../shared/protocol/things.ts'
import type {Finding} from '../../../shared/model/finding.ts'
import {DK, SE, TRACK, twoNations} from './two-nations.ts'

const incident = 'incident-0001' as IncidentId
const task = 'task-0001' as TaskId
const unit = 'SE-1' as UnitId
const open = {type: 'incident.open', incident, subject: {track: TRACK}, category: 'other', title: 'ODIN'} as const
const resolve = {type: 'incident.resolve', incident, outcome: 'identified', response: 'Spoke to it'} as const
const close = {type: 'incident.close', incident, reason: 'ended'} as const

function nations() {
  const two = twoNations()
  const commanderOf = (code: typeof SE, post = `${code}-00`) => ({
    ...two.person(code, 'commander'),
    actor: `kaj-${post}` as never,
    post: post as PostId,
  })
  return {
    ...two,
    commander: (code: typeof SE, command: Parameters<typeof two.order>[1], post?: string) =>
      two.order(code, command, undefined, commanderOf(code, post)),
    incidentOf: (code: typeof SE, id = incident) =>
      [...two.of(code).operations.things()].find(
        (one): one is IncidentThing => one.kind === 'incident' && one.id === id,
      ),
    alertOf: (code: typeof SE, rule: string) =>
      [...two.of(code).operations.things()].find(one => one.kind === 'alert' && one.rule === rule),
  }
}
const codesOf = (thing: IncidentThing | undefined) => thing?.log.map(line => line.code) ?? []

test('[OI1] what a unit still does keeps the incident from being resolved; standing it down does both in one turn', async () => {
  const {order, commander, incidentOf, thing} = nations()
  await order(SE, open)
  await order(SE, {type: 'incident.assign', incident, unit, task, taskType: 'intercept'})
  expect(await order(SE, resolve)).toMatchObject({outcome: 'refused', code: 'tasks-running', values: {count: 1}})
  expect(incidentOf(SE)).toMatchObject({status: 'ASSIGNED'})
  expect(await order(SE, {...resolve, standDown: true})).toMatchObject({outcome: 'done'})
  expect(thing(SE, 'task')).toMatchObject({status: 'CANCELLED'})
  expect(thing(SE, 'unit')).toMatchObject({status: 'available'})
  expect(await commander(SE, close)).toMatchObject({outcome: 'done'})
  expect(incidentOf(SE)).toMatchObject({status: 'CLOSED'})
})

test('[OI2] a distress alert that becomes an incident begins its rescue phase; the centre has an alarm and the log its proof', async () => {
  const {of, clock, order, commander, incidentOf, alertOf} = nations()
  const found: Finding = {
    ...{rule: 'distress', situation: 'distress:1', phase: 'begins', rows: [1], at: 0, since: 0},
    ...{priority: 1, confidence: 'high', evidence: [], alert: true},
  }
  of(SE).operations.triage(found)
  clock.advance(10)
  const alert = alertOf(SE, 'distress')
  if (alert?.kind !== 'alert') throw new Error('an alert')
  await order(SE, {...open, subject: undefined, alert: alert.id} as never)
  expect(incidentOf(SE)).toMatchObject({
    priority: 1,
    sar: {phase: 'DISTRESS', informed: [{nation: 'SE', post: 'SE-00'}, {nation: 'DK'}]},
  })
  const alarm = [...of(SE).operations.things()].find(one => one.kind === 'alert' && one.status === 'UNACK')
  expect(alarm).toMatchObject({
    priority: 1,
    evidence: [{code: 'sar-phase'}, {code: 'mrcc-told', values: {post: 'SE-00'}}],
  })
  if (alarm?.kind !== 'alert') throw new Error('an alarm')
  await commander(SE, {type: 'alert.acknowledge', alert: alarm.id})
  expect(incidentOf(SE)?.sar?.informed[0]).toMatchObject({acknowledged: {by: {post: 'SE-00'}}})
  expect(codesOf(incidentOf(SE))).toEqual(expect.arrayContaining(['sar-raised', 'mrcc-informed', 'mrcc-acknowledged']))
})

test('[OI3] the partner’s centre is told in the same commit, and its acknowledgement comes back as proof', async () => {
  const {carry, order, commander, incidentOf, alertOf} = nations()
  await order(SE, {...open, category: 'distress'})
  expect(codesOf(incidentOf(SE))).toContain('mrcc-informed')
  carry()
  expect(incidentOf(DK)).toMatchObject({status: 'REPORTED', origin: 'SE', sar: {phase: 'DISTRESS'}})
  const alarm = alertOf(DK, 'distress')
  if (alarm?.kind !== 'alert') throw new Error('an alarm')
  await commander(DK, {type: 'alert.acknowledge', alert: alarm.id})
  carry()
  const dk = incidentOf(SE)?.sar?.informed.find(one => one.nation === DK)
  expect(dk).toMatchObject({acknowledged: {by: {nation: 'DK', post: 'DK-00'}}})
  expect(dk?.acknowledged?.by).not.toHaveProperty('actor')
})

test('[OI3] what the partner’s people add, that it is graver, goes home at once by the same agreement', async () => {
  const {carry, order, commander, incidentOf} = nations()
  await order(SE, open)
  await order(SE, {type: 'incident.sar-raise', incident, phase: 'ALERT'})
  carry()
  expect(incidentOf(DK)).toMatchObject({sar: {phase: 'ALERT'}})
  await commander(DK, {type: 'incident.sar-raise', incident, phase: 'DISTRESS'})
  carry()
  expect(incidentOf(SE)).toMatchObject({sar: {phase: 'DISTRESS'}, parties: [{nation: 'DK'}]})
})

test('[OI4] the incident does not close until the coordinator has ended the phase, by name and with a reason', async () => {
  const {clock, order, commander, incidentOf, alertOf} = nations()
  await order(SE, {...open, category: 'distress'})
  const notTrue = {...close, reason: 'did-not-take-place'} as const
  expect(await commander(SE, notTrue)).toMatchObject({code: 'sar-running', values: {phase: 'DISTRESS'}})
  const end = {type: 'incident.sar-end', incident, from: 'DISTRESS', because: 'False alarm, spoke to all'} as const
  expect(await order(SE, end)).toMatchObject({code: 'smc-only'})
  expect(await commander(SE, end, 'SE-02')).toMatchObject({code: 'smc-only'})
  expect(await commander(SE, end)).toMatchObject({outcome: 'done'})
  clock.advance(10)
  expect(alertOf(SE, 'distress')).toMatchObject({status: 'CLEARED_UNACK'})
  expect(incidentOf(SE)).toMatchObject({sar: {ended: {because: 'False alarm, spoke to all', by: {post: 'SE-00'}}}})
  expect(await commander(SE, close)).toMatchObject({code: 'resolve-first'})
  expect(await order(SE, resolve)).toMatchObject({outcome: 'done'})
  expect(await commander(SE, close)).toMatchObject({code: 'validate-first'})
  await commander(SE, {type: 'incident.validate', incident, credibility: 1, reliability: 'A'})
  expect(await commander(SE, close)).toMatchObject({code: 'report-first'})
  await order(SE, {type: 'incident.report-sent', incident, reference: 'NCC 12'})
  expect(await commander(SE, close)).toMatchObject({outcome: 'done'})
})

test('[OI5] two nations: own notes, own closing, and of the other what was done, as codes', async () => {
  const {carry, order, commander, incidentOf} = nations()
  await order(SE, open)
  expect(await order(SE, {type: 'incident.share', incident, nation: DK})).toMatchObject({code: 'commander-only'})
  await commander(SE, {type: 'incident.share', incident, nation: DK})
  carry()
  await order(SE, {type: 'incident.note', incident, text: 'ours alone'})
  await order(DK, {type: 'incident.take', incident})
  await order(DK, {type: 'incident.note', incident, text: 'theirs alone'})
  await commander(DK, {type: 'incident.share', incident, nation: SE})
  carry()
  expect(incidentOf(DK)).toMatchObject({lead: {nation: 'SE', post: 'SE-01'}, desk: {post: 'DK-01'}})
  expect(incidentOf(SE)?.parties).toMatchObject([{nation: 'DK', told: {status: 'OPEN', post: 'DK-01'}}])
  const notes = (code: typeof SE) =>
    incidentOf(code)?.log.flatMap(line => (line.code === 'note' ? [line.values['text']] : []))
  expect([notes(SE), notes(DK)]).toEqual([['ours alone'], ['theirs alone']])
  await commander(DK, {...close, reason: 'ended'})
  carry()
  expect(incidentOf(DK)).toMatchObject({status: 'CLOSED'})
  expect(incidentOf(SE)).toMatchObject({status: 'OPEN', parties: [{told: {status: 'CLOSED', closed: 'ended'}}]})
  await order(SE, resolve)
  await commander(SE, close)
  carry()
  expect(incidentOf(DK)?.parties).toMatchObject([{nation: 'SE', told: {status: 'CLOSED', outcome: 'identified'}}])
})

test('[OI6] the lead passes by one commit of who leads and its signed grant; both show the same lead, and it comes back the same way', async () => {
  const {carry, order, commander, incidentOf, of} = nations()
  await order(SE, open)
  await commander(SE, {type: 'incident.share', incident, nation: DK})
  await commander(SE, {type: 'incident.offer-lead', incident, to: DK})
  carry()
  expect(incidentOf(DK)).toMatchObject({leadOffer: {to: 'DK'}})
  await commander(DK, {type: 'incident.share', incident, nation: SE})
  expect(await commander(DK, {type: 'incident.accept-lead', incident, epoch: 1})).toMatchObject({outcome: 'forwarded'})
  expect(incidentOf(DK)).toMatchObject({lead: {nation: 'SE'}})
  carry()
  for (const code of [SE, DK]) expect(incidentOf(code)).toMatchObject({lead: {nation: 'DK', epoch: 2}})
  expect(incidentOf(SE)).toMatchObject({status: 'TRANSFERRED'})
  const events = of(SE)
    .ledger.events(0, 500)
    .map(({type}) => type)
  expect(events.filter(type => type === 'incident.lead-passed')).toHaveLength(1)
  expect(events).toContain('incident.lead-receipt')
  await commander(DK, {type: 'incident.offer-lead', incident, to: SE})
  carry()
  await commander(SE, {type: 'incident.accept-lead', incident, epoch: 2})
  carry()
  for (const code of [SE, DK]) expect(incidentOf(code)).toMatchObject({lead: {nation: 'SE', epoch: 3}})
})

test('[OI7] merged, its tasks, alerts and rescue phase go on in the other; what its units say arrives there', async () => {
  const {order, person, incidentOf} = nations()
  const second = 'incident-0002' as IncidentId
  await order(SE, open)
  await order(SE, {...open, incident: second, subject: undefined, category: 'distress'} as never)
  await order(SE, {type: 'incident.assign', incident: second, unit, task, taskType: 'assist'})
  await order(SE, {type: 'incident.merge', incident: second, into: incident})
  expect(incidentOf(SE, second)).toMatchObject({status: 'MERGED', mergedInto: incident})
  expect(incidentOf(SE)).toMatchObject({tasks: [task], units: [unit], sar: {phase: 'DISTRESS'}, merged: [second]})
  await order(SE, {type: 'task.on-scene', task}, undefined, {...person(SE, 'field'), unit})
  expect(codesOf(incidentOf(SE))).toContain('task-progress')
})

test('[OI8] what nobody takes in time is late once, on the incident and as a warning that ends when somebody does', async () => {
  const {of, clock, order, commander, incidentOf, alertOf} = nations()
  await order(SE, {...open, reported: true})
  clock.advance(120_000)
  of(SE).operations.tick()
  clock.advance(10)
  expect(incidentOf(SE)).toMatchObject({late: ['ack'], clocks: [{clock: 'ack'}, {clock: 'assign'}]})
  expect(alertOf(SE, 'incident-late')).toMatchObject({priority: 2, status: 'UNACK', evidence: [{code: 'late-ack'}]})
  await order(SE, {type: 'incident.take', incident})
  expect(alertOf(SE, 'incident-late')).toMatchObject({status: 'CLEARED_UNACK'})
  await commander(SE, {type: 'incident.assess', incident, category: 'other', criterion: 'serious-crime'})
  clock.advance(20 * 3_600_000)
  of(SE).operations.tick()
  clock.advance(10)
  expect(incidentOf(SE)).toMatchObject({impact: 'high', late: ['report-soon'], clocks: [{clock: 'report'}]})
  await order(SE, {type: 'incident.report-sent', incident, reference: 'NCC 7'})
  expect(incidentOf(SE)).toMatchObject({clocks: [], reported: {reference: 'NCC 7'}})
})

test('[OI9] a restart keeps the lead, the rescue phase and what is late', async () => {
  const {restart, order, incidentOf} = nations()
  await order(SE, {...open, category: 'distress'})
  const before = incidentOf(SE)
  restart(SE)
  expect(incidentOf(SE)).toEqual(before)
})

test('[OI10] a partner that is no party says nothing of it, and one that shares no more leaves the own part as it is', async () => {
  const {carry, order, commander, incidentOf, of} = nations()
  await order(SE, open)
  await order(DK, {...open})
  await commander(DK, {type: 'incident.share', incident, nation: SE})
  carry()
  expect(incidentOf(SE)?.parties).toEqual([])
  const rejected = of(SE)
    .ledger.events(0, 500)
    .filter(({type}) => type === 'link.rejected')
  expect(rejected.length).toBeGreaterThan(0)
  const third = 'incident-0003' as IncidentId
  await order(SE, {...open, incident: third})
  await commander(SE, {type: 'incident.share', incident: third, nation: DK})
  carry()
  await commander(SE, {type: 'incident.unshare', incident: third, nation: DK})
  carry()
  expect(incidentOf(DK, third)).toMatchObject({status: 'REPORTED', parties: [{told: {withdrawn: true}}]})
})
