import fc from 'fast-check'
import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import type {Agreement} from '../../../shared/model/agreement.ts'
import {kindCode} from '../../../shared/model/object.ts'
import {ReportFlag} from '../../../shared/model/observation.ts'
import {covers, fieldsOf} from '../../../server/policy/fields.ts'
import type {Policy} from '../../../server/policy/policy.ts'
import {LINK} from '../picture/sea.ts'
import {AGREEMENTS, coast, DE, DK, INSIDE, SE} from './coast.ts'

const ALFA = 'mmsi:219000001'
const CONTACT = 'SE-K7QF3M2ABC'
const alert = {
  type: 'alert',
  id: 'alert-0001',
  version: 1,
  world: 'real',
  rule: 'zone-entry',
  priority: 2,
  confidence: 'high',
  cleared: false,
  closed: false,
  count: 1,
  raisedAge: 0,
  sinceAge: 0,
  updatedAge: 0,
  place: INSIDE,
  subjects: ['ALFA'],
  evidence: [{code: 'inside', values: {course: 91.5}}],
}
const contact = {
  type: 'contact',
  id: CONTACT,
  version: 1,
  world: 'real',
  status: 'OPEN',
  object: 'vessel',
  identity: 'identified',
  title: 'ALFA, as told by her master',
  openedAge: 0,
  custody: {controller: 'SE', epoch: 1, available: true, contested: false, sinceAge: 0},
}
const handoff = {
  type: 'handoff',
  id: 'handoff-0001',
  version: 1,
  contact: CONTACT,
  object: 'vessel',
  from: SE,
  to: DK,
  status: 'PROPOSED',
  subject: {label: 'ALFA', place: INSIDE, speed: 5, course: 91.5, fields: [], withheld: []},
}

/** Asks for one message as operations would; `told`: the partner has a copy. */
function ask(policy: Policy, partner: NationCode, message: object, keys = [ALFA], told = false) {
  return policy.release({keys, told, message} as never, partner, ['r:1'])
}

function withAlfa(changed: Parameters<typeof coast>[0] = {}) {
  const here = coast(changed)
  here.sea.ais(219_000_001, INSIDE)
  here.sea.named(0, 219_000_001, {name: 'ALFA', callsign: 'SABC', destination: 'KALMAR'})
  here.tick()
  return here
}

/** The picture lets go of everything in it. */
function empty({sea, policy}: ReturnType<typeof coast>): void {
  sea.now += 24 * 3_600_000
  for (let second = 0; second < 3; second++) {
    sea.now += 1_000
    sea.picture.sweep()
    policy.decide(sea.picture.drain())
  }
  expect(sea.rows()).toEqual([])
}

test('[PO21] an alert goes where its object may go, and says what was left out', () => {
  const {policy} = withAlfa()
  expect(ask(policy, DE, alert)).toBeUndefined()
  expect(ask(policy, DK, alert)).toMatchObject({
    place: INSIDE,
    subjects: ['ALFA'],
    evidence: [],
    live: ['r:1'],
    basis: {agreement: 'near', rule: 'n1'},
    withheld: ['evidence'],
  })
})

test('[PO21] an alert about two objects goes nowhere when one of them may not go', () => {
  const {sea, policy, tick} = withAlfa()
  sea.ais(219_000_002, {lon: 12.6, lat: 55.5}, {kind: kindCode('drone'), flags: ReportFlag.OWN})
  tick()
  expect(ask(policy, DK, alert, [ALFA, 'mmsi:219000002'])).toBeUndefined()
  expect(ask(policy, DK, alert, [])).toBeUndefined()
})

test('[PO21] a name that is not agreed to is not told in the place of one that is', () => {
  const here = coast()
  here.sea.ais(219_000_001, INSIDE)
  here.sea.named(0, 219_000_001, {callsign: 'SABC'})
  here.tick()
  expect(ask(here.policy, DK, {...alert, subjects: ['SABC']})).toMatchObject({subjects: []})
  expect(ask(here.policy, DK, {...handoff, subject: {...handoff.subject, label: 'SABC'}})).toMatchObject({
    subject: {label: 'SE-K7QF'},
  })
})

test('[PO25] who may only see an object learns of no contact on it, not even by an alert', () => {
  const mayNotNotify = AGREEMENTS.map(agreement => ({
    ...agreement,
    rules: agreement.rules.map(rule => ({...rule, actions: ['view', 'subscribe', 'receive_alert'] as const})),
  }))
  const {policy} = withAlfa({agreements: mayNotNotify})
  expect(ask(policy, DK, contact)).toBeUndefined()
  const told = ask(policy, DK, {...alert, contact: CONTACT})
  expect(told).toMatchObject({type: 'alert', id: 'alert-0001'})
  expect(told).not.toHaveProperty('contact')

  const usual = withAlfa().policy
  expect(ask(usual, DK, contact)).toMatchObject({type: 'contact'})
  expect(ask(usual, DK, {...alert, contact: CONTACT})).toMatchObject({contact: CONTACT})
})

