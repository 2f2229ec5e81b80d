import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {CATALOGUES, type Language} from '../../../client/locales/catalogue.ts'
import {missingIn, placeholdersOf, textsOf, withoutPlural} from '../../../client/locales/coverage.ts'

const TRANSLATED: Language[] = ['da', 'de', 'fr', 'sv']
const english = textsOf(CATALOGUES.en)
const keys = new Set([...english.keys()].flatMap(key => [key, withoutPlural(key)]))

test.each(TRANSLATED)('%s: every key exists in English, with the same values', language => {
  const wrong = [...textsOf(CATALOGUES[language])].filter(([key, text]) => {
    const source = english.get(key) ?? english.get(`${withoutPlural(key)}_other`)
    return source === undefined || placeholdersOf(source).join() !== placeholdersOf(text).join()
  })
  expect(wrong).toEqual([])
})

test.each(TRANSLATED)('%s: the plural forms that the language needs are there', language => {
  const own = textsOf(CATALOGUES[language])
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const bases = new Set([...own.keys()].filter(key => key !== withoutPlural(key)).map(withoutPlural))
  expect([...bases].flatMap(base => forms.map(form => `${base}_${form}`)).filter(key => !own.has(key))).toEqual([])
})

test('what is still said in English is counted', () => {
  const all = new Set([...english.keys()].map(withoutPlural)).size
  for (const language of TRANSLATED)
    console.log(`${language}: ${missingIn(language).length} of ${all} texts in English`)
  expect(missingIn('en')).toEqual([])
})

test('every key used on a screen exists', () => {
  const unknown = [...sources('client')].flatMap(([file, code]) =>
    [...code.matchAll(/\b(?:t\(|say\(t, )(?:'([\w.-]+)'|`([\w.-]+\.)\$\{)/g)]
      .filter(([, key, start]) =>
        key === undefined ? ![...keys].some(one => one.startsWith(start ?? '')) : !keys.has(key),
      )
      .map(([found]) => `${file}: ${found}`),
  )
  expect(unknown).toEqual([])
})

test('no screen says anything that is not in the catalogue', () => {
  const literal = [...sources('client')].flatMap(([file, code]) =>
    [...code.matchAll(/(?<!=)>\s*([A-Z]?[a-z]{2,}(?: [a-z]+)*)\s*<\//g)].map(([, words]) => `${file}: ${words}`),
  )
  expect(literal.filter(found => !found.endsWith(': Tripoint'))).toEqual([])
})

function sources(folder: string): ReadonlyMap<string, string> {
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => /\.tsx?$/.test(name))
  return new Map(names.map(name => [name, readFileSync(join(folder, name), 'utf8')]))
}
