import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {killOnce} from '../support/kill.ts'

export const name = 'kill'

/** Kills a writer again and again (20 times, or the number given) and counts what each left. */
export async function run(words: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tripoint-kill-'))
  const acknowledged: string[] = []
  try {
    for (let kill = 1; kill <= Number(words[0] ?? 20); kill++) {
      const left = await killOnce(join(folder, 'se.sqlite'), acknowledged, Math.random() * 500)
      console.log(`kill ${kill}: ${JSON.stringify(left)}`)
      if (left.lost + left.doubled > 0 || !left.sound)
        throw new Error('something answered was lost, doubled or changed')
    }
  } finally {
    rmSync(folder, {recursive: true})
  }
}
