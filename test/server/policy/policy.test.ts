import {expect, test} from 'vitest'
import type {NationCode, TrackId} from '../../../shared/base/id.ts'
import type {Agreement} from '../../../shared/model/agreement.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import type {Person} from '../../../shared/operations/person.ts'
import type {Command} from '../../../shared/protocol/command.ts'
import {Areas} from '../../../server/picture/areas.ts'
import {authority} from '../../../server/policy/authority.ts'
import {type LiveRecord, Policy} from '../../../server/policy/policy.ts'
import type {PolicySource} from '../../../server/stream/ports.ts'
import {LINK, Sea, START} from '../picture/sea.ts'

const [SE, DK, DE] = ['SE', 'DK', 'DE'] as NationCode[] as [NationCode, NationCode, NationCode]
const rule = {effect: 'permit', from: '*', to: '*', purposes: ['BorderMonitoring'], when: {zones: ['sound']}}
const disclose = {level: 'STANDARD', precisionM: 1, delayS: 0, historyS: 0}
const common = {title: '', version: 1, type: 'bilateral', status: 'in_force', example: true, maxLevel: 'RESTRICTED'}
const AGREEMENTS = [
  {
    ...common,
    id: 'near',
    parties: [SE, DK],
    inForce: {from: '2024-01-01'},
    handoff: {allowed: true, transfer: 'on-accept'},
    rules: [
      {
        ...rule,
        id: 'n1',
        actions: ['view', 'receive_alert', 'handoff'],
        classes: ['track.vessel', 'track.uav', 'alert'],
        disclose: {...disclose, fields: ['position', 'speed', 'kind', 'name']},
      },
      {
        ...rule,
        id: 'n2',
        effect: 'prohibit',
        actions: '*',
        purposes: '*',
        classes: ['track.uav'],
        when: {ownAsset: true},
      },
    ],
  },
  {
    ...common,
    id: 'far',
    parties: [SE, DE],
    inForce: {from: '2024-01-01'},
    rules: [
      {
        ...rule,
        id: 'f1',
        actions: ['view'],
        classes: ['track.vessel'],
        disclose: {...disclose, level: 'COARSE', fields: ['position', 'kind'], precisionM: 1_852, delayS: 60},
      },
    ],
  },
] as unknown as Agreement[]
const SOUND = [12, 55, 13, 56] as const
const INSIDE = {lon: 12.5, lat: 55.5}

function nation() {
  const sea = new Sea()
  const [west, south, east, north] = SOUND
  const ring: [number, number][] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ]
  const policy = new Policy({
    nation: SE,
    partners: [DK, DE],
    agreements: AGREEMENTS,
    feeds: [],
    units: [],
    areas: new Areas({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: {kind: 'watch', id: 'sound', name: '', indicative: false, everyCrossing: false},
          geometry: {type: 'Polygon', coordinates: [ring]},
        },
      ],
    }),
    picture: sea.picture,
    now: () => sea.now,
    pictureNow: () => sea.now,
    tasksOf: () => [],
    onAlarm: error => {
      throw error
    },
  })
  const tick = () => policy.decide(sea.picture.drain())
  const source = () => sea.picture.firstSource(sea.only())
  return {sea, policy, tick, source}
}

function person(role: Person['role'], purpose: Person['purpose'] = 'BorderMonitoring'): Person {
  return {user: 'a@SE', actor: 'a', name: 'A', nation: SE, role, clearance: 'RESTRICTED', purpose} as unknown as Person
}

function live(policy: Policy, partner: NationCode, row: number): LiveRecord | undefined {
  const into = {} as LiveRecord
  return policy.liveView(partner).record(row, into) ? into : undefined
}

test('[PO10] a partner gets the released fields and no other', () => {
  const {sea, policy, tick, source} = nation()
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
  const {sea, policy, tick, source} = nation()
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
  const {sea, policy, tick, source} = nation()
  sea.ais(219_000_001, INSIDE, {kind: kindCode('drone'), flags: ReportFlag.OWN})
  tick()
  expect(policy.partnersOf(source())).toEqual([])
  sea.ais(219_000_001, INSIDE, {kind: kindCode('drone'), flags: 0})
  tick()
  expect(policy.partnersOf(source())).toEqual([DK])
})

test('[PO14] a thousand reports read the agreements no more often than one', () => {
  const {sea, policy, tick} = nation()
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
  const {sea, policy, tick, source} = nation()
  sea.ais(219_000_001, INSIDE)
  tick()
  const {version} = policy
  policy.suspend('near' as never)
  expect(live(policy, DK, source())).toBeUndefined()
  expect(policy.version).toBeGreaterThan(version)
})

test('[PO16] what Denmark may not have changes nothing of what it gets', () => {
  const told = [0, 90].map(course => {
    const {sea, policy, tick, source} = nation()
    sea.ais(219_000_001, INSIDE, {course, heading: course})
    sea.named(0, 219_000_001, {name: 'ALFA', destination: `port ${course}`})
    tick()
    return JSON.stringify([live(policy, DK, source()), policy.liveView(DK).descriptor(source())])
  })
  expect(told[0]).toBe(told[1])
})

test('[PO17] a source that leaves the zone is gone with that report', () => {
  const {sea, policy, tick, source} = nation()
  sea.ais(219_000_001, {lon: 12.999, lat: 55.5})
  tick()
  expect(policy.partnersOf(source())).toEqual([DK])
  sea.now += 60_000
  sea.ais(219_000_001, {lon: 13.0005, lat: 55.5})
  tick()
  expect(live(policy, DK, source())).toBeUndefined()
})

test('[PO20] a handoff to Denmark says what Denmark may have; Germany does not know of it', () => {
  const {sea, policy, tick} = nation()
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
  const {sea, policy, tick} = nation()
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
  const {policy} = nation()
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
