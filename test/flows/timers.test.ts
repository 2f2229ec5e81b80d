import {mkdtempSync, rmSync} from 'node:fs'
import {tmpdir} from 'node:os'
import {join} from 'node:path'
import {expect, onTestFinished, test} from 'vitest'
import {seededRandom} from '../../shared/base/random.ts'
import {killWithTimers, LAM_MS, OFFERS} from '../support/timer-kills.ts'

const ROUNDS = 6

test('[OK3] timers outlive kill -9 and a time of day that is set by hours: each fires once, and not before its time', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tripoint-timers-'))
  onTestFinished(() => rmSync(folder, {recursive: true}))
  const left = await killWithTimers({store: join(folder, 'se.sqlite'), rounds: ROUNDS, random: seededRandom(4)})
  expect(left).toMatchObject({offers: ROUNDS * OFFERS, never: 0, twice: 0, left: 0, sound: true})
  // The last round was not killed before its time: the wall went back and forth by hours, and it took what it had to.
  expect(left.lastMs).toBeGreaterThan(2 * LAM_MS)
  expect(left.lastMs).toBeLessThan(3 * LAM_MS + 5_000)
}, 240_000)
