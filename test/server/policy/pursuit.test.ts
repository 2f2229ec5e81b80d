import {expect, test} from 'vitest'
import type {NationCode} from '../../../shared/base/id.ts'
import type {Policy} from '../../../server/policy/policy.ts'
import {coast, DE, DK, INSIDE, person, SE} from './coast.ts'

const pursuit = {
  type: 'pursuit',
  id: 'pursuit-0001',
  contact: 'SE-K7QF3M2ABC',
  object: 'vessel',
  label: 'ALFA',
  from: SE,
  host: DK,
  status: 'ACROSS',
  agreement: 'near',
  unit: 'SE-1',
  crossed: {place: INSIDE},
}
const GONE = ['mmsi:000000000']

function ask(policy: Policy, partner: NationCode, message: object = pursuit, told = false) {
  return policy.release({keys: GONE, told, message} as never, partner, [])
}

test('[PO50] a pursuit goes to the nation into which it leads and to nobody else', () => {
  const {policy} = coast()
  expect(ask(policy, DK)).toMatchObject({type: 'pursuit', unit: 'SE-1', crossed: {place: INSIDE}})
  expect(ask(policy, DE)).toBeUndefined()
  expect(ask(policy, DK, {...pursuit, from: DE})).toBeUndefined()
})

test('[PO51] it is told while its agreement stands; afterwards only its end, to who had it', () => {
  const {policy} = coast()
  policy.suspend('near' as never)
  expect(ask(policy, DK)).toBeUndefined()
  expect(ask(policy, DK, pursuit, true)).toBeUndefined()
  expect(ask(policy, DK, {...pursuit, status: 'ENDED'}, true)).toMatchObject({status: 'ENDED'})
  expect(ask(policy, DK, {...pursuit, agreement: undefined})).toMatchObject({type: 'pursuit'})
})

test('[PO52] of an object that is not released the host learns the contact’s name and no more', () => {
  expect(ask(coast().policy, DK)).toMatchObject({label: 'SE-K7QF', object: 'contact'})
})

test('[PO31] a unit’s phone has the pursuit of that unit, and no other', () => {
  const {policy} = coast()
  const thing = {...pursuit, kind: 'pursuit'} as never
  const field = {...person('field'), unit: 'SE-1'} as never
  expect(policy.releaseThing(thing, field)).toBeDefined()
  expect(policy.releaseThing(thing, {...person('field'), unit: 'SE-2'} as never)).toBeUndefined()
  expect(policy.releaseThing(thing, person('operator'))).toBeDefined()
})
