import {expect, test} from 'vitest'
import {addressOf, castOf} from '../../../client/field/start-cast.ts'
import type {DemoUser} from '../../../client/link/sign-in.ts'

test('one operator of each nation gets a console, field units a phone; nobody is left out', () => {
  const users = [
    user('anna', 'operator', 'SE'),
    user('axel', 'operator', 'SE'),
    user('mia', 'field', 'SE'),
    user('carl', 'commander', 'SE'),
    user('dorte', 'operator', 'DK'),
  ]
  const {consoles, phones, others} = castOf(users)
  expect([consoles, phones, others].map(group => group.map(one => one.user))).toEqual([
    ['anna@SE', 'dorte@DK'],
    ['mia@SE'],
    ['axel@SE', 'carl@SE'],
  ])
})

test('a field unit’s window is the phone, everybody else’s the console, each in a new seat', () => {
  expect(addressOf(user('mia', 'field', 'SE'))).toBe('/field?seat-new&as=mia%40SE')
  expect(addressOf(user('anna', 'operator', 'SE'))).toBe('/?seat-new&as=anna%40SE')
})

function user(name: string, role: string, nation: string): DemoUser {
  return {user: `${name}@${nation}`, name, role, nation}
}
