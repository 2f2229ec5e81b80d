import {expect, test} from 'vitest'
import type {HandoffId, IncidentId, TaskId, UnitId} from '../../../shared/base/id.ts'
import type {Finding} from '../../../shared/model/finding.ts'
import {DK, SE, TRACK, twoNations} from './two-nations.ts'

const handoff = 'handoff-0001' as HandoffId
const incident = 'incident-0001' as IncidentId
const task = 'task-0001' as TaskId
const propose = {type: 'handoff.propose', handoff, subject: {track: TRACK}, to: DK, why: 'heading'} as const
const silence: Finding = {
  ...{rule: 'silence', situation: 'silence:1', phase: 'begins', rows: [1], at: 0, since: 0},
  ...{priority: 2, confidence: 'medium', evidence: [], alert: true},
}

test('[OR1] on-release: DK accepts, SE releases, DK assumes; then control is DK’s', async () => {
  const {carry, order, thing} = twoNations('on-release')
  await order(SE, propose)
  carry()
  await order(DK, {type: 'handoff.accept', handoff})
  carry()
  expect(thing(SE, 'contact')).toMatchObject({custody: {controller: 'SE'}})
  expect(await order(SE, {type: 'handoff.release', handoff})).toMatchObject({outcome: 'done'})
  carry()
  await order(DK, {type: 'handoff.assume', handoff})
  carry()
  for (const code of [SE, DK]) expect(thing(code, 'contact')).toMatchObject({custody: {controller: 'DK', epoch: 2}})
})

test('[OR2] an offer that ended while the node was down expires at start, once; results and messages are still there', async () => {
  const {of, restart, clock, carry, order, person, thing} = twoNations()
  const id = '00000000-0000-7000-8000-000000000001'
  const first = await order(SE, propose, id)
  carry()
  of(DK).operations.presented(handoff, person(DK))
  carry()
  const waiting = of(SE).operations.outboxAfter(DK, 'urgent', 0, 100).length
  of(SE).operations.stop()
  clock.advance(600_000)
  restart(SE)
  expect(await order(SE, propose, id)).toEqual(first)
  expect(of(SE).operations.outboxAfter(DK, 'urgent', 0, 100).length).toBeGreaterThanOrEqual(waiting)
  expect(thing(SE, 'handoff')).toMatchObject({status: 'EXPIRED'})
  restart(SE)
  clock.advance(10)
  const expired = of(SE)
    .ledger.events(0, 500)
    .filter(({thing: of, type}) => of === `handoff/${handoff}` && /expired/.test(type))
  expect(expired).toHaveLength(1)
  carry()
  expect(thing(DK, 'handoff')).toMatchObject({status: 'EXPIRED'})
})

test('[OR3] a lane is taken in order: what leaves a gap waits, what was taken does nothing', async () => {
  const {of, clock, order, thing} = twoNations()
  await order(SE, propose)
  const rows = of(SE).operations.outboxAfter(DK, 'urgent', 0, 100)
  const receive = async (index: number) => {
    const row = rows[index]
    if (row === undefined) throw new Error('a row')
    const receipt = of(DK).operations.receive({
      ...{partner: SE, lane: 'urgent', seq: row.seq, hash: row.hash, heldMs: 0},
      message: JSON.parse(row.body.toString()),
    })
    clock.advance(10)
    return receipt
  }
  expect(rows.length).toBeGreaterThan(1)
  expect(await receive(1)).toBe('gap')
  expect(thing(DK, 'handoff')).toBeUndefined()
  expect(await receive(0)).toBe('applied')
  expect(await receive(0)).toBe('repeated')
  expect(await receive(1)).toBe('applied')
})

test('[OR4] an incident takes the alert over, moves with its task, is resolved, and closed by a commander', async () => {
  const {of, clock, order, person, thing} = twoNations()
  of(SE).operations.triage(silence)
  clock.advance(10)
  const alert = thing(SE, 'alert')
  if (alert?.kind !== 'alert') throw new Error('an alert')
  await order(SE, {type: 'incident.open', incident, alert: alert.id, category: 'other', title: 'Silent'})
  expect(thing(SE, 'alert')).toMatchObject({status: 'TRANSFERRED', incident})
  await order(SE, {type: 'incident.assign', incident, unit: 'SE-1' as UnitId, task, taskType: 'intercept'})
  const field = {...person(SE, 'field'), unit: 'SE-1' as UnitId}
  for (const type of ['task.wilco', 'task.en-route', 'task.on-scene'] as const)
    expect(await order(SE, {type, task}, undefined, field)).toMatchObject({outcome: 'done'})
  expect(thing(SE, 'unit')).toMatchObject({status: 'on-scene'})
  expect(
    await order(SE, {
      type: 'incident.resolve',
      incident,
      outcome: 'identified',
      response: 'Spoke to it',
      standDown: true,
    }),
  ).toMatchObject({outcome: 'done'})
  const commander = {...person(SE, 'commander'), actor: 'kaj-SE' as never, post: 'SE-00' as never}
  await order(SE, {type: 'incident.close', incident, reason: 'ended'}, undefined, commander)
  expect(thing(SE, 'incident')).toMatchObject({status: 'CLOSED'})
})

