import Database from 'better-sqlite3'
import {expect, test} from 'vitest'
import {manualClock} from '../../../shared/base/clock.ts'
import type {NationCode, SessionId, UnitId, UserId} from '../../../shared/base/id.ts'
import {systemRandom} from '../../../shared/base/random.ts'
import {Accounts} from '../../../server/operations/account-ledger.ts'

const ANNA = 'anna@SE' as UserId
const HOUR = 3_600_000

async function accountsWithAnna() {
  const clock = manualClock()
  const database = new Database(':memory:')
  const accounts = new Accounts({database, nation: 'SE' as NationCode, clock, random: systemRandom})
  await accounts.put({user: ANNA, name: 'Anna', role: 'operator', post: undefined, unit: undefined}, 'a long password')
  const revoked: SessionId[] = []
  accounts.onRevoked(session => revoked.push(session))
  return {clock, database, accounts, revoked}
}

test('the store holds neither passwords nor tokens', async () => {
  const {accounts, database} = await accountsWithAnna()
  const {token} = accounts.open(ANNA, '00000001')
  const text = JSON.stringify([
    database.prepare('SELECT * FROM account').all(),
    database.prepare('SELECT hex(token), session FROM session').all(),
  ]).toLowerCase()
  expect(text).not.toContain('a long password')
  expect(text).not.toContain(token)
  expect(text).toContain('$argon2id$v=19$m=19456,t=2,p=1')
})

test('a session ends after twelve hours, and after half an hour without its window', async () => {
  const {accounts, clock} = await accountsWithAnna()
  const {token, person} = accounts.open(ANNA, '00000001')
  for (let minutes = 0; minutes < 12 * 60; minutes += 10) {
    clock.advance(HOUR / 6)
    if (minutes < 700) expect(accounts.person(token, '00000001')?.session).toBe(person.session)
  }
  clock.advance(60_000)
  expect(accounts.person(token, '00000001')).toBeUndefined()

  const second = accounts.open(ANNA, '00000002')
  clock.advance(HOUR / 2 + 1)
  expect(accounts.stands(second.person.session)).toBe(false)
})

test('a patrol that had no link for half its watch is still signed in; its watch ends it', async () => {
  const {accounts, clock} = await accountsWithAnna()
  await accounts.put(
    {user: 'patrol@SE' as UserId, name: 'Patrol', role: 'field', post: undefined, unit: 'SE-KBV901' as UnitId},
    'a long password',
  )
  const {token, person} = accounts.open('patrol@SE' as UserId, '00000003')
  clock.advance(4 * HOUR - 1)
  accounts.sweep()
  expect(accounts.person(token, '00000003')?.session).toBe(person.session)
  clock.advance(4 * HOUR)
  accounts.touch([person.session])
  clock.advance(2)
  expect(accounts.stands(person.session)).toBe(false)
})

test('an open window keeps its session awake, and sweeping tells of those that ended', async () => {
  const {accounts, clock, revoked} = await accountsWithAnna()
  const awake = accounts.open(ANNA, '00000001').person.session
  const asleep = accounts.open(ANNA, '00000002').person.session
  clock.advance(HOUR / 3)
  accounts.touch([awake])
  clock.advance(HOUR / 3)
  accounts.sweep()
  expect(revoked).toEqual([asleep])
  expect(accounts.stands(awake)).toBe(true)
})

test('a new password, a disabled account and a changed role end what was open', async () => {
  const {accounts, revoked} = await accountsWithAnna()
  const first = accounts.open(ANNA, '00000001').person.session
  await accounts.put({user: ANNA, name: 'Anna', role: 'operator', post: undefined, unit: undefined}, 'another long one')
  const second = accounts.open(ANNA, '00000001').person.session
  accounts.describe({user: ANNA, name: 'Anna', role: 'operator', post: undefined, unit: undefined})
  expect(revoked).toEqual([first])
  accounts.describe({user: ANNA, name: 'Anna', role: 'liaison', post: undefined, unit: undefined})
  const third = accounts.open(ANNA, '00000001').person.session
  accounts.disable(ANNA)
  expect(revoked).toEqual([first, second, third])
  expect(await accounts.check(ANNA, 'another long one')).toBe(false)
})

test('a secret is made once', async () => {
  const {accounts} = await accountsWithAnna()
  const made = accounts.secret('signing', () => systemRandom.bytes(32))
  expect(accounts.secret('signing', () => systemRandom.bytes(32))).toEqual(made)
})
