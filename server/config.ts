import {readFileSync} from 'node:fs'
import {dirname, resolve} from 'node:path'
import {type ParseError, parse, parseTree, findNodeAtLocation, printParseErrorCode} from 'jsonc-parser'
import {z} from 'zod'
import type {Agreement} from '../shared/model/agreement.ts'
import {type LawBook, NO_LAW} from '../shared/model/law.ts'
import type {TaskingTimes} from '../shared/model/unit.ts'
import {lawBook} from './configuration/law.ts'
import {references} from './configuration/references.ts'
import {type Configuration, configuration} from './configuration/schema.ts'
import {geography, type Geography} from './configuration/zones.ts'

export type {
  Configuration,
  FeedConfiguration,
  NationConfiguration,
  RuleConfiguration,
  UserConfiguration,
} from './configuration/schema.ts'
export {geography, type Geography} from './configuration/zones.ts'

/** The agreements as the model has them. JSON knows no undefined: what the schema calls optional is there or absent. */
export function agreementsOf({agreements}: Pick<Configuration, 'agreements'>): readonly Agreement[] {
  return agreements as readonly Agreement[]
}

/** One mistake: `examples/demo.json:12:5 feeds[2].kind: expected …`. */
export class ConfigurationError extends Error {
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

/** Reads and checks a configuration with everything it refers to. Throws a {@link ConfigurationError} that lists every mistake. */
export function readConfiguration(file: string): Configuration {
  const path = resolve(file)
  return parseConfiguration(readText(path), file, dirname(path))
}

/** The same on text: `name` is said in mistakes, relative files are looked up in `folder`. */
export function parseConfiguration(text: string, name: string, folder: string): Configuration {
  const errors: ParseError[] = []
  const raw: unknown = parse(text, errors, {allowTrailingComma: true})
  if (errors.length > 0)
    throw new ConfigurationError(
      errors.map(error => `${name}:${lineAndColumn(text, error.offset)} ${printParseErrorCode(error.error)}`),
    )

  const tree = parseTree(text, [], {allowTrailingComma: true})
  function at(path: readonly PropertyKey[]): string {
    for (let length = path.length; length >= 0 && tree; length--) {
      const node = findNodeAtLocation(tree, path.slice(0, length) as (string | number)[])
      if (node) return `${name}:${lineAndColumn(text, node.offset)} ${pathText(path)}`
    }
    return `${name} ${pathText(path)}`
  }

  const checked = configuration.safeParse(raw)
  if (!checked.success)
    throw new ConfigurationError(checked.error.issues.map(issue => `${at(issue.path)}: ${issue.message}`))

  const mistakes: string[] = []
  const features: Geography['features'] = []
  checked.data.zones.forEach((source, index) => {
    if (!('file' in source)) features.push(...source.features)
    else {
      try {
        const read = geography.safeParse(parse(readFileSync(resolve(folder, source.file), 'utf8')))
        if (read.success) features.push(...read.data.features)
        else
          mistakes.push(
            ...read.error.issues.map(
              issue => `${at(['zones', index, 'file'])}: ${source.file} ${pathText(issue.path)}: ${issue.message}`,
            ),
          )
      } catch (error) {
        mistakes.push(
          `${at(['zones', index, 'file'])}: cannot read ${source.file}: ${error instanceof Error ? error.message : String(error)}`,
        )
      }
    }
  })
  const read = readLaw(checked.data.law, folder)
  if ('mistake' in read) mistakes.push(`${at(['law', 'file'])}: ${read.mistake}`)
  const complete: Configuration = {
    ...checked.data,
    geography: {type: 'FeatureCollection', features},
    lawBook: 'mistake' in read ? NO_LAW : read.law,
    folder,
  }
  mistakes.push(...references(complete).map(({path, message}) => `${at(path)}: ${message}`))
  if (mistakes.length > 0) throw new ConfigurationError(mistakes)
  return complete
}

/** How long tasks and units may be silent, in the milliseconds of the ledger. */
export function taskingTimesOf({tasking}: Configuration): TaskingTimes {
  return {
    ackMs: tasking.ackSeconds * 1_000,
    readAlarmMs: tasking.readAlarmSeconds * 1_000,
    readMs: tasking.readSeconds * 1_000,
    safetyMs: tasking.safetyMinutes * 60_000,
    safetyAnswerMs: tasking.safetyAnswerSeconds * 1_000,
    silentMs: tasking.silentMinutes * 60_000,
  }
}

/** The same schema as JSON Schema, for editors. */
export function configurationSchema(): object {
  return z.toJSONSchema(configuration, {unrepresentable: 'any', io: 'input'})
}

/** The law data, from its file where it names one. */
function readLaw(
  given: z.infer<typeof configuration>['law'],
  folder: string,
): {readonly law: LawBook} | {readonly mistake: string} {
  if (given === undefined) return {law: NO_LAW}
  if (!('file' in given)) return {law: given as LawBook}
  try {
    const text = readFileSync(resolve(folder, given.file), 'utf8')
    const read = lawBook.safeParse(parse(text, [], {allowTrailingComma: true}))
    if (read.success) return {law: read.data as LawBook}
    const [issue] = read.error.issues
    return {mistake: `${given.file} ${pathText(issue?.path ?? [])}: ${issue?.message ?? ''}`}
  } catch (error) {
    return {mistake: `cannot read ${given.file}: ${error instanceof Error ? error.message : String(error)}`}
  }
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    throw new ConfigurationError([`${path}: ${error instanceof Error ? error.message : String(error)}`])
  }
}

function pathText(path: readonly PropertyKey[]): string {
  return (
    path
      .map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`))
      .join('') || '(whole file)'
  )
}

function lineAndColumn(text: string, offset: number): string {
  const before = text.slice(0, offset)
  const line = before.split('\n').length
  return `${line}:${offset - before.lastIndexOf('\n')}`
}
