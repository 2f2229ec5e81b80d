import {expect, test} from 'vitest'
import type {UserId} from '../../../shared/base/id.ts'
import type {Person} from '../../../shared/operations/person.ts'
import {readConfiguration} from '../../../server/config.ts'
import {helloFor} from '../../../server/stream/hello.ts'

const configuration = readConfiguration('examples/demo.json')

function told(role: Person['role']) {
  const nation = configuration.nations.find(({code}) => code === 'DK')
  if (nation === undefined) throw new Error('the demonstration has no Denmark')
  const person = {nation: nation.code, user: 'x@DK' as UserId, actor: 'a1', name: 'X', role} as Person
  return helloFor({configuration, nation, person, version: 'test'})
}

test('a console is told whom to call at each neighbour, as the agreements with it say; a phone is not', () => {
  expect(told('operator').partners.map(({nation, centres}) => [nation, centres.map(({role}) => role)])).toEqual([
    ['SE', ['ncc', 'mrcc']],
    ['DE', ['ncc', 'mrcc', 'pccc']],
  ])
  for (const {centres} of told('operator').partners)
    for (const {name, phone} of centres)
      expect([name, phone]).toEqual([expect.any(String), expect.stringMatching(/^\+/)])
  expect(told('field').partners).toEqual([])
})
