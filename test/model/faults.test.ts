import {expect, test} from 'vitest'
import {FAULTS, found} from './faults.ts'
import {check} from './runs.ts'

/** Each is found within so many runs; most within ten. All of them with another seed: `npm run soak -- faults`. */
const RUNS = 120
const SEED = 1

test('[Q45] the same runs find nothing where nothing is planted', async () => {
  await expect(check(RUNS, SEED)).resolves.toBeDefined()
}, 120_000)

test.each(FAULTS)(
  '[Q45] the model finds it when $name',
  async fault => {
    expect(await found(fault, RUNS, SEED)).toBeDefined()
  },
  120_000,
)
