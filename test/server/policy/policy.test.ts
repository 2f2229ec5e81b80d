import {expect, test} from 'vitest'
import type {TrackId} from '../../../shared/base/id.ts'
import type {Agreement} from '../../../shared/model/agreement.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import type {Person} from '../../../shared/operations/person.ts'
import type {Command} from '../../../shared/protocol/command.ts'
import {authority} from '../../../server/policy/authority.ts'
import type {PolicySource} from '../../../server/stream/ports.ts'
import {LINK, START} from '../picture/sea.ts'
import {AGREEMENTS, coast, DE, DK, INSIDE, live, person, SE} from './coast.ts'

test('[PO10] a partner gets the released fields and no other', () => {
  const {sea, policy, tick, source} = coast()
  sea.ais(219_000_001, INSIDE)
  sea.named(0, 219_000_001, {name: 'ALFA', callsign: 'SABC', destination: 'X'})
  tick()
  expect(live(policy, DK, source())).toMatchObject({...INSIDE, speed: 5, course: NaN, altitude: NaN, kind: 1})
  expect(policy.liveView(DK).descriptor(source())).toMatchObject({
    details: {name: 'ALFA'},
    basis: {agreement: 'near', rule: 'n1'},
  })
  expect(policy.liveView(DK).descriptor(source())?.details).toEqual({name: 'ALFA'})
})

test('[PO11] [PO12] a coarse and delayed reader gets the middle of a square, a minute late', () => {
  const {sea, policy, tick, source} = coast()
  sea.ais(219_000_001, INSIDE)
  tick()
  expect(live(policy, DE, source())).toBeUndefined()
  sea.now += 60_000
  sea.ais(219_000_001, {lon: 12.51, lat: 55.5})
  tick()
  const record = live(policy, DE, source())
  expect(record?.at).toBe(START)
  expect(record?.lat).not.toBe(55.5)
  expect(Math.abs((record?.lat ?? 0) - 55.5)).toBeLessThan(0.0084)
})

test('[PO13] an own drone is not released, a foreign one is', () => {
  const {sea, policy, tick, source} = coast()
  sea.ais(219_000_001, INSIDE, {kind: kindCode('drone'), flags: ReportFlag.OWN})
  tick()
  expect(policy.partnersOf(source())).toEqual([])
  sea.ais(219_000_001, INSIDE, {kind: kindCode('drone'), flags: 0})
  tick()
  expect(policy.partnersOf(source())).toEqual([DK])
})

test('[PO13] an own drone is not released as what a radar takes it for', () => {
  const [near] = AGREEMENTS
  const [permit, prohibit] = near?.rules ?? []
  const rules = [{...permit, classes: ['track.uav', 'track.contact']}, prohibit]
  for (const flags of [0, ReportFlag.OWN]) {
    const {sea, policy, tick} = coast({
      agreements: [{...near, rules} as unknown as Agreement],
    })
    for (let second = 0; second < 90; second += 3) {
      sea.now += 3_000
      sea.ais(219_000_001, INSIDE, {kind: kindCode('drone'), flags, speed: 0})
      sea.plot(INSIDE)
      tick()
    }
    const sources = [...sea.picture.sourcesOf(sea.only())]
    expect(sources).toHaveLength(2)
    for (const source of sources) expect(policy.partnersOf(source)).toEqual(flags === 0 ? [DK] : [])
  }
})

test('[PO14] a thousand reports read the agreements no more often than one', () => {
  const {sea, policy, tick} = coast()
  sea.ais(219_000_001, INSIDE)
  tick()
  const {decisions} = policy
  for (let index = 1; index <= 1_000; index++) {
    sea.now += 1_000
    sea.ais(219_000_001, {lon: 12.5 + index * 1e-5, lat: 55.5})
    tick()
  }
  expect(policy.decisions).toBe(decisions)
})

test('[PO15] a suspended agreement releases nothing from that moment on', () => {
  const {sea, policy, tick, source} = coast()
  sea.ais(219_000_001, INSIDE)
  tick()
  const {version} = policy
  policy.suspend('near' as never)
  expect(live(policy, DK, source())).toBeUndefined()
  expect(policy.version).toBeGreaterThan(version)
})