test('[PO25] a contact that another nation opened goes home, and on to nobody', () => {
  const {policy} = withAlfa()
  expect(ask(policy, DK, {...contact, id: 'DK-K7QF3M2ABC'})).toMatchObject({type: 'contact'})
  expect(ask(policy, DK, {...contact, id: 'DE-K7QF3M2ABC'})).toBeUndefined()
  expect(ask(policy, DK, {...alert, contact: 'DE-K7QF3M2ABC'})).not.toHaveProperty('contact')
})

test('[PO22] what a partner’s data lead is passed on in no alert, contact or new handoff', () => {
  const {sea, policy, tick} = coast()
  sea.report({feed: LINK, id: 1, ...INSIDE, speed: 5, course: 90})
  tick()
  const keys = [sea.picture.subjectKey(sea.only())]
  for (const message of [alert, contact, handoff]) expect(ask(policy, DK, message, keys)).toBeUndefined()
})

test('[PO21] an alert is marked as the strictest of the own sources of its object', () => {
  const level = 'SECRET'
  const {sea, policy, tick} = withAlfa({feeds: [{name: 'ais', marking: {level}}]})
  sea.now += 1_000
  sea.plot(INSIDE)
  tick()
  expect(ask(policy, DK, alert)).toBeUndefined()
})

test('[PO23] while the object is not in the picture a copy stays as it is, until no agreement allows it', () => {
  const here = withAlfa()
  expect(ask(here.policy, DK, alert)).toMatchObject({type: 'alert'})
  expect(ask(here.policy, DK, contact)).toMatchObject({type: 'contact'})
  empty(here)
  expect(ask(here.policy, DK, alert, [ALFA], true)).toBe('unknown')
  expect(ask(here.policy, DK, contact, [ALFA], true)).toBe('unknown')
  expect(ask(here.policy, DE, alert)).toBeUndefined()
  here.policy.suspend('near' as never)
  expect(ask(here.policy, DK, alert, [ALFA], true)).toBeUndefined()
  expect(ask(here.policy, DK, contact, [ALFA], true)).toBeUndefined()
})

test('[PO23] the end of an alert or contact is told to a partner that has a copy, and to no other', () => {
  const over = {...alert, cleared: true, closed: true}
  const here = withAlfa()
  expect(ask(here.policy, DK, alert)).toMatchObject({type: 'alert'})
  empty(here)
  expect(ask(here.policy, DK, over, [ALFA], true)).toMatchObject({closed: true, place: INSIDE})
  expect(ask(here.policy, DK, over)).toBe('unknown')
  expect(ask(here.policy, DK, {...contact, status: 'CLOSED'}, [ALFA], true)).toMatchObject({status: 'CLOSED'})

  // After a start the node knows nothing of an object that is gone: that it is over is told, and nothing else.
  const {policy} = coast()
  expect(ask(policy, DK, over, [ALFA], true)).toMatchObject({
    closed: true,
    subjects: [],
    evidence: [],
    withheld: ['place', 'subjects', 'evidence'],
  })
})

test('[PO23] an alert about a vessel that has fallen silent is released while radar holds the vessel', () => {
  const {sea, policy, tick} = withAlfa()
  for (let second = 0; second < 1_200; second += 3) {
    sea.now += 3_000
    sea.plot(INSIDE)
    sea.picture.sweep()
    tick()
  }
  const row = sea.picture.rowOfSubject(ALFA)
  expect(sea.picture.feedOf(sea.picture.leaderOf(row)).name).toBe('radar')
  expect(ask(policy, DK, {...alert, rule: 'silence'})).toMatchObject({rule: 'silence', place: INSIDE})
})

test('[PO23] a handoff that the partner knows of is told on while its object is gone or led by the partner', () => {
  const here = withAlfa()
  expect(ask(here.policy, DK, handoff)).toMatchObject({status: 'PROPOSED'})
  empty(here)
  expect(ask(here.policy, DK, handoff)).toBe('unknown')
  expect(ask(here.policy, DK, {...handoff, status: 'ACCEPTED'}, [ALFA], true)).toMatchObject({
    status: 'ACCEPTED',
    subject: {place: INSIDE},
  })
})

