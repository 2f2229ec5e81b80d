import {readFileSync} from 'node:fs'
import {parse} from 'jsonc-parser'
import {expect, test} from 'vitest'
import {ConfigurationError, parseConfiguration} from '../../../server/config.ts'

type Part = Record<string, unknown>
type Raw = Record<string, Part[]> & {scenario?: unknown}

/** What is said of the demonstration's configuration after a change, without the name of the file. */
function mistakesAfter(change: (raw: Raw) => void): readonly string[] {
  const raw = parse(readFileSync('examples/demo.json', 'utf8')) as Raw
  change(raw)
  try {
    parseConfiguration(JSON.stringify(raw, undefined, 1), 'demo', 'examples')
    return []
  } catch (error) {
    if (error instanceof ConfigurationError) return error.mistakes
    throw error
  }
}

function part(list: readonly Part[] | undefined, index: number): Part {
  const found = list?.[index]
  if (found === undefined) throw new Error('the demonstration has no such part')
  return found
}

test('the demonstration has no mistake', () => {
  expect(mistakesAfter(() => undefined)).toEqual([])
})

test.each<[what: string, change: (raw: Raw) => void, mistakes: RegExp[]]>([
  ['a name given twice', raw => raw['units']?.push(part(raw['units'], 0)), [/units\[\d+\]: unit \S+ is there twice$/]],
  [
    'a clock of a feed that is not there',
    raw => (part(raw['nations'], 0)['clock'] = {feed: 'nowhere'}),
    [/nations\[0\]\.clock: \w\w has no feed nowhere$/],
  ],
  [
    'a post that is not there',
    raw => (part(raw['units'], 1)['post'] = 'SE-99'),
    [/units\[1\]\.post: there is no post SE-99$/],
  ],
  [
    'stations of a scenario without one',
    raw => delete raw.scenario,
    [/feeds\[0\]\.connect: a scenario station needs "scenario" in the configuration$/],
  ],
  [
    'a nation that is not there',
    raw => (part(raw['partners'], 0)['between'] = ['SE', 'XX']),
    [/partners\[0\]\.between\[1\]: there is no nation XX$/],
  ],
  [
    'an operator without a post',
    raw => raw['users']?.push({user: 'new@SE', name: 'New', role: 'operator'}),
    [/users\[\d+\]: who is operator needs a post$/],
  ],
  [
    'an agreement that ends before it begins',
    raw => (part(raw['agreements'], 0)['inForce'] = {from: '2026-02-01', to: '2026-01-01'}),
    [/agreements\[0\]\.inForce: ends before it begins$/],
  ],
])('%s is a mistake that says where', (_what, change, expected) => {
  const mistakes = mistakesAfter(change)
  expect(mistakes.length).toBeGreaterThan(0)
  expected.forEach((pattern, index) => expect(mistakes[index]).toMatch(pattern))
  for (const mistake of mistakes) expect(mistake).toMatch(/^demo:\d+:\d+ /)
})

test('every mistake is listed, not the first alone', () => {
  const mistakes = mistakesAfter(raw => {
    part(raw['units'], 0)['post'] = 'SE-98'
    part(raw['units'], 1)['post'] = 'SE-99'
  })
  expect(mistakes.map(text => text.slice(text.indexOf('units')))).toEqual([
    'units[0].post: there is no post SE-98',
    'units[1].post: there is no post SE-99',
  ])
})
