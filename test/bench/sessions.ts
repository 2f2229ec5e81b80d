import {CPU, measure, OURS, P99} from './fanout.ts'
import {MovingTable} from './stage/moving-table.ts'

export const name = 'sessions'

const TRACKS = 300_000
const CLIENTS = 4_000
const UPDATES_PER_SECOND = 20_000
const TICK_MS = 250

/** Many windows at four ticks a second. Bar: 60 % of a core. */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const clients = Math.max(10, Math.round(CLIENTS * size))
  const world = new MovingTable(Math.max(2_000, Math.round(TRACKS * size)))
  const stopMoving = world.move(Math.max(500, Math.round(UPDATES_PER_SECOND * size)))
  const found = await measure(world, OURS, clients, seconds, TICK_MS)
  stopMoving()
  return {
    tracks: world.size,
    clients,
    'tick, ms': TICK_MS,
    [CPU]: found[CPU],
    [P99]: found[P99] ?? NaN,
    'frames per client and s': found['frames per client and s'] ?? NaN,
    'delivered, per s': found['delivered, per s'] ?? NaN,
    'all connected after, ms': found['all connected after, ms'] ?? NaN,
    'server memory, MB': found['server memory, MB'] ?? NaN,
  }
}
