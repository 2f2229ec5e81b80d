import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {Agreement} from '../../../shared/model/agreement.ts'
import {emptyRecord} from '../../../shared/protocol/frame.ts'
import {covers, fieldsOf} from '../../../server/policy/fields.ts'
import type {Person} from '../../../shared/operations/person.ts'
import type {Card} from '../../../shared/protocol/message.ts'
import type {Thing} from '../../../shared/protocol/things.ts'
import {LINK} from '../picture/sea.ts'
import {AGREEMENTS, coast, DK, INSIDE, live, person} from './coast.ts'

test('[PO30] an own track is for whoever is cleared for its feed', () => {
  const {sea, policy, tick} = coast({feeds: [{name: 'ais', marking: {level: 'CONFIDENTIAL'}}]})
  sea.ais(219_000_001, INSIDE)
  sea.named(0, 219_000_001, {name: 'ALFA'})
  tick()
  const row = sea.only()
  const card = cardOf(sea.picture.idOf(row))
  const restricted = person('commander')
  const cleared: Person = {...restricted, clearance: 'CONFIDENTIAL'}
  expect(policy.mayRead(row, restricted)).toBe(false)
  expect(policy.releaseName(row, restricted)).toBeUndefined()
  expect(policy.releaseCard(card, restricted)).toBeUndefined()
  expect(policy.wordsOf(row, restricted)).toBeUndefined()
  expect([...policy.audiencesOf(restricted)]).not.toContain(sea.picture.tracks.audience[row])
  expect(policy.releaseName(row, cleared)).toMatchObject({label: 'ALFA'})
  expect(policy.releaseCard(card, cleared)).toMatchObject({fields: [{value: 'ALFA'}]})
})

test('[PO30] of a partner’s track a name and a card hold the agreed fields only, with the basis', () => {
  const {sea, policy, tick} = coast()
  sea.report({feed: LINK, id: 1, ...INSIDE, speed: 5, course: 90})
  sea.named(LINK, 1, {name: 'BRAVO', callsign: 'OXYZ', flag: 'DK'})
  tick()
  const row = sea.only()
  const anna = person('operator')
  expect(policy.releaseName(row, anna)).toMatchObject({label: 'BRAVO', partners: ['DK']})
  expect(JSON.stringify(policy.wordsOf(row, anna))).not.toContain('OXYZ')
  const card = policy.releaseCard(cardOf(sea.picture.idOf(row), 'DK'), anna)
  expect(card?.fields).toMatchObject([{field: 'name', basis: {agreement: 'near', rule: 'n1'}}])
  expect(card?.withheld.map(({field}) => field)).toContain('callsign')
  expect(card?.trail).toEqual([])
})

test('[PO30] people of the same sight are released the same names, and no sight is another’s', () => {
  const {sea, policy, tick} = coast({feeds: [{name: 'ais', marking: {level: 'CONFIDENTIAL'}}]})
  sea.ais(219_000_001, INSIDE)
  sea.named(0, 219_000_001, {name: 'ALFA'})
  sea.report({feed: LINK, id: 1, ...INSIDE, lon: INSIDE.lon + 0.2, speed: 5, course: 90})
  sea.named(LINK, 1, {name: 'BRAVO', callsign: 'OXYZ', flag: 'DK'})
  tick()
  const people = (['operator', 'commander', 'field', 'liaison', 'auditor', 'admin'] as const).flatMap(role =>
    (['RESTRICTED', 'CONFIDENTIAL'] as const).flatMap(clearance =>
      (['BorderMonitoring', 'SAR'] as const).map((purpose): Person => ({...person(role), clearance, purpose})),
    ),
  )
  const told = new Map<string, string>()
  for (const one of people) {
    const names = JSON.stringify(sea.rows().map(row => policy.releaseName(row, one) ?? null))
    expect(told.get(policy.sightOf(one)) ?? names).toBe(names)
    told.set(policy.sightOf(one), names)
  }
  expect(new Set(told.values()).size).toBeGreaterThan(1)
})

