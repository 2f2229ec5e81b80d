import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Table} from '../../server/picture/table.ts'
import {selfSigned} from '../../server/commands/certificate.ts'
import {CPU, measure, OURS} from './fanout.ts'
import {MovingTable} from './stage/moving-table.ts'
import {ownSender} from './stage/own-sender.ts'

export const name = 'tls'

const TRACKS = 100_000
const CLIENTS = 500
const UPDATES_PER_SECOND = 20_000

/** The same frames to the same windows without and with TLS in Node. Bar: at most 15 points of a core more. */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const clients = Math.max(10, Math.round(CLIENTS * size))
  const world = new MovingTable(Math.max(2_000, Math.round(TRACKS * size)))
  const stopMoving = world.move(Math.max(500, Math.round(UPDATES_PER_SECOND * size)))
  const folder = mkdtempSync(join(tmpdir(), 'tripoint-bench-'))
  const certificate = await selfSigned(folder, ['127.0.0.1'])
  const plain = await measure(world, OURS, clients, seconds)
  const secure = await measure(
    world,
    {
      ...OURS,
      open: (table: Table) => ownSender(table, certificate),
      // The windows trust it; Socket.IO's client refuses what it cannot verify, whatever the environment says.
      certificate: join(folder, 'tls', 'self-signed.crt'),
    },
    clients,
    seconds,
  )
  stopMoving()
  rmSync(folder, {recursive: true, force: true})
  return {
    tracks: world.size,
    clients,
    'plain: CPU of the server, % of a core': plain[CPU],
    'TLS: CPU of the server, % of a core': secure[CPU],
    'TLS, points of a core more': secure[CPU] - plain[CPU],
    'plain: end to end p99, ms': plain['end to end p99, ms'] ?? NaN,
    'TLS: end to end p99, ms': secure['end to end p99, ms'] ?? NaN,
    'plain: frames per client and s': plain['frames per client and s'] ?? NaN,
    'TLS: frames per client and s': secure['frames per client and s'] ?? NaN,
  }
}
