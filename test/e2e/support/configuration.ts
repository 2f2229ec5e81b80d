import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parse} from 'jsonc-parser'
import type {HandoffTimers} from '../../../shared/model/agreement.ts'

type Demonstration = {
  agreements: {id: string; handoff?: {timers?: Partial<HandoffTimers>}}[]
  zones: {file: string}[]
  law?: {file?: string}
}

/** The Channel's example, with the one-click sign-in of a demonstration; where its file lies. */
export function channelWithSignIn(): string {
  const configuration = parse(readFileSync('examples/channel.json', 'utf8'), [], {allowTrailingComma: true}) as {
    law?: {file?: string}
  }
  const law = configuration.law?.file === undefined ? {} : {law: {file: resolve('examples', configuration.law.file)}}
  return written({...configuration, ...law, demo: true, zones: [{file: resolve('examples', 'channel.geojson')}]})
}

/** The demonstration with other deadlines for handoffs; where its file lies. */
export function demonstrationWith(timers: Partial<HandoffTimers>): string {
  const configuration = parse(readFileSync('examples/demo.json', 'utf8'), [], {
    allowTrailingComma: true,
  }) as Demonstration
  for (const {handoff} of configuration.agreements) if (handoff !== undefined) handoff.timers = timers
  configuration.zones = configuration.zones.map(({file}) => ({file: resolve('examples', file)}))
  if (configuration.law?.file !== undefined) configuration.law.file = resolve('examples', configuration.law.file)
  return written(configuration)
}

/** The demonstration, and a device of Denmark that may tell of anything with the token in `CROWD`. */
export function demonstrationWithDevice(): string {
  const configuration = parse(readFileSync('examples/demo.json', 'utf8'), [], {allowTrailingComma: true}) as {
    zones: {file: string}[]
    feeds: object[]
    law?: {file: string}
  }
  configuration.zones = configuration.zones.map(({file}) => ({file: resolve('examples', file)}))
  if (configuration.law !== undefined) configuration.law = {file: resolve('examples', configuration.law.file)}
  configuration.feeds.push({
    ...{name: 'dk-crowd', nation: 'DK', kind: 'observations', sensor: 'patrol', trust: 'B'},
    ...{connect: {type: 'http-push'}, tokenFrom: {env: 'CROWD'}},
  })
  return written(configuration)
}

/** The demonstration with a Swedish patrol boat of its own, whose place and whose surroundings a test tells by HTTP. */
export function demonstrationWithPatrol(unit: string, tokenVariable: string): string {
  const path = demonstrationWith({reply: 120_000})
  const {units, feeds, users, ...rest} = JSON.parse(readFileSync(path, 'utf8')) as Record<string, object[]>
  const patrol = {
    id: unit,
    nation: 'SE',
    name: 'KBV 999',
    kind: 'vessel',
    post: 'SE-01',
    reportsAs: unit,
    capabilities: ['boarding'],
  }
  const feed = {name: 'se-patrol', nation: 'SE', kind: 'observations', sensor: 'patrol', intervalMs: 1_000, trust: 'A'}
  return written({
    ...rest,
    units: [...(units ?? []), patrol],
    feeds: [...(feeds ?? []), {...feed, connect: {type: 'http-push'}, tokenFrom: {env: tokenVariable}}],
    users: [...(users ?? []), {user: 'patrol@SE', name: 'Pia', role: 'field', post: 'SE-01', unit}],
  })
}

/** The demonstration with more people, as `users` of a configuration are written; where its file lies. */
export function demonstrationWithPeople(people: readonly object[]): string {
  const {users, ...rest} = JSON.parse(readFileSync(demonstrationWith({}), 'utf8')) as {users: object[]}
  return written({...rest, users: [...users, ...people]})
}

function written(configuration: object): string {
  const path = join(mkdtempSync(join(tmpdir(), 'tripoint-configuration-')), 'configuration.json')
  writeFileSync(path, JSON.stringify(configuration))
  return path
}

/** The demonstration with other times for tasks, and another line for the load of posts; where its file lies. */
export function demonstrationWithTasking(tasking: Record<string, number>, loadLimit: number): string {
  const configuration = parse(readFileSync('examples/demo.json', 'utf8'), [], {allowTrailingComma: true}) as {
    nations: {loadLimit?: number}[]
    zones: {file: string}[]
    law?: {file?: string}
    tasking?: Record<string, number>
  }
  configuration.tasking = tasking
  for (const nation of configuration.nations) nation.loadLimit = loadLimit
  configuration.zones = configuration.zones.map(({file}) => ({file: resolve('examples', file)}))
  if (configuration.law?.file !== undefined) configuration.law.file = resolve('examples', configuration.law.file)
  return written(configuration)
}
