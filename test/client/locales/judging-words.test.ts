import {readdirSync, readFileSync} from 'node:fs'
import {join} from 'node:path'
import ts from 'typescript'
import {expect, test} from 'vitest'
import {CATALOGUES, LANGUAGES} from '../../../client/locales/catalogue.ts'
import {textsOf} from '../../../client/locales/coverage.ts'

/** Words that say what somebody intends, not what was observed; whole words with their endings, any case. */
const JUDGING = new RegExp(
  `(?<!\\p{L})(${[
    ...['hostil(e|es|ity|ities)', 'enem(y|ies)', 'suspect(s|ed)?', 'suspicio(n|ns|us|usly)', 'target(s|ed|ing)?'],
    ...['intruders?', 'illegal(s|ly)?', 'adversar(y|ies)', 'criminals?'],
    ...['feind\\p{L}*', 'verdächtig\\p{L}*', 'fjende\\p{L}*', 'mistænk\\p{L}*', 'fiende\\p{L}*', 'misstänk\\p{L}*'],
    ...['ennemi\\p{L}*', 'suspecte?s?', 'cibles?', 'illégal\\p{L}*'],
  ].join('|')})(?!\\p{L})`,
  'iu',
)

test.each(LANGUAGES)('%s: no text judges', language => {
  expect([...textsOf(CATALOGUES[language])].filter(([, text]) => JUDGING.test(text))).toEqual([])
})

test.each(['shared', 'server', 'client'])('%s: no literal judges', folder => {
  const found = sourcesIn(folder).flatMap(file =>
    literalsOf(file, readFileSync(file, 'utf8'))
      .filter(text => JUDGING.test(text))
      .map(text => `${file}: ${text}`),
  )
  expect(found).toEqual([])
})

test('literals, templates and text between tags are searched; code, comments and names of attributes are not', () => {
  const code = `
    // a hostile comment
    const kind = 'enemy boat'
    const text = \`two \${event.target.value} suspects\`
    const build = {target: currentTarget}
    const link = <a target="_blank" title="intruder">a target</a>`
  expect(literalsOf('sample.tsx', code).filter(text => JUDGING.test(text))).toEqual([
    'enemy boat',
    ' suspects',
    'intruder',
    'a target',
  ])
})

test('a word is judged whole: what only contains one is let through', () => {
  expect(['targetless', 'unsuspecting', 'fiancés', 'legal'].filter(text => JUDGING.test(text))).toEqual([])
  expect(['FEINDLICH', 'Targets:', 'verdächtiges Boot', 'kind-hostile'].filter(text => !JUDGING.test(text))).toEqual([])
})

/** What a person might come to read: every literal, the fixed parts of templates, and text between tags. */
function literalsOf(file: string, code: string): readonly string[] {
  const found: string[] = []
  function visit(node: ts.Node): void {
    if (ts.isStringLiteralLike(node) || ts.isTemplateLiteralToken(node) || ts.isJsxText(node)) found.push(node.text)
    ts.forEachChild(node, visit)
  }
  visit(
    ts.createSourceFile(file, code, ts.ScriptTarget.Latest, false, file.endsWith('x') ? ts.ScriptKind.TSX : undefined),
  )
  return found
}

function sourcesIn(folder: string): readonly string[] {
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'}).filter(name => /\.tsx?$/.test(name))
  return names.map(name => join(folder, name))
}