test('[PO24] a place is as coarse as its rule says, and what is due later is left out', () => {
  const [near] = AGREEMENTS
  const [rule] = near?.rules ?? []
  const under = (precisionM: number, delayS: number) => {
    const disclose = {level: 'COARSE', fields: ['position', 'speed'], precisionM, delayS, historyS: 0}
    const {policy} = withAlfa({agreements: [{...near, rules: [{...rule, disclose}]} as unknown as Agreement]})
    return [ask(policy, DK, alert), ask(policy, DK, handoff)].map(message => JSON.stringify(message))
  }
  const exact = JSON.stringify(INSIDE)
  for (const told of under(1, 0)) expect(told).toContain(exact)
  for (const told of under(1_852, 0)) {
    expect(told).not.toContain(exact)
    expect(told).toContain('"place"')
  }
  for (const told of under(1, 60)) expect(told).not.toMatch(/"place":|"speed":/)
})

test('[PO16] what Denmark may not have changes no byte of a message to it', () => {
  const told = [0, 90].map(course => {
    const {sea, policy, tick} = coast()
    sea.ais(219_000_001, INSIDE, {course, heading: course})
    sea.named(0, 219_000_001, {name: 'ALFA', callsign: `S${course}`, destination: `port ${course}`})
    tick()
    const subject = {...handoff.subject, course, label: `ALFA/S${course}`}
    const evidence = [{code: 'inside', values: {course}}]
    const title = `ALFA, bound ${course}`
    const messages = [
      {...alert, evidence},
      {...contact, title},
      {...handoff, subject, identity: 'identified'},
    ]
    return JSON.stringify(messages.map(message => ask(policy, DK, message)))
  })
  expect(told[0]).toBe(told[1])
})

const SECRETS = {
  name: 'SECRETNAME',
  callsign: 'SECRETCALL',
  destination: 'SECRETPORT',
  imo: 9_074_729,
  draught: 7.7,
  flag: 'XX',
} as const

test('[PO10] [PO20] [PO21] nothing outside the agreed fields leaves, whatever the agreement and the object', () => {
  const fields = fc.subarray([...fieldsOf('vessel'), 'type'])
  const rules = fc.array(fc.record({fields, level: fc.constantFrom('HIT', 'COARSE', 'STANDARD', 'FULL')}), {
    minLength: 1,
    maxLength: 2,
  })
  const kinds = fc.constantFrom('vessel', 'aircraft', 'drone', 'contact')
  fc.assert(
    fc.property(rules, kinds, fc.boolean(), (each, kind, isOver) => {
      const [near] = AGREEMENTS
      const agreement = {
        ...near,
        rules: each.map(({fields: agreed, level}, index) => ({
          id: `r${index}`,
          effect: 'permit',
          from: '*',
          to: '*',
          actions: '*',
          purposes: '*',
          classes: '*',
          disclose: {level, fields: agreed, precisionM: 1, delayS: 0, historyS: 0},
        })),
      } as unknown as Agreement
      const {sea, policy, tick, source} = coast({agreements: [agreement]})
      sea.ais(219_000_001, INSIDE, {course: 91.5, speed: 6.25, altitude: 333, kind: kindCode(kind), status: 7})
      sea.named(0, 219_000_001, SECRETS, kind)
      tick()
      const agreed = new Set(each.flatMap(one => (one.level === 'HIT' ? [] : one.fields)))
      const messages = [
        {...alert, subjects: ['SECRETNAME'], cleared: isOver},
        {...contact, title: 'SECRETNAME', object: kind},
        {...handoff, object: kind, subject: {...handoff.subject, label: 'SECRETNAME', speed: 6.25}},
      ]
      const record = {}
      const view = policy.liveView(DK)
      view.record(source(), record as never)
      const told = JSON.stringify([
        record,
        view.descriptor(source()),
        ...messages.map(message => ask(policy, DK, message, [ALFA], true)),
      ])
      const values: [field: string, value: string][] = [
        ['position', `"lon":${INSIDE.lon},"lat":${INSIDE.lat}`],
        ['course', '91.5'],
        ['speed', '6.25'],
        ['altitude', '333'],
        ['mmsi', '219000001'],
        ['name', SECRETS.name],
        ['callsign', SECRETS.callsign],
        ['destination', SECRETS.destination],
        ['imo', String(SECRETS.imo)],
        ['dimensions', '7.7'],
        ['flag', `"${SECRETS.flag}"`],
        ['identity', '"identified"'],
      ]
      for (const [field, value] of values) if (!covers(agreed, field)) expect(told).not.toContain(value)
    }),
    {seed: 20, numRuns: 60},
  )
})
