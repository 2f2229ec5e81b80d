import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import type {Agreement} from '../../../shared/model/agreement.ts'
import type {IncidentThing} from '../../../shared/protocol/things.ts'
import {AGREEMENTS, coast, DE, DK, INSIDE, person, SE} from './coast.ts'

const WITH_INCIDENTS = [
  ...AGREEMENTS,
  {
    ...{id: 'inc', title: '', version: 1, type: 'bilateral', status: 'in_force', example: true, maxLevel: 'RESTRICTED'},
    parties: [SE, DK],
    inForce: {from: '2024-01-01'},
    rules: [
      {
        ...{id: 'i1', effect: 'permit', from: '*', to: '*', purposes: ['BorderMonitoring'], when: {zones: ['sound']}},
        ...{actions: ['notify'], classes: ['incident']},
        disclose: {level: 'STANDARD', precisionM: 1_852, delayS: 0, historyS: 0, fields: ['position']},
      },
    ],
  },
  {
    ...{id: 'sar', title: '', version: 1, type: 'multilateral', status: 'in_force', example: true},
    ...{maxLevel: 'UNCLASSIFIED', parties: [SE, DK, DE], inForce: {from: '2020-01-01'}},
    rules: [
      {
        ...{id: 's1', effect: 'permit', safetyOfLife: true, from: '*', to: '*', purposes: ['SAR']},
        ...{actions: ['receive_alert'], classes: ['incident'], when: {livesAtRisk: true}},
        disclose: {
          level: 'STANDARD',
          precisionM: 1,
          delayS: 0,
          historyS: 0,
          fields: ['position', 'pob', 'distressPhase'],
        },
      },
    ],
  },
] as unknown as Agreement[]

const by = {nation: SE, actor: 'a1', role: 'operator'}
const incident = {
  ...{type: 'incident', id: 'incident-01', version: 4, world: 'real', scope: 'shared', number: 'SE-I-4821'},
  ...{
    title: 'ALFA',
    priority: 2,
    category: 'fisheries',
    criterion: 'own-means-suffice',
    status: 'OPEN',
    impact: 'medium',
  },
  place: INSIDE,
  contacts: [],
  lead: {nation: SE, epoch: 1, sinceAge: 0},
  distress: {personsOnBoard: 5},
  lines: [
    {age: 1, by, code: 'note', values: {text: 'the skipper is my cousin'}},
    {age: 1, by, code: 'incident-resolved', values: {outcome: 'identified', text: 'spoke to Karl'}},
    {age: 1, by, code: 'unit-assigned', values: {unit: 'SE-KBV901', type: 'assist'}},
    {age: 1, by, code: 'mrcc-informed', values: {nation: DE, post: 'DE-03'}},
    {age: 1, by, code: 'sar-raised', values: {phase: 'ALERT'}},
  ],
}
const sar = {phase: 'ALERT', sinceAge: 0, by}
const ended = {...sar, ended: {age: 0, by}}

function ask(message: object, partner: NationCode, told = false) {
  const {policy} = coast({agreements: WITH_INCIDENTS})
  return policy.release({keys: [], told, message} as never, partner, ['r:1'])
}

test('[PO27] a shared incident goes where an agreement lets incidents be told of: what was done, as codes, and nobody’s words', () => {
  const shared = ask(incident, DK)
  expect(shared).toMatchObject({
    title: '',
    status: 'OPEN',
    basis: {agreement: 'inc', rule: 'i1'},
    withheld: ['title', 'sar', 'distress'],
    lines: [
      {code: 'incident-resolved', values: {outcome: 'identified'}},
      {code: 'unit-assigned', values: {type: 'assist'}},
    ],
  })
  expect(shared).not.toHaveProperty('distress')
  expect((shared as {place: {lat: number}}).place.lat).not.toBe(INSIDE.lat)
  for (const word of ['cousin', 'Karl', 'KBV901', 'DE-03']) expect(JSON.stringify(shared)).not.toContain(word)
  expect(ask(incident, DE)).toBeUndefined()
  expect(ask({...incident, place: undefined}, DK)).toBeUndefined()
})

test('[PO28] people at risk are told of by the rule for the safety of life alone: the rescue, and nothing of what else it is', () => {
  const rescue = {...incident, scope: 'rescue', sar}
  expect(ask(rescue, DE)).toMatchObject({
    category: 'distress',
    sar: {phase: 'ALERT'},
    distress: {personsOnBoard: 5},
    place: INSIDE,
    lines: [{code: 'unit-assigned'}, {code: 'mrcc-informed'}, {code: 'sar-raised'}],
    basis: {agreement: 'sar', rule: 's1'},
  })
  for (const field of ['status', 'impact', 'outcome']) expect(ask(rescue, DE)).not.toHaveProperty(field)
  expect(JSON.stringify(ask(rescue, DE))).not.toContain('fisheries')
  expect(ask({...incident, scope: 'rescue'}, DE)).toBeUndefined()
})

test('[PO28] who has been told is told how it ended; nobody else is told afterwards', () => {
  expect(ask({...incident, scope: 'rescue', sar: ended}, DE)).toBeUndefined()
  expect(ask({...incident, scope: 'rescue', sar: ended}, DE, true)).toMatchObject({sar: {ended: {}}})
})

test('[PO29] what a partner tells of its part is for own people who have the purpose; so is what it has shared', () => {
  const {policy} = coast({agreements: WITH_INCIDENTS})
  const told = {basis: {agreement: 'inc', rule: 'i1'}, lines: [], at: 0, withheld: [], withdrawn: false}
  const thing = {kind: 'incident', id: 'incident-01', parties: [{nation: DK, told}]} as unknown as IncidentThing
  const readBy = (one: IncidentThing, purpose: 'BorderMonitoring' | 'FisheriesMonitoring') =>
    policy.releaseThing(one, person('operator', purpose))
  expect(readBy(thing, 'BorderMonitoring')).toEqual(thing)
  expect(readBy(thing, 'FisheriesMonitoring')).toEqual({...thing, parties: [{nation: DK}]})
  const fromDenmark = {...thing, origin: DK} as IncidentThing
  expect(readBy(fromDenmark, 'BorderMonitoring')).toEqual(fromDenmark)
  expect(readBy(fromDenmark, 'FisheriesMonitoring')).toBeUndefined()
  const rescue = {
    ...fromDenmark,
    parties: [{nation: DK, told: {...told, basis: {agreement: 'sar', rule: 's1'}}}],
  } as unknown as IncidentThing
  expect(readBy(rescue, 'FisheriesMonitoring')).toEqual(rescue)
})
