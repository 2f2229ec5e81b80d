import {expect, test} from 'vitest'
import type {ContactId, HandoffId, NationCode, TrackId} from '../../../shared/base/id.ts'
import {destination} from '../../../shared/geo/distance.ts'
import type {Agreement} from '../../../shared/model/agreement.ts'
import type {ContactThing, HandoffThing, Thing} from '../../../shared/protocol/things.ts'
import {DueList} from '../../../server/nation/due-list.ts'
import {Areas} from '../../../server/picture/areas.ts'
import {Policy} from '../../../server/policy/policy.ts'
import {CrossingForecasts, type ForecastSettings} from '../../../server/rules/crossing-forecasts.ts'
import {AGREEMENTS, person} from '../policy/coast.ts'
import {Sea} from '../picture/sea.ts'
import {box, geography} from '../rules/coast.ts'

const [SE, DK, DE] = ['SE', 'DK', 'DE'] as NationCode[] as [NationCode, NationCode, NationCode]
const CONTACT = 'SE-K7QF3M2ABC' as ContactId
const HANDOFF = 'a1b2c3d4e5f6' as HandoffId
const MMSI = 265_000_777

/** Sweden north of 55°, Denmark south; the agreement lets Denmark have what is within a degree of the line. */
function watch(options: {notices?: 'automatic'; settings?: Partial<ForecastSettings>} = {}) {
  const sea = new Sea()
  const features = [...geography().features, box('sound', [10, 54, 20, 56], {})]
  const areas = new Areas({type: 'FeatureCollection', features})
  const agreements = AGREEMENTS.map(one =>
    options.notices === undefined || one.handoff === undefined
      ? one
      : {...one, handoff: {...one.handoff, notices: options.notices}},
  ) as Agreement[]
  const policy = new Policy({
    nation: SE,
    partners: [DK, DE],
    agreements,
    feeds: [],
    units: [],
    areas,
    picture: sea.picture,
    now: () => sea.now,
    pictureNow: () => sea.now,
    tasksOf: () => [],
    onAlarm: error => {
      throw error
    },
  })
  const settings = {kinds: [], zones: [], sarLines: false, ...options.settings}
  const forecasts = new CrossingForecasts({picture: sea.picture, areas, settings, now: () => sea.now})
  const list = new DueList({
    own: SE,
    picture: sea.picture,
    forecasts,
    wouldTell: of => policy.wouldTell(of),
    now: () => sea.now,
  })
  return {sea, policy, list}
}

/** Sails on for so many seconds, a report every ten; gives the last place. */
function sail(sea: Sea, from: {lon: number; lat: number}, seconds: number, course = 180) {
  sea.pass(seconds, second => {
    if (second % 10 === 0) sea.ais(MMSI, destination(from, second * 10, course), {speed: 10, course})
  })
  return destination(from, seconds * 10, course)
}

function contact(sea: Sea, controller = SE): ContactThing {
  const track = sea.picture.idOf(sea.only())
  const custody = {controller, epoch: 1, available: false, contested: false, since: 0}
  return {kind: 'contact', id: CONTACT, status: 'OPEN', track, custody} as unknown as ContactThing
}

function handoff(status: HandoffThing['status'], to = DK): HandoffThing {
  return {kind: 'handoff', id: HANDOFF, contact: CONTACT, from: SE, to, status} as unknown as HandoffThing
}

test('[DU1] a contact that heads for a line is due half an hour before it, with line, odds and time', () => {
  const {sea, list} = watch()
  const place = sail(sea, {lon: 12.5, lat: 55.2}, 60)
  expect(list.look([contact(sea)]).due).toEqual([])

  sail(sea, place, 420)
  const [due] = list.look([contact(sea)]).due
  expect(due).toMatchObject({
    id: CONTACT,
    contact: CONTACT,
    from: 'SE',
    to: 'DK',
    line: {id: 'DK-SE', kind: 'sea'},
    stage: 1,
    status: 'due',
    shortNotice: false,
  })
  // 22.2 km less 4.8 km at 10 m/s.
  expect((due?.crossingAt ?? 0) - sea.now).toBeGreaterThan(1_690_000)
  expect((due?.crossingAt ?? 0) - sea.now).toBeLessThan(1_790_000)
  expect(due?.probability).toBeGreaterThan(0.8)
})

test('[DU1] stages come at thirty, fifteen and five minutes; what is first foreseen under ten is at short notice', () => {
  const {sea, list} = watch()
  sail(sea, {lon: 12.5, lat: 55.07}, 60)
  expect(list.look([contact(sea)]).due[0]).toMatchObject({stage: 2, shortNotice: false})
  const late = watch()
  sail(late.sea, {lon: 12.5, lat: 55.03}, 60)
  expect(late.list.look([contact(late.sea)]).due[0]).toMatchObject({stage: 3, shortNotice: true})
})

test('[DU2] a steady ship is the same entry for minutes: nothing is told anew while nothing has changed', () => {
  const {sea, list} = watch()
  let place = sail(sea, {lon: 12.5, lat: 55.1}, 60)
  const versions = new Set<number>()
  for (let step = 0; step < 12; step++) {
    place = sail(sea, place, 10)
    versions.add(list.look([contact(sea)]).due[0]?.version ?? -1)
  }
  expect(versions.size).toBeLessThan(5)
})

