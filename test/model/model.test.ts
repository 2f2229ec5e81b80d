import {expect, test} from 'vitest'
import {HANDOFF_STATUSES} from '../../shared/operations/handoff-state.ts'
import {check} from './runs.ts'

/** 50,000 of them: `npm run soak -- model 50000`. */
const RUNS = 2_000
const SEED = 2_026

test('[Q03] three nations under loss, doubling, reordering, cuts, deaths and wrong clocks: one acts, one watches, all agree in the end', async () => {
  const {seen, done, refused} = await check(RUNS, SEED)
  // A model that tries nothing proves nothing.
  expect(HANDOFF_STATUSES.filter(status => (seen.get(status) ?? 0) < 10)).toEqual([])
  expect(done).toBeGreaterThan(5 * RUNS)
  expect(refused).toBeGreaterThan(RUNS)
}, 400_000)