test('[PO30] of a partner’s track nothing outside the agreed fields is told, whatever the agreement', () => {
  fc.assert(
    fc.property(fc.subarray([...fieldsOf('vessel'), 'type']), agreed => {
      const [near] = AGREEMENTS
      const [rule] = near?.rules ?? []
      const disclose = {level: 'FULL', fields: agreed, precisionM: 1, delayS: 0, historyS: 0}
      const agreement = {...near, rules: [{...rule, disclose}]} as unknown as Agreement
      const {sea, policy, tick} = coast({agreements: [agreement]})
      sea.report({feed: LINK, id: 1, ...INSIDE, speed: 6.25, course: 91.5})
      sea.named(LINK, 1, {name: 'BRAVO', callsign: 'OXYZ', flag: 'XX', destination: 'KALMAR'})
      tick()
      const row = sea.only()
      const anna = person('operator')
      const record = emptyRecord()
      const {tracks} = sea.picture
      const isTold = policy.view(tracks, tracks.audience[row] ?? 0).record(row, record)
      const told = JSON.stringify([
        isTold ? record : undefined,
        policy.releaseName(row, anna),
        policy.wordsOf(row, anna),
        policy.releaseCard(cardOf(sea.picture.idOf(row), 'DK'), anna),
        policy.releaseTrackRow(row, anna, (row, name) => ({row, name})),
      ])
      expect(isTold).toBe(agreed.includes('position'))
      const values = {
        speed: '6.25',
        course: '91.5',
        name: 'BRAVO',
        callsign: 'OXYZ',
        flag: '"XX"',
        destination: 'KALMAR',
      }
      for (const [field, value] of Object.entries(values))
        if (!covers(new Set(agreed), field)) expect(told).not.toContain(value)
    }),
    {seed: 30, numRuns: 40},
  )
})

const thing = (part: object) => part as Thing
const task = {kind: 'task', id: 't1', unit: 'SE-KBV1', contact: 'c1', handoff: 'h1', incident: 'i1'}

test('[PO31] a field user has what concerns the unit’s task, and every SOS; where the own place is not known, units of the post', () => {
  const {policy} = coast({
    tasksOf: unit => (unit === 'SE-KBV1' ? [task as never] : []),
    units: [{id: 'SE-KBV1', post: 'SE-01'} as never],
  })
  const nils = {...person('field'), unit: 'SE-KBV1'} as Person
  const has = (part: object) => policy.releaseThing(thing(part), nils) !== undefined
  expect(has({kind: 'contact', id: 'c1'})).toBe(true)
  expect(has({kind: 'contact', id: 'c2'})).toBe(false)
  expect(has({kind: 'handoff', id: 'h1', contact: 'c9'})).toBe(true)
  expect(has({kind: 'handoff', id: 'h2', contact: 'c1'})).toBe(true)
  expect(has({kind: 'handoff', id: 'h2', contact: 'c2'})).toBe(false)
  expect(has({kind: 'incident', id: 'i1', parties: []})).toBe(true)
  expect(has({kind: 'incident', id: 'i2', parties: []})).toBe(false)
  expect(has({kind: 'alert', id: 'a1', contact: 'c1', tracks: [], subjects: []})).toBe(true)
  expect(has({kind: 'alert', id: 'a2', tracks: [], subjects: []})).toBe(false)
  expect(has({kind: 'notice', id: 'n1', tracks: [], subjects: []})).toBe(false)
  expect(has({kind: 'unit', id: 'SE-KBV2', post: 'SE-01'})).toBe(true)
  expect(has({kind: 'unit', id: 'SE-KBV3', post: 'SE-02'})).toBe(false)
  expect(has({kind: 'unit', id: 'SE-KBV3', post: 'SE-02', sos: {}})).toBe(true)
  expect(policy.turnsOn('task', nils)).toBe(true)
  expect(policy.turnsOn('unit', nils)).toBe(true)
  expect(policy.turnsOn('contact', nils)).toBe(false)
  expect(policy.turnsOn('task', person('operator'))).toBe(false)
})

