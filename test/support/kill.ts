import {spawn} from 'node:child_process'
import {once} from 'node:events'
import {systemRandom} from '../../shared/base/random.ts'
import {openStore, SqliteLedger} from '../../server/operations/sqlite-ledger.ts'
import {verifyStore} from '../../server/operations/verify-ledger.ts'

/** What one kill left: acknowledged ids so far that are lost or doubled, whether the ledger is sound, ms to open it. */
export type AfterKill = {
  readonly acknowledged: number
  readonly lost: number
  readonly doubled: number
  readonly sound: boolean
  readonly readyMs: number
}

/** Lets a writer work on the store for a while after its first answer, kills it without warning and looks. */
export async function killOnce(store: string, acknowledged: string[], afterMs: number): Promise<AfterKill> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'test/support/kill-child.ts', store], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await once(child.stdout, 'data')
  await new Promise(resume => setTimeout(resume, afterMs))
  child.kill('SIGKILL')
  await once(child, 'close')
  // The last line may have been cut off in the middle of being said.
  acknowledged.push(...text.split('\n').slice(0, -1))

  const start = performance.now()
  const ledger = new SqliteLedger({database: openStore(store), random: systemRandom})
  const readyMs = performance.now() - start
  const ids = ledger.events(0, ledger.position).map(row => String(row.payload['id']))
  const written = new Set(ids)
  const lost = acknowledged.filter(id => !written.has(id) || ledger.result('anna', id) === undefined).length
  ledger.close()
  return {
    acknowledged: acknowledged.length,
    lost,
    doubled: ids.length - written.size,
    sound: verifyStore(store).sound,
    readyMs,
  }
}
