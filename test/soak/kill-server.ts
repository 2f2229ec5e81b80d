import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {seededRandom} from '../../shared/base/random.ts'
import {buildOnce} from '../support/built-server.ts'
import {KillServer} from '../support/kill-server.ts'

export const name = 'kill-server'

/** Kills the built server under load (20 times and seed 1, or the numbers given), restarts it, counts what each left. */
export async function run([kills = '20', seed = '1']: readonly string[]): Promise<void> {
  buildOnce()
  const data = mkdtempSync(join(tmpdir(), 'tripoint-kill-server-'))
  const random = seededRandom(Number(seed))
  const people = new KillServer({data, random})
  const total = {acknowledged: 0, cutOff: 0, slowestMs: 0}
  try {
    for (let kill = 1; kill <= Number(kills); kill++) {
      const left = await people.kill(300 + random.unit() * 3_000)
      console.log(`kill ${kill}: ${JSON.stringify(left)}`)
      total.acknowledged += left.acknowledged
      total.cutOff += left.cutOff
      total.slowestMs = Math.max(total.slowestMs, left.readyMs)
      if (left.lost + left.doubled > 0 || !left.sound)
        throw new Error('something answered was lost, doubled or changed')
    }
    const end = await people.end()
    console.log(`all: ${JSON.stringify({...total, ...end, done: people.done})}`)
    if (!end.agree || !end.sound || end.doubled > 0) throw new Error('the nations do not agree on what ended')
  } finally {
    await people.stop()
    rmSync(data, {recursive: true})
  }
}
