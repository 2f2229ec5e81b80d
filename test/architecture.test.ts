import {readdirSync, readFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {expect, test} from 'vitest'

/** Folders in the order the data flows. A file imports from its own folder and from those above it. */
const FLOW = [
  ...['base', 'geo', 'model', 'operations', 'protocol'].map(name => `shared/${name}/`),
  ...['feeds', 'picture', 'archive', 'rules', 'operations', 'policy', 'stream', 'federation', 'http'].map(
    name => `server/${name}/`,
  ),
  ...['ui', 'locales', 'state', 'link', 'map', 'panels', 'field'].map(name => `client/${name}/`),
]

/** What only certain files may touch, so that tests can replace it and reviewers can find it. */
const ONLY: [what: RegExp, where: RegExp][] = [
  [/\bDate\.now\(|\bnew Date\(\)|\bset(Timeout|Interval)\(|\bperformance\.now\(/, /^shared\/base\/clock\.ts$/],
  [/\bMath\.random\(|\brandomUUID\(/, /^shared\/base\/random\.ts$/],
  [/from 'socket\.io(-client)?'/, /^(server\/stream\/gateway|client\/link\/connection)\.ts$/],
  [/from 'express'/, /^server\/http\//],
  [/from 'maplibre-gl'/, /^client\/map\//],
  [/from 'better-sqlite3'/, /^server\/operations\/[\w-]*ledger\.ts$/],
  [
    /from 'node:fs/,
    /^server\/(main|config|operations\/[\w-]*ledger|archive\/[\w-]+|feeds\/transport-file|http\/reports\/font-files|commands\/[\w-]+)\.ts$/,
  ],
  [/\bas Released\b/, /^server\/policy\/[\w-]+\.ts$/],
]

const sources = new Map(['shared', 'server', 'client'].flatMap(filesIn).map(file => [file, readFileSync(file, 'utf8')]))

test.each([...sources.keys()])('%s imports only from upstream', file => {
  expect(importsOf(file).filter(target => !mayImport(file, target))).toEqual([])
})

test.each(ONLY)('%s appears only where it belongs', (what, where) => {
  expect([...sources].filter(([file, text]) => what.test(text) && !where.test(file)).map(([file]) => file)).toEqual([])
})

test('no file imports itself, however far around', () => {
  const done = new Set<string>()
  function ring(file: string, path: string[]): string[] {
    if (path.includes(file)) return [...path, file]
    if (done.has(file)) return []
    done.add(file)
    return importsOf(file).flatMap(target => ring(target, [...path, file]))
  }
  expect([...sources.keys()].flatMap(file => ring(file, []))).toEqual([])
})

function mayImport(from: string, to: string): boolean {
  if (!to.startsWith('shared/') && rootOf(to) !== rootOf(from)) return false
  const here = stageOf(from)
  const there = stageOf(to)
  if (to === 'server/config.ts') return true // the vocabulary of the configuration
  if (there === -1) return here === -1 // main and app are seen by nobody below them
  return here === -1 || there <= here
}

function stageOf(file: string): number {
  return FLOW.findIndex(folder => file.startsWith(folder))
}

function rootOf(file: string): string {
  return file.slice(0, file.indexOf('/'))
}

function importsOf(file: string): string[] {
  const lines = (sources.get(file) ?? '').matchAll(
    /^(?:import|export)\b(?:[^'"]*?\bfrom)?\s*'(\.[^'?]+)(?:\?[^']*)?'/gm,
  )
  return [...lines].flatMap(([, path]) => (path === undefined ? [] : [join(dirname(file), path)]))
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, {recursive: true, encoding: 'utf8'})
  return names.filter(name => /\.tsx?$/.test(name)).map(name => join(folder, name))
}
