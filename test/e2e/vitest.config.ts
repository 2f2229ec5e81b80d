import {basename} from 'node:path'
import {defineConfig} from 'vitest/config'
import {BaseSequencer, type TestSpecification} from 'vitest/node'

/** First what is over before the situation of `support/early-demonstration.ts` has developed, then what looks at it. */
const FIRST = ['pursuit.e2e.ts', 'alerts.e2e.ts']

class InOrder extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({moduleId}: TestSpecification) => {
      const at = FIRST.indexOf(basename(moduleId))
      return at < 0 ? FIRST.length : at
    }
    return [...files].sort((a, b) => rank(a) - rank(b) || a.moduleId.localeCompare(b.moduleId))
  }
}

/** Checks in a real browser against the built server: one at a time, on a machine without a GPU. */
export default defineConfig({
  test: {
    root: '.',
    include: ['test/e2e/**/*.e2e.ts'],
    globalSetup: ['test/e2e/support/early-demonstration.ts'],
    sequence: {sequencer: InOrder},
    testTimeout: 180_000,
    hookTimeout: 120_000,
    fileParallelism: false,
    // One process for all files: what they import is read once.
    isolate: false,
    pool: 'forks',
  },
})
