import {expect, test} from 'vitest'
import type {IncidentId, PostId} from '../../../shared/base/id.ts'
import {incidentAt, nextDeed, rescueDeed} from '../../../client/panels/incident/incident-deeds.ts'
import {incidentCommand, incidentFormOf, isIncidentForm} from '../../../client/panels/incident/incident-forms.ts'
import {clockLines, nextStep, rescueOf} from '../../../client/panels/incident/next-step.ts'
import {recentIncidents, rescues} from '../../../client/panels/incident/recent.ts'
import {NO_THINGS, openIncidents, withThings} from '../../../client/state/things.ts'
import type {IncidentThing} from '../../../shared/protocol/things.ts'
import {anna, incidentOf, NOW, SE} from './samples.ts'

const id = 'incident-0001' as IncidentId
const lead = {nation: SE, post: 'SE-01', role: 'operator'}
const commander = {nation: SE, post: 'SE-00', role: 'commander'}
const desk = {post: 'SE-01' as PostId, at: NOW, by: anna, acknowledged: {at: NOW, by: anna}}
const at = (part: Partial<Omit<IncidentThing, 'id'>>) => incidentOf({id, desk, ...part})
const running: NonNullable<IncidentThing['sar']> = {
  ...{phase: 'ALERT', since: NOW, raised: {at: NOW, by: anna}, informed: []},
  steps: [{phase: 'ALERT', at: NOW, by: anna}],
}

test('what comes next is what the lead does next; a commander gives the lead, confirms and closes', () => {
  const {desk: _desk, ...unled} = at({status: 'REPORTED'})
  expect(nextStep(unled, lead)).toEqual({type: 'take'})
  expect(nextStep({...unled, status: 'OPEN'}, commander)).toEqual({type: 'form', form: 'lead'})
  expect(nextStep(at({status: 'VALIDATING'}), lead)).toEqual({type: 'form', form: 'rate'})
  expect(nextStep(at({status: 'OPEN'}), lead)).toEqual({type: 'task'})
  expect(nextStep(at({status: 'OPEN', validation: {status: 'proposed'}}), commander)).toEqual({
    type: 'form',
    form: 'rate',
  })
  expect(nextStep(at({status: 'RESPONDING'}), lead)).toEqual({type: 'contain'})
  expect(nextStep(at({status: 'RESPONDING'}), commander)).toBeUndefined()
  expect(nextStep(at({status: 'CONTAINED'}), lead)).toEqual({type: 'form', form: 'resolve'})
  expect(nextStep(at({status: 'RESOLVED'}), lead)).toBeUndefined()
  expect(nextStep(at({status: 'RESOLVED'}), commander)).toEqual({type: 'form', form: 'close-incident'})
  expect(nextStep(at({status: 'RESOLVED', impact: 'high'}), commander)).toEqual({type: 'form', form: 'report-sent'})
  expect(nextStep(at({status: 'CLOSED'}), commander)).toBeUndefined()
})

test('who was given the lead acknowledges it first; while a rescue runs closing is never next', () => {
  const {acknowledged: _acknowledged, ...given} = desk
  expect(nextStep(at({status: 'ASSIGNED', desk: given}), lead)).toEqual({type: 'acknowledge-lead'})
  expect(nextStep(at({status: 'RESOLVED', sar: running}), commander)).toBeUndefined()
})

test('a key acts on the selected incident, else on the one with the focus', () => {
  const things = withThings(NO_THINGS, {snapshot: true, upserts: [at({status: 'OPEN'})], removed: []})
  const nothing = {selected: undefined, track: undefined} as never
  expect(incidentAt(things, nothing, undefined)).toBeUndefined()
  expect(incidentAt(things, nothing, {list: 'incidents', id})?.id).toBe(id)
  expect(incidentAt(things, {selected: {type: 'incident', id}} as never, undefined)?.id).toBe(id)
  expect(nextDeed(undefined, lead)).toEqual({type: 'hint', code: 'select-first'})
  expect(nextDeed(at({status: 'OPEN'}), lead)).toEqual({type: 'task'})
  expect(nextDeed(at({status: 'RESPONDING'}), lead)).toEqual({
    type: 'send',
    command: {type: 'incident.contain', incident: id},
  })
})

test('people at risk: the first press begins alert, the next makes it distress, then there is nothing graver', () => {
  const raise = (phase: string) => ({type: 'send', command: {type: 'incident.sar-raise', incident: id, phase}})
  expect(rescueDeed(at({}))).toEqual(raise('ALERT'))
  expect(rescueDeed(at({sar: {...running, phase: 'UNCERTAINTY'}}))).toEqual(raise('ALERT'))
  expect(rescueDeed(at({sar: running}))).toEqual(raise('DISTRESS'))
  expect(rescueDeed(at({sar: {...running, phase: 'DISTRESS'}}))).toEqual({type: 'hint', code: 'sar-at-distress'})
})

test('a form gives its command, or says what is missing', () => {
  expect(incidentCommand({type: 'sar-end', incident: id, from: 'ALERT', because: ' '})).toBe('write-reason')
  expect(incidentCommand({type: 'resolve', incident: id, outcome: 'other', response: '', standDown: false})).toBe(
    'write-response',
  )
  expect(incidentCommand({type: 'merge-incident', incident: id, into: undefined})).toBe('choose-incident')
  expect(incidentCommand({type: 'close-incident', incident: id, reason: 'ended', text: '', standDown: true})).toEqual({
    type: 'incident.close',
    incident: id,
    reason: 'ended',
    standDown: true,
  })
  expect(incidentFormOf('sar-lower', at({sar: running}))).toEqual({
    ...{type: 'sar-lower', incident: id, from: 'ALERT', phase: 'UNCERTAINTY', because: ''},
  })
  expect(incidentFormOf('sar-lower', at({sar: {...running, phase: 'UNCERTAINTY'}}))).toBeUndefined()
  expect(incidentFormOf('sar-end', at({}))).toBeUndefined()
  expect([isIncidentForm({type: 'sar-end'}), isIncidentForm({type: 'incident'})]).toEqual([true, false])
})

test('clocks say what is left, what is late, and that the report was warned of', () => {
  const incident = at({
    clocks: [
      {clock: 'ack', dueAt: NOW - 5_000},
      {clock: 'report', dueAt: NOW + 3_600_000},
    ],
    late: ['ack', 'report-soon'],
  })
  expect(clockLines(incident, NOW)).toEqual([
    {clock: 'ack', left: -5_000, isLate: true, isSoon: false},
    {clock: 'report', left: 3_600_000, isLate: false, isSoon: true},
  ])
})

test('what is closed or merged stays readable below; a rescue that runs is said above', () => {
  const closed = incidentOf({id: 'incident-0002', status: 'CLOSED'})
  const merged = incidentOf({id: 'incident-0003', status: 'MERGED', sar: running})
  const rescue = at({sar: running})
  const things = withThings(NO_THINGS, {snapshot: true, upserts: [closed, merged, rescue], removed: []})
  expect(openIncidents(things).map(one => one.id)).toEqual([id])
  expect(recentIncidents(things)).toHaveLength(2)
  expect(rescues(openIncidents(things)).map(one => one.id)).toEqual([id])
  expect(rescueOf(merged)).toBeUndefined()
})