test('[DU3] what a notice and an offer would tell is what the gate lets pass when they are sent', () => {
  const {sea, policy, list} = watch()
  sail(sea, {lon: 12.5, lat: 55.05}, 60)
  const [due] = list.look([contact(sea)]).due
  expect(due?.notice).toMatchObject({allowed: true, agreement: 'near', fields: ['position', 'speed', 'kind', 'name']})
  expect(due?.notice.precisionM).toBe(1)
  expect(due?.notice.withheld).toContain('course')

  const key = sea.picture.subjectKey(sea.only())
  const place = {lon: 12.5, lat: 55.045}
  const message = {
    type: 'handoff',
    id: HANDOFF,
    version: 1,
    world: 'real',
    contact: CONTACT,
    object: 'vessel',
    from: SE,
    to: DK,
    status: 'NOTIFIED',
    subject: {label: 'x', place, speed: 10, course: 180, fields: [], withheld: []},
  } as never
  const sent = policy.release({message, keys: [key], told: false}, DK, []) as unknown as HandoffThing
  expect(sent.subject.fields).toEqual(due?.notice.fields)
  expect(sent.subject.withheld).toEqual(due?.notice.withheld)
})

test('[DU3] where no agreement lets a notice pass, the entry says so', () => {
  const {sea, policy, list} = watch()
  policy.suspend('near' as never)
  sail(sea, {lon: 12.5, lat: 55.05}, 60)
  expect(list.look([contact(sea)]).due[0]?.offer).toMatchObject({allowed: false, why: 'no-agreement', fields: []})
})

test('[DU4] notified and proposed are told from the open handoff; one that turns away says so and nothing is revoked', () => {
  const {sea, list} = watch()
  let place = sail(sea, {lon: 12.5, lat: 55.08}, 60)
  expect(list.look([contact(sea), handoff('NOTIFIED')]).due[0]?.status).toBe('notified')
  expect(list.look([contact(sea), handoff('PROPOSED')]).due[0]).toMatchObject({status: 'proposed', handoff: HANDOFF})

  const statuses: (string | undefined)[] = []
  for (let step = 0; step < 8; step++) {
    place = sail(sea, place, 10, 10)
    statuses.push(list.look([contact(sea), handoff('PROPOSED')]).due[0]?.status)
  }
  expect(statuses[0]).toBe('proposed')
  expect(statuses.at(-1)).toBe('turned-back')
  // Without a handoff it simply leaves the list.
  expect(list.look([contact(sea)]).due).toEqual([])
})

test('[DU5] where the agreement says so a notice of a contact goes by itself, once, and anew when its time has moved', () => {
  const {sea, list} = watch({notices: 'automatic'})
  let place = sail(sea, {lon: 12.5, lat: 55.09}, 60)
  expect(list.look([contact(sea)]).notices).toEqual([{contact: CONTACT, to: 'DK'}])
  place = sail(sea, place, 60)
  expect(list.look([contact(sea), handoff('NOTIFIED')]).notices).toEqual([])
  // Half the speed: it comes minutes later.
  sea.pass(120, second => {
    if (second % 10 === 0) sea.ais(MMSI, destination(place, second * 5, 180), {speed: 5, course: 180})
  })
  expect(list.look([contact(sea), handoff('NOTIFIED')]).notices).toEqual([{contact: CONTACT, to: 'DK'}])
})

test('[DU5] without that word in the agreement, or without a contact, nothing goes by itself', () => {
  const by = watch()
  sail(by.sea, {lon: 12.5, lat: 55.1}, 60)
  expect(by.list.look([contact(by.sea)]).notices).toEqual([])

  const plain = watch({notices: 'automatic', settings: {kinds: ['vessel']}})
  sail(plain.sea, {lon: 12.5, lat: 55.1}, 60)
  const looks = [1, 2, 3, 4, 5].map(() => plain.list.look([]))
  expect(looks.at(-1)?.due.length).toBe(1)
  expect(looks.flatMap(({notices}) => notices)).toEqual([])
})

test('[DU7] who may not read the track hears nothing of it, nor does a field unit', () => {
  const {sea, policy, list} = watch()
  sail(sea, {lon: 12.5, lat: 55.05}, 60)
  sea.ais(MMSI, {lon: 12.5, lat: 55.044}, {speed: 10, course: 180})
  policy.decide(sea.picture.drain())
  const [due] = list.look([contact(sea)]).due
  if (due === undefined) throw new Error('expected something due')
  expect(policy.releaseThing(due, person('operator'))).toEqual(due)
  expect(policy.releaseThing(due, person('field'))).toBe(undefined)
  expect(policy.releaseThing(due, person('admin'))).toBe(undefined)
  expect(policy.releaseThing({...due, track: 1 as TrackId}, person('operator'))).toBe(undefined)
})

test('[DU6] a contact that another nation controls is not ours to hand over; one that comes under its handoff is expected', () => {
  const {sea, list} = watch()
  sail(sea, {lon: 12.5, lat: 54.95}, 60, 0)
  expect(list.look([contact(sea, DK)]).due).toEqual([])
  const track = sea.picture.idOf(sea.only())
  const inbound = {...handoff('PROPOSED', SE), from: DK, track}
  const [due] = list.look([contact(sea, DK), inbound] as Thing[]).due
  expect(due).toMatchObject({status: 'expected', from: 'DK', to: 'SE', handoff: HANDOFF})
})
