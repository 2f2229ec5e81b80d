import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import type {Table} from '../../server/picture/table.ts'
import {selfSigned} from '../../server/commands/certificate.ts'
import {measureNode, NODE_CPU, NODE_P99, worldOf} from './end-to-end.ts'
import {CPU, measure, OURS, P99} from './fanout.ts'
import {MovingTable} from './stage/moving-table.ts'
import {ownSender} from './stage/own-sender.ts'

export const name = 'tls'

const TRACKS = 100_000
const CLIENTS = 500
const UPDATES_PER_SECOND = 20_000

/**
 * The same frames to the same windows without and with TLS in Node: 500 and 1,000 windows of a stream, and a whole node
 * with its million tracks. Bar: at most 15 points of a core more.
 */
export async function run({size, seconds}: {size: number; seconds: number}): Promise<Record<string, number | string>> {
  const clients = Math.max(10, Math.round(CLIENTS * size))
  const world = new MovingTable(Math.max(2_000, Math.round(TRACKS * size)))
  const stopMoving = world.move(Math.max(500, Math.round(UPDATES_PER_SECOND * size)))
  const folder = mkdtempSync(join(tmpdir(), 'tripoint-bench-'))
  const certificate = await selfSigned(folder, ['127.0.0.1'])
  const secured = {
    ...OURS,
    open: (table: Table) => ownSender(table, certificate),
    // The windows trust it; Socket.IO's client refuses what it cannot verify, whatever the environment says.
    certificate: join(folder, 'tls', 'self-signed.crt'),
  }
  const figures: Record<string, number | string> = {tracks: world.size}
  for (const windows of [clients, 2 * clients]) {
    const plain = await measure(world, OURS, windows, seconds)
    const secure = await measure(world, secured, windows, seconds)
    compare(figures, `${windows} windows`, {cpu: plain[CPU], p99: plain[P99]}, {cpu: secure[CPU], p99: secure[P99]})
  }
  stopMoving()
  rmSync(folder, {recursive: true, force: true})
  const node = worldOf(size)
  const [plain, secure] = [
    await measureNode({...node, tls: false, seconds}),
    await measureNode({...node, tls: true, seconds}),
  ].map(found => ({cpu: Number(found[NODE_CPU]), p99: Number(found[NODE_P99])}))
  if (plain !== undefined && secure !== undefined) compare(figures, `a node of ${node.tracks} tracks`, plain, secure)
  return figures
}

type Cost = {readonly cpu: number; readonly p99: number | undefined}

function compare(into: Record<string, number | string>, what: string, plain: Cost, secure: Cost): void {
  into[`${what}: CPU plain, % of a core`] = plain.cpu
  into[`${what}: CPU with TLS, % of a core`] = secure.cpu
  into[`${what}: TLS, points of a core more`] = secure.cpu - plain.cpu
  into[`${what}: end to end p99 plain, ms`] = plain.p99 ?? NaN
  into[`${what}: end to end p99 with TLS, ms`] = secure.p99 ?? NaN
}
