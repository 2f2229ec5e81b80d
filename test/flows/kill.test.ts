import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, test} from 'vitest'
import {killOnce} from '../support/kill.ts'

test('[OK1] five kills in the middle of writing: nothing answered is lost, nothing doubled, the ledger is sound', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tripoint-kill-'))
  try {
    const acknowledged: string[] = []
    for (const afterMs of [3, 47, 110, 19, 71]) {
      const {readyMs, ...left} = await killOnce(join(folder, 'se.sqlite'), acknowledged, afterMs)
      expect(left).toEqual({acknowledged: acknowledged.length, lost: 0, doubled: 0, sound: true})
      expect(readyMs).toBeLessThan(5_000)
    }
    expect(acknowledged.length).toBeGreaterThan(5)
  } finally {
    rmSync(folder, {recursive: true})
  }
}, 60_000)
