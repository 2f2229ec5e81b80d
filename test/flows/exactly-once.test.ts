import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {giveThroughCuts} from '../support/exactly-once.ts'

const COMMANDS = 20_000

test('[Q06] 20,000 commands, cut after the sending and before the answer, given one to five times: one effect and one answer each', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tripoint-once-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  const left = await giveThroughCuts({commands: COMMANDS, seed: 6, store: join(folder, 'se.sqlite')})
  expect(left).toMatchObject({commands: COMMANDS, rows: COMMANDS, wrong: 0, differing: 0})
  // Half of what was sent was cut off before its answer came, and every second command was answered twice and more.
  expect(left.sent).toBeGreaterThan(1.5 * left.answered)
  expect(left.answered).toBeGreaterThan(COMMANDS)
}, 300_000)