test('[OR5] SOS raises a distress alert that its end clears; a unit’s report is a notice', async () => {
  const {order, person, thing} = twoNations()
  const field = {...person(SE, 'field'), unit: 'SE-1' as UnitId}
  await order(SE, {type: 'unit.sos'}, undefined, field)
  expect(thing(SE, 'alert')).toMatchObject({rule: 'distress', priority: 1, status: 'UNACK'})
  await order(SE, {type: 'unit.sos-end', unit: 'SE-1' as UnitId})
  expect(thing(SE, 'alert')).toMatchObject({status: 'CLEARED_UNACK'})
  await order(SE, {type: 'unit.report', category: 'boat'}, undefined, field)
  expect(thing(SE, 'notice')).toMatchObject({rule: 'report', subjects: ['SE-1']})
})

test('[OR6] what goes on for ten minutes is written once a minute; an end without an alert does nothing', () => {
  const {of, clock, thing} = twoNations()
  const {operations, ledger} = of(SE)
  operations.triage({...silence, situation: 'zone:1', phase: 'ends', alert: false})
  clock.advance(10)
  expect(ledger.position).toBe(0)
  operations.triage(silence)
  for (let second = 0; second < 600; second++) {
    clock.advance(1_000)
    operations.triage({...silence, phase: 'continues'})
  }
  clock.advance(10)
  const written = ledger.events(0, 500).filter(({type}) => type === 'alert.found-again').length
  expect(written).toBeGreaterThanOrEqual(9)
  expect(written).toBeLessThanOrEqual(10)
  operations.triage({...silence, phase: 'ends'})
  clock.advance(10)
  expect(thing(SE, 'alert')).toMatchObject({status: 'CLEARED_UNACK'})
  operations.triage(silence)
  clock.advance(10)
  expect(thing(SE, 'alert')).toMatchObject({status: 'UNACK'})
})

test('[OR7] a unit’s place is told at most every 5 s, and only when it has moved 50 m', () => {
  const {of, clock, world, thing} = twoNations()
  const {operations} = of(SE)
  const place = () => {
    operations.tick()
    const unit = thing(SE, 'unit')
    return unit?.kind === 'unit' ? unit.place?.lat : undefined
  }
  world.unitAt = {lon: 12, lat: 56}
  expect(place()).toBe(56)
  clock.advance(6_000)
  world.unitAt = {lon: 12, lat: 56.0001}
  expect(place()).toBe(56)
  world.unitAt = {lon: 12, lat: 56.01}
  expect(place()).toBe(56.01)
  clock.advance(4_000)
  world.unitAt = {lon: 12, lat: 56.02}
  expect(place()).toBe(56.01)
  clock.advance(1_000)
  expect(place()).toBe(56.02)
})

test('[OR8] times on the board are this node’s time of day, also after it was set', async () => {
  const {of, clock, order, thing} = twoNations()
  clock.stepWall(3_600_000)
  await order(SE, {type: 'contact.mark', track: TRACK})
  of(SE).operations.tick()
  const contact = thing(SE, 'contact')
  if (contact?.kind !== 'contact') throw new Error('a contact')
  expect(Math.abs(contact.openedAt - clock.wall())).toBeLessThan(1_000)
})

test('[OR9] 500 commands whose answer was cut off, given one to five times more, have one effect and one answer', async () => {
  const {of, order} = twoNations()
  await order(SE, {type: 'incident.open', incident, category: 'other', title: 'Q06'})
  for (let index = 0; index < 500; index++) {
    const id = `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`
    const note = {type: 'incident.note', incident, text: `note ${index}`} as const
    const first = await order(SE, note, id)
    for (let again = 0; again <= index % 5; again++) expect(await order(SE, note, id)).toEqual(first)
  }
  const noted = of(SE)
    .ledger.events(0, 2_000)
    .filter(({type}) => type === 'incident.noted')
  expect(noted).toHaveLength(500)
})
