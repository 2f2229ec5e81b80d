import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join, resolve} from 'node:path'
import {parse} from 'jsonc-parser'
import type {HandoffTimers} from '../../../shared/model/agreement.ts'

type Example = {
  readonly nations: readonly object[]
  readonly agreements: readonly {readonly handoff?: object}[]
  readonly zones: readonly {readonly file: string}[]
  readonly feeds: readonly object[]
  readonly units: readonly object[]
  readonly users: readonly object[]
  readonly law?: {readonly file: string}
}

/** The Channel's example, with the one-click sign-in of a demonstration; where its file lies. */
export function channelWithSignIn(): string {
  return written({...example('channel'), demo: true})
}

/** The demonstration with other deadlines for handoffs; where its file lies. */
export function demonstrationWith(timers: Partial<HandoffTimers>): string {
  return written(withTimers(example('demo'), timers))
}

/** The demonstration, and a device of Denmark that may tell of anything with the token in `CROWD`. */
export function demonstrationWithDevice(): string {
  const demo = example('demo')
  const feed = {
    ...{name: 'dk-crowd', nation: 'DK', kind: 'observations', sensor: 'patrol', trust: 'B'},
    ...{connect: {type: 'http-push'}, tokenFrom: {env: 'CROWD'}},
  }
  return written({...demo, feeds: [...demo.feeds, feed]})
}

/** The demonstration with a Swedish patrol boat of its own, whose place and whose surroundings a test tells by HTTP. */
export function demonstrationWithPatrol(unit: string, tokenVariable: string): string {
  const demo = withTimers(example('demo'), {reply: 120_000})
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
    ...demo,
    units: [...demo.units, patrol],
    feeds: [...demo.feeds, {...feed, connect: {type: 'http-push'}, tokenFrom: {env: tokenVariable}}],
    users: [...demo.users, {user: 'patrol@SE', name: 'Pia', role: 'field', post: 'SE-01', unit}],
  })
}

/** The demonstration with more people, as `users` of a configuration are written; where its file lies. */
export function demonstrationWithPeople(people: readonly object[]): string {
  const demo = withTimers(example('demo'), {})
  return written({...demo, users: [...demo.users, ...people]})
}

/** The demonstration with other times for tasks, and another line for the load of posts; where its file lies. */
export function demonstrationWithTasking(tasking: Record<string, number>, loadLimit: number): string {
  const demo = example('demo')
  return written({...demo, tasking, nations: demo.nations.map(nation => ({...nation, loadLimit}))})
}

/** One of the examples, its other files where they lie. */
function example(name: string): Example {
  const found = parse(readFileSync(`examples/${name}.json`, 'utf8'), [], {allowTrailingComma: true}) as Example
  const lying = ({file}: {readonly file: string}) => ({file: resolve('examples', file)})
  return {...found, zones: found.zones.map(lying), ...(found.law === undefined ? {} : {law: lying(found.law)})}
}

function withTimers(found: Example, timers: Partial<HandoffTimers>): Example {
  const agreements = found.agreements.map(one =>
    one.handoff === undefined ? one : {...one, handoff: {...one.handoff, timers}},
  )
  return {...found, agreements}
}

function written(configuration: object): string {
  const path = join(mkdtempSync(join(tmpdir(), 'tripoint-configuration-')), 'configuration.json')
  writeFileSync(path, JSON.stringify(configuration))
  return path
}