test('[PO31] a field user has units within ten nautical miles of the own one, of whatever post, and none farther off', () => {
  const {sea, policy} = coast({units: [{id: 'SE-KBV1', post: 'SE-01'} as never]})
  sea.ais(265_000_001, INSIDE)
  const nils = {...person('field'), unit: 'SE-KBV1'} as Person
  const has = (part: object) => policy.releaseThing(thing({kind: 'unit', ...part}), nils) !== undefined
  const north = (miles: number) => ({lon: INSIDE.lon, lat: INSIDE.lat + miles / 60})
  expect(has({id: 'SE-KBV3', post: 'SE-02', place: north(9.9)})).toBe(true)
  expect(has({id: 'SE-KBV2', post: 'SE-01', place: north(10.2)})).toBe(false)
  expect(has({id: 'SE-KBV2', post: 'SE-01'})).toBe(false)
  expect(has({id: 'SE-KBV2', post: 'SE-01', place: north(40), sos: {}})).toBe(true)
  expect(has({id: 'SE-KBV1', post: 'SE-01', place: north(40)})).toBe(true)
})

test('[PO31] a field user without a unit has none of it', () => {
  const {policy} = coast({tasksOf: () => [task as never]})
  expect(policy.releaseThing(thing(task), person('field'))).toBeUndefined()
  expect(policy.releaseThing(thing({kind: 'unit', id: 'u', sos: {}}), person('field'))).toBeUndefined()
})

test('[PO30] an alert hides tracks that the person may not read, and what they are called', () => {
  const {sea, policy, tick} = coast({feeds: [{name: 'ais', marking: {level: 'SECRET'}}]})
  sea.ais(219_000_001, INSIDE)
  tick()
  const alert = thing({kind: 'alert', id: 'a1', tracks: [sea.picture.idOf(sea.only())], subjects: ['ALFA']})
  expect(policy.releaseThing(alert, person('operator'))).toMatchObject({tracks: [], subjects: []})
  const secret: Person = {...person('operator'), clearance: 'SECRET'}
  expect(policy.releaseThing(alert, secret)).toMatchObject({subjects: ['ALFA']})
})

test('[PO34] a fault in the gate releases nothing, is counted by place and raises an alarm', () => {
  const alarms: unknown[] = []
  const {sea, policy, tick, source} = coast({onAlarm: error => alarms.push(error)})
  sea.ais(219_000_001, INSIDE)
  tick()
  const row = sea.only()
  const from = source()
  expect(live(policy, DK, from)).toBeDefined()
  const fault = new Error('a fault of ours')
  const fails = () => {
    throw fault
  }
  Object.assign(sea.picture, {feedOf: fails, rowOfSubject: fails, rowOf: fails, firstSource: fails, sourcesOf: fails})
  const alert = {keys: ['mmsi:219000001'], told: true, message: {type: 'alert', cleared: true, place: INSIDE}} as never
  const {audience} = sea.picture.tracks
  expect(live(policy, DK, from)).toBeUndefined()
  expect(policy.liveView(DK).descriptor(from)).toBeUndefined()
  expect(policy.release(alert, DK, [])).toBeUndefined()
  expect(policy.view(sea.picture.tracks, audience[row] ?? 0).record(row, {} as never)).toBe(false)
  expect(policy.releaseName(row, person('operator'))).toBeUndefined()
  expect(policy.releaseCard(cardOf(1 as never), person('operator'))).toBeUndefined()
  expect(policy.releaseTrackRow(row, person('operator'), () => ({}))).toBeUndefined()
  const notice = thing({kind: 'notice', id: 'n', tracks: [1], subjects: []})
  expect(policy.releaseThing(notice, person('operator'))).toBeUndefined()
  expect(policy.counts.all()).toEqual({live: 1, descriptor: 1, release: 1, view: 1, name: 1, card: 1, row: 1, thing: 1})
  expect(alarms).toEqual(Array.from({length: 8}, () => fault))
})

function cardOf(id: Card['id'], origin = 'SE'): Card {
  const said = (field: string, value: string) => ({field, value, origin})
  const fields = origin === 'SE' ? [said('name', 'ALFA')] : [said('name', 'BRAVO'), said('callsign', 'OXYZ')]
  return {id, fields, sources: [], withheld: [], trail: [[0, 0]], events: [], handoff: []} as unknown as Card
}
