import {expect, test} from 'vitest'
import {FAULTS, found} from './faults.ts'

/** Each is found within so many runs; most within ten. All of them with another seed: `npm run soak -- faults`. */
const RUNS = 120
const SEED = 1

test.each(FAULTS)(
  '[Q45] the model finds it when $name',
  async fault => {
    expect(await found(fault, RUNS, SEED)).toBeDefined()
  },
  120_000,
)
