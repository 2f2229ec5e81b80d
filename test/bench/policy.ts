import type {NationCode} from '../../shared/base/id.ts'
import {seededRandom} from '../../shared/base/random.ts'
import {kindCode} from '../../shared/model/object.ts'
import {emptyReport} from '../../shared/model/observation.ts'
import type {Agreement} from '../../shared/model/agreement.ts'
import {Areas} from '../../server/picture/areas.ts'
import {Picture} from '../../server/picture/picture.ts'
import {type LiveRecord, Policy} from '../../server/policy/policy.ts'
import {answersPerCpuSecond} from './peers/casl.ts'

export const name = 'policy'

const TRACKS = 300_000
const START = Date.UTC(2026, 0, 1)
const [SE, DK, DE] = ['SE', 'DK', 'DE'] as NationCode[] as [NationCode, NationCode, NationCode]
const AGREEMENTS = [DK, DE].map(partner => ({
  ...{id: `SE-${partner}`, title: '', version: 1, type: 'bilateral', status: 'in_force', example: true},
  ...{parties: [SE, partner], inForce: {from: '2024-01-01'}, maxLevel: 'RESTRICTED'},
  rules: [
    {
      ...{id: 'r1', effect: 'permit', from: '*', to: '*', actions: '*', purposes: '*', classes: '*'},
      when: {zones: ['west']},
      disclose: {
        level: 'STANDARD',
        fields: ['position', 'speed', 'kind', 'name'],
        precisionM: 1,
        delayS: 0,
        historyS: 0,
      },
    },
  ],
})) as unknown as readonly Agreement[]

/** The gate over 300,000 tracks, half of them in a zone that two agreements speak of. */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const count = Math.max(2_000, Math.round(TRACKS * size))
  const each = (seconds * 1_000) / 5
  const {picture, policy, report} = coast(count)
  for (let id = 1; id <= count; id++) report(id)
  policy.decide(picture.drain())
  const {decisions} = policy

  let next = 0
  const decided = perCpuSecond(each, () => {
    for (let done = 0; done < 10_000; done++) report((next++ % count) + 1)
    const changes = picture.drain()
    return timed(changes.sources.count, () => policy.decide(changes))
  })
  const read = policy.decisions - decisions
  const into = {} as LiveRecord
  const view = policy.liveView(DK)
  const released = perCpuSecond(each, () =>
    timed(count, () => {
      for (let row = 0; row < count; row++) view.record(row, into)
    }),
  )
  const swept = perCpuSecond(each, () => timed(1, () => policy.sweep()))
  let isSuspended = false
  const suspended = perCpuSecond(each, () =>
    timed(1, () => {
      isSuspended = !isSuspended
      policy.setStatus('SE-DK' as never, isSuspended ? 'suspended' : 'in_force')
    }),
  )
  const casl = answersPerCpuSecond(each)
  return {
    tracks: count,
    'changed sources decided per CPU-second': decided,
    'the same for each of two partners': decided * 2,
    'CASL: answers for one object and partner per CPU-second': casl,
    'ratio to CASL': (decided * 2) / casl,
    'agreements read for them': read,
    'records released to a partner per CPU-second': released,
    'sweep, ms': 1_000 / swept,
    'an agreement suspended for everybody, ms': 1_000 / suspended,
  }
}

function coast(count: number) {
  const random = seededRandom(5)
  const own = {origin: SE, world: 'real', trust: 'B'} as const
  const ring = [
    [0, 50],
    [10, 50],
    [10, 60],
    [0, 60],
    [0, 50],
  ] as [number, number][]
  let now = START
  const picture = new Picture({
    nation: SE,
    capacity: count + 1_000,
    now: () => now,
    feeds: [{...own, name: 'ais', kind: 'ais'}],
    units: [],
    random,
  })
  const policy = new Policy({
    nation: SE,
    partners: [DK, DE],
    agreements: AGREEMENTS,
    feeds: [],
    units: [],
    areas: new Areas({
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: {kind: 'watch', id: 'west', name: '', indicative: false, everyCrossing: false},
          geometry: {type: 'Polygon', coordinates: [ring]},
        },
      ],
    }),
    picture,
    now: () => now,
    pictureNow: () => now,
    tasksOf: () => [],
    onAlarm: error => {
      throw error
    },
  })
  const one = emptyReport(0)
  /** Each vessel stays where its number puts it, and a step on. */
  const report = (id: number) => {
    now += 0.01
    Object.assign(one, {id, at: now, kind: kindCode('vessel'), speed: 5, course: 90, accuracy: 10, interval: 10_000})
    one.lon = (id * 0.618) % 20
    one.lat = 50 + ((id * 0.414) % 10)
    picture.report(one)
  }
  return {picture, policy, report}
}

type Timed = {readonly count: number; readonly ms: number}

function timed(count: number, work: () => void): Timed {
  const before = process.cpuUsage()
  work()
  const {user, system} = process.cpuUsage(before)
  return {count, ms: (user + system) / 1_000}
}

function perCpuSecond(ms: number, work: () => Timed): number {
  let [count, spent] = [0, 0]
  const end = process.uptime() * 1_000 + ms
  while (process.uptime() * 1_000 < end || spent === 0) {
    const one = work()
    count += one.count
    spent += one.ms
  }
  return (count * 1_000) / spent
}