test('[PO16] what Denmark may not have changes nothing of what it gets', () => {
  const told = [0, 90].map(course => {
    const {sea, policy, tick, source} = coast()
    sea.ais(219_000_001, INSIDE, {course, heading: course})
    sea.named(0, 219_000_001, {name: 'ALFA', destination: `port ${course}`})
    tick()
    return JSON.stringify([live(policy, DK, source()), policy.liveView(DK).descriptor(source())])
  })
  expect(told[0]).toBe(told[1])
})

test('[PO17] a source that leaves the zone is gone with that report', () => {
  const {sea, policy, tick, source} = coast()
  sea.ais(219_000_001, {lon: 12.999, lat: 55.5})
  tick()
  expect(policy.partnersOf(source())).toEqual([DK])
  sea.now += 60_000
  sea.ais(219_000_001, {lon: 13.0005, lat: 55.5})
  tick()
  expect(live(policy, DK, source())).toBeUndefined()
})

test('[PO20] a handoff to Denmark says what Denmark may have; Germany does not know of it', () => {
  const {sea, policy, tick} = coast()
  sea.ais(219_000_001, INSIDE)
  tick()
  const subject = {label: 'ALFA', place: INSIDE, speed: 5, course: 90, fields: [], withheld: []}
  const message = {
    type: 'handoff',
    object: 'vessel',
    contact: 'SE-K7QF3M2ABC',
    from: SE,
    to: DK,
    status: 'PROPOSED',
    subject,
  }
  const draft = {keys: ['mmsi:219000001'], message} as never
  expect(policy.release(draft, DE, [])).toBeUndefined()
  expect(policy.release(draft, DK, ['r:1'])).toMatchObject({
    subject: {label: 'SE-K7QF', place: INSIDE, speed: 5, fields: ['position', 'speed', 'kind', 'name']},
    live: ['r:1'],
  })
  expect(JSON.stringify(policy.release(draft, DK, []))).not.toContain('"course":90')
  const ended = {keys: [], message: {...(message as object), status: 'CANCELLED'}} as never
  expect(policy.release(ended, DK, [])).toMatchObject({subject: {fields: []}, live: []})
})

test('[PO22] [PO30] a partner’s track is for who has the purpose, and is not passed on', () => {
  const {sea, policy, tick} = coast()
  sea.report({feed: LINK, id: 1, ...INSIDE, speed: 5, course: 90})
  tick()
  const source: PolicySource = policy
  const audience = sea.picture.tracks.audience[sea.only()] ?? 0
  expect([...source.audiencesOf(person('operator'))]).toContain(audience)
  expect([...source.audiencesOf(person('operator', 'CustomsMonitoring'))]).not.toContain(audience)
  expect([...source.audiencesOf(person('auditor'))]).toEqual([])
  const record = {id: 0 as TrackId} as never
  expect(source.view(sea.picture.tracks, audience).record(sea.only(), record)).toBe(true)
  expect(record).toMatchObject({speed: 5, course: NaN})
  expect(policy.partnersOf(sea.picture.firstSource(sea.only()))).toEqual([])
})

test('[PO31] a field user has the own unit’s tasks and no other', () => {
  const {policy} = coast()
  const nils = {...person('field'), unit: 'SE-KBV1'} as Person
  expect(policy.releaseThing({kind: 'task', id: 't1', unit: 'SE-KBV1'} as never, nils)).toBeDefined()
  expect(policy.releaseThing({kind: 'task', id: 't2', unit: 'SE-KBV2'} as never, nils)).toBeUndefined()
})

test('[PO32] [PO33] who may act', () => {
  const close = {type: 'incident.close'} as Command
  const wilco = {type: 'task.wilco'} as Command
  expect(authority(person('auditor'), close)).toEqual({refused: 'not-your-role'})
  expect(authority(person('operator'), close)).toEqual({refused: 'commander-only'})
  expect(authority(person('commander'), close)).toBeUndefined()
  expect(authority(person('operator'), wilco)).toEqual({refused: 'not-allowed'})
  const nils = {...person('field'), unit: 'SE-KBV1'} as Person
  expect(authority(nils, wilco, {taskUnit: 'SE-KBV2' as never})).toEqual({refused: 'not-allowed'})
  expect(authority(nils, wilco, {taskUnit: 'SE-KBV1' as never})).toBeUndefined()
})
