import {monitorEventLoopDelay} from 'node:perf_hooks'
import type {NationCode} from '../../shared/base/id.ts'
import {systemClock} from '../../shared/base/clock.ts'
import {later, Load} from './stage/load.ts'
import {startNations} from './stage/nations.ts'

export const name = 'three-nations'

const NATIONS = ['SE', 'DK', 'DE'] as const satisfies readonly string[]
const VESSELS = 50_000
const SENTENCES_PER_SECOND = 20_000
const WINDOWS = 100
/** The western Baltic with what is around it: part of it is in the areas of which the agreements speak. */
const AREA = {west: 9, south: 53.5, east: 17, north: 57.5}
const LINK_PATIENCE_MS = 20_000

/**
 * The demonstration's three nations in one process, each with vessels of its own, its windows on the same sea, and links
 * to the others. Bars: p99 150 ms, 60 % of a core.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const vessels = Math.max(500, Math.round(VESSELS * size))
  const perSecond = Math.max(100, Math.round(SENTENCES_PER_SECOND * size))
  const windows = Math.max(5, Math.round(WINDOWS * size))
  const loads = NATIONS.map(() => new Load())
  const ports = new Map<NationCode, number>()
  for (const [index, load] of loads.entries()) ports.set(NATIONS[index] as NationCode, (await load.hear('port')).port)
  const stage = await startNations({ports, windows, capacity: Math.max(4_000, 4 * vessels)})
  try {
    const nodes = [...stage.nations.values()]
    for (const [index, load] of loads.entries()) {
      load.order({do: 'sail', vessels, area: AREA, first: 200_000_000 + index * 20_000_000})
      await load.hear('fed')
    }
    for (const until = systemClock.monotonic() + LINK_PATIENCE_MS; systemClock.monotonic() < until; await later(100))
      if (nodes.every(node => node.picture.tracks.size >= vessels && linksUp(node.health().links) === 2)) break
    for (const [index, load] of loads.entries())
      load.order({do: 'open', address: stage.address, windows, from: index * windows, box: AREA})
    await Promise.all(loads.map(load => load.hear('whole')))
    for (const load of loads) load.order({do: 'feed', perSecond})
    await later(3_000)

    const delay = monitorEventLoopDelay({resolution: 5})
    delay.enable()
    const cpu = process.cpuUsage()
    const from = systemClock.monotonic()
    for (const load of loads) load.order({do: 'measure', ms: seconds * 1_000})
    const measured = await Promise.all(loads.map(load => load.hear('measured')))
    const {user, system} = process.cpuUsage(cpu)
    const wallMs = systemClock.monotonic() - from
    delay.disable()
    const sum = (of: (one: (typeof measured)[number]) => number) => measured.reduce((all, one) => all + of(one), 0)
    return {
      'vessels each': vessels,
      'sentences in, per s': (sum(one => one.sentences) / wallMs) * 1_000,
      windows: 3 * windows,
      'links up at the end': nodes.reduce((all, node) => all + linksUp(node.health().links), 0),
      'tracks held because of partners': nodes.reduce((all, node) => all + node.picture.tracks.size - vessels, 0),
      'CPU of the process, % of a core': ((user + system) / 1_000 / wallMs) * 100,
      'sentence in to record out p50, ms': Math.max(...measured.map(({crowd}) => crowd.p50)),
      'sentence in to record out p99, ms': Math.max(...measured.map(({crowd}) => crowd.p99)),
      'frames per window and s': (sum(({crowd}) => crowd.frames) / (3 * windows) / wallMs) * 1_000,
      'event loop delay p99, ms': delay.percentile(99) / 1e6,
      'memory, MB': process.memoryUsage.rss() / 1e6,
    }
  } finally {
    for (const load of loads) load.end()
    await stage.stop()
  }
}

function linksUp(links: readonly {readonly status: string}[]): number {
  return links.filter(({status}) => status === 'up').length
}
