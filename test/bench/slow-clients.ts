import {systemClock} from '../../shared/base/clock.ts'
import {later, Load} from './stage/load.ts'
import {startNode} from './stage/node.ts'

export const name = 'slow-clients'

const TRACKS = 100_000
const SENTENCES_PER_SECOND = 20_000
/** As many stall as go on. */
const SESSIONS = 200
/** However short the run: a stall that is one. The bar says 60 s, `--seconds 60`. */
const SHORTEST_STALL_MS = 1_000
const SAMPLE_MS = 100
const MB = 1e6

/**
 * Half of a node's sessions stand still: their process is stopped, so that nothing reads their sockets and nothing
 * answers. What each costs the node, what the others notice, and how long after going on each has the newest picture
 * whole. Bars for 60 s: 5 MB each, p99 at most 10 % worse, 1 s.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const half = Math.max(10, Math.round((SESSIONS * size) / 2))
  const tracks = Math.max(2_000, Math.round(TRACKS * size))
  const stallMs = Math.max(SHORTEST_STALL_MS, seconds * 1_000)
  const [active, slow] = [new Load(), new Load()]
  const {port} = await active.hear('port')
  const node = await startNode({port, people: 2 * half, capacity: Math.ceil(tracks * 1.02) + 1_000})
  try {
    active.order({do: 'sail', vessels: tracks})
    await active.hear('fed')
    while (node.nation.picture.tracks.size < tracks) await later(50)
    active.order({do: 'open', address: node.address, windows: half})
    slow.order({do: 'open', address: node.address, windows: half, from: half})
    await Promise.all([active.hear('whole'), slow.hear('whole')])
    active.order({do: 'feed', perSecond: Math.max(500, SENTENCES_PER_SECOND * size)})
    await later(Math.min(3_000, stallMs))

    const ms = stallMs / 2
    active.order({do: 'measure', ms})
    const before = (await active.hear('measured')).crowd
    const base = await highestMemory(ms / 4)

    slow.stall()
    active.order({do: 'measure', ms: stallMs})
    const highest = await highestMemory(stallMs)
    const during = (await active.hear('measured')).crowd

    const since = systemClock.wall()
    slow.order({do: 'fresh', since})
    slow.goOn()
    const after = [...(await slow.hear('fresh')).after].sort((a, b) => a - b)
    return {
      'sessions that go on': half,
      'sessions that stall': half,
      tracks,
      'stalled for, s': stallMs / 1_000,
      'memory per stalled session, MB': Math.max(0, highest - base) / half / MB,
      'the others: end to end p99 before, ms': before.p99,
      'the others: end to end p99 meanwhile, ms': during.p99,
      'the others: p99 worse by, %': (during.p99 / before.p99 - 1) * 100,
      'newest picture whole after, half of them, ms': after[after.length >> 1] ?? NaN,
      'newest picture whole after, slowest, ms': after.at(-1) ?? NaN,
    }
  } finally {
    active.end()
    slow.end()
    await node.stop()
  }
}

/** The most that this process holds in the time, bytes. */
async function highestMemory(forMs: number): Promise<number> {
  let most = 0
  for (const until = systemClock.monotonic() + forMs; systemClock.monotonic() < until; await later(SAMPLE_MS))
    most = Math.max(most, process.memoryUsage.rss())
  return most
}
