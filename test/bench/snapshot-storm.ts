import {monitorEventLoopDelay} from 'node:perf_hooks'
import {systemClock} from '../../shared/base/clock.ts'
import {mercatorX, mercatorY} from '../../shared/geo/mercator.ts'
import {isInside} from '../../shared/protocol/frame.ts'
import type {Table} from '../../server/picture/table.ts'
import {cellsOf} from '../../server/stream/cells.ts'
import {later, Load} from './stage/load.ts'
import {startNode} from './stage/node.ts'
import {HARBOUR_DEGREES, viewOf} from './stage/view.ts'

export const name = 'snapshot-storm'

const SESSIONS = 1_000
/** A harbour's cells hold a hot spot or so of forty, where 60 % of the vessels are: 2,000 of them. */
const TRACKS = 133_000
const SENTENCES_PER_SECOND = 20_000
/** The crowd has its names by then, and the node has compiled what it runs. */
const SETTLE_MS = 2_000

/**
 * A node whose sessions all lose their connection and come back in the same instant, without a cursor: each is sent its
 * whole picture, while the feed goes on. The client's own wait before its next try is left out. Bars: all live in 5 s,
 * event loop 250 ms at the 99th percentile.
 */
export async function run({size}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const sessions = Math.max(10, Math.round(SESSIONS * size))
  const tracks = Math.max(2_000, Math.round(TRACKS * size))
  const load = new Load()
  const {port} = await load.hear('port')
  const node = await startNode({port, people: sessions, capacity: Math.ceil(tracks * 1.02) + 1_000})
  try {
    load.order({do: 'sail', vessels: tracks})
    await load.hear('fed')
    while (node.nation.picture.tracks.size < tracks) await later(50)
    load.order({do: 'open', address: node.address, windows: sessions, degrees: HARBOUR_DEGREES})
    await load.hear('whole')
    load.order({do: 'feed', perSecond: Math.max(500, SENTENCES_PER_SECOND * size)})
    await later(SETTLE_MS * Math.min(1, 10 * size))

    const delay = monitorEventLoopDelay({resolution: 5})
    delay.enable()
    const cpu = process.cpuUsage()
    const from = systemClock.monotonic()
    load.order({do: 'begin'})
    load.order({do: 'renew'})
    await load.hear('whole')
    const ms = systemClock.monotonic() - from
    delay.disable()
    const used = process.cpuUsage(cpu)
    load.order({do: 'end'})
    const {crowd} = await load.hear('measured')
    const records = crowd.near.records + crowd.wide.records
    return {
      sessions,
      tracks,
      'tracks in a snapshot': inView(node.nation.picture.tracks, sessions),
      'records sent to a session until all are live': records / sessions,
      'all live after, ms': ms,
      'event loop delay p99, ms': delay.percentile(99) / 1e6,
      'event loop delay, longest, ms': delay.max / 1e6,
      'CPU of the node for it, ms': (used.user + used.system) / 1_000,
      'CPU per snapshot, ms': (used.user + used.system) / 1_000 / sessions,
      'memory of the node, MB': process.memoryUsage().rss / 1e6,
    }
  } finally {
    load.end()
    await node.stop()
  }
}

/** Tracks in the cells of a window, on average over some of them. */
function inView(table: Table, windows: number): number {
  const views = Array.from({length: Math.min(windows, 40)}, (_, index) => cellsOf(viewOf(index, HARBOUR_DEGREES)))
  let tracks = 0
  for (let row = 0; row < table.capacity; row++) {
    if (table.held[row] !== 1) continue
    const [x, y] = [mercatorX(table.lon[row] ?? 0), mercatorY(table.lat[row] ?? 0)]
    for (const view of views) if (isInside(view, x, y)) tracks++
  }
  return tracks / views.length
}
